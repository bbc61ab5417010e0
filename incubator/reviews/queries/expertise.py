"""What the solver is asked about one panel: its applications, its people, who knows what, what may not be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from incubator.applications.models import ApplicationVersion
from incubator.applications.workflow import ApplicationState
from incubator.matching.rules.expertise import Expertise, Profile
from incubator.matching.rules.pool import Case, Expert, Pool
from incubator.programs.models import Round
from incubator.reviews.models import Appointment, Panel, PanelCase
from incubator.reviews.queries import assignment, panel_day
from incubator.reviews.rules.allotment import BALANCED, Pair, Wish, state_of_things

MOST_TEXT = 20_000


@dataclass(frozen=True, eq=False)
class Ground:
    """How things stand.  `begun`: pairs whose sheet exists and who may go on; `state`: their fingerprint."""

    cases: tuple[PanelCase, ...]
    people: tuple[Appointment, ...]
    free: frozenset[Pair]
    taken: frozenset[Pair]
    begun: frozenset[Pair]
    state: str


def ground_of(session: Session, panel: Panel) -> Ground:
    """Needs cases with applications, and people."""
    cases = tuple(
        case
        for case in panel.cases
        if case.absent_at is None and case.application.state is not ApplicationState.WITHDRAWN
    )
    people = tuple(one for one in panel.appointments if one.state in panel_day.SEATED)
    free = frozenset(assignment.list_free(session, panel))
    live = panel_day.list_assignments(session, panel.id)
    taken = frozenset((row.application_id, row.appointment_id) for row, _ in live)
    begun = frozenset((row.application_id, row.appointment_id) for row, is_free in live if is_free and row.sheet)
    facts = {"cases": sorted(str(case.application_id) for case in cases)}
    return Ground(cases, people, free, taken, begun & free, state_of_things(free, taken, begun, facts))


def expertise_of(session: Session, round_: Round, ground: Ground, field_percent: int) -> Expertise:
    """By the field of the program and the words of what was handed in, and of what people say they know."""
    fields = frozenset({round_.program.field.value})
    texts = _texts(session, [case.application_id for case in ground.cases])
    members = assignment.list_members(session, [one.user_id for one in ground.people])
    profiles = []
    for one in ground.people:
        member = members.get(one.user_id)
        knows = (member.profile, frozenset(str(field) for field in member.fields)) if member else ("", frozenset[str]())
        profiles.append(Profile(one.id, *knows))
    cases = [
        Profile(case.application_id, f"{case.application.project_title}\n{texts.get(case.application_id, '')}", fields)
        for case in ground.cases
    ]
    return Expertise(cases, profiles, field_percent=field_percent)


def pool_of(ground: Ground, expertise: Expertise, wish: Wish) -> Pool:
    """Pairs that have begun stay whatever is asked."""
    every = {(case.application_id, one.id) for case in ground.cases for one in ground.people}
    begun = {pair for pair in ground.begun if pair in every}
    return Pool(
        cases=tuple(Case(case.application_id, wish.demand) for case in ground.cases),
        experts=tuple(Expert(one.id, wish.most) for one in ground.people),
        points=expertise.points,
        conflicts=frozenset(every - ground.free),
        forbidden=wish.forbidden,
        forced=frozenset(wish.forced | begun),
        balance=BALANCED if wish.balanced else 0,
        seed=wish.seed,
    )


def _texts(session: Session, application_ids: list[UUID]) -> Mapping[UUID, str]:
    """The words of the version that was handed in last."""
    rows = session.execute(
        select(ApplicationVersion.application_id, ApplicationVersion.snapshot)
        .where(ApplicationVersion.application_id.in_(application_ids))
        .order_by(ApplicationVersion.application_id, ApplicationVersion.number)
    )
    return {application_id: "\n".join(_words(snapshot["answers"]))[:MOST_TEXT] for application_id, snapshot in rows}


def _words(answer: Any) -> Iterator[str]:
    """What people wrote; files and codes say nothing."""
    if isinstance(answer, str):
        yield answer
    elif isinstance(answer, dict) and "file_id" not in answer:
        for inner in answer.values():
            yield from _words(inner)
    elif isinstance(answer, list):
        for inner in answer:
            yield from _words(inner)
