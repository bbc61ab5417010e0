"""Who asks and who answers.  Pure; the appointment comes with its panel, the round with its program."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from incubator.accounts.actor import Actor
from incubator.core.decisions import ALLOW, Decision, deny
from incubator.core.errors import NotFound
from incubator.core.text import text
from incubator.programs.models import Round
from incubator.reviews.models import Appointment
from incubator.reviews.policy.people import may_head, may_run
from incubator.reviews.workflow import AppointmentStep

BY_THE_CLOCK = deny(text("때가 되면 시스템이 하는 일입니다."))


def may_answer(actor: Actor, appointment: Appointment, _round: Round) -> Decision:
    """The invited person.  Raises NotFound for everybody else."""
    if appointment.user_id != actor.user_id:
        raise NotFound
    return ALLOW


def may_ask(actor: Actor, _appointment: Appointment, round_: Round) -> Decision:
    return may_run(actor, round_)


def may_only_time(_actor: Actor, _appointment: Appointment, _round: Round) -> Decision:
    return BY_THE_CLOCK


def may_waive(actor: Actor, _appointment: Appointment, round_: Round) -> Decision:
    """An exception for a partner company's person is a head's to give."""
    return may_head(actor, round_)


MAY: Mapping[AppointmentStep, Callable[[Actor, Appointment, Round], Decision]] = {
    AppointmentStep.INVITE: may_ask,
    AppointmentStep.ACCEPT: may_answer,
    AppointmentStep.DECLINE: may_answer,
    AppointmentStep.LAPSE: may_only_time,
    AppointmentStep.SWEAR: may_answer,
    AppointmentStep.FINISH: may_only_time,
    AppointmentStep.DISMISS: may_ask,
}
