"""One program, one round, what hangs on it, and its receipt numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast
from uuid import UUID

from sqlalchemy import Row, Select, Table, bindparam, func, select, update
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from incubator.accounts.actor import Actor
from incubator.core.dates import official_moment
from incubator.core.errors import NotFound, RuleBroken, or_not_found
from incubator.core.text import text
from incubator.documents.models import StoredFile
from incubator.programs import policy
from incubator.programs.models import Program, ProgramPartner, Round, RoundAttachment, RoundNotice, RoundStage
from incubator.programs.rules.reception import SETTLING, receipt_number, receives
from incubator.programs.rules.references import ReferenceDates
from incubator.programs.workflow import RoundState


@dataclass(frozen=True)
class Receipt:
    """A number just taken, with the reception window as it stands under the same lock."""

    serial: int
    number: str
    state: RoundState
    opens_at: datetime
    closes_at: datetime

    def is_open(self, at: datetime) -> bool:
        """Whether what was received at this instant is in time."""
        return receives(self.state, at, self.opens_at, self.closes_at)


def _rounds() -> Select[Round]:
    return (
        select(Round)
        .join(Round.program)
        .options(contains_eager(Round.program).joinedload(Program.branch, innerjoin=True))
    )


SETTINGS = (
    selectinload(Round.division_rows),
    selectinload(Round.stage_rows).selectinload(RoundStage.criteria),
    selectinload(Round.bonus_rows),
    contains_eager(Round.program).selectinload(Program.partner_rows).joinedload(ProgramPartner.partner, innerjoin=True),
)
"""Divisions, stages with their criteria, bonuses, partners: for the pages of a call and for those who change it."""


def get_program(session: Session, program_id: UUID) -> Program:
    """With its branch.  Raises NotFound."""
    return or_not_found(session.get(Program, program_id, options=[joinedload(Program.branch, innerjoin=True)]))


def get_visible_program(session: Session, actor: Actor, program_id: UUID, *, for_change: bool = False) -> Program:
    """With its branch, owner and partners.  Raises NotFound also to those who may not know of it."""
    wanted = (
        select(Program)
        .where(Program.id == program_id)
        .options(
            joinedload(Program.branch, innerjoin=True),
            joinedload(Program.owner, innerjoin=True),
            selectinload(Program.partner_rows).joinedload(ProgramPartner.partner, innerjoin=True),
        )
    )
    if for_change:
        wanted = wanted.with_for_update(of=Program).execution_options(populate_existing=True)
    found = or_not_found(session.scalar(wanted))
    if not policy.may_read_program(actor, found):
        raise NotFound
    return found


def list_rounds_of(session: Session, program_id: UUID) -> list[Round]:
    """Every round of the program, newest first."""
    return list(
        session.scalars(
            _rounds().where(Round.program_id == program_id).order_by(Round.year.desc(), Round.round_no.desc())
        )
    )


def find_program_by_code(session: Session, code: str) -> Program | None:
    return session.scalar(select(Program).where(Program.code == code))


def get_round(session: Session, round_id: UUID) -> Round:
    """With its program and branch, whatever its state.  Raises NotFound."""
    return or_not_found(session.scalar(_rounds().where(Round.id == round_id)))


def get_whole_round(session: Session, round_id: UUID) -> Round:
    """As `get_round`, with its divisions, stages, criteria and bonuses.  Raises NotFound."""
    return or_not_found(session.scalar(_rounds().where(Round.id == round_id).options(*SETTINGS)))


def get_round_for_change(session: Session, round_id: UUID) -> Round:
    """As `get_round`, with its row locked: deadlines and receipt numbers change under this lock.  Raises NotFound."""
    return or_not_found(session.scalar(_locked(round_id)))


def get_whole_round_for_change(session: Session, round_id: UUID) -> Round:
    """As `get_round_for_change`, with its divisions, stages, criteria and bonuses.  Raises NotFound."""
    return or_not_found(session.scalar(_locked(round_id).options(*SETTINGS)))


def _locked(round_id: UUID) -> Select[Round]:
    locked = _rounds().where(Round.id == round_id).with_for_update(of=Round)
    return locked.execution_options(populate_existing=True)


def get_public_round(session: Session, round_id: UUID) -> Round:
    """A round that has been published, cancelled ones included.  Raises NotFound."""
    found = get_round(session, round_id)
    if found.published_at is None:
        raise NotFound
    return found


def get_whole_public_round(session: Session, round_id: UUID) -> Round:
    """As `get_public_round`, with its divisions, stages, criteria and bonuses.  Raises NotFound."""
    found = get_whole_round(session, round_id)
    if found.published_at is None:
        raise NotFound
    return found


def get_whole_visible_round(session: Session, actor: Actor, round_id: UUID) -> Round:
    """As `get_visible_round`, with its divisions, stages, criteria and bonuses.  Raises NotFound."""
    found = get_whole_round(session, round_id)
    if not policy.may_read(actor, found):
        raise NotFound
    return found


def get_visible_round(session: Session, actor: Actor, round_id: UUID) -> Round:
    """For its staff.  Raises NotFound also to those who may not know of it."""
    found = get_round(session, round_id)
    if not policy.may_read(actor, found):
        raise NotFound
    return found


def get_visible_for_change(session: Session, actor: Actor, round_id: UUID) -> Round:
    """`get_round_for_change` for its staff, with all its settings.  Raises NotFound also to those who may not know."""
    found = or_not_found(session.scalar(_locked(round_id).options(*SETTINGS)))
    if not policy.may_read(actor, found):
        raise NotFound
    return found


def get_open_round(session: Session, round_id: UUID, at: datetime) -> Round:
    """A round that receives at this instant.  Raises NotFound when it is not public, RuleBroken with the times else."""
    found = get_public_round(session, round_id)
    if found.is_open(at):
        return found
    if found.state is RoundState.CANCELLED:
        raise RuleBroken(text("취소된 공고입니다."), how=text("다른 공고를 찾아 주세요."))
    if at < found.opens_at:
        raise RuleBroken(
            text("아직 접수 기간이 아닙니다."),
            how=text("%(opens)s부터 신청할 수 있습니다.", opens=official_moment(found.opens_at)),
        )
    raise RuleBroken(
        text("접수가 %(closes)s에 마감되었습니다.", closes=official_moment(found.closes_at, seconds=True)),
        how=text("마감된 뒤에는 누구도 신청서를 내거나 고칠 수 없습니다. 다른 공고를 찾아 주세요."),
    )


def reference_dates(round_: Round, at: datetime) -> ReferenceDates:
    return round_.reference_dates(at)


_rows, _programs = cast("Table", Round.__table__), cast("Table", Program.__table__)
_NEXT_SERIAL = (
    update(_rows)
    .where(_rows.c.id == bindparam("round"))
    .values(receipt_serial=_rows.c.receipt_serial + 1)
    .returning(
        _rows.c.receipt_serial, _rows.c.state, _rows.c.opens_at, _rows.c.closes_at, _rows.c.year, _rows.c.round_no,
        select(_programs.c.code).where(_programs.c.id == _rows.c.program_id).scalar_subquery().label("code"),
    )
)  # fmt: skip


def take_receipt_serial(session: Session, round_id: UUID) -> Receipt:
    """Take the next number of the round, in one statement that also locks its row and tells the window.

    The caller compares the time of receipt with it and refuses by raising: the rollback gives the number back, so the
    numbers have no gap.  Raises NotFound.  Inside a unit of work only.
    """
    row = session.execute(_NEXT_SERIAL, {"round": round_id}).one_or_none()
    if row is None:
        raise NotFound
    number = receipt_number(row.code, row.year, row.round_no, row.receipt_serial)
    return Receipt(row.receipt_serial, number, row.state, row.opens_at, row.closes_at)


def next_round_no(session: Session, program_id: UUID) -> int:
    """One more than the highest 회차 of the program, over all years."""
    highest = session.scalar(select(func.max(Round.round_no)).where(Round.program_id == program_id))
    return (highest or 0) + 1


def is_round_no_taken(session: Session, program_id: UUID, year: int, round_no: int) -> bool:
    taken = select(Round.id).where(Round.program_id == program_id, Round.year == year, Round.round_no == round_no)
    return session.scalar(taken) is not None


def list_notices(session: Session, round_id: UUID) -> list[RoundNotice]:
    """What was published about the round, newest first."""
    return list(
        session.scalars(select(RoundNotice).where(RoundNotice.round_id == round_id).order_by(RoundNotice.no.desc()))
    )


def last_notice_no(session: Session, round_id: UUID) -> int:
    return session.scalar(select(func.max(RoundNotice.no)).where(RoundNotice.round_id == round_id)) or 0


def list_attachments(session: Session, round_id: UUID) -> Sequence[Row[RoundAttachment, StoredFile]]:
    """(RoundAttachment, StoredFile) pairs in the order they were added."""
    return session.execute(
        select(RoundAttachment, StoredFile)
        .join(StoredFile, StoredFile.id == RoundAttachment.file_id)
        .where(RoundAttachment.round_id == round_id)
        .order_by(RoundAttachment.added_at, RoundAttachment.id)
    ).all()


def get_attachment(session: Session, round_id: UUID, attachment_id: UUID) -> StoredFile:
    """The file of this attachment of this round.  Raises NotFound."""
    return or_not_found(
        session.scalar(
            select(StoredFile)
            .join(RoundAttachment, RoundAttachment.file_id == StoredFile.id)
            .where(RoundAttachment.round_id == round_id, RoundAttachment.id == attachment_id)
        )
    )


def list_due_to_publish(session: Session, today: date) -> list[UUID]:
    """Approved rounds whose day has come."""
    return list(
        session.scalars(
            select(Round.id)
            .where(Round.state == RoundState.APPROVED, Round.announced_on <= today)
            .order_by(Round.announced_on, Round.id)
        )
    )


def find_recall_of(session: Session, round_id: UUID) -> Round | None:
    """The published call that repeats this one."""
    repeats = select(Round).where(Round.recalled_from_id == round_id, Round.published_at.is_not(None))
    return session.scalar(repeats.order_by(Round.published_at.desc()).limit(1))


def is_recalled(session: Session, round_id: UUID) -> bool:
    """Whether a call that repeats this one is there and was not given up."""
    repeats = select(Round.id).where(Round.recalled_from_id == round_id, Round.state != RoundState.CANCELLED)
    return session.scalar(repeats.limit(1)) is not None


def list_due_to_open(session: Session, now: datetime) -> list[UUID]:
    """Published rounds whose time to open has come, in the order of their opening."""
    return list(
        session.scalars(
            select(Round.id)
            .where(Round.state == RoundState.SCHEDULED, Round.opens_at <= now)
            .order_by(Round.opens_at, Round.id)
        )
    )


def list_due_to_close(session: Session, now: datetime) -> list[UUID]:
    """Open rounds whose deadline has passed and settled, in the order of their deadlines."""
    return list(
        session.scalars(
            select(Round.id)
            .where(Round.state == RoundState.OPEN, Round.closes_at < now - SETTLING)
            .order_by(Round.closes_at, Round.id)
        )
    )
