"""Make the lines of a decision, in the order they are read.  Part of the use case that proposes."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from incubator.core.money import Won
from incubator.reviews.models import DecisionLine
from incubator.reviews.queries.decisions import Race, Runner
from incubator.reviews.rules.decided import digest_of_rows
from incubator.reviews.rules.selection import Outcome, Result, Row
from incubator.reviews.workflow import Standing

STANDINGS: Mapping[Outcome, Standing] = {
    Outcome.SELECTED: Standing.SELECTED,
    Outcome.WAITLISTED: Standing.WAITLISTED,
    Outcome.NOT_SELECTED: Standing.NOT_SELECTED,
    Outcome.BELOW_FLOOR: Standing.BELOW_FLOOR,
    Outcome.ABSENT: Standing.ABSENT,
    # Neither reaches a decision: who is no longer eligible has left the sheet, and an unscored one blocks its sheet.
    Outcome.INELIGIBLE: Standing.NOT_SELECTED,
    Outcome.NOT_SCORED: Standing.NOT_SELECTED,
}


def lay_out_lines(
    race: Race, result: Result, amounts: Mapping[UUID, Won], reasons: Mapping[UUID, str]
) -> list[DecisionLine]:
    """By pool: the selected and the waiting by rank, then the others; after them those an earlier stage has stopped."""
    by_id = {row.candidate.application: row for row in race.runners}
    order = list(Standing)
    rows = sorted(result.rows, key=lambda row: (row.division, order.index(STANDINGS[row.outcome]), row.rank or 0))
    lines = [_line(by_id[row.application], row, amounts, reasons) for row in rows]
    lines += [_stopped(row) for row in race.stopped]
    for number, line in enumerate(lines, start=1):
        line.no = number
    return lines


def _line(runner: Runner, row: Row, amounts: Mapping[UUID, Won], reasons: Mapping[UUID, str]) -> DecisionLine:
    is_selected = row.outcome is Outcome.SELECTED
    return DecisionLine(
        application_id=row.application,
        pool=row.division,
        stage_key=runner.stage_key,
        standing=STANDINGS[row.outcome],
        rank=row.rank,
        score=runner.score,
        waiting_no=row.number,
        amount_won=amounts.get(row.application) if is_selected else None,
        deviation=reasons.get(row.application, ""),
    )


def _stopped(runner: Runner) -> DecisionLine:
    """Somebody of an earlier stage: his rank there says nothing of the end."""
    barred = runner.candidate.barred or Outcome.NOT_SELECTED
    return DecisionLine(
        application_id=runner.candidate.application,
        pool=runner.candidate.division,
        stage_key=runner.stage_key,
        standing=STANDINGS[barred],
        score=runner.score,
    )


def digest_of_lines(lines: list[DecisionLine], budget_won: Won | None) -> str:
    """What the committee deliberates on, to the last won."""
    return digest_of_rows(
        [
            (line.no, str(line.application_id), line.standing.value, line.rank, line.score, line.waiting_no, line.amount_won, line.deviation)
            for line in lines
        ],
        budget_won,
    )  # fmt: skip
