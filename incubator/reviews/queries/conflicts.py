"""Conflicts of interest: the one filter, and what staff decide about."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, exists
from sqlalchemy.orm import aliased

from incubator.reviews.models import Conflict
from incubator.reviews.workflow import ConflictState


def unhindered(appointment_id: Any, application_id: Any) -> ColumnElement[bool]:
    """True where nothing stands between this appointment and this application; each may be a column or an id.

    A conflict hinders until it is dismissed, also before anybody has decided.
    """
    hindering = aliased(Conflict)
    return ~exists().where(
        hindering.appointment_id == appointment_id,
        hindering.application_id == application_id,
        hindering.state != ConflictState.DISMISSED,
    )
