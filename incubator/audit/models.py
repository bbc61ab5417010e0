"""The trail: one row for each fact, sealed in a chain of hashes; the database refuses to change or delete rows."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from incubator.db.base import Base, Identified
from incubator.db.guards import append_only, guard

PERSONAL = {"personal": True}


class AuditEntry(Identified, Base):
    """Who did what to what, when, from where and why.  `at` is when it happened, `id` sorts by when it was written.

    Ids of people carry no foreign key: a destroyed account leaves its trail.
    """

    __tablename__ = "audit_entries"
    __table_args__ = (
        Index("ix_audit_entries_subject", "subject_kind", "subject_id", "id"),
        Index("ix_audit_entries_actor", "actor_id", "id"),
        Index("ix_audit_entries_event", "event_name", "id"),
        Index("ix_audit_entries_at", "at"),
    )

    at: Mapped[datetime]
    event_name: Mapped[str]
    event_id: Mapped[UUID] = mapped_column(unique=True)
    actor_id: Mapped[UUID | None]
    acting_as: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="", info=PERSONAL)
    subject_kind: Mapped[str]
    subject_id: Mapped[UUID]
    reason: Mapped[str] = mapped_column(Text, default="")
    payload: Mapped[dict[str, Any]]
    changes: Mapped[dict[str, Any]]


class AuditSeal(Base):
    """Link `seal_no` of the chain: the hash of an entry, and the hash over it and the link before."""

    __tablename__ = "audit_seals"

    seal_no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    entry_id: Mapped[UUID] = mapped_column(unique=True)
    entry_hash: Mapped[str]
    chain_hash: Mapped[str]
    sealed_at: Mapped[datetime]


GUARDS = {table: append_only(table) for table in ("audit_entries", "audit_seals")}
"""The migration that makes the tables issues the same statements."""

guard(AuditEntry.__table__, GUARDS["audit_entries"])
guard(AuditSeal.__table__, GUARDS["audit_seals"])
