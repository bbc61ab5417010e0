"""Imports every model, so that the metadata is whole (migrations, tests)."""

from incubator.accounts import models as accounts
from incubator.applications import models as applications
from incubator.approvals import models as approvals
from incubator.audit import models as audit
from incubator.db import outbox
from incubator.db.base import Base
from incubator.documents import models as documents
from incubator.notifications import models as notifications
from incubator.organisations import models as organisations
from incubator.parameters import models as parameters
from incubator.privacy import models as privacy
from incubator.programs import models as programs
from incubator.questionnaires import models as questionnaires
from incubator.reviews import models as reviews

__all__ = [
    "Base",
    "accounts",
    "applications",
    "approvals",
    "audit",
    "documents",
    "notifications",
    "organisations",
    "outbox",
    "parameters",
    "privacy",
    "programs",
    "questionnaires",
    "reviews",
]
