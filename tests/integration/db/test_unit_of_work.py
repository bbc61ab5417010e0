"""One place commits, and never without a trail."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Thread
from typing import ClassVar
from uuid import UUID

import pytest
from sqlalchemy import func, select, update

from incubator.accounts.models import Branch
from incubator.core.events import Bus, Event, Stamp, afterwards, inside
from incubator.core.ids import new_id
from incubator.db.outbox import MessageState, OutboxMessage
from incubator.db.relay import deliver_next, drain
from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work


@dataclass(frozen=True, kw_only=True)
class BranchNamed(Event):
    name: ClassVar[str] = "test.branch_named"
    about: ClassVar[str] = "branch_id"
    branch_id: UUID


heard: list[UUID] = []
trouble: list[bool] = []


def trail(work, fact):
    if trouble:
        raise RuntimeError("the trail cannot be written")
    heard.append(fact.id)


def later(fact, now):
    if trouble:
        raise RuntimeError("the listener is away")
    with unit_of_work(bookkeeping=True) as work:
        work.session.execute(update(Branch).where(Branch.id == fact.branch_id).values(name_en="heard"))


@pytest.fixture
def bus(app, monkeypatch):
    heard.clear()
    trouble.clear()
    extension = app.extensions["incubator"]
    made = Bus((inside(BranchNamed, trail), afterwards(BranchNamed, later)))
    monkeypatch.setitem(app.extensions, "incubator", type(extension)(**(vars(extension) | {"bus": made})))
    return made


def _name_a_branch(clock, *, code="test"):
    with unit_of_work() as work:
        branch = Branch(id=new_id(), code=code, name="시험")
        work.session.add(branch)
        work.record(BranchNamed(stamp=Stamp(at=clock.now), branch_id=branch.id))
        return branch.id


def _stored(code="test"):
    return session_now().scalar(select(Branch).where(Branch.code == code))


def test_a_change_and_its_fact_are_committed_together(app, bus, clock):
    _name_a_branch(clock)

    assert _stored().name == "시험"
    assert len(heard) == 1
    assert session_now().scalar(select(func.count()).select_from(OutboxMessage)) == 1


def test_a_silent_write_cannot_commit(app, bus, clock):
    with pytest.raises(RuntimeError, match="recorded no fact"), unit_of_work() as work:
        work.session.add(Branch(code="silent", name="몰래"))

    assert _stored("silent") is None


def test_without_its_trail_the_act_does_not_happen(app, bus, clock):
    trouble.append(True)

    with pytest.raises(RuntimeError, match="trail"):
        _name_a_branch(clock)

    assert _stored() is None
    assert session_now().scalar(select(func.count()).select_from(OutboxMessage)) == 0


def test_a_joined_block_commits_once_with_the_outer_one(app, bus, clock):
    with pytest.raises(ZeroDivisionError), unit_of_work():
        _name_a_branch(clock)
        raise ZeroDivisionError

    assert _stored() is None


def test_a_swallowed_inner_failure_spoils_the_outer_block(app, bus, clock):
    with pytest.raises(RuntimeError, match="swallowed"), unit_of_work() as work:
        try:
            with unit_of_work():
                raise ZeroDivisionError
        except ZeroDivisionError:
            work.session.add(Branch(code="half", name="반쪽"))

    assert _stored("half") is None


def test_a_flush_outside_a_unit_of_work_is_refused(app, bus):
    session = session_now()
    session.add(Branch(code="stray", name="길 잃은"))

    with pytest.raises(RuntimeError, match="outside a unit of work"):
        session.flush()

    session.rollback()


def test_the_relay_delivers_once(app, bus, clock):
    _name_a_branch(clock)

    assert drain(bus, clock.now) == 1
    assert deliver_next(bus, clock.now) is False
    assert _stored().name_en == "heard"


def test_a_failing_listener_waits_and_is_tried_again(app, bus, clock):
    _name_a_branch(clock)
    trouble.append(True)
    assert deliver_next(bus, clock.now) is True
    assert deliver_next(bus, clock.now) is False

    trouble.clear()
    clock.advance(minutes=2)

    assert drain(bus, clock.now) == 1
    message = session_now().scalar(select(OutboxMessage))
    assert (message.state, message.tries) == (MessageState.DONE, 1)


def test_a_listener_that_never_recovers_is_laid_aside_and_shown(app, bus, clock):
    _name_a_branch(clock)
    trouble.append(True)
    for _ in range(12):
        drain(bus, clock.now)
        clock.advance(minutes=61)

    message = session_now().scalar(select(OutboxMessage))
    assert (message.state, "the listener is away" in message.error) == (MessageState.DEAD, True)


def test_concurrent_writers_lose_nothing(app, bus, clock):
    branch_id = _name_a_branch(clock)
    failures: list[BaseException] = []

    def add_letters():
        with app.app_context():
            for _ in range(10):
                try:
                    with unit_of_work(bookkeeping=True) as work:
                        branch = work.session.get(Branch, branch_id, with_for_update=True)
                        branch.name_en += "x"
                except BaseException as error:
                    failures.append(error)

    writers = [Thread(target=add_letters) for _ in range(6)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert failures == []
    assert _stored().name_en == "x" * 60
