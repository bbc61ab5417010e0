"""The centre's list of a round's applications: filtered, sorted and paged by the database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, defer, joinedload

from incubator.accounts.actor import Actor
from incubator.accounts.models import User
from incubator.applications.models import Application, ApplicationMessage
from incubator.applications.models.desk import DeskAssignment, TaggedApplication
from incubator.applications.workflow import ApplicationState
from incubator.db.pages import Page, paginate
from incubator.organisations.models import Organisation
from incubator.organisations.rules import OrganisationKind, search_key
from incubator.programs.queries import get_visible_round

ESCAPE = "\\"
BATCH = 500


class SortKey(StrEnum):
    """What a list may be sorted by; nothing else reaches the database."""

    RECEIPT = "receipt"
    APPLICANT = "applicant"
    PROJECT = "project"
    AMOUNT = "amount"
    SUBMITTED = "submitted"
    STARTED = "started"


ORDER: Mapping[SortKey, InstrumentedAttribute[Any]] = {
    SortKey.RECEIPT: Application.receipt_no,
    SortKey.APPLICANT: Application.applicant_name,
    SortKey.PROJECT: Application.project_title,
    SortKey.AMOUNT: Application.amount_won,
    SortKey.SUBMITTED: Application.submitted_at,
    SortKey.STARTED: Application.created_at,
}
MAY_BE_EMPTY = frozenset({SortKey.RECEIPT, SortKey.AMOUNT, SortKey.SUBMITTED})


@dataclass(frozen=True)
class StaffFilter:
    """What to look for: words (company, project, receipt and registration numbers), states, kinds of applicant.

    `tags` and `assignees` are ids; `is_unassigned` means nobody works on it.
    """

    words: str = ""
    states: tuple[ApplicationState, ...] = ()
    kinds: tuple[OrganisationKind, ...] = ()
    regions: tuple[str, ...] = ()
    tags: tuple[UUID, ...] = ()
    assignees: tuple[UUID, ...] = ()
    is_unassigned: bool = False
    sort: SortKey = SortKey.SUBMITTED
    descending: bool = True

    @property
    def is_by_state_alone(self) -> bool:
        """Whether the counts by state say how many there are."""
        marked = self.tags or self.assignees or self.is_unassigned
        return not (self.words.strip() or self.kinds or self.regions or marked)


def list_for_staff(
    session: Session,
    actor: Actor,
    round_id: UUID,
    wanted: StaffFilter,
    *,
    number: int,
    size: int = 50,
    counts: Mapping[ApplicationState, int] | None = None,
) -> Page[Application]:
    """One page with the organisation of each.  Raises NotFound for a round of a program this person does not read.

    `counts` by state save a statement where they are known.  The ids are found first, in an index alone, so that far
    pages cost little.
    """
    get_visible_round(session, actor, round_id)
    if counts is not None and wanted.is_by_state_alone:
        total: int | None = sum(counts.get(state, 0) for state in wanted.states or counts)
    else:
        total = None
    place = _place(session, round_id, wanted, total, number=number, size=size)
    rows = session.scalars(select(Application).where(Application.id.in_(place.items)).options(*_ROW))
    found = {row.id: row for row in rows} if place.items else {}
    return Page([found[key] for key in place.items if key in found], place.number, place.size, place.total)


def _place(
    session: Session, round_id: UUID, wanted: StaffFilter, total: int | None, *, number: int, size: int
) -> Page[UUID]:
    """The ids on this page.  Words are looked for in every row, so that one look finds the page and counts."""
    ids = _filtered(round_id, wanted, columns=select(Application.id))
    if wanted.words.strip() and number > 0:
        counted = _ordered(ids.add_columns(func.count().over()), wanted).limit(size).offset((number - 1) * size)
        rows = session.execute(counted).all()
        if rows:
            return Page([row[0] for row in rows], number, size, rows[0][1])
    if total is None:
        total = count_for_staff(session, round_id, wanted)
    backwards = _ordered(ids, wanted, flip=True)
    return paginate(session, _ordered(ids, wanted), number=number, size=size, backwards=backwards, total=total)


def each_for_staff(session: Session, actor: Actor, round_id: UUID, wanted: StaffFilter) -> Iterator[Application]:
    """The same list without pages, read in batches.  Raises NotFound."""
    get_visible_round(session, actor, round_id)
    statement = _ordered(_filtered(round_id, wanted), wanted).options(*_ROW)
    yield from session.scalars(statement.execution_options(yield_per=BATCH))


def ids_for_staff(session: Session, round_id: UUID, wanted: StaffFilter, *, most: int) -> list[UUID]:
    """The first ids of the list in its order; the caller has asked whether the person may read the round."""
    ids = _ordered(_filtered(round_id, wanted, columns=select(Application.id)), wanted)
    return list(session.scalars(ids.limit(most)))


def count_for_staff(session: Session, round_id: UUID, wanted: StaffFilter) -> int:
    return session.scalar(_filtered(round_id, wanted, columns=select(func.count()).select_from(Application))) or 0


def list_applicant_ids(session: Session, round_id: UUID, wanted: StaffFilter) -> list[UUID]:
    """The organisations on the list, for the access log."""
    return list(session.scalars(_filtered(round_id, wanted, columns=select(Application.organisation_id)).distinct()))


def count_by_state(session: Session, round_ids: Sequence[UUID]) -> dict[UUID, dict[ApplicationState, int]]:
    """How many applications each round has in each state."""
    found: dict[UUID, dict[ApplicationState, int]] = {round_id: {} for round_id in round_ids}
    rows = session.execute(
        select(Application.round_id, Application.state, func.count())
        .where(Application.round_id.in_(round_ids))
        .group_by(Application.round_id, Application.state)
    )
    for row in rows:
        round_id, state, count = row
        found[round_id][state] = count
    return found


def list_messages(session: Session, application_id: UUID) -> list[tuple[ApplicationMessage, str]]:
    """Messages with the names of their authors, oldest first."""
    rows = session.execute(
        select(ApplicationMessage, User.name)
        .join(User, User.id == ApplicationMessage.author_id)
        .where(ApplicationMessage.application_id == application_id)
        .order_by(ApplicationMessage.at, ApplicationMessage.id)
    )
    return [(message, name) for message, name in rows]


def list_unanswered(session: Session, round_ids: Sequence[UUID]) -> list[Application]:
    """Applications whose last message came from the applicant: the centre's turn."""
    said = ApplicationMessage
    newest_first = func.row_number().over(partition_by=said.application_id, order_by=(said.at.desc(), said.id.desc()))
    last = (
        select(said.application_id, said.at, said.is_from_staff, newest_first.label("place"))
        .join(Application, Application.id == said.application_id)
        .where(Application.round_id.in_(round_ids))
        .subquery()
    )
    return list(
        session.scalars(
            select(Application)
            .join(last, last.c.application_id == Application.id)
            .where(last.c.place == 1, last.c.is_from_staff.is_(False))
            .options(*_ROW)
            .order_by(last.c.at)
        )
    )


_ROW = (joinedload(Application.organisation, innerjoin=True), defer(Application.search_text, raiseload=True))


def _filtered(round_id: UUID, wanted: StaffFilter, columns: Select[Any] | None = None) -> Select[Any]:
    statement = (select(Application) if columns is None else columns).where(Application.round_id == round_id)
    if wanted.states:
        statement = statement.where(Application.state.in_(wanted.states))
    if wanted.kinds or wanted.regions:
        statement = statement.join(Organisation, Organisation.id == Application.organisation_id)
    if wanted.kinds:
        statement = statement.where(Organisation.kind.in_(wanted.kinds))
    if wanted.regions:
        statement = statement.where(Organisation.region.in_(wanted.regions))
    statement = _marked(statement, wanted)
    key = search_key(wanted.words)
    if key:
        escaped = key.replace(ESCAPE, ESCAPE * 2).replace("%", f"{ESCAPE}%").replace("_", f"{ESCAPE}_")
        statement = statement.where(Application.search_text.like(f"%{escaped}%", escape=ESCAPE))
    elif wanted.words.strip():
        # Words made of signs alone name nothing: the answer is nothing, not everything.
        statement = statement.where(or_(False))
    return statement


def _marked(statement: Select[Any], wanted: StaffFilter) -> Select[Any]:
    """What staff have put on them."""
    for tag_id in wanted.tags:
        tagged = (TaggedApplication.application_id == Application.id, TaggedApplication.tag_id == tag_id)
        statement = statement.where(exists().where(*tagged))
    assigned = exists().where(DeskAssignment.application_id == Application.id)
    if wanted.assignees:
        statement = statement.where(assigned.where(DeskAssignment.user_id.in_(wanted.assignees)))
    return statement.where(~assigned) if wanted.is_unassigned else statement


def _ordered(statement: Select[Any], wanted: StaffFilter, *, flip: bool = False) -> Select[Any]:
    """Rows without a value count as the smallest, on both databases; `flip` gives the exact reverse."""
    column, descending = ORDER[wanted.sort], wanted.descending is not flip
    first = column.desc() if descending else column.asc()
    if wanted.sort in MAY_BE_EMPTY:
        first = first.nulls_last() if descending else first.nulls_first()
    return statement.order_by(first, Application.id.desc() if descending else Application.id)
