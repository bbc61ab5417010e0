"""A call is announced again: everybody who had applied to the one it repeats is told where."""

from __future__ import annotations

from datetime import datetime

from incubator.applications import queries
from incubator.applications.workflow import FROZEN, ApplicationState
from incubator.core.events import afterwards
from incubator.db.session import session_now
from incubator.notifications.rules import NoticeKind
from incubator.notifications.usecases.notify import notify
from incubator.organisations.queries import list_members
from incubator.programs.events import RoundPublished
from incubator.programs.queries import get_round

EARLIER = (
    ApplicationState.DRAFT,
    ApplicationState.SUBMITTED,
    ApplicationState.NOT_SUBMITTED,
    *sorted(FROZEN),
)


def tell_earlier_applicants(fact: RoundPublished, now: datetime) -> None:
    """Members of each organisation once, whatever became of its application; who had withdrawn it is left alone."""
    if fact.recalled_from_id is None:
        return
    session = session_now()
    again = get_round(session, fact.round_id)
    context = {"title": again.title, "opens_at": again.opens_at, "closes_at": again.closes_at}
    reason = again.recall_reason
    for application in queries.list_concerned(session, fact.recalled_from_id, *EARLIER):
        people = [member.user_id for member in list_members(session_now(), application.organisation_id, now)]
        notify(
            recipients=people,
            kind=NoticeKind.CALL_CHANGE,
            template="applications/round_recalled",
            context=context | {"reason": reason, "earlier": application.round.title},
            link=f"/calls/{fact.round_id}",
            key=f"{fact.id}:{application.id}",
            now=now,
        )


SUBSCRIPTIONS = (afterwards(RoundPublished, tell_earlier_applicants),)
