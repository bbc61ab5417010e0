"""Who judges what on a panel: as it is, and as a run of the solver would have it, with reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import url_for
from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.core.text import Text
from incubator.matching.rules.pool import WHOLE
from incubator.matching.rules.reasons import LABELS, Obstacle
from incubator.programs.models import Round
from incubator.questionnaires.rules.definition import words
from incubator.reviews.models import Appointment, AssignmentRun, Panel
from incubator.reviews.policy.sheets import may_keep_order
from incubator.reviews.queries import assignment, expertise
from incubator.reviews.rules.allotment import Pair, pairs_from
from incubator.reviews.workflow import AppointmentState, PanelState, SheetState
from incubator.web.i18n import chosen_locale


@dataclass(frozen=True)
class Seat:
    id: UUID
    no: int
    name: str
    state: AppointmentState
    load: int


@dataclass(frozen=True)
class Place:
    """One application and one person; `wish`: "", "force" or "forbid" of the run shown."""

    appointment_id: UUID
    assignment_id: UUID | None
    state: SheetState | None
    is_hindered: bool
    wish: str


@dataclass(frozen=True)
class Row:
    application_id: UUID
    no: int
    receipt_no: str
    organisation: str
    title: str
    places: tuple[Place, ...]
    count: int


@dataclass(frozen=True)
class OtherPerson:
    """`cost`: what the whole loses in hundredths of a perfect pair if he took the place; None: cannot be."""

    name: str
    points: str
    obstacles: tuple[Text, ...]
    cost: str | None


@dataclass(frozen=True)
class PairReason:
    receipt_no: str
    organisation: str
    name: str
    points: str
    of_fields: str
    of_text: str
    terms: tuple[str, ...]
    place: int
    forced: bool
    next: OtherPerson | None
    cheapest: OtherPerson | None
    others: tuple[OtherPerson, ...]


@dataclass(frozen=True)
class RunView:
    id: UUID
    at: datetime
    seed: int
    demand: int
    most: int
    balanced: bool
    repair: bool
    published_at: datetime | None
    is_stale: bool
    limits: tuple[Text, ...]
    pairs: tuple[PairReason, ...]
    mean_points: str
    weakest: str
    weakest_points: str
    least_load: int
    most_load: int
    moved: Mapping[str, int] | None


@dataclass(frozen=True)
class RunLink:
    id: UUID
    at: datetime
    seed: int
    is_solved: bool
    published_at: datetime | None
    url: str
    current: bool


@dataclass(frozen=True)
class AssignmentPage:
    panel_id: UUID
    round_id: UUID
    round_title: str
    panel: str
    stage: str
    state: PanelState
    demand: int
    load_most: int | None
    people: tuple[Seat, ...]
    rows: tuple[Row, ...]
    unassigned: int
    may_assign: bool
    run: RunView | None
    runs: tuple[RunLink, ...]


def assignment_page(
    session: Session, actor: Actor, panel: Panel, round_: Round, *, run_id: UUID | None, typed: Mapping[Pair, str]
) -> AssignmentPage:
    """With the run of that id, else none; `typed` are wishes of a form that was refused.

    Raises NotFound for another panel's run.
    """
    ground = expertise.ground_of(session, panel)
    live = {(row.application_id, row.appointment_id): row for row in assignment.list_live(session, panel.id)}
    run = assignment.get_run(session, panel, run_id) if run_id else None
    wishes = {**_wishes(run), **typed}
    rows = tuple(_row(case, ground, live, wishes) for case in ground.cases)
    loads = [pair[1] for pair in live if pair in ground.free]
    locale = chosen_locale()
    return AssignmentPage(
        panel_id=panel.id,
        round_id=panel.round_id,
        round_title=words(locale, round_.title, round_.title_en),
        panel=panel.label,
        stage=words(locale, panel.stage.label, panel.stage.label_en),
        state=panel.state,
        demand=min(panel.stage.people, max(len(ground.people), 1)),
        load_most=panel.load_most,
        people=tuple(Seat(one.id, one.no, one.user.name, one.state, loads.count(one.id)) for one in ground.people),
        rows=rows,
        unassigned=sum(row.count == 0 for row in rows),
        may_assign=bool(may_keep_order(actor, round_)) and panel.state in assignment.OPEN,
        run=_run(run, panel, ground) if run else None,
        runs=tuple(_link(panel, one, run) for one in assignment.list_runs(session, panel)),
    )


def _wishes(run: AssignmentRun | None) -> dict[Pair, str]:
    if run is None:
        return {}
    forced, forbidden = pairs_from(run.asked["forced"]), pairs_from(run.asked["forbidden"])
    return dict.fromkeys(forced, "force") | dict.fromkeys(forbidden, "forbid")


def _row(case: Any, ground: expertise.Ground, live: Mapping[Pair, Any], wishes: Mapping[Pair, str]) -> Row:
    places = []
    for one in ground.people:
        pair = (case.application_id, one.id)
        given = live.get(pair)
        state = given.sheet.state if given and given.sheet else None
        places.append(Place(one.id, given.id if given else None, state, pair not in ground.free, wishes.get(pair, "")))
    return Row(
        application_id=case.application_id,
        no=case.no,
        receipt_no=case.application.receipt_no or "",
        organisation=case.application.organisation.display_name,
        title=case.application.project_title,
        places=tuple(places),
        count=sum(place.assignment_id is not None and not place.is_hindered for place in places),
    )


def _link(panel: Panel, run: AssignmentRun, shown: AssignmentRun | None) -> RunLink:
    return RunLink(
        run.id,
        run.at,
        run.seed,
        "pairs" in run.found,
        run.published_at,
        url_for("reviews.assignment", panel_id=panel.id, run=run.id),
        run is shown,
    )


def _run(run: AssignmentRun, panel: Panel, ground: expertise.Ground) -> RunView:
    found, asked = run.found, run.asked
    fair = found.get("fairness", {})
    cases = {str(case.application_id): case.application for case in panel.cases}
    people = {str(one.id): one for one in panel.appointments}
    weakest = cases.get(fair.get("weakest") or "")
    return RunView(
        id=run.id,
        at=run.at,
        seed=run.seed,
        demand=asked["demand"],
        most=asked["most"],
        balanced=asked["balanced"],
        repair=asked["repair"],
        published_at=run.published_at,
        is_stale=run.published_at is None and asked["state"] != ground.state,
        limits=tuple(Text.from_payload(limit) for limit in found.get("limits", ())),
        pairs=tuple(_pair(row, cases, people) for row in found.get("pairs", ())),
        mean_points=_share(fair.get("mean_points", 0)),
        weakest=(weakest.receipt_no or "") if weakest else "",
        weakest_points=_share(fair.get("weakest_points", 0)),
        least_load=fair.get("least_load", 0),
        most_load=fair.get("most_load", 0),
        moved=found.get("moved"),
    )


def _pair(row: Mapping[str, Any], cases: Mapping[str, Any], people: Mapping[str, Appointment]) -> PairReason:
    application = cases.get(row["application_id"])
    return PairReason(
        receipt_no=(application.receipt_no or "") if application else "–",
        organisation=application.organisation.display_name if application else "",
        name=_name(people, row["appointment_id"]),
        points=_share(row["points"]),
        of_fields=_share(row["of_fields"]),
        of_text=_share(row["of_text"]),
        terms=tuple(row["terms"]),
        place=row["place"],
        forced=row["forced"],
        next=_other(row["next"], people),
        cheapest=_other(row["cheapest"], people),
        others=tuple(found for other in row["others"] if (found := _other(other, people))),
    )


def _other(stand: Mapping[str, Any] | None, people: Mapping[str, Appointment]) -> OtherPerson | None:
    if stand is None:
        return None
    return OtherPerson(
        _name(people, stand["appointment_id"]),
        _share(stand["points"]),
        tuple(LABELS[Obstacle(code)] for code in stand["obstacles"]),
        None if stand["cost"] is None else _share(stand["cost"]),
    )


def _name(people: Mapping[str, Appointment], appointment_id: str) -> str:
    one = people.get(appointment_id)
    return one.user.name if one else "–"


def _share(points: int) -> str:
    """Of a perfect pair, in hundredths with one more place."""
    return f"{points * 100 / WHOLE:.1f}"
