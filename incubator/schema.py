"""Imports every model, so that the metadata is whole (migrations, tests)."""

from incubator.accounts import models as accounts
from incubator.db import outbox
from incubator.db.base import Base

__all__ = ["Base", "accounts", "outbox"]
