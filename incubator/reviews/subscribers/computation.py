"""What follows from a computation sheet: those whose scores count are asked to sign it."""

from __future__ import annotations

from datetime import datetime

from incubator.core.events import afterwards
from incubator.db.session import session_now
from incubator.notifications.rules import NoticeKind
from incubator.notifications.usecases.notify import notify
from incubator.programs.queries import get_whole_round
from incubator.reviews.events.computation import StageComputed
from incubator.reviews.queries import computation as sheets
from incubator.reviews.rules.stage_sheet import counted_people
from incubator.reviews.workflow import ComputationState


def ask_for_signatures(fact: StageComputed, now: datetime) -> None:
    """Nothing when another sheet has taken its place before the notice came to be sent."""
    session = session_now()
    computation = sheets.get_computation(session, fact.computation_id)
    if computation.state is not ComputationState.COMPUTED:
        return
    round_ = get_whole_round(session, fact.round_id)
    stage = next(item for item in round_.stage_rows if item.id == fact.stage_id)
    people = sheets.list_appointments(session, list(counted_people(sheets.sheet_in(computation))))
    notify(
        recipients=[row.user_id for row in people],
        kind=NoticeKind.STAFF_WORK,
        template="reviews/sheet_to_sign",
        context={"round_title": round_.title, "stage": stage.label, "no": fact.no},
        link=f"/reviews/computations/{fact.computation_id}",
        key=str(fact.id),
        now=now,
    )


SUBSCRIPTIONS = (afterwards(StageComputed, ask_for_signatures),)
