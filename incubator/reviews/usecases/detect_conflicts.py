"""Find conflicts of interest from data, for every pair of a panel's people and applications."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from incubator.core.dates import day_in_kst
from incubator.core.events import Stamp
from incubator.core.ids import new_id
from incubator.db.unit_of_work import Work, unit_of_work
from incubator.reviews.events.conflicts import ConflictFound
from incubator.reviews.models import Appointment, Conflict
from incubator.reviews.queries import conflicts, facts, panels, pool
from incubator.reviews.rules.conflict_facts import Challenge
from incubator.reviews.rules.conflict_keys import find_among
from incubator.reviews.rules.conflicts import Finding, Ground, find_challenged

Key = tuple[UUID, UUID, str, str]


def detect_conflicts(*, panel_id: UUID, stamp: Stamp) -> int:
    """Called inside the act that changed people or applications; returns how many are new.  Nothing is found twice.

    A pair of one ground is one conflict, with all facts that met.  What was decided stays decided.
    """
    with unit_of_work() as work:
        people = {
            person.user_id: person
            for person in panels.list_people(work.session, panel_id)
            if person.state in conflicts.LIVE
        }
        application_ids = panels.list_case_ids(work.session, panel_id)
        if not people or not application_ids:
            return 0
        found = _find(work, people, application_ids, stamp)
        known = conflicts.list_known(work.session, panel_id)
        fresh = {key: rows for key, rows in found.items() if key not in known}
        for key, rows in fresh.items():
            _keep(work, panel_id, key, rows, stamp)
        return len(fresh)


def _find(
    work: Work, people: dict[UUID, Appointment], application_ids: list[UUID], stamp: Stamp
) -> dict[Key, list[Finding]]:
    day = day_in_kst(stamp.at)
    reviewers = facts.reviewer_facts(work.session, pool.list_by_users(work.session, people.keys()), on=day)
    findings = list(find_among(facts.application_facts(work.session, application_ids), reviewers, on=day))
    challenges = [
        Challenge(row.application_id, row.person, row.organisation)
        for row in conflicts.list_challenges(work.session, application_ids)
    ]
    for reviewer in reviewers:
        findings += find_challenged(challenges, reviewer)
    return _grouped(findings, people)


def _grouped(findings: Iterable[Finding], people: dict[UUID, Appointment]) -> dict[Key, list[Finding]]:
    found: dict[Key, list[Finding]] = {}
    for finding in findings:
        appointment = people[finding.reviewer]
        if appointment.waiver and finding.ground is Ground.AFFILIATE:
            continue
        key = (appointment.id, finding.application, finding.kind.value, finding.ground.value)
        found.setdefault(key, []).append(finding)
    return found


def _keep(work: Work, panel_id: UUID, key: Key, rows: list[Finding], stamp: Stamp) -> None:
    appointment_id, application_id, kind, ground = key
    conflict = Conflict(
        id=new_id(),
        appointment_id=appointment_id,
        application_id=application_id,
        kind=kind,
        ground=ground,
        facts=[{"label": row.certainty.value, "reviewer": row.own, "applicant": row.theirs} for row in rows],
        created_at=stamp.at,
    )
    work.session.add(conflict)
    work.session.flush()
    work.record(
        ConflictFound(
            stamp=stamp,
            conflict_id=conflict.id,
            appointment_id=appointment_id,
            application_id=application_id,
            panel_id=panel_id,
            ground=ground,
            kind=kind,
        )
    )
