"""Ask an applicant to mend defects of form, until a day."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications import policy
from incubator.applications.events.intake import SupplementRequested
from incubator.applications.models import SupplementItem, SupplementRequest
from incubator.applications.queries import supplements
from incubator.applications.rules.intake import ItemWanted, check_items, check_note, due_moment
from incubator.applications.usecases.lock_review import lock_review
from incubator.core.dates import day_in_kst
from incubator.core.ids import new_id
from incubator.db.unit_of_work import unit_of_work
from incubator.parameters.queries import value

LEAST_DAYS, MOST_DAYS = "applications.supplement_least_days", "applications.supplement_most_days"


def request_supplement(
    *, actor: Actor, application_id: UUID, items: Sequence[ItemWanted], note: str, due_on: date, now: datetime
) -> UUID:
    """The application stays frozen; the answer has a record of its own.  Returns the id of the request.

    Items name rows of the check list by key, or none (""); a key this check list has not counts as none, so that one
    list of items can go to many applications.  Raises NotFound, Forbidden, StepNotAllowed (asked already, decided,
    proposed), Invalid (fields "items", "due_on", "note").
    """
    with unit_of_work() as work:
        desk = lock_review(work, actor=actor, application_id=application_id, may=policy.may_review, now=now).checking()
        application, today = desk.application, day_in_kst(now)
        application.request_supplement()
        wanted = check_items(items, frozenset(row.key for row in desk.rows.values() if row.is_plan))
        most_days = value(work.session, MOST_DAYS, on=today)
        due_at = due_moment(
            due_on,
            off=supplements.days_off_ahead(work.session, today, most_days),
            now=now,
            least_days=value(work.session, LEAST_DAYS, on=today),
            most_days=most_days,
        )
        request = SupplementRequest(
            id=new_id(),
            application_id=application_id,
            no=len(supplements.list_supplements(work.session, application_id)) + 1,
            note=check_note(note),
            requested_by=actor.user_id,
            due_at=due_at,
            created_at=now,
        )
        work.session.add(request)
        work.session.flush()
        work.session.add_all(_items(request.id, wanted, desk.rows))
        application.updated_at = now
        work.record(
            SupplementRequested(
                stamp=actor.stamp(now),
                application_id=application_id,
                round_id=application.round_id,
                organisation_id=application.organisation_id,
                request_id=request.id,
                due_at=due_at,
                count=len(wanted),
            )
        )
        return request.id


def _items(request_id: UUID, wanted: Sequence[ItemWanted], rows: Collection[str]) -> list[SupplementItem]:
    return [
        SupplementItem(
            request_id=request_id,
            no=number,
            defect=item.defect,
            asked=item.asked,
            row_key=item.row_key if item.row_key in rows else "",
        )
        for number, item in enumerate(wanted, start=1)
    ]
