"""Possible duplicates: the round's list with the search's progress, and one pair with its passages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import url_for
from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.accounts.queries import find_user
from incubator.applications.models import Application, DuplicatePair, DuplicateSearch
from incubator.applications.policy.desk import may_work_at_desk
from incubator.applications.policy.duplicates import may_decide_pair, may_open
from incubator.applications.queries import duplicates
from incubator.applications.queries.written import list_unread, texts_of
from incubator.applications.rules.duplicates import DuplicateGround, Written
from incubator.applications.workflow import (
    DUPLICATE_WORKFLOW,
    ApplicationState,
    DuplicateState,
    DuplicateStep,
)
from incubator.core.text import Text, text
from incubator.db.pages import Page
from incubator.documents.rules.reading.gathering import Reading
from incubator.matching.rules import compare
from incubator.programs.models import Round
from incubator.questionnaires.rules.definition import words
from incubator.web.filters import label
from incubator.web.i18n import chosen_locale, tr

AROUND = 40
"""Letters of the own text shown before and after a passage, so that one knows where it stands."""


@dataclass(frozen=True)
class Side:
    """One application of a pair, as much as this person may see of it."""

    organisation_id: UUID
    receipt_no: str
    organisation: str
    project: str
    round_title: str
    branch: str
    submitted_at: datetime | None
    state: ApplicationState
    url: str


@dataclass(frozen=True)
class PairRow:
    id: UUID
    url: str
    one: Side
    other: Side
    grounds: tuple[DuplicateGround, ...]
    percent: int | None
    state: DuplicateState


@dataclass(frozen=True)
class DuplicatesPage:
    round_id: UUID
    round_title: str
    search: DuplicateSearch | None
    tabs: tuple[dict[str, object], ...]
    rows: Page[PairRow]
    url: str
    may_search: bool

    @property
    def is_running(self) -> bool:
        return self.search is not None and self.search.finished_at is None


def _side(actor: Actor, application: Application) -> Side:
    locale, round_ = chosen_locale(), application.round
    may = may_open(actor, application)
    return Side(
        application.organisation_id,
        application.receipt_no or "–",
        application.organisation.display_name,
        application.project_title or "–",
        words(locale, round_.title, round_.title_en),
        round_.program.name,
        application.submitted_at,
        application.state,
        url_for("applications.staff_detail", application_id=application.id) if may else "",
    )


def _row(actor: Actor, pair: DuplicatePair, whole: dict[UUID, Application]) -> PairRow:
    return PairRow(
        pair.id,
        url_for("applications.duplicate", pair_id=pair.id),
        _side(actor, whole[pair.application_id]),
        _side(actor, whole[pair.other_id]),
        tuple(DuplicateGround(ground) for ground in pair.grounds),
        pair.percent,
        pair.state,
    )


def duplicates_page(
    session: Session, actor: Actor, round_: Round, state: DuplicateState, *, number: int
) -> DuplicatesPage:
    counts = duplicates.count_pairs(session, round_.id)
    found = duplicates.list_pairs(session, round_.id, state, number=number)
    whole = duplicates.list_whole(
        session, [key for pair in found.items for key in (pair.application_id, pair.other_id)]
    )
    url = url_for("applications.duplicates", round_id=round_.id, state=state.value)
    return DuplicatesPage(
        round_id=round_.id,
        round_title=words(chosen_locale(), round_.title, round_.title_en),
        search=duplicates.find_last_search(session, round_.id),
        tabs=tuple(
            {
                "label": text("%(state)s", state=label(item)),
                "url": url_for("applications.duplicates", round_id=round_.id, state=item.value),
                "current": item is state,
                "count": counts.get(item, 0),
            }
            for item in DuplicateState
        ),
        rows=Page([_row(actor, pair, whole) for pair in found.items], found.number, found.size, found.total),
        url=url,
        may_search=bool(may_work_at_desk(actor, round_)),
    )


def pairs_of(session: Session, actor: Actor, application: Application) -> tuple[PairRow, ...]:
    """The panel of one application: what it may be a duplicate of."""
    pairs = duplicates.list_pairs_of(session, application.id)
    whole = duplicates.list_whole(session, [key for pair in pairs for key in (pair.application_id, pair.other_id)])
    return tuple(_row(actor, pair, whole) for pair in pairs)


@dataclass(frozen=True)
class ShownPassage:
    """A passage as both texts have it, with a little of the text this person may read around it."""

    before: str
    first: str
    after: str
    second: str
    length: int
    place: str
    other_place: str


@dataclass(frozen=True)
class Unread:
    """A file whose text is not compared, or not to its end."""

    receipt_no: str
    name: str
    reading: Reading


@dataclass(frozen=True)
class PairPage:
    id: UUID
    row: PairRow
    found_at: datetime
    passages: tuple[ShownPassage, ...]
    unread: tuple[Unread, ...]
    percent: int
    steps: tuple[tuple[str, Text, bool], ...]
    decided: tuple[str, datetime, str] | None
    back_url: str


def pair_page(session: Session, actor: Actor, pair: DuplicatePair, one: Application, other: Application) -> PairPage:
    """The texts are compared anew: what is shown is what stands there now, and of the other one no more than that."""
    own, twin = (one, other) if may_open(actor, one) else (other, one)
    is_known = bool(may_open(actor, twin))
    texts = texts_of(session, [one.id, other.id])
    percent, passages = _passages(texts.get(own.id, Written("")), texts.get(twin.id, Written("")), is_known)
    unread = tuple(
        Unread(item.receipt_no or "–", _named(name, item is own or is_known), reading)
        for item in (one, other)
        for name, reading in list_unread(session, item.id)
    )
    return PairPage(
        pair.id,
        _row(actor, pair, {one.id: one, other.id: other}),
        pair.found_at,
        passages,
        unread,
        percent,
        _steps(pair) if may_decide_pair(actor, one, other) else (),
        _decided(session, pair),
        url_for("applications.duplicates", round_id=own.round_id),
    )


def _passages(mine: Written, theirs: Written, is_known: bool) -> tuple[int, tuple[ShownPassage, ...]]:
    """How alike in percent, and the passages, the longest first."""
    likeness = compare(mine.text, theirs.text)
    found = (
        ShownPassage(
            mine.text[max(0, item.first.start - AROUND) : item.first.start],
            mine.text[item.first],
            mine.text[item.first.stop : item.first.stop + AROUND],
            theirs.text[item.second],
            item.length,
            _places(mine.places_of(item.first), True),
            _places(theirs.places_of(item.second), is_known),
        )
        for item in likeness.passages
    )
    return likeness.percent, tuple(sorted(found, key=lambda item: -item.length))


def _steps(pair: DuplicatePair) -> tuple[tuple[str, Text, bool], ...]:
    return tuple(
        (
            url_for(f"applications.{step.value}_door", pair_id=pair.id),
            DUPLICATE_WORKFLOW.labels[step],
            step is DuplicateStep.CONFIRM,
        )
        for step in DUPLICATE_WORKFLOW.steps_from(pair.state)
    )


def _named(name: str, is_known: bool) -> str:
    """What people call a file is shown to those who may open the application; the others learn that it is one."""
    return name if is_known else tr(text("붙임 파일"))


def _places(names: Sequence[str], is_known: bool) -> str:
    """`답, 사업계획서.pdf`."""
    return ", ".join(dict.fromkeys(_named(name, is_known) if name else tr(text("답")) for name in names))


def _decided(session: Session, pair: DuplicatePair) -> tuple[str, datetime, str] | None:
    if pair.decided_by is None or pair.decided_at is None:
        return None
    person = find_user(session, pair.decided_by)
    return (person.name if person else "", pair.decided_at, pair.reason)
