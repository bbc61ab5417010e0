"""The one gate before an applicant writes into a request for a supplement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.applications import policy, queries
from incubator.applications.events.intake import SupplementSaved
from incubator.applications.models import Application, SupplementItem, SupplementRequest
from incubator.applications.queries import supplements
from incubator.applications.rules.intake import SupplementOver
from incubator.core.errors import NotFound


@dataclass(frozen=True)
class Asked:
    """A request that waits, locked with its application."""

    application: Application
    request: SupplementRequest

    def item(self, item_id: UUID) -> SupplementItem:
        """Raises NotFound."""
        for item in self.request.items:
            if item.id == item_id:
                return item
        raise NotFound

    def saved(self, actor: Actor, item_id: UUID, now: datetime, file_id: UUID | None = None) -> SupplementSaved:
        return SupplementSaved(
            stamp=actor.stamp(now),
            application_id=self.application.id,
            round_id=self.application.round_id,
            organisation_id=self.application.organisation_id,
            request_id=self.request.id,
            item_id=item_id,
            file_id=file_id,
        )


def lock_supplement(session: Session, actor: Actor, application_id: UUID, request_id: UUID, now: datetime) -> Asked:
    """For a member who may write, while there is time; `now` is when the request reached the server.

    Raises NotFound, Forbidden, SupplementOver after the due time and when it was answered or recalled.
    """
    application = queries.get_for_change(session, actor, application_id)
    return _checked(actor, application, supplements.get_supplement(session, application_id, request_id), now)


def check_supplement(session: Session, actor: Actor, application_id: UUID, request_id: UUID, now: datetime) -> Asked:
    """The same without a lock, before a long upload begins."""
    application = queries.get_own(session, actor, application_id)
    return _checked(actor, application, supplements.get_supplement(session, application_id, request_id), now)


def _checked(actor: Actor, application: Application, request: SupplementRequest, now: datetime) -> Asked:
    if not policy.is_member(actor, application):
        raise NotFound
    policy.may_supply(actor, application).enforce()
    if not request.is_open(now):
        raise SupplementOver(request.due_at)
    return Asked(application, request)
