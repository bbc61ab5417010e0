"""Approvals, the places of their lines, and authority in other hands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, Text, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.approvals.rules import Act, LineState, Manner, Part, Turn
from incubator.approvals.workflow import WORKFLOW, ApprovalState, ApprovalStep
from incubator.core.money import MOST_WON, Won
from incubator.db.base import Base, Identified, Timestamps, Versioned


class Approval(Identified, Timestamps, Versioned, Base):
    """One decision asked for.

    The slice that asks describes it: `document` rows {key, label, before, after} are what people read, `content` what
    will be done; `sha256` is the fingerprint of both.  `link` leads to the thing.  `number` is the document's number,
    `{code}-A{no}`, without gaps for one thing.  `amount_won` is what it is about; `limit_won`, where the amount lies within it, lets a
    manager's signature decide (전결).
    """

    __tablename__ = "approvals"
    __table_args__ = (
        UniqueConstraint("subject_kind", "subject_id", "no"),
        UniqueConstraint("id", "drafted_by"),
        CheckConstraint("state = 'drafted' OR requested_at IS NOT NULL", name="asked_has_time"),
        CheckConstraint(
            "(state IN ('approved', 'returned', 'withdrawn')) = (settled_at IS NOT NULL)", name="settled_has_time"
        ),
        CheckConstraint(f"amount_won BETWEEN 0 AND {MOST_WON}", name="amount_won_bounds"),
        CheckConstraint(
            "limit_won IS NULL OR (amount_won IS NOT NULL AND amount_won <= limit_won)", name="within_its_limit"
        ),
        CheckConstraint("state != 'returned' OR settled_reason <> ''", name="return_has_reason"),
        # Nobody is asked for two decisions about one thing at once: the second would be about something that changes.
        Index(
            "uq_approvals_one_at_a_time",
            "subject_kind",
            "subject_id",
            unique=True,
            sqlite_where=sql("state IN ('drafted', 'in_review')"),
            postgresql_where=sql("state IN ('drafted', 'in_review')"),
        ),
        Index("ix_approvals_state", "state", "requested_at"),
        Index("ix_approvals_drafter", "drafted_by", "state"),
    )

    act: Mapped[Act]
    subject_kind: Mapped[str]
    subject_id: Mapped[UUID]
    no: Mapped[int]
    number: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    link: Mapped[str]
    program_id: Mapped[UUID | None] = mapped_column(ForeignKey("programs.id"))
    branch_id: Mapped[UUID | None] = mapped_column(ForeignKey("branches.id"))
    document: Mapped[list[Any]]
    content: Mapped[dict[str, Any]]
    sha256: Mapped[str]
    reason: Mapped[str] = mapped_column(Text, default="")
    opinion: Mapped[str] = mapped_column(Text, default="")
    follows_id: Mapped[UUID | None] = mapped_column(ForeignKey("approvals.id"))
    amount_won: Mapped[Won | None]
    limit_won: Mapped[Won | None]
    drafted_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    state: Mapped[ApprovalState] = mapped_column(default=ApprovalState.DRAFTED)
    requested_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]
    settled_reason: Mapped[str] = mapped_column(Text, default="")

    lines: Mapped[list[ApprovalLine]] = relationship(lazy="raise", order_by="ApprovalLine.no")

    def request(self, *, at: datetime) -> None:
        self.state = WORKFLOW.after(self.state, ApprovalStep.REQUEST)
        self.requested_at = at

    def sign(self, turn: Turn, *, by: UUID, opinion: str, at: datetime) -> None:
        """The signature of this turn; the one that decides settles the approval."""
        step = ApprovalStep.SIGN_LAST if turn.decides else ApprovalStep.SIGN
        self.state = WORKFLOW.after(self.state, step)
        self._line(turn.no).sign(by=by, manner=turn.manner, opinion=opinion, at=at)
        self.updated_at = at
        if turn.decides:
            self.settled_at = at

    def give_back(self, turn: Turn, *, by: UUID, reason: str, at: datetime) -> None:
        self.state = WORKFLOW.after(self.state, ApprovalStep.RETURN)
        self._line(turn.no).give_back(by=by, manner=turn.manner, reason=reason, at=at)
        self.settled_at, self.settled_reason = at, reason

    def withdraw(self, *, reason: str, at: datetime) -> None:
        self.state = WORKFLOW.after(self.state, ApprovalStep.WITHDRAW)
        self.settled_at, self.settled_reason = at, reason

    def _line(self, no: int) -> ApprovalLine:
        return next(line for line in self.lines if line.no == no)

    @property
    def after(self) -> Mapping[str, str]:
        """What the document says, by key of its rows."""
        return {row["key"]: row["after"] for row in self.document}


class ApprovalLine(Identified, Base):
    """One place: who is to sign there, and who did.  The database itself refuses the drafter's signature."""

    __tablename__ = "approval_lines"
    __table_args__ = (
        UniqueConstraint("approval_id", "no"),
        UniqueConstraint("approval_id", "signer_id"),
        UniqueConstraint("approval_id", "signed_by"),
        ForeignKeyConstraint(["approval_id", "drafted_by"], ["approvals.id", "approvals.drafted_by"]),
        CheckConstraint("signer_id <> drafted_by", name="drafter_is_not_asked"),
        CheckConstraint("signed_by IS NULL OR signed_by <> drafted_by", name="drafter_never_signs"),
        CheckConstraint("(state IN ('signed', 'returned')) = (signed_by IS NOT NULL)", name="signature_has_hand"),
        CheckConstraint("(signed_by IS NULL) = (signed_at IS NULL)", name="signature_has_time"),
        Index("ix_approval_lines_signer", "signer_id", "state"),
    )

    approval_id: Mapped[UUID]
    drafted_by: Mapped[UUID]
    no: Mapped[int]
    part: Mapped[Part]
    signer_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    state: Mapped[LineState] = mapped_column(default=LineState.WAITING)
    signed_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    manner: Mapped[Manner | None]
    signed_at: Mapped[datetime | None]
    opinion: Mapped[str] = mapped_column(Text, default="")

    def sign(self, *, by: UUID, manner: Manner, opinion: str, at: datetime) -> None:
        self.state, self.signed_by, self.manner, self.signed_at = LineState.SIGNED, by, manner, at
        self.opinion = opinion

    def give_back(self, *, by: UUID, manner: Manner, reason: str, at: datetime) -> None:
        self.state, self.signed_by, self.manner, self.signed_at = LineState.RETURNED, by, manner, at
        self.opinion = reason


class Delegation(Identified, Base):
    """Authority of one approver in another's hand: by kind of decision (전결), or while he is away (대결)."""

    __tablename__ = "delegations"
    __table_args__ = (
        CheckConstraint("from_id <> to_id", name="two_people"),
        CheckConstraint("ends_at IS NULL OR ends_at > starts_at", name="ends_after_start"),
        CheckConstraint("manner <> 'stand_in' OR ends_at IS NOT NULL", name="stand_in_ends"),
        CheckConstraint("manner <> 'own'", name="borrowed"),
        Index("ix_delegations_to", "to_id", "revoked_at"),
        Index("ix_delegations_from", "from_id", "revoked_at"),
    )

    from_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    to_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    manner: Mapped[Manner]
    acts: Mapped[list[Any]]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    given_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    def revoke(self, *, at: datetime) -> None:
        self.revoked_at = at

    def is_in_force(self, at: datetime) -> bool:
        is_over = self.ends_at is not None and self.ends_at <= at
        return self.revoked_at is None and self.starts_at <= at and not is_over
