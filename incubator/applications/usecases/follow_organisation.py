"""What lists say of an applicant follows what the company says of itself."""

from __future__ import annotations

from uuid import UUID

from incubator.applications import queries
from incubator.db.unit_of_work import unit_of_work


def follow_organisation(*, organisation_id: UUID) -> None:
    """Every application of the organisation is found and sorted under its present name, kind and region.

    What was handed in stays in the snapshot as it was.
    """
    with unit_of_work(bookkeeping=True) as work:
        for application in queries.list_of_organisation_for_change(work.session, organisation_id):
            application.note_for_lists(application.organisation)
