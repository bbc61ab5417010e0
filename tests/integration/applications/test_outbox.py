"""Mails that staff cause wait, can be read, held, released and cancelled; others leave at once."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from incubator.accounts.roles import Role
from incubator.core.events import Stamp
from incubator.db.unit_of_work import unit_of_work
from incubator.notifications.models import Delivery
from incubator.notifications.rules import LEASE, DeliveryState
from incubator.programs.events import RoundExtended
from incubator.programs.models import Round
from tests.factories.accounts import a_user
from tests.factories.applications import a_world
from tests.factories.programs import a_program


@pytest.fixture
def world(app, clock):
    return a_world().complete()


def _extend(world, clock, acting_as="manager"):
    with unit_of_work(bookkeeping=True) as work:
        found = work.session.get_one(Round, world.round_id)
        stamp = Stamp(at=clock.now, actor_id=world.manager_id, acting_as=acting_as)
        work.record(
            RoundExtended(
                stamp=stamp, reason="장애", round_id=found.id, program_id=found.program_id, notice_no=2,
                closes_at_before=found.closes_at, closes_at=found.closes_at,
            )
        )  # fmt: skip


def _mails(session):
    session.rollback()
    return list(session.scalars(select(Delivery).where(Delivery.about_kind == "round").order_by(Delivery.id)))


def test_a_mail_staff_cause_waits_and_then_leaves(world, clock, deliver, mails, session, client_as):
    _extend(world, clock)
    deliver()
    waiting = [mail.state for mail in _mails(session)]
    page = client_as(world.manager_id).get("/staff/outbox")

    assert (waiting, mails()) == ([DeliveryState.QUEUED] * 3, [])
    assert ("내용 읽기" in page.text, "마감" in page.text) == (True, True)
    clock.advance(minutes=10)
    deliver()
    assert len(mails()) == 3


def test_a_receipt_leaves_at_once(world, deliver, mails):
    world.submit()
    deliver()

    assert len([mail for mail in mails() if "접수되었습니다" in mail["Subject"]]) == 3


@pytest.mark.parametrize("act", ["hold", "cancel"])
def test_a_mail_held_or_cancelled_does_not_leave(world, clock, deliver, mails, session, client_as, act):
    _extend(world, clock)
    deliver()
    client = client_as(world.manager_id)
    for mail in _mails(session):
        client.post(f"/staff/outbox/mails/{mail.id}/{act}")
    clock.advance(hours=1)
    deliver()

    assert mails() == []


def test_a_held_mail_released_after_days_leaves_and_is_tried_again(world, clock, deliver, mails, session, client_as):
    _extend(world, clock)
    deliver()
    mail_id = _mails(session)[0].id
    client_as(world.manager_id).post(f"/staff/outbox/mails/{mail_id}/hold")
    clock.advance(days=2)
    client_as(world.manager_id).post(f"/staff/outbox/mails/{mail_id}/release")
    session.rollback()
    released = session.get_one(Delivery, mail_id)

    assert (released.state, released.released_at) == (DeliveryState.QUEUED, clock.now)
    deliver()
    assert len(mails()) == 3


def test_a_mail_that_is_leaving_is_not_stopped(world, clock, deliver, session, client_as):
    _extend(world, clock)
    deliver()
    mail_id = _mails(session)[0].id
    with unit_of_work(bookkeeping=True) as work:
        work.session.get_one(Delivery, mail_id).lease(until=clock.now + LEASE)

    page = client_as(world.manager_id).post(f"/staff/outbox/mails/{mail_id}/cancel", follow_redirects=True)

    session.rollback()
    assert "지금 나가고 있는" in page.text
    assert session.get_one(Delivery, mail_id).state is DeliveryState.QUEUED


def test_nobody_steers_mails_that_are_not_of_his_desk(world, clock, deliver, session, client_as):
    _extend(world, clock)
    world.submit()
    deliver()
    mail_id = _mails(session)[0].id
    account_mail = session.scalar(select(Delivery.id).where(Delivery.about_kind == ""))
    other = client_as(a_user("남담당", role=Role.MANAGER, program_id=a_program(code="OTHER").id))

    assert other.post(f"/staff/outbox/mails/{mail_id}/cancel").status_code == 404
    assert client_as(world.representative_id).post(f"/staff/outbox/mails/{mail_id}/cancel").status_code == 404
    assert client_as(world.manager_id).post(f"/staff/outbox/mails/{mail_id}/burn").status_code == 404
    if account_mail:
        assert client_as(world.manager_id).post(f"/staff/outbox/mails/{account_mail}/cancel").status_code == 404
