"""Whose data a page shows goes into the access log (quality.md PV-01)."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from flask import request

from incubator.accounts.signin import current_actor
from incubator.privacy.rules import AccessAction
from incubator.privacy.usecases.record_access import record_access
from incubator.web import clock


def note_people(action: AccessAction, user_ids: Iterable[UUID]) -> None:
    """Nothing is written for nobody."""
    record_access(
        actor=current_actor(), action=action, subjects=user_ids, route=request.endpoint or "", now=clock.now()
    )


def note_companies(organisation_ids: Iterable[UUID], action: AccessAction = AccessAction.LIST) -> None:
    """Call it when the page stands: writing ends the reading of the request."""
    record_access(
        actor=current_actor(),
        action=action,
        subjects=tuple(dict.fromkeys(organisation_ids)),
        subject_kind="organisation",
        route=request.endpoint or "",
        now=clock.now(),
    )
