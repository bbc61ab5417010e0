"""What the three answers to an objection share: who may, who has decided, the words.  Part of each of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications.models import Application
from incubator.core.errors import or_not_found
from incubator.db.unit_of_work import Work
from incubator.reviews.models import Decision, Objection
from incubator.reviews.policy.objections import MAY, did_not_propose
from incubator.reviews.queries import objections
from incubator.reviews.rules.objections import check_answer, check_members
from incubator.reviews.workflow import OBJECTION_WORKFLOW, ObjectionStep


@dataclass(frozen=True, kw_only=True)
class Answer:
    """`members`: who has decided, one name a line; `words`: why, for the applicant."""

    members: str
    words: str


def settle_objection(
    work: Work, step: ObjectionStep, *, actor: Actor, objection_id: UUID, answer: Answer, now: datetime
) -> tuple[Objection, Application]:
    """Raises NotFound, Forbidden (also for the proposer), StepNotAllowed, Invalid (fields "members", "answer")."""
    objection, line, application = objections.get_objection(work.session, actor, objection_id, for_change=True)
    MAY[step](actor, application.round).enforce()
    decision = or_not_found(work.session.get(Decision, line.decision_id))
    did_not_propose(actor, decision).enforce()
    OBJECTION_WORKFLOW.after(objection.state, step)
    before = objections.names_before(work.session, decision.id, application.round)
    members, words = check_members(answer.members, before), check_answer(answer.words)
    objection.settle(step, answer=words, members=members, by=actor.user_id, at=now)
    objection.updated_at = now
    return objection, application
