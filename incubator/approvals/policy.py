"""Who may ask, sign, return, take back, and put authority into other hands.

Rights are those of this moment: somebody in the line who has lost his role signs nothing any more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from incubator.accounts.actor import Actor
from incubator.accounts.roles import Role
from incubator.approvals.models import Approval, Delegation
from incubator.approvals.rules import LOST, Manner, Part, Power, Turn, next_place, turn_of
from incubator.approvals.workflow import ApprovalStep
from incubator.core.decisions import ALLOW, Decision, deny
from incubator.core.text import Text, text

READING_ROLES = (Role.MANAGER, Role.HEAD, Role.AUDITOR)


def may_enter(actor: Actor) -> Decision:
    """Managers ask, heads decide, auditors read."""
    if any(actor.has(role) for role in READING_ROLES):
        return ALLOW
    return deny(text("사업 담당자와 결재자, 감사만 볼 수 있는 화면입니다."))


def may_read(actor: Actor, approval: Approval) -> Decision:
    """Who reads the program now.

    To have drafted or signed something is no right of its own: whoever was moved to another program reads it no more
    (quality.md D9, AZ-05).
    """
    if actor.reads_program(approval.program_id, approval.branch_id):
        return ALLOW
    return deny(text("이 결재를 볼 수 있는 사람이 아닙니다."))


def may_request(actor: Actor, approval: Approval, powers: Iterable[Power] = ()) -> Decision:
    """The slice that asks has asked its own policy whether this person may want it."""
    del powers
    if actor.is_staff and approval.drafted_by == actor.user_id:
        return ALLOW
    return deny(text("센터 직원이 자기 이름으로 올려야 합니다."))


def turn_for(actor: Actor, approval: Approval, powers: Iterable[Power]) -> Turn | Text:
    """The signature this person may give now, or why there is none."""
    turn = turn_of(
        person_id=actor.user_id,
        drafted_by=approval.drafted_by,
        act=approval.act,
        places=approval.lines,
        powers=powers,
    )
    if isinstance(turn, Turn) and _decides_by_limit(actor, approval, turn):
        return replace(turn, manner=Manner.DELEGATED)
    if isinstance(turn, Turn) and not _has_standing(actor, approval, turn):
        return LOST
    return turn


def _decides_by_limit(actor: Actor, approval: Approval, turn: Turn) -> bool:
    """전결: a manager of the program in his own place, for an amount within the limit of such decisions."""
    place = (approval.program_id, approval.branch_id)
    is_lower = turn.decides and turn.manner is Manner.OWN and not actor.reaches(Role.HEAD, *place)
    return is_lower and approval.limit_won is not None and actor.reaches(Role.MANAGER, *place)


def _has_standing(actor: Actor, approval: Approval, turn: Turn) -> bool:
    if turn.decides and turn.manner is Manner.OWN:
        return actor.reaches(Role.HEAD, approval.program_id, approval.branch_id)
    return actor.reads_program(approval.program_id, approval.branch_id)


def may_sign(actor: Actor, approval: Approval, powers: Iterable[Power] = ()) -> Decision:
    turn = turn_for(actor, approval, powers)
    return ALLOW if isinstance(turn, Turn) else deny(turn)


def may_decide(actor: Actor, approval: Approval, powers: Iterable[Power] = ()) -> Decision:
    """The last signature."""
    place = next_place(approval.lines)
    if place is not None and place.part is not Part.APPROVE:
        return deny(text("검토가 먼저 끝나야 승인할 수 있습니다."))
    return may_sign(actor, approval, powers)


may_return = may_sign


def may_withdraw(actor: Actor, approval: Approval, powers: Iterable[Power] = ()) -> Decision:
    del powers
    if approval.drafted_by == actor.user_id and may_read(actor, approval):
        return ALLOW
    return deny(text("기안한 사람만 회수할 수 있습니다."))


def may_delegate(actor: Actor) -> Decision:
    return ALLOW if actor.has(Role.HEAD) else deny(text("결재자만 자기 결재를 맡길 수 있습니다."))


def may_end_delegation(actor: Actor, delegation: Delegation) -> Decision:
    """Who gave it; it is of no use any more once he is no approver."""
    if delegation.from_id == actor.user_id:
        return ALLOW
    return deny(text("결재를 맡긴 본인만 거둘 수 있습니다."))


MAY: Mapping[ApprovalStep, Callable[[Actor, Approval, Iterable[Power]], Decision]] = {
    ApprovalStep.REQUEST: may_request,
    ApprovalStep.SIGN: may_sign,
    ApprovalStep.SIGN_LAST: may_decide,
    ApprovalStep.RETURN: may_return,
    ApprovalStep.WITHDRAW: may_withdraw,
}
