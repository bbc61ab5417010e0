"""Who may do what: applying (`applying`), the intake desk (`intake`)."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from incubator.accounts.actor import Actor
from incubator.applications.models import Application
from incubator.applications.policy import applying, intake
from incubator.applications.policy.applying import (
    BY_THE_CLOCK,
    NO_STAFF,
    ONLY_MANAGERS,
    ONLY_REPRESENTATIVE,
    ONLY_WRITERS,
    is_known_to,
    is_member,
    may_answer_as_staff,
    may_only_the_clock,
    may_read_as_staff,
    may_reveal,
    may_send_message,
    may_start,
    may_submit,
    may_unsubmit,
    may_withdraw,
    may_write,
    may_write_for,
)
from incubator.applications.policy.intake import (
    is_second_person,
    may_confirm,
    may_release,
    may_reopen,
    may_review,
    may_supply,
)
from incubator.applications.workflow import ApplicationStep
from incubator.core.decisions import Decision

_MAY: dict[StrEnum, Callable[[Actor, Application], Decision]] = {**applying.MAY, **intake.MAY}
MAY: Mapping[ApplicationStep, Callable[[Actor, Application], Decision]] = {step: _MAY[step] for step in ApplicationStep}

__all__ = [
    "BY_THE_CLOCK",
    "MAY",
    "NO_STAFF",
    "ONLY_MANAGERS",
    "ONLY_REPRESENTATIVE",
    "ONLY_WRITERS",
    "is_known_to",
    "is_member",
    "is_second_person",
    "may_answer_as_staff",
    "may_confirm",
    "may_only_the_clock",
    "may_read_as_staff",
    "may_release",
    "may_reopen",
    "may_reveal",
    "may_review",
    "may_send_message",
    "may_start",
    "may_submit",
    "may_supply",
    "may_unsubmit",
    "may_withdraw",
    "may_write",
    "may_write_for",
]
