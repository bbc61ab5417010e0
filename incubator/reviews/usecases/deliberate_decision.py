"""심의: write down the minutes of the operating committee, who was there and how each voted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.dates import day_in_kst
from incubator.core.errors import Invalid
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.parameters.queries import value
from incubator.reviews.events.decisions import DecisionDeliberated
from incubator.reviews.models import CommitteeVote
from incubator.reviews.policy.people import may_run
from incubator.reviews.queries import decisions
from incubator.reviews.rules.decided import LEAST_MINUTES, LONGEST_MINUTES, Vote, committee_problem, names_problem
from incubator.reviews.workflow import DECISION_WORKFLOW, DecisionStep


def deliberate_decision(
    *, actor: Actor, decision_id: UUID, minutes: str, votes: Sequence[tuple[str, Vote]], now: datetime
) -> None:
    """Raises NotFound, Forbidden, StepNotAllowed, Invalid: minutes too short, too few members, not carried."""
    plain = minutes.strip()
    if not LEAST_MINUTES <= len(plain) <= LONGEST_MINUTES:
        raise Invalid(
            text(
                "회의록을 %(least)d자부터 %(most)d자까지 적어 주세요. 언제 어디서 무엇을 심의했는지 남깁니다.",
                least=LEAST_MINUTES,
                most=LONGEST_MINUTES,
            ),
            field="minutes",
        )
    present = [(name.strip(), vote) for name, vote in votes if name.strip()]
    with unit_of_work() as work:
        round_, decision = decisions.get_for_change(work.session, actor, decision_id)
        may_run(actor, round_).enforce()
        DECISION_WORKFLOW.after(decision.state, DecisionStep.DELIBERATE)
        on = day_in_kst(now)
        least, most = (value(work.session, f"reviews.committee_{end}", on=on) for end in ("least", "most"))
        problem = names_problem(name for name, _ in present) or committee_problem(present, least, most)
        if problem is not None:
            raise Invalid(problem, field="votes")
        decision.deliberate(minutes=plain, at=now)
        decision.updated_at = now
        work.session.add_all(
            CommitteeVote(decision_id=decision.id, member=name, vote=vote.value) for name, vote in present
        )
        work.record(DecisionDeliberated(stamp=actor.stamp(now), decision_id=decision.id, round_id=round_.id))
