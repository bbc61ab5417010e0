"""Who files an objection and who answers it.  Pure: looks at its arguments only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from incubator.accounts.actor import Actor
from incubator.applications.models import Application
from incubator.core.decisions import ALLOW, Decision, deny
from incubator.core.errors import NotFound
from incubator.core.text import text
from incubator.programs.models import Round
from incubator.reviews.models import Decision as Choice
from incubator.reviews.policy.people import may_head
from incubator.reviews.workflow import ObjectionStep

ONLY_OWNERS = deny(text("기업의 관리자만 이의를 신청할 수 있습니다. 기업 관리자에게 알려 주세요."))
NOT_THE_PROPOSER = deny(text("선정안을 올린 사람은 그 이의신청에 답할 수 없습니다. 다른 결재자가 답해야 합니다."))


def may_file(actor: Actor, application: Application) -> Decision:
    """Owners of the applying company.  Raises NotFound for everybody outside it."""
    if not actor.is_member_of(application.organisation_id):
        raise NotFound
    return ALLOW if actor.is_owner_of(application.organisation_id) else ONLY_OWNERS


def did_not_propose(actor: Actor, choice: Choice) -> Decision:
    """Whoever put the selection forward does not answer what is said against it."""
    return NOT_THE_PROPOSER if actor.user_id == choice.proposed_by else ALLOW


MAY: Mapping[StrEnum, Callable[[Actor, Round], Decision]] = {
    ObjectionStep.UPHOLD: may_head,
    ObjectionStep.DISMISS: may_head,
    ObjectionStep.REJECT: may_head,
}
