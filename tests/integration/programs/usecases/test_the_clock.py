"""Rounds open and close by the clock: once each, late if need be, never early."""

from __future__ import annotations

from datetime import timedelta

import pytest

from incubator.core.dates import kst
from incubator.db.unit_of_work import unit_of_work
from incubator.programs import queries
from incubator.programs.rules.reception import SETTLING
from incubator.programs.usecases.close_due_rounds import close_due_rounds
from incubator.programs.usecases.open_due_rounds import open_due_rounds
from incubator.programs.workflow import RoundState
from tests.factories.approvals import extend as extend_round
from tests.factories.programs import a_round

OPENS, CLOSES = kst(2026, 3, 3, 9), kst(2026, 3, 20, 18)
TICK = timedelta(microseconds=1)


@pytest.fixture
def scheduled(world):
    return a_round(world.program_id, state=RoundState.SCHEDULED, opens_at=OPENS, closes_at=CLOSES).id


def state_of(session, round_id):
    session.rollback()
    return queries.get_round(session, round_id).state


def test_a_round_opens_at_its_time_and_once(session, scheduled, facts):
    assert open_due_rounds(OPENS - TICK) == 0
    assert open_due_rounds(OPENS) == 1
    assert open_due_rounds(OPENS) == 0

    assert state_of(session, scheduled) is RoundState.OPEN
    assert facts() == ["round.opened"]


def test_a_round_closes_after_its_deadline_has_settled(session, scheduled, facts):
    open_due_rounds(OPENS)

    assert close_due_rounds(CLOSES + TICK) == 0
    assert close_due_rounds(CLOSES + SETTLING) == 0
    assert close_due_rounds(CLOSES + SETTLING + TICK) == 1
    assert close_due_rounds(CLOSES + SETTLING + TICK) == 0

    assert state_of(session, scheduled) is RoundState.CLOSED
    assert facts() == ["round.opened", "round.closed"]


def test_after_a_long_sleep_everything_is_caught_up(session, scheduled, facts):
    next_morning = CLOSES + timedelta(days=3)

    open_due_rounds(next_morning)
    close_due_rounds(next_morning)

    assert state_of(session, scheduled) is RoundState.CLOSED
    assert facts() == ["round.opened", "round.closed"]


def test_a_clock_that_jumps_back_opens_nothing_again(session, scheduled, facts):
    open_due_rounds(OPENS)
    close_due_rounds(CLOSES + timedelta(hours=1))

    assert open_due_rounds(OPENS - timedelta(hours=2)) == 0
    assert close_due_rounds(OPENS - timedelta(hours=2)) == 0
    assert state_of(session, scheduled) is RoundState.CLOSED


def test_an_extended_round_stays_open(world, session, scheduled):
    open_due_rounds(OPENS)
    extend_round(
        actor=world.acts,
        round_id=scheduled,
        closes_at=CLOSES + timedelta(days=2),
        reason="접수 서버 장애",
        now=CLOSES,
    )

    assert close_due_rounds(CLOSES + timedelta(days=1)) == 0
    assert state_of(session, scheduled) is RoundState.OPEN


def test_a_cancelled_or_planned_round_never_opens(world, session):
    for state in (RoundState.CANCELLED, RoundState.PLANNED):
        a_round(world.program_id, state=state, opens_at=OPENS, closes_at=CLOSES)

    assert open_due_rounds(CLOSES) == 0


def test_what_is_received_is_decided_by_the_deadline_under_the_lock(session, scheduled):
    with unit_of_work(bookkeeping=True) as work:
        receipt = queries.take_receipt_serial(work.session, scheduled)

    assert receipt.number == "2026-IGEN-01-0001"
    assert not receipt.is_open(OPENS - TICK)
    assert receipt.is_open(OPENS)
    assert receipt.is_open(CLOSES)
    assert not receipt.is_open(CLOSES + TICK)


def test_a_refused_submission_leaves_no_gap(session, scheduled):
    def take(*, refused=False):
        with unit_of_work(bookkeeping=True) as work:
            serial = queries.take_receipt_serial(work.session, scheduled).serial
            if refused:
                raise RuntimeError("refused")
            return serial

    assert take() == 1
    with pytest.raises(RuntimeError):
        take(refused=True)
    assert take() == 2


def test_operators_may_let_the_clock_act(app, clock, session, scheduled):
    clock.set(OPENS)

    result = app.test_cli_runner().invoke(args=["rounds", "tick"])

    assert result.output == '{"published": 0, "opened": 1, "closed": 0}\n'
    assert state_of(session, scheduled) is RoundState.OPEN
