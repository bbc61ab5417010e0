"""Who proposes, deliberates, confirms and releases.  Pure: looks at its arguments only.

Managers prepare, a head who did not propose confirms, and the last signature of an approval releases.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from incubator.accounts.actor import Actor
from incubator.core.decisions import ALLOW, Decision, deny
from incubator.core.text import text
from incubator.programs.models import Round
from incubator.reviews.models import Decision as Choice
from incubator.reviews.policy.people import may_head, may_run
from incubator.reviews.workflow import DecisionStep

ANOTHER_CONFIRMS = deny(text("선정안을 올린 사람은 확정하거나 발표할 수 없습니다. 다른 결재자가 해야 합니다."))
BY_APPROVAL = deny(text("선정 발표는 발표 결재의 마지막 서명으로 이루어집니다."))


def is_another(actor: Actor, choice: Choice) -> Decision:
    """Another person than who proposed, whatever roles either has."""
    return ANOTHER_CONFIRMS if actor.user_id == choice.proposed_by else ALLOW


def may_withdraw(actor: Actor, round_: Round) -> Decision:
    """Take a proposal back: its managers and heads."""
    return ALLOW if may_run(actor, round_) else may_head(actor, round_)


def may_only_the_last_signature(_actor: Actor, _round: Round) -> Decision:
    return BY_APPROVAL


MAY: Mapping[StrEnum, Callable[[Actor, Round], Decision]] = {
    DecisionStep.DELIBERATE: may_run,
    DecisionStep.CONFIRM: may_head,
    DecisionStep.RELEASE: may_only_the_last_signature,
    DecisionStep.WITHDRAW: may_withdraw,
}
