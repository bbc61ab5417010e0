"""Who computes, signs and confirms a stage.  Pure: looks at its arguments only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from incubator.accounts.actor import Actor
from incubator.core.decisions import ALLOW, Decision, deny
from incubator.core.errors import NotFound
from incubator.core.text import text
from incubator.reviews.models import Appointment, Computation
from incubator.reviews.policy.people import may_head, may_run
from incubator.reviews.workflow import AppointmentState, ComputationStep, PanelStep

SIGNING = frozenset({AppointmentState.SWORN, AppointmentState.FINISHED})
ANOTHER_CONFIRMS = deny(text("집계한 사람은 자기 집계표를 확정할 수 없습니다. 다른 결재자가 확정해야 합니다."))
NO_MEMBER = deny(text("이 평가위원회에서 평가를 마친 위원만 서명할 수 있습니다."))


def may_sign_computation(actor: Actor, appointment: Appointment) -> Decision:
    """The appointed person himself, as long as he was not let go.  Raises NotFound for anybody else."""
    if appointment.user_id != actor.user_id:
        raise NotFound
    return ALLOW if appointment.state in SIGNING else NO_MEMBER


def is_second_person(actor: Actor, computation: Computation) -> Decision:
    """Another person than who computed, whatever roles either has."""
    return ANOTHER_CONFIRMS if actor.user_id == computation.computed_by else ALLOW


MAY: Mapping[StrEnum, Callable[..., Decision]] = {
    ComputationStep.SUPERSEDE: may_run,
    ComputationStep.SIGN: may_sign_computation,
    ComputationStep.CONFIRM: may_head,
}
"""`PanelStep.CONFIRM` is the same act: the panels of a stage are confirmed with their sheet."""

assert PanelStep.CONFIRM in MAY
