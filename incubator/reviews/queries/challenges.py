"""기피 신청 of an application, for the applicant."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from incubator.applications.models import Application
from incubator.applications.workflow import ApplicationState
from incubator.core.dates import day_in_kst, start_of_day
from incubator.reviews.models import Panel, PanelCase
from incubator.reviews.workflow import PanelState

HANDED_IN = (
    ApplicationState.SUBMITTED,
    ApplicationState.IN_REVIEW,
    ApplicationState.SUPPLEMENT_REQUESTED,
    ApplicationState.ELIGIBLE,
)


def list_panels_judging(session: Session, application_id: UUID) -> list[UUID]:
    """Panels this application stands before and that may still change."""
    return list(
        session.scalars(
            select(PanelCase.panel_id)
            .join(Panel, Panel.id == PanelCase.panel_id)
            .where(
                PanelCase.application_id == application_id,
                Panel.state.in_((PanelState.PLANNED, PanelState.INVITING, PanelState.SCORING)),
            )
            .order_by(PanelCase.panel_id)
        )
    )


def is_too_late(session: Session, application: Application, now: datetime) -> bool:
    """Not handed in, or the day of its panel has come.  Says nothing of a decision that was not released.

    With several stages the next meeting counts.
    """
    if application.shown_state not in HANDED_IN:
        return True
    meets_at = session.scalar(
        select(func.max(Panel.meets_at))
        .join(PanelCase, PanelCase.panel_id == Panel.id)
        .where(PanelCase.application_id == application.id)
    )
    return meets_at is not None and start_of_day(day_in_kst(meets_at)) <= now
