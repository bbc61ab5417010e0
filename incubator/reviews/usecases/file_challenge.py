"""기피 신청: an applicant names a person or an organisation that shall not judge his application."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications.policy import may_write_for
from incubator.applications.queries import get_own
from incubator.core.errors import Invalid, RuleBroken
from incubator.core.ids import new_id
from incubator.core.text import Text, text
from incubator.core.typed import one_spelling, problem_of
from incubator.db.unit_of_work import unit_of_work
from incubator.reviews.events.conflicts import ChallengeFiled
from incubator.reviews.models import Challenge
from incubator.reviews.queries.challenges import is_too_late, list_panels_judging
from incubator.reviews.rules.pool import checked_reason
from incubator.reviews.usecases.detect_conflicts import detect_conflicts

LONGEST_NAME = 100


def file_challenge(
    *, actor: Actor, application_id: UUID, person: str, organisation: str, reason: str, now: datetime
) -> UUID:
    """Until the day of the panel.  Who is meant is looked for at once; the applicant is not told who judges.

    Raises NotFound (not one's own), Forbidden (a viewer), RuleBroken (too late, not handed in), Invalid.
    """
    who, where = one_spelling(person), one_spelling(organisation)
    words = checked_reason(reason)
    _check(who, where)
    with unit_of_work() as work:
        application = get_own(work.session, actor, application_id)
        may_write_for(actor, application.organisation_id).enforce()
        if is_too_late(work.session, application, now):
            raise RuleBroken(
                text("기피 신청은 접수한 신청서에 대해 평가일 전까지 할 수 있습니다."),
                how=text("사정이 있으면 담당자에게 글을 남겨 주세요."),
            )
        challenge = Challenge(
            id=new_id(),
            application_id=application_id,
            person=who,
            organisation=where,
            reason=words,
            filed_by=actor.user_id,
            filed_at=now,
        )
        work.session.add(challenge)
        work.session.flush()
        work.record(
            ChallengeFiled(
                stamp=actor.stamp(now),
                challenge_id=challenge.id,
                application_id=application_id,
                round_id=application.round_id,
            )
        )
        for panel_id in list_panels_judging(work.session, application_id):
            detect_conflicts(panel_id=panel_id, stamp=actor.stamp(now))
        return challenge.id


def _check(who: str, where: str) -> None:
    problems: dict[str, tuple[Text, ...]] = {}
    for key, words in (("person", who), ("organisation", where)):
        problem = problem_of(words, most=LONGEST_NAME)
        if problem:
            problems[key] = (problem,)
    if not who and not where:
        problems["person"] = (text("사람이나 기관 가운데 하나는 적어 주세요."),)
    if problems:
        raise Invalid(text("고칠 곳이 있습니다."), problems=problems)
