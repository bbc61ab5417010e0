"""Who follows when a seat falls free: the next on the waiting list, in time, and why others were skipped (domain.md §4.5, §7-39)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from incubator.core.text import Text, text
from incubator.reviews.rules.clocks import WAITING_MONTHS, Term, reply_term, waiting_ends_at


class Skip(StrEnum):
    DECLINED = "declined"
    SILENT = "silent"
    INELIGIBLE = "ineligible"


class Standing(StrEnum):
    WAITING = "waiting"
    ASKED = "asked"
    PROMOTED = "promoted"
    SKIPPED = "skipped"


SKIP_LABELS = {
    Skip.DECLINED: text("승계를 사양함"),
    Skip.SILENT: text("회신 기한까지 답이 없음"),
    Skip.INELIGIBLE: text("다시 확인한 자격이 맞지 않음"),
}


@dataclass(frozen=True)
class Waiting:
    """One on a division's list; `skip` is set for those passed over, `ineligible` by the check made again today."""

    application: UUID
    number: int
    standing: Standing = Standing.WAITING
    skip: Skip | None = None
    ineligible: bool = False


@dataclass(frozen=True)
class Skipped:
    application: UUID
    number: int
    why: Skip


@dataclass(frozen=True)
class Promotion:
    """Whom to ask and until when, whom that skips, or why nobody can be asked (`problem`)."""

    application: UUID | None
    number: int | None
    reply: Term | None
    skipped: tuple[Skipped, ...]
    problem: Text | None = None


def next_in_line(
    people: Iterable[Waiting],
    *,
    free_seats: int,
    asked_at: datetime,
    reply_days: int,
    agreement_starts_on: date,
    off: Collection[date],
    months: int = WAITING_MONTHS,
) -> Promotion:
    """The lowest number still waiting and eligible.  Who has been asked and may still answer holds a free seat.

    `free_seats` counts seats that fell free and were not filled again.  Nobody is asked after so many months from the
    start of the agreements, and no reply term outlasts that day.
    """
    rows = sorted(people, key=lambda row: row.number)
    skipped = [
        Skipped(row.application, row.number, row.skip or Skip.SILENT)
        for row in rows
        if row.standing is Standing.SKIPPED
    ]
    ends_at = waiting_ends_at(agreement_starts_on, months)
    if asked_at >= ends_at:
        return _nobody(
            skipped,
            text(
                "예비 순위의 효력이 끝났습니다. 협약 시작일부터 %(months)d개월이 지나 승계할 수 없습니다.",
                months=months,
            ),
        )
    if free_seats <= sum(row.standing is Standing.ASKED for row in rows):
        return _nobody(skipped, text("비어 있는 자리가 없습니다. 이미 물어본 예비 순위의 회신을 먼저 기다려 주세요."))
    for row in rows:
        if row.standing is not Standing.WAITING:
            continue
        if row.ineligible:
            skipped.append(Skipped(row.application, row.number, Skip.INELIGIBLE))
            continue
        reply = reply_term(asked_at, reply_days, off, not_after=ends_at)
        return Promotion(row.application, row.number, reply, tuple(sorted(skipped, key=lambda item: item.number)))
    return _nobody(skipped, text("예비 순위에 남은 신청이 없습니다."))


def _nobody(skipped: list[Skipped], problem: Text) -> Promotion:
    return Promotion(None, None, None, tuple(sorted(skipped, key=lambda item: item.number)), problem)
