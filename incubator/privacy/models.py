"""Who saw whose personal data: kept apart from the trail because it has its own term."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from incubator.db.base import Base, Identified
from incubator.db.guards import Statements, guard
from incubator.privacy.rules import AccessAction

PERSONAL = {"personal": True}


class AccessEntry(Identified, Base):
    """Account, time, address, whose data, what was done: the five fields of 안전성 확보조치 기준 제2조, 제8조."""

    __tablename__ = "access_entries"
    __table_args__ = (
        Index("ix_access_entries_at", "at"),
        Index("ix_access_entries_actor", "actor_id", "at"),
    )

    at: Mapped[datetime]
    actor_id: Mapped[UUID]
    acting_as: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="", info=PERSONAL)
    action: Mapped[AccessAction]
    subject_kind: Mapped[str]
    subject_ids: Mapped[list[Any]]
    subject_count: Mapped[int]
    reason: Mapped[str] = mapped_column(Text, default="")
    route: Mapped[str] = mapped_column(default="")


NO_UPDATE = """CREATE TRIGGER access_entries_no_update BEFORE UPDATE ON access_entries
    BEGIN SELECT RAISE(ABORT, 'access_entries is append-only'); END"""
NO_EARLY_DELETE = """CREATE TRIGGER access_entries_no_early_delete BEFORE DELETE ON access_entries
    WHEN OLD.at > (SELECT datetime(max(at), '-1 year') FROM access_entries)
    BEGIN SELECT RAISE(ABORT, 'access_entries are kept a year at least'); END"""
GUARD = """CREATE OR REPLACE FUNCTION access_entries_guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_OP = 'DELETE' AND OLD.at <= (SELECT max(at) - interval '1 year' FROM access_entries) THEN RETURN OLD; END IF;
    RAISE EXCEPTION 'access_entries is append-only and kept a year at least'; END $$"""
GUARDED = """CREATE TRIGGER access_entries_guarded BEFORE UPDATE OR DELETE ON access_entries
    FOR EACH ROW EXECUTE FUNCTION access_entries_guard()"""
GUARDS: Statements = {"sqlite": (NO_UPDATE, NO_EARLY_DELETE), "postgresql": (GUARD, GUARDED)}
"""No row is changed and none is deleted before a year has passed, counted to the newest row.  The migration that makes
the table issues the same statements."""

guard(AccessEntry.__table__, GUARDS)
