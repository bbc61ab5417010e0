"""The conditions checked again for everybody who has handed in: in slices, once, with whose answer changed."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select, update

from incubator.accounts.roles import Role
from incubator.applications.models import Application, Recheck, RecheckedApplication
from incubator.applications.usecases import run_rechecks as job
from incubator.applications.usecases.request_recheck import request_recheck
from incubator.audit.models import AuditEntry
from incubator.core.errors import Forbidden, NotFound, RuleBroken
from incubator.db.unit_of_work import unit_of_work
from incubator.organisations.models import Organisation
from incubator.programs.rules.kinds import Outcome
from tests.factories.accounts import a_user, an_actor
from tests.factories.applications import a_round, a_world

AGE = {
    "key": "age",
    "kind": "company_age",
    "operator": "lt",
    "years": 7,
    "reference": "announced",
    "may_be_younger": True,
}


def _handed_in(round_id, name):
    world = a_world(round_id=round_id, name=name).complete()
    world.submit()
    return world


@pytest.fixture
def judged(clock):
    """Three that passed when they were handed in."""
    round_id = a_round(eligibility=[AGE])
    return round_id, [_handed_in(round_id, f"기업{number}") for number in range(3)]


def _grow_old(organisation_id):
    with unit_of_work(bookkeeping=True) as work:
        work.session.execute(
            update(Organisation).where(Organisation.id == organisation_id).values(incorporated_on=date(2001, 1, 1))
        )


def test_whose_answer_changed_is_found_and_nothing_else_changes(judged, clock, session):
    round_id, worlds = judged
    manager = an_actor(worlds[0].manager_id)
    _grow_old(worlds[1].organisation_id)
    before = {row.id: row.state for row in session.scalars(select(Application))}

    request_recheck(actor=manager, round_id=round_id, now=clock.now)
    looked_at = job.run_rechecks(clock.now)

    session.rollback()
    run = session.scalars(select(Recheck)).one()
    changed = session.scalars(select(RecheckedApplication)).all()
    assert (looked_at, run.total, run.done, run.failed, run.finished_at) == (3, 3, 3, 1, clock.now)
    assert [(row.application_id, row.before, row.after) for row in changed] == [
        (worlds[1].application_id, Outcome.PASS, Outcome.FAIL)
    ]
    assert changed[0].findings[0]["rule"] == "age"
    assert {row.id: row.state for row in session.scalars(select(Application))} == before
    names = [entry.event_name for entry in session.scalars(select(AuditEntry).order_by(AuditEntry.id))]
    assert names[-2:] == ["round.recheck_requested", "round.recheck_finished"]


def test_a_run_goes_on_slice_by_slice_where_it_was_cut_off(judged, clock, session, monkeypatch):
    round_id, worlds = judged
    monkeypatch.setattr(job, "SLICE", 1)
    request_recheck(actor=an_actor(worlds[0].manager_id), round_id=round_id, now=clock.now)

    progress = []
    for _ in range(4):
        job.run_rechecks(clock.now, slices=1)
        session.rollback()
        run = session.scalars(select(Recheck).execution_options(populate_existing=True)).one()
        progress.append((run.done, run.finished_at is not None))

    assert progress == [(1, False), (2, False), (3, False), (3, True)]
    assert job.run_rechecks(clock.now) == 0


def test_only_one_runs_at_a_time(judged, clock):
    round_id, worlds = judged
    manager = an_actor(worlds[0].manager_id)
    request_recheck(actor=manager, round_id=round_id, now=clock.now)

    with pytest.raises(RuleBroken, match="이미 다시 확인하고"):
        request_recheck(actor=manager, round_id=round_id, now=clock.now)

    job.run_rechecks(clock.now)
    request_recheck(actor=manager, round_id=round_id, now=clock.now)


def test_nothing_to_check_is_said(clock):
    round_id = a_round()
    with pytest.raises(RuleBroken, match="접수한 신청이 없습니다"):
        request_recheck(actor=an_actor(a_user(role=Role.MANAGER)), round_id=round_id, now=clock.now)


def test_others_may_not(judged, clock):
    round_id, worlds = judged

    for person in (worlds[0].representative_id, worlds[0].outsider_id):
        with pytest.raises((NotFound, Forbidden)):
            request_recheck(actor=an_actor(person), round_id=round_id, now=clock.now)


def test_the_page_shows_progress_and_asks_again(judged, clock, client_as, session):
    round_id, worlds = judged
    manager = client_as(worlds[0].manager_id)
    path = f"/staff/rounds/{round_id}/recheck"
    _grow_old(worlds[2].organisation_id)

    started = manager.submit(path)
    running = manager.get(path)
    job.run_rechecks(clock.now)
    done = manager.get(path)

    assert started.status_code == 302
    assert running.headers["Refresh"] == "3"
    assert "3건 가운데 0건(0%)" in running.html.main
    assert "Refresh" not in done.headers
    assert "3건 가운데 3건(100%)" in done.html.main
    assert "해당함 → 해당하지 않음" in done.html.main


@pytest.mark.parametrize("rows", [1, 3])
def test_a_slice_costs_the_same_for_one_and_for_many(rows, clock, query_budget):
    round_id = a_round(eligibility=[AGE])
    worlds = [_handed_in(round_id, f"기업{number}") for number in range(rows)]
    request_recheck(actor=an_actor(worlds[0].manager_id), round_id=round_id, now=clock.now)

    with query_budget(20):
        job.run_rechecks(clock.now)
