"""Who tells an applicant what evaluation has brought.  Pure.

Nobody presses a button for it: outcomes are announced when the last signature releases the decision of the round.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from incubator.accounts.actor import Actor
from incubator.applications.models import Application
from incubator.applications.workflow import OutcomeStep
from incubator.core.decisions import Decision, deny
from incubator.core.text import text

BY_RELEASE = deny(text("결과는 선정 발표 결재가 끝날 때 함께 알립니다. 한 건씩 알릴 수 없습니다."))


def may_only_release(_actor: Actor, _application: Application) -> Decision:
    return BY_RELEASE


MAY: Mapping[StrEnum, Callable[[Actor, Application], Decision]] = {
    OutcomeStep.SELECT: may_only_release,
    OutcomeStep.WAITLIST: may_only_release,
    OutcomeStep.TURN_DOWN: may_only_release,
}
