"""Who is who in the evaluation of a round.  Pure: looks at its arguments only; the round comes with its program.

Managers of the program prepare and run, its heads confirm and release, auditors read.  A reviewer has no right but those
of his appointment, and they end with the panel.
"""

from __future__ import annotations

from datetime import datetime

from incubator.accounts.actor import Actor
from incubator.accounts.roles import Role
from incubator.core.decisions import ALLOW, Decision, deny
from incubator.core.errors import NotFound
from incubator.core.text import text
from incubator.programs.models import Round
from incubator.reviews.models import Appointment
from incubator.reviews.workflow import AppointmentState, PanelState

ONLY_MANAGERS = deny(text("이 사업의 담당자만 할 수 있습니다."))
ONLY_HEADS = deny(text("이 사업의 결재자만 할 수 있습니다."))
NOT_SWORN = deny(text("서약을 마친 뒤에 볼 수 있습니다."))
NOT_SCORING = deny(text("지금은 평가하는 때가 아닙니다."))
PANEL_OVER = deny(text("평가위원회가 끝나 신청서를 더 볼 수 없습니다."))


def may_read_round(actor: Actor, round_: Round) -> Decision:
    """Managers, heads and auditors of the program.  Raises NotFound for everybody else: the page is not there for them."""
    if not actor.reads_program(round_.program_id, round_.program.branch_id):
        raise NotFound
    return ALLOW


def may_run(actor: Actor, round_: Round) -> Decision:
    """Prepare panels, ask people, assign, compute, propose: managers of the program."""
    may_read_round(actor, round_)
    return ALLOW if actor.manages(round_.program_id, round_.program.branch_id) else ONLY_MANAGERS


def may_head(actor: Actor, round_: Round) -> Decision:
    """Confirm, release, reopen: heads of the program."""
    may_read_round(actor, round_)
    return ALLOW if actor.reaches(Role.HEAD, round_.program_id, round_.program.branch_id) else ONLY_HEADS


def may_judge(actor: Actor, appointment: Appointment, now: datetime) -> Decision:
    """Read the applications assigned to this appointment and write on their sheets.  Needs `panel`.

    Raises NotFound for anybody but the appointed person.  Conflicts are kept out by the query, never by this.
    """
    if appointment.user_id != actor.user_id:
        raise NotFound
    if appointment.panel.access_ends_at <= now:
        return PANEL_OVER
    if appointment.state is not AppointmentState.SWORN:
        return PANEL_OVER if appointment.state is AppointmentState.FINISHED else NOT_SWORN
    return ALLOW if appointment.panel.state is PanelState.SCORING else NOT_SCORING
