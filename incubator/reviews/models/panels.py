"""The pool of reviewers, panels, how their members were drawn, and which applications a panel judges."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.applications.models import Application
from incubator.db.base import Base, Identified, Timestamps, Versioned
from incubator.programs.models import RoundStage
from incubator.reviews.workflow.panels import (
    APPOINTMENT_WORKFLOW,
    PANEL_WORKFLOW,
    POOL_WORKFLOW,
    AppointmentState,
    AppointmentStep,
    PanelState,
    PanelStep,
    PoolState,
    PoolStep,
)

PERSONAL = {"personal": True}


class PoolMember(Identified, Timestamps, Versioned, Base):
    """예비위원: a person who may be drawn, with what conflicts of interest and expertise are found from.

    `fields`: values of `programs.rules.kinds.Field`; `profile`: what he knows, in his own words.  `employments` rows
    {name, brn, since, until} and `relations` rows {kind, name, brn, since, until} (mentoring, consulting, investment,
    family) hold ISO days, `until` may be null.  `away` rows {since, until} are days on which he is not asked.
    `yearly_cap`: panels a year at most, None: the parameter.  `refusals`: in a row.
    """

    __tablename__ = "pool_members"
    __table_args__ = (
        CheckConstraint("yearly_cap IS NULL OR yearly_cap > 0", name="yearly_cap_positive"),
        CheckConstraint("refusals >= 0", name="refusals_count"),
        CheckConstraint("state <> 'pool_paused' OR state_reason <> ''", name="pause_has_reason"),
    )

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), unique=True)
    state: Mapped[PoolState] = mapped_column(default=PoolState.ACTIVE)
    state_reason: Mapped[str] = mapped_column(Text, default="")
    fields: Mapped[list[Any]] = mapped_column(default=list)
    profile: Mapped[str] = mapped_column(Text, default="")
    employer: Mapped[str] = mapped_column(default="")
    employer_brn: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="", info=PERSONAL)
    is_public_official: Mapped[bool] = mapped_column(default=False)
    employments: Mapped[list[Any]] = mapped_column(default=list, info=PERSONAL)
    relations: Mapped[list[Any]] = mapped_column(default=list, info=PERSONAL)
    away: Mapped[list[Any]] = mapped_column(default=list)
    yearly_cap: Mapped[int | None]
    refusals: Mapped[int] = mapped_column(default=0)
    added_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))

    user: Mapped[User] = relationship(lazy="raise", viewonly=True, foreign_keys=[user_id])

    def pause(self, *, reason: str) -> None:
        self.state, self.state_reason = POOL_WORKFLOW.after(self.state, PoolStep.PAUSE), reason

    def restore(self) -> None:
        self.state, self.state_reason, self.refusals = POOL_WORKFLOW.after(self.state, PoolStep.RESTORE), "", 0

    def remove(self, *, reason: str) -> None:
        self.state, self.state_reason = POOL_WORKFLOW.after(self.state, PoolStep.REMOVE), reason


class Panel(Identified, Timestamps, Versioned, Base):
    """평가위원회 of one stage: all of it, or one group (조) of several.

    `seats`: people wanted; `load_most`: applications one person judges at most.  `meets_at`: the day of the panel;
    `access_ends_at`: from then on plans are out of reach, whatever the state.  `is_blind`: names of applicants are kept
    from the reviewers; `is_graded`: five grades instead of points.  `seed` orders the presentations.  `division_id` and
    `cases_most` bound what a group judges, None: all that nobody else judges.
    """

    __tablename__ = "panels"
    __table_args__ = (
        UniqueConstraint("stage_id", "label"),
        CheckConstraint("seats BETWEEN 1 AND 30", name="seats_within"),
        CheckConstraint("load_most IS NULL OR load_most > 0", name="load_positive"),
        CheckConstraint("cases_most IS NULL OR cases_most > 0", name="cases_positive"),
        CheckConstraint("slot_minutes BETWEEN 1 AND 240", name="slot_within"),
        CheckConstraint("access_ends_at > meets_at", name="access_ends_after_meeting"),
        CheckConstraint("state <> 'panel_cancelled' OR state_reason <> ''", name="cancelled_has_reason"),
    )

    round_id: Mapped[UUID] = mapped_column(ForeignKey("rounds.id"), index=True)
    stage_id: Mapped[UUID] = mapped_column(ForeignKey("round_stages.id"))
    division_id: Mapped[UUID | None] = mapped_column(ForeignKey("divisions.id"))
    cases_most: Mapped[int | None]
    label: Mapped[str]
    state: Mapped[PanelState] = mapped_column(default=PanelState.PLANNED)
    state_reason: Mapped[str] = mapped_column(Text, default="")
    seats: Mapped[int]
    load_most: Mapped[int | None]
    secretary_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    meets_at: Mapped[datetime]
    access_ends_at: Mapped[datetime]
    place: Mapped[str] = mapped_column(default="")
    slot_minutes: Mapped[int] = mapped_column(default=20)
    delay_minutes: Mapped[int] = mapped_column(default=0)
    is_blind: Mapped[bool] = mapped_column(default=False)
    is_graded: Mapped[bool] = mapped_column(default=False)
    seed: Mapped[str] = mapped_column(default="")
    opened_at: Mapped[datetime | None]
    locked_at: Mapped[datetime | None]

    stage: Mapped[RoundStage] = relationship(lazy="raise", viewonly=True)
    appointments: Mapped[list[Appointment]] = relationship(lazy="raise", viewonly=True, order_by="Appointment.no")
    cases: Mapped[list[PanelCase]] = relationship(lazy="raise", viewonly=True, order_by="PanelCase.no")

    def draw(self) -> None:
        self.state = PANEL_WORKFLOW.after(self.state, PanelStep.DRAW)

    def open_scoring(self, *, at: datetime) -> None:
        self.state, self.opened_at = PANEL_WORKFLOW.after(self.state, PanelStep.OPEN), at

    def lock(self, *, at: datetime) -> None:
        self.state, self.locked_at = PANEL_WORKFLOW.after(self.state, PanelStep.LOCK), at

    def confirm(self) -> None:
        self.state = PANEL_WORKFLOW.after(self.state, PanelStep.CONFIRM)

    def reopen(self, *, reason: str) -> None:
        self.state, self.state_reason = PANEL_WORKFLOW.after(self.state, PanelStep.REOPEN), reason
        self.locked_at = None

    def cancel(self, *, reason: str) -> None:
        self.state, self.state_reason = PANEL_WORKFLOW.after(self.state, PanelStep.CANCEL), reason


class Draw(Identified, Base):
    """One random draw, so that anybody can run it again: `candidates` rows {id, name, fields}, `drawn` ids in order.

    `left_out` rows {id, why} are people of the pool who were no candidates.  `witness_id` looked on.
    """

    __tablename__ = "draws"
    __table_args__ = (
        UniqueConstraint("panel_id", "no"),
        CheckConstraint("witness_id <> drawn_by", name="two_people"),
    )

    panel_id: Mapped[UUID] = mapped_column(ForeignKey("panels.id"))
    no: Mapped[int]
    seed: Mapped[str]
    candidates: Mapped[list[Any]] = mapped_column(info=PERSONAL)
    left_out: Mapped[list[Any]] = mapped_column(info=PERSONAL)
    drawn: Mapped[list[Any]]
    drawn_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    witness_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime]


class Appointment(Identified, Timestamps, Versioned, Base):
    """A reviewer on a panel.  `no` is his number on published papers (위원 1); rights end with the panel.

    `oaths` rows {key, title, sha256} are the texts he signed.  `came_at` and `left_at`: attendance on the panel day.
    """

    __tablename__ = "appointments"
    __table_args__ = (
        UniqueConstraint("panel_id", "user_id"),
        UniqueConstraint("panel_id", "no"),
        CheckConstraint("(sworn_at IS NOT NULL) OR state NOT IN ('sworn', 'finished')", name="sworn_has_time"),
        CheckConstraint("state <> 'dismissed' OR state_reason <> ''", name="dismissed_has_reason"),
        CheckConstraint("left_at IS NULL OR came_at IS NOT NULL", name="left_after_coming"),
        Index("ix_appointments_user", "user_id", "state"),
    )

    panel_id: Mapped[UUID] = mapped_column(ForeignKey("panels.id"))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    draw_id: Mapped[UUID | None] = mapped_column(ForeignKey("draws.id"))
    no: Mapped[int]
    state: Mapped[AppointmentState] = mapped_column(default=AppointmentState.DRAWN)
    state_reason: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    is_chair: Mapped[bool] = mapped_column(default=False)
    waiver: Mapped[str] = mapped_column(Text, default="")
    invited_at: Mapped[datetime | None]
    reply_due_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    sworn_at: Mapped[datetime | None]
    sworn_address: Mapped[str] = mapped_column(default="", info=PERSONAL)
    oaths: Mapped[list[Any]] = mapped_column(default=list)
    came_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]

    panel: Mapped[Panel] = relationship(lazy="raise", viewonly=True)
    user: Mapped[User] = relationship(lazy="raise", viewonly=True)

    def invite(self, *, reply_due_at: datetime, at: datetime) -> None:
        self._step(AppointmentStep.INVITE)
        self.invited_at, self.reply_due_at = at, reply_due_at

    def accept(self, *, at: datetime) -> None:
        self._step(AppointmentStep.ACCEPT)
        self.answered_at = at

    def decline(self, *, reason: str, at: datetime) -> None:
        self._step(AppointmentStep.DECLINE)
        self.answered_at, self.state_reason = at, reason

    def lapse(self) -> None:
        self._step(AppointmentStep.LAPSE)

    def swear(self, oaths: list[dict[str, Any]], *, address: str, at: datetime) -> None:
        self._step(AppointmentStep.SWEAR)
        self.oaths, self.sworn_address, self.sworn_at = oaths, address, at

    def finish(self) -> None:
        self._step(AppointmentStep.FINISH)

    def dismiss(self, *, reason: str) -> None:
        self._step(AppointmentStep.DISMISS)
        self.state_reason = reason

    def _step(self, step: AppointmentStep) -> None:
        self.state = APPOINTMENT_WORKFLOW.after(self.state, step)


class PanelCase(Identified, Base):
    """One application before one panel.  `no` is its place: the order of receipt, or of presentation once drawn.

    `starts_at` is its slot; `absent_at` when nobody appeared and the grace was over: then it is not ranked.
    """

    __tablename__ = "panel_cases"
    __table_args__ = (
        UniqueConstraint("stage_id", "application_id"),
        UniqueConstraint("panel_id", "application_id"),
        CheckConstraint("no > 0", name="no_counts"),
        Index("ix_panel_cases_application", "application_id"),
    )

    panel_id: Mapped[UUID] = mapped_column(ForeignKey("panels.id"))
    stage_id: Mapped[UUID] = mapped_column(ForeignKey("round_stages.id"))
    application_id: Mapped[UUID] = mapped_column(ForeignKey("applications.id"))
    no: Mapped[int]
    starts_at: Mapped[datetime | None]
    called_at: Mapped[datetime | None]
    absent_at: Mapped[datetime | None]

    application: Mapped[Application] = relationship(lazy="raise", viewonly=True)
