"""Panels of a round: who sits on them and which applications they judge."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from incubator.accounts.actor import Actor
from incubator.accounts.models import User
from incubator.accounts.queries import list_user_ids_with_role, list_users
from incubator.accounts.roles import Role
from incubator.applications.models import Application
from incubator.applications.workflow import ApplicationState
from incubator.core.errors import Invalid, or_not_found
from incubator.core.text import text
from incubator.programs.models import Division, Round, RoundStage
from incubator.programs.queries import get_visible_round
from incubator.reviews.models import Appointment, Computation, Draw, Panel, PanelCase
from incubator.reviews.policy.people import may_read_round
from incubator.reviews.queries.conflicts import LIVE
from incubator.reviews.rules.panel_terms import PanelTerms
from incubator.reviews.workflow import AppointmentState, ComputationState


def get_round(session: Session, actor: Actor, round_id: UUID) -> Round:
    """The round for managers, heads and auditors of its program.  Raises NotFound for everybody else."""
    round_ = get_visible_round(session, actor, round_id)
    may_read_round(actor, round_)
    return round_


def list_stages(session: Session, round_id: UUID) -> Sequence[RoundStage]:
    """In the order of judging."""
    return session.scalars(
        select(RoundStage).where(RoundStage.round_id == round_id).order_by(RoundStage.position)
    ).all()


def list_panels(session: Session, round_id: UUID) -> Sequence[Panel]:
    """With their stages, in the order of judging."""
    return session.scalars(
        select(Panel)
        .join(RoundStage, RoundStage.id == Panel.stage_id)
        .where(Panel.round_id == round_id)
        .options(joinedload(Panel.stage))
        .order_by(RoundStage.position, Panel.label, Panel.id)
    ).all()


def count_people(session: Session, panel_ids: Sequence[UUID]) -> dict[UUID, dict[AppointmentState, int]]:
    """For each panel, how many appointments are in which state."""
    counts: dict[UUID, dict[AppointmentState, int]] = {panel_id: {} for panel_id in panel_ids}
    rows = session.execute(
        select(Appointment.panel_id, Appointment.state, func.count())
        .where(Appointment.panel_id.in_(panel_ids))
        .group_by(Appointment.panel_id, Appointment.state)
    )
    for panel_id, state, count in rows:
        counts[panel_id][state] = count
    return counts


def count_cases(session: Session, panel_ids: Sequence[UUID]) -> dict[UUID, int]:
    rows = session.execute(
        select(PanelCase.panel_id, func.count()).where(PanelCase.panel_id.in_(panel_ids)).group_by(PanelCase.panel_id)
    )
    return dict(rows.all())


def _panel(panel_id: UUID) -> Select[Panel]:
    return select(Panel).where(Panel.id == panel_id).options(joinedload(Panel.stage))


def get_panel(session: Session, actor: Actor, panel_id: UUID) -> tuple[Panel, Round]:
    """For managers, heads and auditors of the program.  Raises NotFound for everybody else."""
    panel = or_not_found(session.scalar(_panel(panel_id)))
    return panel, get_round(session, actor, panel.round_id)


def get_panel_for_change(session: Session, actor: Actor, panel_id: UUID) -> tuple[Panel, Round]:
    """As `get_panel`, the panel locked: what concerns it happens one after the other."""
    panel = or_not_found(session.scalar(_panel(panel_id).with_for_update(of=[Panel])))
    return panel, get_round(session, actor, panel.round_id)


def lock_panel(session: Session, panel_id: UUID) -> Panel:
    """For what the clock and reviewers do; nobody's rights are asked.  Raises NotFound."""
    return or_not_found(session.scalar(_panel(panel_id).with_for_update(of=[Panel])))


def list_people(session: Session, panel_id: UUID) -> Sequence[Appointment]:
    """Everybody ever drawn for the panel, with the person, by number."""
    return session.scalars(
        select(Appointment)
        .where(Appointment.panel_id == panel_id)
        .options(joinedload(Appointment.user))
        .order_by(Appointment.no)
    ).all()


def list_cases(session: Session, panel_id: UUID) -> Sequence[PanelCase]:
    """With application and company, by their place."""
    return session.scalars(
        select(PanelCase)
        .where(PanelCase.panel_id == panel_id)
        .options(joinedload(PanelCase.application).joinedload(Application.organisation))
        .order_by(PanelCase.no, PanelCase.id)
    ).all()


def list_case_ids(session: Session, panel_id: UUID) -> list[UUID]:
    return list(
        session.scalars(
            select(PanelCase.application_id).where(PanelCase.panel_id == panel_id).order_by(PanelCase.application_id)
        )
    )


def list_draws(session: Session, panel_id: UUID) -> Sequence[Draw]:
    return session.scalars(select(Draw).where(Draw.panel_id == panel_id).order_by(Draw.no)).all()


def get_draw(session: Session, panel_id: UUID, no: int) -> Draw:
    """Raises NotFound."""
    return or_not_found(session.scalar(select(Draw).where(Draw.panel_id == panel_id, Draw.no == no)))


def get_stage(session: Session, round_id: UUID, stage_id: UUID) -> RoundStage:
    """Raises NotFound for a stage of another round."""
    return or_not_found(
        session.scalar(select(RoundStage).where(RoundStage.round_id == round_id, RoundStage.id == stage_id))
    )


def list_eligible(session: Session, panel: Panel) -> list[UUID]:
    """Applications this panel may judge, in the order of receipt: eligible ones, and of a later stage those who passed.

    Without the ones another panel of the stage judges.
    """
    taken = select(PanelCase.application_id).where(PanelCase.stage_id == panel.stage_id, PanelCase.panel_id != panel.id)
    statement = select(Application.id).where(
        Application.round_id == panel.round_id,
        Application.state == ApplicationState.ELIGIBLE,
        Application.id.not_in(taken),
    )
    if panel.division_id:
        statement = statement.where(Application.division_id == panel.division_id)
    passed = list_passed(session, panel.stage)
    if passed is not None:
        statement = statement.where(Application.id.in_(passed))
    return list(session.scalars(statement.order_by(Application.receipt_no, Application.id).limit(panel.cases_most)))


def list_passed(session: Session, stage: RoundStage) -> list[UUID] | None:
    """Who passed the cut of the stage before, by its confirmed computation sheet; None at the first stage.

    Nobody has passed before that sheet is confirmed.
    """
    before = session.scalar(
        select(RoundStage.id)
        .where(RoundStage.round_id == stage.round_id, RoundStage.position < stage.position)
        .order_by(RoundStage.position.desc())
        .limit(1)
    )
    if before is None:
        return None
    content = session.scalar(
        select(Computation.content)
        .where(Computation.stage_id == before, Computation.state == ComputationState.CONFIRMED)
        .order_by(Computation.no.desc())
        .limit(1)
    )
    return [UUID(key) for pool in (content or {}).get("pools", ()) for key in pool["cut"]["passed"]]


def list_panel_ids_of(session: Session, user_id: UUID) -> list[UUID]:
    """Panels this person may still come to judge on."""
    return list(
        session.scalars(
            select(Appointment.panel_id)
            .where(Appointment.user_id == user_id, Appointment.state.in_(LIVE))
            .order_by(Appointment.panel_id)
        )
    )


def list_divisions(session: Session, round_id: UUID) -> Sequence[Division]:
    return session.scalars(select(Division).where(Division.round_id == round_id).order_by(Division.position)).all()


def list_staff(session: Session, round_: Round, now: datetime) -> list[User]:
    """Managers and heads whose grant reaches the program, by name: who may be secretary or witness."""
    ids = {
        user_id
        for role in (Role.MANAGER, Role.HEAD, Role.AUDITOR)
        for user_id in list_user_ids_with_role(
            session, role, now, program_id=round_.program_id, branch_id=round_.program.branch_id
        )
    }
    return sorted(list_users(session, list(ids)), key=lambda user: (user.name, user.id))


def check_named(session: Session, round_: Round, terms: PanelTerms, now: datetime) -> None:
    """Raises Invalid for a secretary who does not work on the program, or a division of another round."""
    if terms.secretary_id not in {user.id for user in list_staff(session, round_, now)}:
        raise Invalid(text("이 사업의 담당자 가운데에서 골라 주세요."), field="secretary_id")
    if terms.division_id and terms.division_id not in {row.id for row in list_divisions(session, round_.id)}:
        raise Invalid(text("보기 가운데에서 골라 주세요."), field="division_id")
