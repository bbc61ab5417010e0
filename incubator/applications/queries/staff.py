"""The centre's list of a round's applications: filtered, sorted and paged by the database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import Any, cast
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    Row,
    Select,
    Table,
    Uuid,
    bindparam,
    exists,
    false,
    func,
    select,
    union,
)
from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.applications import policy
from incubator.applications.models import Application, Outcome
from incubator.applications.models.desk import DeskAssignment, TaggedApplication
from incubator.applications.models.duplicates import DuplicatePair
from incubator.applications.queries.answers import ids_by_answer, ids_with_answer, named_like
from incubator.applications.queries.counts import Counts
from incubator.applications.workflow import ApplicationState, DuplicateState, OutcomeState
from incubator.db.pages import Page
from incubator.organisations.models import Organisation
from incubator.organisations.rules import OrganisationKind
from incubator.programs.models import Round
from incubator.programs.queries import get_visible_round

BATCH = 500
FEW = 1_000
_applications, _organisations = (cast("Table", kind.__table__) for kind in (Application, Organisation))
LISTED: tuple[Column[Any], ...] = (
    _applications.c.id,
    _applications.c.organisation_id,
    _applications.c.state,
    _applications.c.receipt_no,
    _applications.c.version_no,
    _applications.c.applicant_name,
    _applications.c.applicant_kind,
    _applications.c.applicant_region,
    _applications.c.project_title,
    _applications.c.amount_won,
    _applications.c.submitted_at,
    _applications.c.created_at,
    _organisations.c.brn,
    _organisations.c.representative_name,
    _organisations.c.phone,
    _organisations.c.email,
)
"""What a row of the list holds, under these names."""


class SortKey(StrEnum):
    """What a list may be sorted by; nothing else reaches the database."""

    RECEIPT = "receipt"
    APPLICANT = "applicant"
    PROJECT = "project"
    AMOUNT = "amount"
    SUBMITTED = "submitted"
    STARTED = "started"


ORDER: Mapping[SortKey, Column[Any]] = {
    SortKey.RECEIPT: _applications.c.receipt_no,
    SortKey.APPLICANT: _applications.c.applicant_name,
    SortKey.PROJECT: _applications.c.project_title,
    SortKey.AMOUNT: _applications.c.amount_won,
    SortKey.SUBMITTED: _applications.c.submitted_at,
    SortKey.STARTED: _applications.c.created_at,
}
MAY_BE_EMPTY = frozenset({SortKey.RECEIPT, SortKey.AMOUNT, SortKey.SUBMITTED})


@dataclass(frozen=True)
class StaffFilter:
    """What to look for: words (company, project, receipt and registration numbers, answers), states, kinds of applicant.

    `tags`, `assignees` and `divisions` are ids; `outcomes`: what evaluation has brought, once announced; `is_unassigned`
    means nobody works on it; `in_answers` that words count in answers, too; `has_twin` that it is in a pair of possible
    duplicates nobody has decided.
    """

    words: str = ""
    states: tuple[ApplicationState, ...] = ()
    kinds: tuple[OrganisationKind, ...] = ()
    regions: tuple[str, ...] = ()
    tags: tuple[UUID, ...] = ()
    assignees: tuple[UUID, ...] = ()
    divisions: tuple[UUID, ...] = ()
    outcomes: tuple[OutcomeState, ...] = ()
    is_unassigned: bool = False
    has_twin: bool = False
    in_answers: bool = True
    sort: SortKey = SortKey.SUBMITTED
    descending: bool = True


def list_for_staff(
    session: Session,
    actor: Actor,
    round_: Round,
    wanted: StaffFilter,
    *,
    number: int,
    size: int = 50,
    counts: Counts | None = None,
) -> Page[Row[Any]]:
    """One page of rows (`LISTED`).  Raises NotFound for a round of a program this person does not read.

    `counts` save a statement where they are known and say everything the filter asks for.
    """
    policy.may_read_as_staff(actor, round_).enforce()
    total = _known_total(wanted, counts)
    if total is None:
        found = _looked_up(session, round_.id, wanted, max(number, 1), size)
        if found is not None:
            return found
        wanted = _without_answers(session, wanted)
        total = count_for_staff(session, round_.id, wanted)
    page: Page[Row[Any]] = Page((), min(max(number, 1), max(1, -(-total // size))), size, total)
    if not total:
        return page
    start = (page.number - 1) * size
    # The second half is read from the end, so that the last page costs what the first one does.
    turned = start > total // 2
    skipped, taken = (max(total - start - size, 0), min(size, total - start)) if turned else (start, size)
    asked = {"round": round_.id, "skipped": skipped, "taken": taken}
    return replace(page, items=session.execute(_page_statement(wanted, turned=turned), asked).all())


@lru_cache(maxsize=500)
def _page_statement(wanted: StaffFilter, *, turned: bool) -> Select[Any]:
    """The rows of a page.  To put it together costs as much as asking it, and the same lists are opened all day."""
    ids = _ordered(_filtered(bindparam("round", type_=Uuid()), wanted, _placed(wanted)), wanted, flip=turned)
    return _rows_of(ids.limit(bindparam("taken")).offset(bindparam("skipped")), wanted)


def _without_answers(session: Session, wanted: StaffFilter) -> StaffFilter:
    """Where no answer holds the words, those who are many by name need not be asked for it."""
    by_answer = ids_by_answer(session, wanted.words) if wanted.words.strip() else None
    is_held = by_answer is not None and session.scalar(by_answer.limit(1)) is not None
    return wanted if is_held else replace(wanted, in_answers=False)


def _looked_up(session: Session, round_id: UUID, wanted: StaffFilter, number: int, size: int) -> Page[Row[Any]] | None:
    """The page and its total by one look, where the filter fits few rows; None where it fits many, or past the end.

    There is no use in walking the whole list in its order to meet a few; many are met soon.
    """
    # By name and by answer apart: each stops as soon as it has met too many, and an index finds the few of the second.
    ways = [_filtered(round_id, wanted, way, worded=()).limit(FEW + 1).subquery() for way in _ways(session, wanted)]
    found = union(*(select(way.c.id) for way in ways)).cte("found").prefix_with("MATERIALIZED")
    total = select(func.count()).select_from(found).scalar_subquery()
    ids = _ordered(_placed(wanted).join(found, found.c.id == _applications.c.id), wanted)
    rows = session.execute(
        _rows_of(ids.limit(size).offset((number - 1) * size), wanted).add_columns(total.label("total"))
    ).all()
    if not rows:
        return Page((), 1, size, 0) if number == 1 else None
    return Page(rows, number, size, rows[0].total) if rows[0].total <= FEW else None


def each_for_staff(session: Session, actor: Actor, round_id: UUID, wanted: StaffFilter) -> Iterator[Row[Any]]:
    """The same list without pages, read in batches.  Raises NotFound."""
    get_visible_round(session, actor, round_id)
    statement = _ordered(_filtered(round_id, wanted, _WITH_COMPANY), wanted)
    yield from session.execute(statement.execution_options(yield_per=BATCH))


def ids_for_staff(session: Session, round_id: UUID, wanted: StaffFilter, *, most: int) -> list[UUID]:
    """The first ids of the list in its order; the caller has asked whether the person may read the round."""
    ids = _ordered(_filtered(round_id, wanted, columns=select(_applications.c.id)), wanted)
    return list(session.scalars(ids.limit(most)))


def count_for_staff(session: Session, round_id: UUID, wanted: StaffFilter) -> int:
    return session.scalar(_filtered(round_id, wanted, select(func.count()).select_from(_applications))) or 0


def list_applicant_ids(session: Session, round_id: UUID, wanted: StaffFilter) -> list[UUID]:
    """The organisations on the list, for the access log."""
    return list(session.scalars(_filtered(round_id, wanted, select(_applications.c.organisation_id)).distinct()))


# Columns of the tables, not of the objects: the rows are shown and thrown away, and the mapper's share would be the half.
_WITH_COMPANY: Select[Any] = select(*LISTED).join(
    _organisations, _organisations.c.id == _applications.c.organisation_id
)


def _rows_of(ids: Select[Any], wanted: StaffFilter) -> Select[Any]:
    """The ids are found first, in an index alone, so that far pages cost little; then their rows, in the same order."""
    page = ids.subquery("page")
    whole = _WITH_COMPANY.join(page, page.c.id == _applications.c.id)
    return _ordered(whole, wanted, by=(page.c.place, page.c.id))


def _placed(wanted: StaffFilter) -> Select[Any]:
    """Ids with what they are ordered by."""
    return select(_applications.c.id, ORDER[wanted.sort].label("place"))


def _known_total(wanted: StaffFilter, counts: Counts | None) -> int | None:
    """The number of rows when the filter asks for nothing beyond what was counted."""
    if counts is None or wanted.words.strip() or _marked(wanted):
        return None
    return counts.of(wanted.states, wanted.kinds, wanted.regions)


def _filtered(
    round_id: UUID | BindParameter[UUID],
    wanted: StaffFilter,
    columns: Select[Any],
    *,
    worded: Sequence[ColumnElement[bool]] | None = None,
) -> Select[Any]:
    """`worded` stands for the condition of the words, where the columns come from those that fit already."""
    statement = columns.where(_applications.c.round_id == round_id)
    if wanted.states:
        statement = statement.where(_applications.c.state.in_(wanted.states))
    if wanted.kinds:
        statement = statement.where(_applications.c.applicant_kind.in_(wanted.kinds))
    if wanted.regions:
        statement = statement.where(_applications.c.applicant_region.in_(wanted.regions))
    return statement.where(*_marked(wanted), *(_worded(round_id, wanted) if worded is None else worded))


def _worded(round_id: UUID | BindParameter[UUID], wanted: StaffFilter) -> list[ColumnElement[bool]]:
    """The words stand in a name, a number or an answer.

    The two are put together first: PostgreSQL would ask "or is it one of those" row by row where those are many.
    """
    if not wanted.words.strip():
        return []
    named, by_answer = named_like(wanted.words), ids_with_answer(wanted.words) if wanted.in_answers else None
    # Words made of signs alone name nothing: the answer is nothing, not everything.
    if by_answer is None:
        return [false() if named is None else named]
    of_round = select(_applications.c.id).where(_applications.c.round_id == round_id)
    return [_applications.c.id.in_(union(of_round.where(false() if named is None else named), by_answer))]


def _ways(session: Session, wanted: StaffFilter) -> list[Select[Any]]:
    """The ids that `_worded` fits, by each of the two ways."""
    if not wanted.words.strip():
        return [select(_applications.c.id)]
    named, by_answer = named_like(wanted.words), ids_by_answer(session, wanted.words)
    by_name = select(_applications.c.id).where(false() if named is None else named)
    return [by_name] if by_answer is None else [by_name, by_answer]


def _marked(wanted: StaffFilter) -> list[ColumnElement[bool]]:
    """What staff have put on them, and the division: `Counts` knows nothing of these."""
    tagged = select(TaggedApplication.application_id)
    assigned = select(DeskAssignment.application_id)
    conditions: list[ColumnElement[bool]] = [
        _applications.c.id.in_(tagged.where(TaggedApplication.tag_id == tag_id)) for tag_id in wanted.tags
    ]
    if wanted.divisions:
        conditions.append(_applications.c.division_id.in_(wanted.divisions))
    if wanted.assignees:
        conditions.append(_applications.c.id.in_(assigned.where(DeskAssignment.user_id.in_(wanted.assignees))))
    if wanted.outcomes:
        told = select(Outcome.application_id).where(Outcome.state.in_(wanted.outcomes))
        conditions.append(_applications.c.id.in_(told))
    if wanted.has_twin:
        is_open = DuplicatePair.state == DuplicateState.OPEN
        pairs = [select(side).where(is_open) for side in (DuplicatePair.application_id, DuplicatePair.other_id)]
        conditions.append(_applications.c.id.in_(union(*pairs)))
    if wanted.is_unassigned:
        conditions.append(~exists().where(DeskAssignment.application_id == _applications.c.id))
    return conditions


def _ordered(
    statement: Select[Any], wanted: StaffFilter, *, flip: bool = False, by: tuple[Any, Any] | None = None
) -> Select[Any]:
    """Rows without a value count as the smallest, on both databases; `flip` gives the exact reverse; `by`: of another table."""
    column, key = by or (ORDER[wanted.sort], _applications.c.id)
    descending = wanted.descending is not flip
    first = column.desc() if descending else column.asc()
    if wanted.sort in MAY_BE_EMPTY:
        first = first.nulls_last() if descending else first.nulls_first()
    return statement.order_by(first, key.desc() if descending else key.asc())
