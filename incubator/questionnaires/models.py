"""Questionnaires with frozen versions, and the answers given to one version."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Connection, ForeignKey, Index, Table, UniqueConstraint, event
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from incubator.db.base import Base, Identified, Timestamps, Versioned
from incubator.questionnaires.workflow import WORKFLOW, VersionState, VersionStep

PERSONAL = {"personal": True}


class Questionnaire(Identified, Timestamps, Base):
    """A form over all its versions; `key` names it ("psst")."""

    __tablename__ = "questionnaires"

    key: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    title_en: Mapped[str] = mapped_column(default="")


class QuestionnaireVersion(Identified, Timestamps, Versioned, Base):
    """One wording of the form.  From its publication the definition never changes: the database refuses it."""

    __tablename__ = "questionnaire_versions"
    __table_args__ = (
        UniqueConstraint("questionnaire_id", "number"),
        CheckConstraint(
            "state IN ('draft', 'discarded') OR (sha256 IS NOT NULL AND published_at IS NOT NULL)",
            name="published_is_sealed",
        ),
        CheckConstraint("state <> 'retired' OR retired_at IS NOT NULL", name="retired_has_time"),
        CheckConstraint("state <> 'discarded' OR discarded_at IS NOT NULL", name="discarded_has_time"),
        CheckConstraint("number >= 1", name="number_counts_from_one"),
    )

    questionnaire_id: Mapped[UUID] = mapped_column(ForeignKey("questionnaires.id"))
    number: Mapped[int]
    state: Mapped[VersionState] = mapped_column(default=VersionState.DRAFT)
    definition: Mapped[dict[str, Any]]
    sha256: Mapped[str | None]
    published_at: Mapped[datetime | None]
    published_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    retired_at: Mapped[datetime | None]
    discarded_at: Mapped[datetime | None]

    questionnaire: Mapped[Questionnaire] = relationship(lazy="raise")

    def publish(self, *, at: datetime, by: UUID, sha256: str) -> None:
        self.state = WORKFLOW.after(self.state, VersionStep.PUBLISH)
        self.sha256 = sha256
        self.published_at = at
        self.published_by = by

    def retire(self, *, at: datetime) -> None:
        self.state = WORKFLOW.after(self.state, VersionStep.RETIRE)
        self.retired_at = at

    def discard(self, *, at: datetime) -> None:
        self.state = WORKFLOW.after(self.state, VersionStep.DISCARD)
        self.discarded_at = at


class AnswerSet(Identified, Timestamps, Base):
    """What somebody has written into one version.

    `answers` is {question key: value}; empty answers are absent.  `stamps` is {question key: {"v": saves of this
    question, "at": ISO instant, "by": user id, "name": name}}.  `left_behind` keeps readable what no longer fitted when
    the set went over to a newer version: [{"key", "label", "text", "number", "at"}].  `revision` counts all saves and
    guards against a stale write.  Whether it may still be edited is decided by the slice that owns it.
    """

    __tablename__ = "answer_sets"
    __table_args__ = (
        Index("ix_answer_sets_version", "version_id"),
        Index("ix_answer_sets_organisation", "organisation_id"),
    )

    version_id: Mapped[UUID] = mapped_column(ForeignKey("questionnaire_versions.id"))
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisations.id"))
    opened_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict, info=PERSONAL)
    stamps: Mapped[dict[str, Any]] = mapped_column(default=dict, info=PERSONAL)
    left_behind: Mapped[list[Any]] = mapped_column(default=list, info=PERSONAL)
    revision: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 (a declared attribute's first argument is the class)
        return {"version_id_col": cls.revision}

    version: Mapped[QuestionnaireVersion] = relationship(lazy="raise")


class EditingPresence(Identified, Base):
    """Who has a section open just now, by session, so that the same person on a second device is seen too."""

    __tablename__ = "editing_presences"
    __table_args__ = (
        UniqueConstraint("answer_set_id", "session_key"),
        Index("ix_editing_presences_seen", "answer_set_id", "seen_at"),
    )

    answer_set_id: Mapped[UUID] = mapped_column(ForeignKey("answer_sets.id", ondelete="CASCADE"))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    session_key: Mapped[str]
    name: Mapped[str] = mapped_column(info=PERSONAL)
    section_key: Mapped[str]
    device: Mapped[str] = mapped_column(default="")
    seen_at: Mapped[datetime]


# The same guard as `QuestionnaireVersion.publish`, for whoever writes past the program.  The migration executes these.
SEAL_SQLITE = """
CREATE TRIGGER questionnaire_versions_sealed
BEFORE UPDATE OF definition, sha256, number, questionnaire_id ON questionnaire_versions
WHEN OLD.state <> 'draft' AND (NEW.definition <> OLD.definition OR NEW.sha256 IS NOT OLD.sha256
  OR NEW.number <> OLD.number OR NEW.questionnaire_id <> OLD.questionnaire_id)
BEGIN SELECT RAISE(ABORT, 'a published questionnaire version is sealed'); END
"""
SEAL_POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION questionnaire_version_is_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a published questionnaire version is sealed' USING ERRCODE = 'check_violation';
END $$
"""
SEAL_POSTGRESQL = """
CREATE TRIGGER questionnaire_versions_sealed BEFORE UPDATE ON questionnaire_versions FOR EACH ROW
WHEN (OLD.state <> 'draft' AND (NEW.definition IS DISTINCT FROM OLD.definition
  OR NEW.sha256 IS DISTINCT FROM OLD.sha256 OR NEW.number <> OLD.number
  OR NEW.questionnaire_id <> OLD.questionnaire_id))
EXECUTE FUNCTION questionnaire_version_is_sealed()
"""


def _seal(_table: Table, connection: Connection, **_options: Any) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(SEAL_SQLITE)
    else:
        connection.exec_driver_sql(SEAL_POSTGRESQL_FUNCTION)
        connection.exec_driver_sql(SEAL_POSTGRESQL)


event.listen(QuestionnaireVersion.__table__, "after_create", _seal)
