"""Reading what the search for duplicates stands on, what it found, and how far it is."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from incubator.accounts.actor import Actor
from incubator.accounts.models import User
from incubator.applications.models import (
    Application,
    ApplicationMark,
    ApplicationPrint,
    ApplicationVersion,
    DuplicatePair,
    DuplicateSearch,
)
from incubator.applications.policy.duplicates import may_read_pair
from incubator.applications.queries.reading import HEAD
from incubator.applications.rules.duplicates import DuplicateGround
from incubator.applications.workflow import FROZEN, ApplicationState, DuplicateState
from incubator.core.errors import NotFound
from incubator.db.pages import Page, paginate

HANDED_IN = (ApplicationState.SUBMITTED, *sorted(FROZEN))
BATCH = 2_000
MOST_SHARING = 200
"""A mark that more applications share (the number of a whole building) tells nobody."""


def list_without_print(session: Session, *, most: int) -> list[UUID]:
    """Handed-in applications of any round whose last version has no print yet."""
    return list(
        session.scalars(
            select(Application.id)
            .outerjoin(ApplicationPrint, ApplicationPrint.application_id == Application.id)
            .where(
                Application.state.in_(HANDED_IN),
                or_(ApplicationPrint.id.is_(None), ApplicationPrint.version_no != Application.version_no),
            )
            .order_by(Application.id)
            .limit(most)
        )
    )


def find_print(session: Session, application_id: UUID) -> ApplicationPrint | None:
    return session.scalar(select(ApplicationPrint).where(ApplicationPrint.application_id == application_id))


def list_marks_of(session: Session, application_id: UUID) -> list[ApplicationMark]:
    return list(session.scalars(select(ApplicationMark).where(ApplicationMark.application_id == application_id)))


def list_people(session: Session, ids: Collection[UUID]) -> list[User]:
    return list(session.scalars(select(User).where(User.id.in_(ids))))


def find_last_snapshot(session: Session, application_id: UUID) -> tuple[int, dict[str, Any]] | None:
    """(number, snapshot) of the version handed in last."""
    row = session.execute(
        select(ApplicationVersion.number, ApplicationVersion.snapshot)
        .where(ApplicationVersion.application_id == application_id)
        .order_by(ApplicationVersion.number.desc())
        .limit(1)
    ).one_or_none()
    return (row[0], row[1]) if row else None


def list_prints(session: Session, round_id: UUID, *, after: UUID | None, most: int) -> list[tuple[UUID, bytes]]:
    """(application, print) of the round's next handed-in applications in key order."""
    statement = (
        select(ApplicationPrint.application_id, ApplicationPrint.sketch)
        .join(Application, Application.id == ApplicationPrint.application_id)
        .where(Application.round_id == round_id, Application.state.in_(HANDED_IN))
        .order_by(ApplicationPrint.application_id)
        .limit(most)
    )
    if after is not None:
        statement = statement.where(ApplicationPrint.application_id > after)
    return [(row[0], row[1]) for row in session.execute(statement)]


def each_sketch(session: Session) -> Iterator[bytes]:
    """Every print there is, without whose it is, in batches."""
    yield from session.scalars(select(ApplicationPrint.sketch).execution_options(yield_per=BATCH))


def each_print(session: Session) -> Iterator[tuple[UUID, bytes]]:
    """(application, print) of every application ever handed in, over all rounds, in batches; see `list_handed_in`."""
    rows = session.execute(
        select(ApplicationPrint.application_id, ApplicationPrint.sketch).execution_options(yield_per=BATCH)
    )
    for row in rows:
        yield row[0], row[1]


def list_handed_in(session: Session, ids: Collection[UUID]) -> set[UUID]:
    """Those of them that count as handed in now: not withdrawn, not taken back."""
    every = sorted(ids)
    found: set[UUID] = set()
    for start in range(0, len(every), BATCH):
        part = every[start : start + BATCH]
        found.update(
            session.scalars(select(Application.id).where(Application.id.in_(part), Application.state.in_(HANDED_IN)))
        )
    return found


def list_sharing(session: Session, ids: Collection[UUID]) -> list[tuple[UUID, UUID, DuplicateGround]]:
    """(application, another one, ground) for every mark these share with a handed-in application."""
    own, their = aliased(ApplicationMark), aliased(ApplicationMark)
    few = (
        select(ApplicationMark.ground, ApplicationMark.value)
        .where(ApplicationMark.value.in_(select(own.value).where(own.application_id.in_(ids))))
        .group_by(ApplicationMark.ground, ApplicationMark.value)
        .having(func.count() <= MOST_SHARING)
        .subquery()
    )
    rows = session.execute(
        select(own.application_id, their.application_id, own.ground)
        .join(few, (few.c.ground == own.ground) & (few.c.value == own.value))
        .join(their, (their.ground == own.ground) & (their.value == own.value))
        .join(Application, Application.id == their.application_id)
        .where(
            own.application_id.in_(ids),
            their.application_id != own.application_id,
            Application.state.in_(HANDED_IN),
        )
        .distinct()
    )
    return [(row[0], row[1], row[2]) for row in rows]


def list_pairs_for_change(
    session: Session, pairs: Collection[tuple[UUID, UUID]]
) -> dict[tuple[UUID, UUID], DuplicatePair]:
    """Those of these pairs that are known already."""
    later = sorted({pair[0] for pair in pairs})
    found: dict[tuple[UUID, UUID], DuplicatePair] = {}
    for start in range(0, len(later), BATCH):
        rows = session.scalars(
            select(DuplicatePair)
            .where(DuplicatePair.application_id.in_(later[start : start + BATCH]))
            .order_by(DuplicatePair.id)
            .with_for_update()
        )
        found |= {(row.application_id, row.other_id): row for row in rows}
    return {key: row for key, row in found.items() if key in pairs}


def find_open_search(session: Session, round_id: UUID) -> DuplicateSearch | None:
    return session.scalar(
        select(DuplicateSearch).where(DuplicateSearch.round_id == round_id, DuplicateSearch.finished_at.is_(None))
    )


def find_next_search(session: Session) -> UUID | None:
    """The one that waits longest."""
    return session.scalar(
        select(DuplicateSearch.id)
        .where(DuplicateSearch.finished_at.is_(None))
        .order_by(DuplicateSearch.requested_at, DuplicateSearch.id)
        .limit(1)
    )


def find_search_for_change(session: Session, search_id: UUID) -> DuplicateSearch | None:
    return session.get(DuplicateSearch, search_id, with_for_update=True)


def find_last_search(session: Session, round_id: UUID) -> DuplicateSearch | None:
    return session.scalar(
        select(DuplicateSearch).where(DuplicateSearch.round_id == round_id).order_by(DuplicateSearch.id.desc()).limit(1)
    )


def count_handed_in(session: Session, round_id: UUID) -> int:
    counted = select(func.count()).where(Application.round_id == round_id, Application.state.in_(HANDED_IN))
    return session.scalar(counted) or 0


def count_pairs(session: Session, round_id: UUID) -> dict[DuplicateState, int]:
    """Pairs with an application of the round, by what was made of them."""
    rows = session.execute(
        select(DuplicatePair.state, func.count()).where(_touches(round_id)).group_by(DuplicatePair.state)
    )
    return {row[0]: row[1] for row in rows}


def _touches(round_id: UUID) -> Any:
    ids = select(Application.id).where(Application.round_id == round_id)
    return or_(DuplicatePair.application_id.in_(ids), DuplicatePair.other_id.in_(ids))


def list_pairs(session: Session, round_id: UUID, state: DuplicateState, *, number: int) -> Page[DuplicatePair]:
    """The round's pairs, most alike first."""
    statement = (
        select(DuplicatePair)
        .where(_touches(round_id), DuplicatePair.state == state)
        .order_by(func.coalesce(DuplicatePair.percent, -1).desc(), DuplicatePair.id)
    )
    return paginate(session, statement, number=number)


def list_pairs_of(session: Session, application_id: UUID) -> list[DuplicatePair]:
    """What is known of one application, undecided first."""
    found = session.scalars(
        select(DuplicatePair)
        .where(or_(DuplicatePair.application_id == application_id, DuplicatePair.other_id == application_id))
        .order_by(DuplicatePair.id)
    )
    return sorted(found, key=lambda pair: pair.state is not DuplicateState.OPEN)


def list_whole(session: Session, ids: Sequence[UUID]) -> dict[UUID, Application]:
    """Applications with round, program and organisation: nobody's rights are asked."""
    found = session.scalars(select(Application).where(Application.id.in_(ids)).options(*HEAD))
    return {item.id: item for item in found}


def get_pair(session: Session, actor: Actor, pair_id: UUID) -> tuple[DuplicatePair, Application, Application]:
    """The pair with both applications.  Raises NotFound for staff of neither program."""
    return _readable(session, actor, session.get(DuplicatePair, pair_id))


def get_pair_for_change(
    session: Session, actor: Actor, pair_id: UUID
) -> tuple[DuplicatePair, Application, Application]:
    return _readable(session, actor, session.get(DuplicatePair, pair_id, with_for_update=True))


def _readable(
    session: Session, actor: Actor, pair: DuplicatePair | None
) -> tuple[DuplicatePair, Application, Application]:
    if pair is None:
        raise NotFound
    whole = list_whole(session, [pair.application_id, pair.other_id])
    one, other = whole[pair.application_id], whole[pair.other_id]
    if not may_read_pair(actor, one, other):
        raise NotFound
    return pair, one, other
