"""What the register holds reaches the conditions: of a verified company for its own eyes, of everybody for the centre's."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from incubator.applications import queries
from incubator.applications.models import RecheckedApplication
from incubator.applications.queries import checklist
from incubator.applications.usecases.request_recheck import request_recheck
from incubator.applications.usecases.run_rechecks import run_rechecks
from incubator.db.session import session_now
from incubator.organisations.models import Organisation
from incubator.organisations.usecases.suspend_restriction import suspend_restriction
from incubator.organisations.usecases.verify_organisation import verify_organisation
from incubator.programs.rules.kinds import Outcome
from tests.factories.accounts import an_actor
from tests.factories.applications import a_round, a_world
from tests.factories.records import a_restriction, a_support_record

RULES = [
    {"kind": "participation_restriction", "key": "restricted"},
    {"kind": "overlapping_support", "key": "other"},
]


def _world(clock, rules=RULES):
    return a_world(round_id=a_round(eligibility=rules, closes_at=clock.now + timedelta(days=1)))


def _brn(world):
    return session_now().get(Organisation, world.organisation_id).brn


def _verify(world, clock):
    verify_organisation(
        actor=world.actor("manager"), organisation_id=world.organisation_id, reason="사업자등록증", now=clock.now
    )


def _findings(world, clock):
    application = world.application()
    found = queries.list_findings(
        session_now(),
        application.round,
        application.organisation,
        {"not_restricted": True},
        others=0,
        now=clock.now,
    )
    return {one.rule_key: one for one in found}


@pytest.fixture
def world(app, clock):
    return _world(clock)


def test_a_verified_company_is_told_of_its_restriction_without_the_ground(world, clock):
    a_restriction(_brn(world))
    _verify(world, clock)

    found = _findings(world, clock)["restricted"]

    assert (found.outcome, found.boundary) == (Outcome.FAIL, date(2027, 12, 31))
    assert "목적과 다르게" not in str(found.reason)


def test_whoever_enters_anothers_number_learns_nothing(world, clock):
    a_restriction(_brn(world))
    a_support_record(_brn(world))

    found = _findings(world, clock)

    assert {one.outcome for one in found.values()} == {Outcome.PASS}
    assert {str(one.source) for one in found.values()} == {"자격 확인에서 하신 답", "센터의 사업 참여 기록과 지원 이력"}


def test_on_a_suspended_day_the_restriction_does_not_count(world, clock):
    restriction_id = a_restriction(_brn(world))
    _verify(world, clock)
    suspend_restriction(
        actor=world.actor("manager"),
        restriction_id=restriction_id,
        starts_on=clock.now.date(),
        ends_on=clock.now.date() + timedelta(days=9),
        reason="법원의 집행정지 결정",
        now=clock.now,
    )

    assert _findings(world, clock)["restricted"].outcome is Outcome.PASS


def test_support_that_ended_overlaps_no_more_and_running_one_does(world, clock):
    _verify(world, clock)
    a_support_record(_brn(world), ends_on=date(2025, 12, 31))
    ended = _findings(world, clock)["other"].outcome
    a_support_record(_brn(world), program="초기창업패키지")

    running = _findings(world, clock)["other"]

    assert ended is Outcome.PASS
    assert running.outcome is Outcome.FAIL
    assert "초기창업패키지 (창업진흥원)" in str(running.reason)


def test_who_judges_sees_all_of_the_register_also_of_an_unverified_company(world, clock):
    world.complete()
    world.submit()
    before = {row.key: row.proposal for row in checklist.list_drafts(session_now(), world.application())}
    a_restriction(_brn(world))
    a_support_record(_brn(world))

    after = {row.key: row for row in checklist.list_drafts(session_now(), world.application())}

    assert (before["c.restricted"], before["c.other"]) == ("unknown", "pass")
    assert (after["c.restricted"].proposal, after["c.other"].proposal) == ("fail", "fail")
    assert "센터의 제재 명단" in after["c.restricted"].basis.values()


def test_a_round_that_does_not_ask_still_shows_it_among_the_standing_checks(app, clock):
    world = _world(clock, [])
    world.complete()
    world.submit()
    a_restriction(_brn(world))

    rows = {row.key: row.proposal for row in checklist.list_drafts(session_now(), world.application())}

    assert rows["s.participation_restriction"] == "fail"
    assert rows["s.duplicate_support"] == "unknown"


def test_a_recheck_finds_who_was_restricted_meanwhile(world, clock, session):
    world.complete()
    world.submit()
    a_restriction(_brn(world))

    request_recheck(actor=an_actor(world.manager_id), round_id=world.round_id, now=clock.now)
    run_rechecks(clock.now)

    session.rollback()
    changed = session.scalars(select(RecheckedApplication)).one()
    assert [row["rule"] for row in changed.findings] == ["restricted"]
    assert changed.after is Outcome.FAIL
