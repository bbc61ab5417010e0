"""Imports every model, so that the metadata is whole (migrations, tests)."""

from incubator.accounts import models as accounts
from incubator.applications import models as applications
from incubator.db import outbox
from incubator.db.base import Base
from incubator.organisations import models as organisations
from incubator.programs import models as programs

__all__ = ["Base", "accounts", "applications", "organisations", "outbox", "programs"]
