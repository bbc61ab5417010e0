"""Who may do what to programs and rounds: managers within their program or branch; heads and auditors read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.accounts.roles import Role
from incubator.core.decisions import ALLOW, Decision, deny
from incubator.core.text import text
from incubator.programs.models import Program, Round
from incubator.programs.workflow import RoundStep

NOT_YOURS = text("이 사업을 맡은 담당자만 할 수 있습니다.")
BY_APPROVAL = text("결재가 끝나면 저절로 됩니다. 결재함에서 진행을 볼 수 있습니다.")
BY_THE_CLOCK = text("접수는 공고에 적힌 시각에 저절로 시작하고 마감합니다.")
READING_ROLES = (Role.MANAGER, Role.HEAD, Role.AUDITOR)


def may_enter(actor: Actor) -> Decision:
    """The staff's part of the house."""
    return ALLOW if actor.is_staff else deny(text("센터 직원만 볼 수 있는 화면입니다."))


def works_on_calls(actor: Actor) -> bool:
    """Whether the lists of programs and rounds hold anything for this person."""
    return any(actor.has(role) for role in READING_ROLES)


def may_create_program(actor: Actor, branch_id: UUID) -> Decision:
    """A manager of the whole branch (or of everything), or an administrator."""
    if actor.has(Role.ADMIN) or actor.manages(None, branch_id):
        return ALLOW
    return deny(text("이 지점의 사업 담당자만 새 사업을 만들 수 있습니다."))


def may_read_program(actor: Actor, program: Program) -> Decision:
    """Staff of another program do not learn that it exists: the door answers with 404."""
    return ALLOW if actor.reads_program(program.id, program.branch_id) else deny(NOT_YOURS)


def may_edit_program(actor: Actor, program: Program) -> Decision:
    """Whoever works on it, or an administrator; also to hand it over."""
    return ALLOW if actor.has(Role.ADMIN) else may_plan(actor, program)


def may_plan(actor: Actor, program: Program) -> Decision:
    return ALLOW if actor.manages(program.id, program.branch_id) else deny(NOT_YOURS)


def may_read(actor: Actor, round_: Round) -> Decision:
    return may_read_program(actor, round_.program)


def may_edit(actor: Actor, round_: Round) -> Decision:
    return may_plan(actor, round_.program)


def may_request(actor: Actor, round_: Round) -> Decision:
    """Ask for its publication: whoever works on it drafts, somebody else decides (domain.md §2.0)."""
    return may_plan(actor, round_.program)


def may_return(actor: Actor, round_: Round) -> Decision:
    """Take an approved call back to the desk before anybody outside has seen it."""
    return may_plan(actor, round_.program)


def may_correct(actor: Actor, round_: Round) -> Decision:
    return may_plan(actor, round_.program)


def may_extend(actor: Actor, round_: Round) -> Decision:
    return may_plan(actor, round_.program)


def may_cancel(actor: Actor, round_: Round) -> Decision:
    return may_plan(actor, round_.program)


def may_recall(actor: Actor, round_: Round) -> Decision:
    return may_plan(actor, round_.program)


def may_approve(actor: Actor, round_: Round) -> Decision:  # noqa: ARG001 (a line of signatures does, whoever asks)
    return deny(BY_APPROVAL)


def may_publish(actor: Actor, round_: Round) -> Decision:  # noqa: ARG001 (nobody may, whoever asks)
    return deny(BY_APPROVAL)


def may_open(actor: Actor, round_: Round) -> Decision:  # noqa: ARG001 (nobody may, whoever asks)
    return deny(BY_THE_CLOCK)


def may_close(actor: Actor, round_: Round) -> Decision:  # noqa: ARG001 (nobody may, whoever asks)
    return deny(BY_THE_CLOCK)


MAY: Mapping[RoundStep, Callable[[Actor, Round], Decision]] = {
    RoundStep.REQUEST: may_request,
    RoundStep.RETURN: may_return,
    RoundStep.APPROVE: may_approve,
    RoundStep.PUBLISH: may_publish,
    RoundStep.OPEN: may_open,
    RoundStep.CLOSE: may_close,
    RoundStep.CANCEL: may_cancel,
    RoundStep.EXTEND: may_extend,
    RoundStep.CORRECT: may_correct,
    RoundStep.RECALL: may_recall,
}
