from dataclasses import replace

import pytest
from sqlalchemy import select

from incubator.core.errors import Invalid, RuleBroken
from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work
from incubator.reviews.models import Draw, PoolMember
from incubator.reviews.pages.draws import draw_page
from incubator.reviews.usecases.create_panel import create_panel
from incubator.reviews.usecases.dismiss_reviewer import dismiss_reviewer
from incubator.reviews.workflow import AppointmentState
from tests.factories.accounts import a_user
from tests.factories.reviews_people import a_panel_world, some_terms, user_of


def test_the_draw_gives_the_same_people_again_and_says_who_was_left_out(clock):
    world = a_panel_world(pool=5)
    with unit_of_work(bookkeeping=True) as work:
        work.session.get_one(PoolMember, world.members[0]).pause(reason="쉽니다.")
        away = work.session.get_one(PoolMember, world.members[1])
        away.away = [{"since": "2026-01-01", "until": "2026-12-31"}]

    no = world.draw()

    stored = session_now().scalars(select(Draw)).one()
    page = draw_page(session_now(), world.panel(), stored)
    assert (no, page.agrees, len(page.lots), [lot.is_drawn for lot in page.lots]) == (1, True, 3, [True] * 3)
    assert sorted(row["why"] for row in stored.left_out) == ["away", "paused"]
    assert [str(person.user_id) for person in world.people()] == stored.drawn
    assert {person.state for person in world.people()} == {AppointmentState.DRAWN}


def test_a_changed_draw_is_seen(clock):
    world = a_panel_world(pool=5)
    world.draw()
    with unit_of_work(bookkeeping=True) as work:
        stored = work.session.scalars(select(Draw)).one()
        stored.drawn = stored.drawn[::-1]

    stored = session_now().scalars(select(Draw)).one()

    assert draw_page(session_now(), world.panel(), stored).agrees is False


def test_a_second_draw_fills_vacant_seats_only_and_nobody_twice(clock):
    world = a_panel_world(pool=5)
    world.draw()
    gone = world.people()[0]
    dismiss_reviewer(actor=world.actor(), panel_id=world.panel_id, appointment_id=gone.id, reason="병가", now=clock.now)

    world.draw()

    people = world.people()
    assert [person.no for person in people] == [1, 2, 3, 4]
    assert len({person.user_id for person in people}) == 4
    with pytest.raises(RuleBroken, match="빈 자리가 없어"):
        world.draw()


def test_the_witness_is_another_member_of_staff(clock):
    world = a_panel_world()

    for witness_id in (world.manager_id, a_user().id):
        with pytest.raises(Invalid) as refused:
            world.draw(witness_id=witness_id)
        assert set(refused.value.problems) == {"witness_id"}


def test_a_pool_without_candidates_is_said(clock):
    world = a_panel_world(pool=0)

    with pytest.raises(RuleBroken, match="추첨할 수 있는 사람이 명단에 없습니다"):
        world.draw()


def test_who_has_served_enough_this_year_is_left_out(clock):
    world = a_panel_world(pool=3)
    world.ready()
    with unit_of_work(bookkeeping=True) as work:
        work.session.get_one(PoolMember, world.members[0]).yearly_cap = 1
    panel_id = create_panel(
        actor=world.actor(),
        round_id=world.round_id,
        stage_id=world.stage_id,
        terms=some_terms(world.manager_id, label="2분과"),
        now=clock.now,
    )

    replace(world, panel_id=panel_id).draw()

    stored = session_now().scalars(select(Draw).where(Draw.panel_id == panel_id)).one()
    assert stored.left_out == [{"id": str(user_of(world.members[0])), "name": "권위원0", "why": "yearly_cap_reached"}]
