"""Secretaries hear what they have to decide; applicants hear the answer to their challenge, never who judges."""

from __future__ import annotations

from datetime import datetime

from incubator.applications.queries import find_whole
from incubator.core.events import afterwards
from incubator.db.session import session_now
from incubator.notifications.rules import NoticeKind
from incubator.notifications.usecases.notify import notify
from incubator.organisations.queries import list_members
from incubator.reviews.events.conflicts import ChallengeAnswered, ChallengeFiled, ConflictFound
from incubator.reviews.models import Challenge, Panel
from incubator.reviews.queries.challenges import list_panels_judging


def tell_of_findings(fact: ConflictFound, now: datetime) -> None:
    """Once for all that one act has brought to light."""
    panel = session_now().get(Panel, fact.panel_id)
    if panel is not None:
        notify(
            recipients=[panel.secretary_id],
            kind=NoticeKind.STAFF_WORK,
            template="reviews/staff_conflicts",
            context={"panel": panel.label},
            link=f"/staff/panels/{panel.id}/conflicts",
            key=f"{panel.id}:{fact.stamp.at.isoformat()}",
            now=now,
        )


def tell_of_challenge(fact: ChallengeFiled, now: datetime) -> None:
    """The secretaries of the panels it concerns; before there is one, whoever owns the program."""
    session = session_now()
    application = find_whole(session, fact.application_id)
    if application is None:
        return
    panels = [session.get_one(Panel, key) for key in list_panels_judging(session, application.id)]
    for panel in panels:
        notify(
            recipients=[panel.secretary_id],
            kind=NoticeKind.STAFF_WORK,
            template="reviews/staff_challenge",
            context={"receipt_no": application.receipt_no, "organisation": application.organisation.display_name},
            link=f"/staff/panels/{panel.id}/challenges/{fact.challenge_id}",
            key=f"{fact.id}",
            now=now,
        )
    if not panels:
        notify(
            recipients=[application.round.program.owner_id],
            kind=NoticeKind.STAFF_WORK,
            template="reviews/staff_challenge",
            context={"receipt_no": application.receipt_no, "organisation": application.organisation.display_name},
            link=f"/staff/rounds/{application.round_id}/panels",
            key=f"{fact.id}",
            now=now,
        )


def tell_of_challenge_answer(fact: ChallengeAnswered, now: datetime) -> None:
    session = session_now()
    application, challenge = find_whole(session, fact.application_id), session.get(Challenge, fact.challenge_id)
    if application is None or challenge is None:
        return
    notify(
        recipients=[member.user_id for member in list_members(session, application.organisation_id, now)],
        kind=NoticeKind.RECEIPT,
        template="reviews/challenge_answered",
        context={"round_title": application.round.title, "answer": challenge.answer},
        link=f"/applications/{application.id}/challenge",
        key=f"{fact.id}",
        now=now,
    )


SUBSCRIPTIONS = (
    afterwards(ConflictFound, tell_of_findings),
    afterwards(ChallengeFiled, tell_of_challenge),
    afterwards(ChallengeAnswered, tell_of_challenge_answer),
)
