"""Who changes an announced result.  Pure: looks at its arguments only; needs the round and its program.

The centre gives and takes places by two people: a manager moves it (`reviews`), a head carries it.  The applicant answers
through an owner of the company; the clock does the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from incubator.accounts.actor import Actor
from incubator.accounts.roles import Role
from incubator.applications.models import Application
from incubator.applications.policy.applying import is_member, may_read_as_staff
from incubator.applications.workflow import OutcomeStep
from incubator.core.decisions import ALLOW, Decision, deny
from incubator.core.errors import NotFound
from incubator.core.text import text

ONLY_HEADS = deny(text("이 사업의 결재자만 선정을 권하거나 취소할 수 있습니다."))
ONLY_OWNERS = deny(text("기업의 관리자만 선정을 받아들이거나 포기할 수 있습니다. 기업 관리자에게 알려 주세요."))
OWN_COMPANY = deny(text("본인이 속한 기업의 선정은 정할 수 없습니다. 다른 결재자에게 맡겨 주세요."))
BY_THE_CLOCK = deny(text("기한이 지나면 시스템이 하는 일입니다."))


def may_give_or_take(actor: Actor, application: Application) -> Decision:
    """Offer a place or revoke a selection: heads of the program, never for a company of their own."""
    may_read_as_staff(actor, application.round)
    round_ = application.round
    if not actor.reaches(Role.HEAD, round_.program_id, round_.program.branch_id):
        return ONLY_HEADS
    return OWN_COMPANY if is_member(actor, application) else ALLOW


def may_answer(actor: Actor, application: Application) -> Decision:
    """Accept an offered place or give up a selection: owners.  Raises NotFound for everybody outside the company."""
    if not is_member(actor, application):
        raise NotFound
    return ALLOW if actor.is_owner_of(application.organisation_id) else ONLY_OWNERS


def may_only_time(_actor: Actor, _application: Application) -> Decision:
    return BY_THE_CLOCK


MAY: Mapping[StrEnum, Callable[[Actor, Application], Decision]] = {
    OutcomeStep.OFFER: may_give_or_take,
    OutcomeStep.ACCEPT: may_answer,
    OutcomeStep.FORFEIT: may_answer,
    OutcomeStep.LAPSE: may_only_time,
    OutcomeStep.REVOKE: may_give_or_take,
    OutcomeStep.CLOSE: may_only_time,
}
