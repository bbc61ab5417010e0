"""Who may work at the desk of a round: its programme managers.  Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications.models.desk import SavedView
from incubator.applications.policy.applying import BY_THE_CLOCK, may_read_as_staff
from incubator.applications.workflow import OutgoingStep
from incubator.core.decisions import ALLOW, Decision, deny
from incubator.core.text import text
from incubator.programs.models import Round

ONLY_DESK = deny(text("이 사업의 담당자만 할 수 있습니다."))
ONLY_OWN_VIEW = deny(text("저장한 사람이나 사업 담당자만 지울 수 있습니다."))


def may_work_at_desk(actor: Actor, round_: Round) -> Decision:
    """Tag, assign, send to many.  NotFound for another program's staff."""
    may_read_as_staff(actor, round_)
    return ALLOW if actor.manages(round_.program_id, round_.program.branch_id) else ONLY_DESK


def may_save_view(actor: Actor, round_: Round, *, is_shared: bool) -> Decision:
    """One's own for every reader of the program; shared ones are its managers'."""
    return may_work_at_desk(actor, round_) if is_shared else may_read_as_staff(actor, round_)


def may_remove_view(actor: Actor, round_: Round, view: SavedView) -> Decision:
    if view.owner_id == actor.user_id:
        return may_read_as_staff(actor, round_)
    return may_work_at_desk(actor, round_) if view.is_shared else ONLY_OWN_VIEW


def sees_view(actor: Actor, view: SavedView, program_id: UUID) -> bool:
    return view.program_id == program_id and (view.is_shared or view.owner_id == actor.user_id)


def may_only_the_clock_send(_actor: Actor, _round: Round) -> Decision:
    return BY_THE_CLOCK


MAY: Mapping[OutgoingStep, Callable[[Actor, Round], Decision]] = {
    OutgoingStep.HOLD: may_work_at_desk,
    OutgoingStep.RELEASE: may_work_at_desk,
    OutgoingStep.CANCEL: may_work_at_desk,
    OutgoingStep.SEND: may_only_the_clock_send,
}
