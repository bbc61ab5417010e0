"""Who decides about conflicts of interest.  Pure; the round comes with its program."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.decisions import Decision, deny
from incubator.core.text import text
from incubator.programs.models import Round
from incubator.reviews.policy.people import may_run
from incubator.reviews.workflow import ConflictStep

ABOUT_ONESELF = deny(text("본인의 이해충돌은 다른 담당자가 판단해야 합니다."))


def may_decide_conflict(actor: Actor, reviewer_id: UUID, round_: Round) -> Decision:
    """The secretary and every other manager of the program; never about oneself."""
    allowed = may_run(actor, round_)
    return ABOUT_ONESELF if allowed and reviewer_id == actor.user_id else allowed


MAY: Mapping[ConflictStep, Callable[[Actor, UUID, Round], Decision]] = dict.fromkeys(ConflictStep, may_decide_conflict)
