"""What the centre sees of a round's applications."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from flask import url_for
from sqlalchemy import Row
from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.applications import queries
from incubator.applications.forms.staff import StaffFilterForm
from incubator.applications.pages.columns import COLUMNS, MARKED, USUAL, chosen_columns
from incubator.applications.policy.desk import may_work_at_desk
from incubator.applications.queries import SortKey
from incubator.applications.queries.desk import Choices, Marks, list_marks
from incubator.applications.rules.desk import BulkAct
from incubator.applications.workflow import ApplicationState
from incubator.core.text import Text, text
from incubator.db.pages import Page
from incubator.programs.models import Round
from incubator.programs.rules.kinds import Phase
from incubator.web.filters import label
from incubator.web.i18n import tr

NOTHING = "–"
STATE = "state"
"""The key of the column whose cells are tags, the same for all rows of a state."""
NOBODY = UUID(int=0)
"""Stands where the addresses of rows differ: they are put together once, not for each row."""


@dataclass(frozen=True)
class Heading:
    key: str
    label: Text
    end: bool
    sort_url: str | None
    sorted: str | None


@dataclass(frozen=True)
class ListRow:
    """`words` for the slots of the row: id, url, name and, by the keys of the headings, the cells."""

    organisation_id: UUID
    state: ApplicationState
    words: Mapping[str, str]


@dataclass(frozen=True)
class Tab:
    label: Text
    url: str
    current: bool
    count: int | None


@dataclass(frozen=True)
class Chosen:
    label: Text
    remove_url: str


@dataclass(frozen=True)
class ViewLink:
    """A saved view: opening it leads to the list with its filters."""

    id: UUID
    name: str
    url: str


@dataclass(frozen=True)
class StaffListPage:
    round_id: UUID
    round_title: str
    phase: Phase
    closes_at: datetime
    tabs: tuple[Tab, ...]
    headings: tuple[Heading, ...]
    rows: Page[ListRow]
    states: frozenset[ApplicationState]
    active: tuple[Chosen, ...]
    url: str
    reset_url: str
    export_url: str
    query: str
    may_work: bool
    acts: tuple[BulkAct, ...]
    own_views: tuple[ViewLink, ...]
    shared_views: tuple[ViewLink, ...]

    @property
    def above(self) -> Hashable:
        """Everything that is shown above the list but for the fields of the filter."""
        links = (self.tabs, self.active, self.query, self.export_url, self.reset_url, self.own_views, self.shared_views)
        return self.round_id, self.round_title, self.phase, self.closes_at, links


FILTERS = ("q", "state", "kind", "region", "tag", "assignee", "twin", "division", "outcome")
"""Fields of the filter, by their names in the address."""


class _Address:
    """The list's own address with one thing changed."""

    def __init__(self, round_id: UUID, form: StaffFilterForm) -> None:
        self.base = url_for("applications.staff_list", round_id=round_id)
        self.values: dict[str, Any] = {key: form[key].data for key in FILTERS if form[key].data}
        columns = chosen_columns(form.columns.data or [])
        if columns != USUAL:
            self.values["columns"] = list(columns)
        wanted = form.wanted
        if wanted.sort is not SortKey.SUBMITTED or not wanted.descending:
            self.values |= {"sort": wanted.sort.value, "down": "1" if wanted.descending else "0"}

    def with_(self, **changed: Any) -> str:
        """The list with these values instead; None leaves one out."""
        return self.at(self.base, **changed)

    def at(self, base: str, **changed: Any) -> str:
        """Another page with the same filters."""
        values = {key: value for key, value in (self.values | changed).items() if value not in (None, "")}
        query = urlencode(values, doseq=True)
        return base + (f"?{query}" if query else "")


def staff_list_page(
    session: Session,
    actor: Actor,
    round_: Round,
    form: StaffFilterForm,
    *,
    choices: Choices,
    number: int,
    now: datetime,
) -> StaffListPage:
    """One page of the list.  Statements: numbers, rows, what staff have put on them; one more to count what words find."""
    wanted, address = form.wanted, _Address(round_.id, form)
    keys = chosen_columns(form.columns.data or [])
    counts = queries.count_round(session, round_.id)
    found = queries.list_for_staff(session, actor, round_, wanted, number=number, counts=counts)
    is_marked = bool(choices.tags or choices.people or choices.divisions) and not MARKED.isdisjoint(keys)
    marks = list_marks(session, [item.id for item in found.items]) if is_marked else Marks()
    place = url_for("applications.staff_detail", application_id=NOBODY).removesuffix(str(NOBODY))
    rows = Page([_row(item, keys, marks, place) for item in found.items], found.number, found.size, found.total)
    return StaffListPage(
        round_id=round_.id,
        round_title=round_.title_en if actor.locale == "en" and round_.title_en else round_.title,
        phase=round_.phase(now),
        closes_at=round_.closes_at,
        tabs=_tabs(address, form, counts.by_state),
        headings=tuple(_heading(key, address, wanted.sort, descending=wanted.descending) for key in keys),
        rows=rows,
        states=frozenset(row.state for row in rows.items),
        active=tuple(Chosen(words, address.with_(**{key: None})) for key, words in _chosen(form)),
        url=address.with_(),
        reset_url=address.base,
        export_url=address.at(url_for("applications.export", round_id=round_.id)),
        query=address.at(""),
        may_work=bool(may_work_at_desk(actor, round_)),
        acts=tuple(BulkAct),
        own_views=_views(round_.id, choices.own_views),
        shared_views=_views(round_.id, choices.shared_views),
    )


def _views(round_id: UUID, views: tuple[tuple[UUID, str], ...]) -> tuple[ViewLink, ...]:
    return tuple(
        ViewLink(key, name, url_for("applications.open_view", round_id=round_id, view_id=key)) for key, name in views
    )


def _row(item: Row[Any], keys: tuple[str, ...], marks: Marks, place: str) -> ListRow:
    words = {key: _shown(COLUMNS[key].shown(item, marks)) for key in keys if key != STATE}
    if words.get(keys[0]) == NOTHING:  # the first cell carries the link
        words[keys[0]] = tr(text("열기"))
    key = str(item.id)
    words |= {"id": key, "url": place + key, "name": item.applicant_name}
    return ListRow(item.organisation_id, item.state, words)


def _shown(value: str | int | None) -> str:
    return NOTHING if value in (None, "") else f"{value:,}" if isinstance(value, int) else str(value)


def _heading(key: str, address: _Address, sort: SortKey, *, descending: bool) -> Heading:
    column = COLUMNS[key]
    is_current = column.sort is sort
    turned = "0" if is_current and descending else "1"
    url = address.with_(sort=column.sort.value, down=turned) if column.sort else None
    turn = ("descending" if descending else "ascending") if is_current else None
    return Heading(key, column.label, column.is_number, url, turn)


def _tabs(address: _Address, form: StaffFilterForm, counts: dict[ApplicationState, int]) -> tuple[Tab, ...]:
    chosen = form.state.data or ""
    everything = Tab(text("전체"), address.with_(state=None), not chosen, sum(counts.values()))
    return (
        everything,
        *(
            Tab(
                text("%(state)s", state=label(state)),
                address.with_(state=state.value),
                chosen == state.value,
                counts.get(state, 0),
            )
            for state in ApplicationState
            if counts.get(state) or chosen == state.value
        ),
    )


def _chosen(form: StaffFilterForm) -> tuple[tuple[str, Text], ...]:
    """The filters in force, each with its words."""
    found = []
    for key in FILTERS:
        field = form[key]
        if field.data:
            shown = field.data if key == "q" else dict(field.choices).get(field.data, field.data)
            found.append((key, text("%(name)s: %(value)s", name=field.label.text, value=shown)))
    return tuple(found)


def export_notes(actor: Actor, form: StaffFilterForm, count: int, moment: str) -> tuple[str, ...]:
    """The lines above the table of the workbook: 기준 일시, 작성자, 조건, 건수."""
    chosen = ", ".join(tr(words) for _, words in _chosen(form))
    return (
        tr(text("기준 일시: %(now)s", now=moment)),
        tr(text("작성자: %(name)s", name=actor.name)),
        tr(text("조건: %(chosen)s", chosen=chosen or text("전체"))),
        tr(text("건수: %(count)s건", count=f"{count:,}")),
    )
