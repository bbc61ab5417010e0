"""A draw as it was stored, drawn again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from incubator.accounts.queries import get_user
from incubator.core.text import Text
from incubator.programs.rules.kinds import FIELD_LABELS, ProgramField
from incubator.reviews.models import Draw, Panel
from incubator.reviews.rules.draws import ANY_FIELD, Candidate, draw
from incubator.reviews.rules.pool import LABELS, LeftOut


@dataclass(frozen=True)
class Lot:
    """One candidate of a draw with the place of his lot; `is_drawn` as it was stored."""

    place: int
    name: str
    fields: tuple[Text, ...]
    lot: str
    is_drawn: bool


@dataclass(frozen=True)
class DrawPage:
    """A draw, drawn again from what is stored; `agrees`: it gives the same people in the same order."""

    panel_id: UUID
    panel: str
    no: int
    seed: str
    at: datetime
    drawn_by: str
    witness: str
    lots: tuple[Lot, ...]
    left_out: tuple[tuple[str, Text], ...]
    agrees: bool
    count: int


def draw_page(session: Session, panel: Panel, stored: Draw) -> DrawPage:
    ids = [UUID(row["id"]) for row in stored.candidates]
    again = draw(stored.seed, [Candidate(one) for one in ids], {ANY_FIELD: len(stored.drawn)})
    places = {row.candidate: (row.place, row.lot) for row in again.drawn}
    places |= {row.candidate: (row.place, row.lot) for row in again.passed}
    lots = (
        Lot(
            places[UUID(row["id"])][0],
            row["name"],
            tuple(FIELD_LABELS[field] for field in ProgramField if field.value in row["fields"]),
            places[UUID(row["id"])][1],
            row["id"] in stored.drawn,
        )
        for row in stored.candidates
    )
    return DrawPage(
        panel_id=panel.id,
        panel=panel.label,
        no=stored.no,
        seed=stored.seed,
        at=stored.at,
        drawn_by=get_user(session, stored.drawn_by).name,
        witness=get_user(session, stored.witness_id).name,
        lots=tuple(sorted(lots, key=lambda lot: lot.place)),
        left_out=tuple((row["name"], LABELS[LeftOut(row["why"])]) for row in stored.left_out),
        agrees=[str(row.candidate) for row in again.drawn] == list(stored.drawn),
        count=len(stored.drawn),
    )
