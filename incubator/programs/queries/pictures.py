"""A round as it is shown to many: its row stands on a shelf, and a statement says each time which version is in force."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from sqlalchemy import Table, bindparam, select
from sqlalchemy.orm import Session, defer, joinedload

from incubator.accounts.actor import Actor
from incubator.core.errors import NotFound
from incubator.db.shelf import Shelf
from incubator.programs import policy
from incubator.programs.models import PROSE, Program, Round

_rounds, _programs = cast("Table", Round.__table__), cast("Table", Program.__table__)
_VERSIONS = (
    select(_rounds.c.version, _programs.c.version)
    .join(_programs, _programs.c.id == _rounds.c.program_id)
    .where(_rounds.c.id == bindparam("id"))
)
_ROUND = (
    select(Round)
    .where(Round.id == bindparam("id"))
    .options(joinedload(Round.program, innerjoin=True), *(defer(column, raiseload=True) for column in PROSE))
)
_kept: Shelf[tuple[UUID, int, int], Round] = Shelf()


def kept_round(session: Session, key: tuple[UUID, int, int]) -> Round:
    """The round with its program, in these versions of the two: whatever changes them counts their versions up."""
    return _kept.get(key, session, lambda apart: apart.execute(_ROUND, {"id": key[0]}).scalar_one())


def get_pictured_round(session: Session, actor: Actor, round_id: UUID) -> Round:
    """As `get_visible_round`, but a picture without the long texts: it belongs to no session and cannot be changed.

    Raises NotFound also to those who may not know of it.
    """
    versions = session.execute(_VERSIONS, {"id": round_id}).one_or_none()
    if versions is None:
        raise NotFound
    found = kept_round(session, (round_id, *versions))
    if not policy.may_read(actor, found):
        raise NotFound
    return found
