"""Two at once: receipt numbers without gap or twin, one opening, a deadline that moves under the same lock."""

from __future__ import annotations

import contextvars
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from incubator.core.dates import kst
from incubator.core.errors import RuleBroken
from incubator.core.text import text
from incubator.db.session import db
from incubator.db.unit_of_work import unit_of_work
from incubator.programs import queries
from incubator.programs.usecases.open_due_rounds import open_due_rounds
from incubator.programs.workflow import RoundState
from tests.factories.approvals import extend as extend_round
from tests.factories.programs import a_round

OPENS, CLOSES = kst(2026, 3, 1, 9), kst(2026, 3, 20, 18)


def at_once(app, act, times):
    def once(number):
        with app.app_context():
            try:
                return act(number)
            finally:
                db.session.remove()

    with ThreadPoolExecutor(max_workers=8) as pool:
        return list(pool.map(lambda number: contextvars.Context().run(once, number), range(times)))


def test_forty_submissions_get_forty_numbers(app, world):
    round_id = a_round(world.program_id, opens_at=OPENS, closes_at=CLOSES).id

    def submit(_number):
        with unit_of_work(bookkeeping=True) as work:
            return queries.take_receipt_serial(work.session, round_id).serial

    db.session.rollback()
    assert sorted(at_once(app, submit, 40)) == list(range(1, 41))


def test_several_workers_open_a_round_once(app, world, facts):
    a_round(world.program_id, state=RoundState.SCHEDULED, opens_at=OPENS, closes_at=CLOSES)

    db.session.rollback()
    assert sum(at_once(app, lambda _number: open_due_rounds(OPENS), 8)) == 1
    assert facts() == ["round.opened"]


def test_no_submission_is_decided_between_two_deadlines(app, world, session):
    """Received after the old deadline: accepted exactly when the extension was committed before."""
    round_id = a_round(world.program_id, opens_at=OPENS, closes_at=CLOSES).id
    received = CLOSES + timedelta(seconds=1)
    actor = world.acts

    def act(number):
        if number == 10:
            extend_round(
                actor=actor,
                round_id=round_id,
                closes_at=CLOSES + timedelta(hours=1),
                reason="접수 서버 장애",
                now=CLOSES,
            )
            return None
        try:
            with unit_of_work(bookkeeping=True) as work:
                receipt = queries.take_receipt_serial(work.session, round_id)
                if not receipt.is_open(received):
                    raise RuleBroken(text("closed"))
                return receipt.closes_at
        except RuleBroken:
            return None

    db.session.rollback()
    accepted = [closes_at for closes_at in at_once(app, act, 40) if closes_at is not None]

    assert all(closes_at == CLOSES + timedelta(hours=1) for closes_at in accepted)
    assert queries.get_round(session, round_id).receipt_serial == len(accepted)
