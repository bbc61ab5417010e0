"""Two sheets of one stage beside each other: what a new computation has changed."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from incubator.programs.models import Round
from incubator.reviews.models import Computation
from incubator.reviews.pages.computation import SheetShown, sheet_shown
from incubator.reviews.pages.sheet_rows import SheetRow


@dataclass(frozen=True)
class Pair:
    """An application in both sheets; None where it is not on one."""

    receipt_no: str
    name: str
    before: SheetRow | None
    after: SheetRow | None

    @property
    def differs(self) -> bool:
        if self.before is None or self.after is None:
            return True
        return (self.before.rank, self.before.final, self.before.standing.msgid, self.before.totals) != (
            self.after.rank,
            self.after.final,
            self.after.standing.msgid,
            self.after.totals,
        )


@dataclass(frozen=True)
class ComparePage:
    stage_id: UUID
    round_id: UUID
    stage_label: str
    before: SheetShown
    after: SheetShown
    pairs: tuple[Pair, ...]

    @property
    def changed(self) -> int:
        return sum(pair.differs for pair in self.pairs)


def compare_page(session: Session, round_: Round, before: Computation, after: Computation) -> ComparePage:
    stage = next(item for item in round_.stage_rows if item.id == after.stage_id)
    shown = [sheet_shown(session, round_, one) for one in (before, after)]
    rows = [{row.id: row for pool in one.pools for row in pool.rows} for one in shown]
    ids = [*rows[1], *(one for one in rows[0] if one not in rows[1])]
    pairs = []
    for one in ids:
        first, second = rows[0].get(one), rows[1].get(one)
        known = second or first
        if known is not None:
            pairs.append(Pair(known.receipt_no, known.name, first, second))
    return ComparePage(stage.id, round_.id, stage.label, shown[0], shown[1], tuple(pairs))
