"""Who may do what to an application.  Pure: looks at its arguments only.

Applications are written by owners and editors of the applying organisation, read by all its members, and handed in by
its representative alone (the representative's own account).  Staff read, and never write: not before the deadline and
not after it.  Whoever may not even know of an application is told that it does not exist.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.accounts.roles import Role
from incubator.applications.models import Application
from incubator.applications.workflow import ApplicationStep
from incubator.core.decisions import ALLOW, Decision, deny
from incubator.core.errors import NotFound
from incubator.core.text import text
from incubator.organisations.policy import represents
from incubator.programs.models import Round

NO_STAFF = deny(text("센터 직원 계정으로는 신청서를 작성하거나 고칠 수 없습니다. 마감 뒤에도 마찬가지입니다."))
ONLY_WRITERS = deny(text("기업의 관리자나 작성자만 신청서를 쓸 수 있습니다. 기업 관리자에게 권한을 요청해 주세요."))
ONLY_REPRESENTATIVE = deny(
    text("제출, 제출 취소, 철회는 대표자 본인의 계정으로만 할 수 있습니다. 대표자에게 알려 주세요.")
)
ONLY_MANAGERS = deny(text("이 사업의 담당자만 신청 기업에 답할 수 있습니다."))
MASKED = deny(text("가린 연락처를 볼 수 있는 담당자가 아닙니다."))
BY_THE_CLOCK = deny(text("접수 마감 시각에 시스템이 하는 일입니다."))


def is_member(actor: Actor, application: Application) -> bool:
    return actor.is_member_of(application.organisation_id)


def is_known_to(actor: Actor, application: Application) -> bool:
    """Members of the applying organisation, and staff who may read the round's program.  Needs round and program."""
    program = application.round.program
    return is_member(actor, application) or actor.reads_program(program.id, program.branch_id)


def may_write(actor: Actor, application: Application) -> Decision:
    """Answers and files of the draft."""
    return may_write_for(actor, application.organisation_id)


def may_write_for(actor: Actor, organisation_id: UUID) -> Decision:
    if actor.is_staff:
        return NO_STAFF
    return ALLOW if actor.may_edit_for(organisation_id) else ONLY_WRITERS


def may_start(actor: Actor, organisation_id: UUID) -> Decision:
    """Open a draft for this organisation.  NotFound for an organisation the person does not belong to."""
    if not actor.is_member_of(organisation_id):
        raise NotFound
    return may_write_for(actor, organisation_id)


def _may_represent(actor: Actor, application: Application) -> Decision:
    """The declared representative, while a member who may write."""
    if actor.is_staff:
        return NO_STAFF
    return ALLOW if represents(actor, application.organisation) else ONLY_REPRESENTATIVE


may_submit = _may_represent
may_unsubmit = _may_represent
may_withdraw = _may_represent


def may_only_the_clock(_actor: Actor, _application: Application) -> Decision:
    return BY_THE_CLOCK


MAY: Mapping[StrEnum, Callable[[Actor, Application], Decision]] = {
    ApplicationStep.SUBMIT: may_submit,
    ApplicationStep.UNSUBMIT: may_unsubmit,
    ApplicationStep.WITHDRAW: may_withdraw,
    ApplicationStep.EXPIRE: may_only_the_clock,
    ApplicationStep.RECEIVE: may_only_the_clock,
}


def may_read_as_staff(actor: Actor, round_: Round) -> Decision:
    """The round's list, its exports and what was handed in.  NotFound for another program's staff."""
    if not actor.reads_program(round_.program_id, round_.program.branch_id):
        raise NotFound
    return ALLOW


def may_reveal(actor: Actor, round_: Round) -> Decision:
    """Lift the mask of the applicant's contacts: who works on the round or decides about it, not who audits."""
    may_read_as_staff(actor, round_)
    place = (round_.program_id, round_.program.branch_id)
    return ALLOW if actor.manages(*place) or actor.reaches(Role.HEAD, *place) else MASKED


def may_answer_as_staff(actor: Actor, round_: Round) -> Decision:
    """Write to an applicant in the centre's name."""
    may_read_as_staff(actor, round_)
    return ALLOW if actor.manages(round_.program_id, round_.program.branch_id) else ONLY_MANAGERS


def may_send_message(actor: Actor, application: Application) -> Decision:
    """Members who may write for the organisation, and the round's programme managers.  Needs round and program."""
    if is_member(actor, application):
        return ALLOW if actor.may_edit_for(application.organisation_id) else ONLY_WRITERS
    return may_answer_as_staff(actor, application.round)
