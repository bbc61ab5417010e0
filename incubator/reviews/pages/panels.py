"""Panels for those who run them: the hub of a round, one panel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.programs.models import Round
from incubator.questionnaires.rules.definition import words
from incubator.reviews.pages.tabs import tabs_of
from incubator.reviews.policy.people import may_run
from incubator.reviews.queries import panels
from incubator.reviews.workflow import AppointmentState, PanelState
from incubator.web.i18n import chosen_locale

SITTING = (AppointmentState.ACCEPTED, AppointmentState.SWORN, AppointmentState.FINISHED)


@dataclass(frozen=True)
class PanelRow:
    """`seats` wanted; `asked` have not answered; `sitting` have accepted, `sworn` of them may read."""

    id: UUID
    label: str
    state: PanelState
    meets_at: datetime
    seats: int
    asked: int
    sitting: int
    sworn: int
    cases: int


@dataclass(frozen=True)
class StageRow:
    id: UUID
    label: str
    people: int
    panels: tuple[PanelRow, ...]


@dataclass(frozen=True)
class HubPage:
    round_id: UUID
    round_title: str
    tabs: tuple[dict[str, object], ...]
    stages: tuple[StageRow, ...]
    may_run: bool


def hub_page(session: Session, actor: Actor, round_: Round) -> HubPage:
    locale, found = chosen_locale(), panels.list_panels(session, round_.id)
    ids = [panel.id for panel in found]
    people, cases = panels.count_people(session, ids), panels.count_cases(session, ids)
    rows = {
        panel.id: PanelRow(
            panel.id,
            panel.label,
            panel.state,
            panel.meets_at,
            panel.seats,
            sum(people[panel.id].get(state, 0) for state in (AppointmentState.DRAWN, AppointmentState.INVITED)),
            sum(people[panel.id].get(state, 0) for state in SITTING),
            people[panel.id].get(AppointmentState.SWORN, 0),
            cases.get(panel.id, 0),
        )
        for panel in found
    }
    return HubPage(
        round_id=round_.id,
        round_title=words(locale, round_.title, round_.title_en),
        tabs=tabs_of(round_.id, "reviews.panels"),
        stages=tuple(
            StageRow(
                stage.id,
                words(locale, stage.label, stage.label_en),
                stage.people,
                tuple(rows[panel.id] for panel in found if panel.stage_id == stage.id),
            )
            for stage in panels.list_stages(session, round_.id)
        ),
        may_run=bool(may_run(actor, round_)),
    )
