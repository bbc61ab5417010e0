"""Keep what an application is found by: a print of its text, marks of its applicant."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.applications import queries
from incubator.applications.models import Application, ApplicationMark, ApplicationPrint
from incubator.applications.queries import duplicates
from incubator.applications.rules.duplicates import Known, marks_of, text_of
from incubator.db.unit_of_work import Work, unit_of_work
from incubator.matching.rules import print_of


def make_print(*, application_id: UUID, now: datetime) -> None:
    """For the version handed in last; once made, a second call does nothing."""
    with unit_of_work(bookkeeping=True) as work:
        application = queries.find_for_change(work.session, application_id)
        last = duplicates.find_last_snapshot(work.session, application_id) if application else None
        if application is None or last is None:
            return
        number, snapshot = last
        known = duplicates.find_print(work.session, application_id)
        if known is not None and known.version_no == number:
            return
        sketch = print_of(text_of(snapshot["answers"]))
        if known is None:
            work.session.add(
                ApplicationPrint(application_id=application_id, version_no=number, sketch=sketch, made_at=now)
            )
        else:
            known.remake(version_no=number, sketch=sketch, at=now)
        _mark(work, application)


def _mark(work: Work, application: Application) -> None:
    company = application.organisation
    ids = [key for key in (company.representative_user_id, application.submitted_by) if key]
    people = duplicates.list_people(work.session, ids)
    wanted = marks_of(
        Known(
            organisation_id=company.id,
            brn=company.brn or "",
            representative_id=company.representative_user_id,
            representative_name=company.representative_name,
            born_on=company.representative_born_on,
            phones=(company.phone, *(person.phone for person in people)),
            emails=(company.email, *(person.email for person in people)),
        )
    )
    present = {(mark.ground, mark.value): mark for mark in duplicates.list_marks_of(work.session, application.id)}
    for key, mark in present.items():
        if key not in wanted:
            work.session.delete(mark)
    for ground, value in sorted(wanted - present.keys()):
        work.session.add(ApplicationMark(application_id=application.id, ground=ground, value=value))
