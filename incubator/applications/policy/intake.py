"""Who may do what at the intake desk.  Pure: looks at its arguments only.

The round's managers check; its heads may be the second person and take a released decision back; auditors read.
Nobody judges a company he belongs to.  The applicant's owners and editors answer a supplement request.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from incubator.accounts.actor import Actor
from incubator.accounts.roles import Role
from incubator.applications.models import Application, EligibilityReview
from incubator.applications.policy.applying import (
    BY_THE_CLOCK,
    is_member,
    may_read_as_staff,
    may_write_for,
)
from incubator.applications.workflow import ApplicationStep, ReviewStep, SupplementStep
from incubator.core.decisions import ALLOW, Decision, deny
from incubator.core.text import text
from incubator.programs.models import Round

ONLY_DESK = deny(text("이 사업의 담당자만 신청 자격을 검토할 수 있습니다."))
ONLY_SECOND = deny(text("이 사업의 담당자나 결재자만 부적격 의견을 확정하거나 돌려보낼 수 있습니다."))
OWN_COMPANY = deny(text("본인이 속한 기업의 신청서는 검토할 수 없습니다. 다른 담당자에게 맡겨 주세요."))
ANOTHER_PERSON = deny(
    text("부적격은 두 사람이 확인합니다. 의견을 올린 사람이 아닌 다른 담당자나 결재자가 확정해야 합니다.")
)
ONLY_HEAD = deny(text("신청자에게 이미 알린 판정은 이 사업의 결재자만 되돌릴 수 있습니다."))
ONLY_RELEASERS = deny(text("이 사업의 담당자나 결재자만 검토 결과를 알릴 수 있습니다."))


def _manages(actor: Actor, round_: Round) -> bool:
    return actor.manages(round_.program_id, round_.program.branch_id)


def _heads(actor: Actor, round_: Round) -> bool:
    return actor.reaches(Role.HEAD, round_.program_id, round_.program.branch_id)


def may_review(actor: Actor, application: Application) -> Decision:
    """Begin, judge rows, ask for a supplement, judge eligible, propose 부적격.  Needs round and program."""
    may_read_as_staff(actor, application.round)
    if not _manages(actor, application.round):
        return ONLY_DESK
    return OWN_COMPANY if is_member(actor, application) else ALLOW


def may_confirm(actor: Actor, application: Application) -> Decision:
    """Be the second person: confirm or return 부적격.  Who proposed is asked by `is_second_person`."""
    may_read_as_staff(actor, application.round)
    if not (_manages(actor, application.round) or _heads(actor, application.round)):
        return ONLY_SECOND
    return OWN_COMPANY if is_member(actor, application) else ALLOW


def is_second_person(actor: Actor, review: EligibilityReview) -> Decision:
    """Another person than who proposed, whatever roles either has."""
    return ANOTHER_PERSON if actor.user_id == review.proposed_by else ALLOW


def may_reopen(actor: Actor, application: Application) -> Decision:
    """Take a decision back: a manager before it was released, a head at any time."""
    may_read_as_staff(actor, application.round)
    if is_member(actor, application):
        return OWN_COMPANY
    if _heads(actor, application.round):
        return ALLOW
    if application.released_at is not None:
        return ONLY_HEAD
    return may_review(actor, application)


def may_supply(actor: Actor, application: Application) -> Decision:
    """Answer a supplement request and hand the answer in: owners and editors of the applying organisation."""
    return may_write_for(actor, application.organisation_id)


def may_only_time(_actor: Actor, _application: Application) -> Decision:
    return BY_THE_CLOCK


def may_release(actor: Actor, round_: Round) -> Decision:
    """Tell the applicants of a round what was decided.  Needs the program.  NotFound for another program's staff."""
    may_read_as_staff(actor, round_)
    return ALLOW if _manages(actor, round_) or _heads(actor, round_) else ONLY_RELEASERS


MAY: Mapping[StrEnum, Callable[[Actor, Application], Decision]] = {
    ApplicationStep.REQUEST_SUPPLEMENT: may_review,
    ApplicationStep.SUPPLY: may_supply,
    ApplicationStep.LAPSE: may_only_time,
    ApplicationStep.RECALL: may_review,
    ApplicationStep.JUDGE_ELIGIBLE: may_review,
    ApplicationStep.CONFIRM_INELIGIBLE: may_confirm,
    ApplicationStep.REOPEN: may_reopen,
    ReviewStep.BEGIN: may_review,
    ReviewStep.PROPOSE: may_review,
    ReviewStep.RETURN: may_confirm,
}
"""A step of two workflows stands here once: `ReviewStep.CONFIRM` and `ApplicationStep.CONFIRM_INELIGIBLE` are one act."""

assert {*ReviewStep, *SupplementStep} <= set(MAY)
