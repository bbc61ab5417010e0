"""Keep what an application is found by: a print of its text, marks of its applicant."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.applications import queries
from incubator.applications.models import Application, ApplicationMark, ApplicationPrint
from incubator.applications.queries import duplicates
from incubator.applications.queries.written import plans_of, texts_of
from incubator.applications.rules.duplicates import Known, marks_of
from incubator.db.session import session_now
from incubator.db.unit_of_work import Work, unit_of_work
from incubator.documents.usecases.read_text import read_text
from incubator.matching.rules import print_of

PORTION = 10
"""Applications whose files are read at one turn of the worker: each takes about half a second."""


def make_missing_prints(*, now: datetime) -> bool:
    """A portion of those handed in whose last version has no print yet.  Returns whether there were any.

    Not done as soon as somebody hands in: reading files would hold up receipts and mails in the minute of a deadline.
    """
    session = session_now()
    missing = duplicates.list_without_print(session, most=PORTION)
    session.rollback()
    for application_id in missing:
        make_print(application_id=application_id, now=now)
    return bool(missing)


def make_print(*, application_id: UUID, now: datetime) -> None:
    """For the version handed in last; once made, a second call does nothing.

    First the plans handed in with it are read, each in its own small transaction: reading takes seconds and must hold
    no lock.
    """
    _read_plans(application_id, now)
    with unit_of_work(bookkeeping=True) as work:
        application = queries.find_for_change(work.session, application_id)
        last = duplicates.find_last_snapshot(work.session, application_id) if application else None
        if application is None or last is None:
            return
        number, _snapshot = last
        known = duplicates.find_print(work.session, application_id)
        if known is not None and known.version_no == number:
            return
        text = texts_of(work.session, [application_id])[application_id].text
        sketch = print_of(text)
        if known is None:
            work.session.add(
                ApplicationPrint(application_id=application_id, version_no=number, sketch=sketch, made_at=now)
            )
        else:
            known.remake(version_no=number, sketch=sketch, at=now)
        _mark(work, application)


def _read_plans(application_id: UUID, now: datetime) -> None:
    session = session_now()
    last = duplicates.find_last_snapshot(session, application_id)
    plans = plans_of(session, {application_id: last[1]})[application_id] if last else ()
    session.rollback()
    for plan in plans:
        read_text(sha256=plan.sha256, now=now)


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
