"""The worker's part of a re-check: slice by slice, each in a transaction of its own."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import by_the_clock
from incubator.applications.events.rechecks import RecheckFinished
from incubator.applications.models import Application, ApplicationVersion, Recheck, RecheckedApplication
from incubator.applications.queries.eligibility import Records, facts_of, with_answers, with_register
from incubator.applications.queries.rechecks import (
    count_changed,
    find_due_recheck,
    get_recheck_for_change,
    next_slice,
)
from incubator.applications.rules.rechecks import differences, outcome_then
from incubator.db.session import session_now
from incubator.db.unit_of_work import Work, unit_of_work
from incubator.organisations.queries import entries_of, list_wallets
from incubator.programs.queries import get_round, supports_of
from incubator.programs.rules.eligibility import check_eligibility, load_rules, outcome_of

SLICE = 100
SLICES_A_TICK = 20
"""Two thousand applications, then the worker looks at its other duties."""


def run_rechecks(now: datetime, *, slices: int = SLICES_A_TICK) -> int:
    """Do the next slices of what was asked for first; returns how many applications were looked at."""
    looked_at = 0
    for _ in range(slices):
        due = find_due_recheck(session_now())
        session_now().rollback()
        if due is None:
            break
        looked_at += _do_slice(due, now)
    return looked_at


def _do_slice(recheck_id: UUID, now: datetime) -> int:
    """Progress is bookkeeping; that it was asked for and that it ended are facts."""
    with unit_of_work(bookkeeping=True) as work:
        run = get_recheck_for_change(work.session, recheck_id)
        if run.finished_at is not None:
            return 0
        rows = next_slice(work.session, run, size=SLICE)
        if rows:
            _check(work, run, [(row[0], row[1]) for row in rows])
        if len(rows) < SLICE:
            run.finished_at, run.total = now, run.done
            work.session.flush()
            work.record(
                RecheckFinished(
                    stamp=by_the_clock(now),
                    round_id=run.round_id,
                    recheck_id=run.id,
                    failed=run.failed,
                    changed=count_changed(work.session, run.id),
                )
            )
        return len(rows)


def _check(work: Work, run: Recheck, rows: list[tuple[Application, ApplicationVersion]]) -> None:
    round_ = get_round(work.session, run.round_id)
    rules, ids = load_rules(round_.eligibility), [application.organisation_id for application, _ in rows]
    wallets = list_wallets(work.session, ids)
    supports = supports_of(work.session, ids, besides=run.round_id)
    register = entries_of(work.session, [application.organisation for application, _ in rows])
    for application, version in rows:
        dates = round_.reference_dates(version.received_at)
        known = facts_of(
            application.organisation,
            application.self_check,
            records=with_register(
                Records(wallets.get(application.organisation_id, []), supports.get(application.organisation_id, ())),
                register[application.organisation_id],
                dates.applied_on,
            ),
            others=0,
            by=version.submitted_by,
        )
        fresh = check_eligibility(rules, with_answers(known, version.snapshot["answers"], dates.applied_on), dates)
        stored, after = version.snapshot["eligibility"], outcome_of(fresh)
        run.note(after)
        changed = differences(stored, fresh)
        if changed:
            work.session.add(
                RecheckedApplication(
                    recheck_id=run.id,
                    application_id=application.id,
                    before=outcome_then(stored),
                    after=after,
                    findings=changed,
                )
            )
    run.last_id = rows[-1][0].id
