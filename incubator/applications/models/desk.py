"""Tables of the desk: tags, who works on what, saved views."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from incubator.applications.rules.desk import LONGEST_NAME, LONGEST_TAG, name_key
from incubator.db.base import Base, Identified, Timestamps


class Tag(Identified, Base):
    """A word staff of one program mark applications with.  `name_key` tells two spellings of one word."""

    __tablename__ = "tags"
    __table_args__ = (
        UniqueConstraint("program_id", "name_key"),
        CheckConstraint(f"length(name) BETWEEN 1 AND {LONGEST_TAG}", name="name_length"),
    )

    program_id: Mapped[UUID] = mapped_column(ForeignKey("programs.id"))
    name: Mapped[str]
    name_key: Mapped[str]
    created_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime]

    @classmethod
    def named(cls, program_id: UUID, name: str, *, by: UUID, at: datetime) -> Tag:
        return cls(program_id=program_id, name=name, name_key=name_key(name), created_by=by, created_at=at)


class TaggedApplication(Identified, Base):
    """One tag on one application; taken off, the row is gone and the trail keeps who did it."""

    __tablename__ = "tagged_applications"
    __table_args__ = (UniqueConstraint("application_id", "tag_id"), Index("ix_tagged_applications_tag", "tag_id"))

    application_id: Mapped[UUID] = mapped_column(ForeignKey("applications.id"))
    tag_id: Mapped[UUID] = mapped_column(ForeignKey("tags.id"))
    tagged_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime]


class DeskAssignment(Identified, Base):
    """Which colleague works on an application now; nobody when there is no row."""

    __tablename__ = "desk_assignments"
    __table_args__ = (UniqueConstraint("application_id"), Index("ix_desk_assignments_user", "user_id"))

    application_id: Mapped[UUID] = mapped_column(ForeignKey("applications.id"))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    assigned_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime]

    def hand_to(self, user_id: UUID, *, by: UUID, at: datetime) -> None:
        self.user_id, self.assigned_by, self.at = user_id, by, at


class SavedView(Identified, Timestamps, Base):
    """A name for filters, columns and order of the lists of one program (`rules.desk.view_query`)."""

    __tablename__ = "saved_views"
    __table_args__ = (
        UniqueConstraint("program_id", "owner_id", "name_key"),
        CheckConstraint(f"length(name) BETWEEN 1 AND {LONGEST_NAME}", name="name_length"),
    )

    program_id: Mapped[UUID] = mapped_column(ForeignKey("programs.id"))
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    name: Mapped[str]
    name_key: Mapped[str]
    is_shared: Mapped[bool] = mapped_column(default=False)
    wanted: Mapped[dict[str, Any]]

    def describe(self, name: str, wanted: dict[str, Any], *, is_shared: bool, at: datetime) -> None:
        self.name, self.name_key, self.wanted = name, name_key(name), wanted
        self.is_shared, self.updated_at = is_shared, at
