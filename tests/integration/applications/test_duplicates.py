"""Duplicates across years and branches: found by marks and by text, shown with passages, decided by people."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from incubator.accounts.models import User
from incubator.accounts.roles import Role
from incubator.applications.models import (
    ApplicationMark,
    ApplicationPrint,
    DuplicateSearch,
)
from incubator.applications.rules.duplicates import DuplicateGround
from incubator.applications.usecases.confirm_duplicate import confirm_duplicate
from incubator.applications.usecases.make_print import make_missing_prints
from incubator.applications.usecases.request_duplicate_search import request_duplicate_search
from incubator.applications.usecases.search_duplicates import search_duplicates
from incubator.applications.usecases.withdraw_application import withdraw_application
from incubator.applications.workflow import DuplicateState
from incubator.organisations.models import Organisation
from incubator.programs.usecases.close_due_rounds import close_due_rounds
from tests.factories.accounts import a_user
from tests.factories.applications import a_round, a_world
from tests.integration.applications.twins import OTHER, STORY, pairs_in, search, three_worlds


@pytest.fixture
def worlds(app, clock):
    return three_worlds()


def test_a_copied_text_is_found_in_another_program_and_a_different_one_is_not(worlds, clock, session):
    old, new, _ = worlds
    search(new, clock.now)

    (pair,) = pairs_in(session)
    assert (pair.application_id, pair.other_id) == (new.application_id, old.application_id)
    assert pair.grounds == [DuplicateGround.TEXT]
    assert 60 <= pair.percent <= 95


def test_the_limit_of_likeness_is_a_policy_number(worlds, clock, session):
    from incubator.parameters.usecases.set_parameter import set_parameter  # noqa: PLC0415 (one use)
    from tests.factories.accounts import an_actor  # noqa: PLC0415

    admin = an_actor(a_user("관리자", role=Role.ADMIN))
    set_parameter(
        actor=admin,
        key="matching.similarity_percent",
        value=99,
        effective_on=clock.now.date(),
        note="시험",
        now=clock.now,
    )
    search(worlds[1], clock.now)

    assert pairs_in(session) == []


@pytest.mark.parametrize(
    ("column", "ground"),
    [("phone", DuplicateGround.PHONE), ("email", DuplicateGround.EMAIL)],
)
def test_the_same_phone_or_address_is_found_however_it_is_written(app, clock, session, column, ground):
    shapes = {"phone": ("055-123-4567", "055 1234567"), "email": ("ceo@sea.example", "CEO@sea.example")}[column]
    first, second = a_world(round_id=a_round(code="ONE")).complete(), a_world(round_id=a_round(code="TWO")).complete()
    for world, value in zip((first, second), shapes, strict=True):
        session.execute(update(Organisation).where(Organisation.id == world.organisation_id).values({column: value}))
        session.execute(
            update(User).where(User.id == world.representative_id).values(phone="0109999" + str(id(world))[-4:])
        )
        session.commit()
    first.write(story=[STORY])
    second.write(story=[OTHER])
    for world in (first, second):
        world.submit()
    search(second, clock.now)

    assert [pair.grounds for pair in pairs_in(session)] == [[ground]]


def test_one_representative_of_two_companies_is_found(app, clock, session):
    first = a_world(name="(주)하나", round_id=a_round(code="ONE")).complete()
    second = a_world(name="(주)둘", round_id=a_round(code="TWO")).complete()
    for world in (first, second):
        session.execute(
            update(Organisation)
            .where(Organisation.id == world.organisation_id)
            .values(representative_name="홍 길동", representative_born_on=clock.now.date(), phone="", email="")
        )
        session.commit()
    first.write(story=[STORY])
    second.write(story=[OTHER])
    for world in (first, second):
        world.submit()
    search(first, clock.now)

    assert [DuplicateGround.REPRESENTATIVE in pair.grounds for pair in pairs_in(session)] == [True]


def test_the_deadline_starts_a_search_and_prints_are_made_meanwhile(worlds, clock, session, deliver):
    deliver()
    assert [make_missing_prints(now=clock.now) for _ in range(2)] == [True, False]
    session.rollback()
    assert session.scalar(select(func.count()).select_from(ApplicationPrint)) == 3
    clock.advance(days=31)
    close_due_rounds(clock.now)
    deliver()
    while search_duplicates(now=clock.now):
        pass

    session.rollback()
    finished = list(session.scalars(select(DuplicateSearch)))
    assert [search.finished_at is not None for search in finished] == [True] * 3
    assert len(pairs_in(session)) == 1


def test_searching_again_finds_nothing_new_and_leaves_decisions(worlds, clock, session):
    search(worlds[1], clock.now)
    pair_id = pairs_in(session)[0].id
    confirm_duplicate(actor=worlds[1].actor("manager"), pair_id=pair_id, reason="같은 글", now=clock.now)
    search(worlds[1], clock.now)
    search(worlds[0], clock.now)

    assert [(pair.id, pair.state) for pair in pairs_in(session)] == [(pair_id, DuplicateState.CONFIRMED)]
    assert [search.found for search in session.scalars(select(DuplicateSearch).order_by(DuplicateSearch.id))] == [
        1,
        0,
        0,
    ]


def test_a_withdrawn_application_is_nobodys_duplicate(worlds, clock, session):
    old, new, _ = worlds
    withdraw_application(actor=old.actor(), application_id=old.application_id, reason="", now=clock.now)
    search(new, clock.now)

    assert pairs_in(session) == []


def test_a_second_request_while_one_waits_is_the_samesearch(worlds, clock, session):
    first = request_duplicate_search(actor=worlds[0].actor("manager"), round_id=worlds[0].round_id, now=clock.now)
    second = request_duplicate_search(actor=worlds[0].actor("manager"), round_id=worlds[0].round_id, now=clock.now)

    assert first == second


def test_a_search_in_slices_shows_how_far_it_is(app, clock, session, monkeypatch, client_as):
    from incubator.applications.usecases import search_duplicates as module  # noqa: PLC0415 (to shorten its slice)

    monkeypatch.setattr(module, "SLICE", 1)
    round_id = a_round()
    made = []
    for number in range(3):
        made.append(a_world(name=f"(주)기업{number}", round_id=round_id).complete())
        made[-1].write(story=[STORY])
        made[-1].submit()
    manager = client_as(made[0].manager_id)
    make_missing_prints(now=clock.now)
    manager.post(f"/staff/rounds/{round_id}/duplicates/search")
    search_duplicates(now=clock.now)
    page = manager.get(f"/staff/rounds/{round_id}/duplicates").text

    assert "3건 가운데 1건까지" in page
    while search_duplicates(now=clock.now):
        pass
    assert len(pairs_in(session)) == 3


def test_a_new_version_gets_a_new_print_and_new_marks(worlds, clock, session):
    from incubator.applications.usecases.unsubmit_application import unsubmit_application  # noqa: PLC0415 (one use)

    world = worlds[0]
    make_missing_prints(now=clock.now)
    unsubmit_application(actor=world.actor(), application_id=world.application_id, now=clock.now)
    world.write(story=[OTHER])
    session.execute(update(Organisation).where(Organisation.id == world.organisation_id).values(phone="0559876543"))
    session.commit()
    world.submit()
    clock.advance(seconds=1)
    before = set(_marks(session, world))
    make_missing_prints(now=clock.now)

    session.rollback()
    known = session.scalar(select(ApplicationPrint).where(ApplicationPrint.application_id == world.application_id))
    assert known.version_no == 2
    assert len(before - set(_marks(session, world))) <= 1
    assert set(_marks(session, world)) != before


def _marks(session, world):
    session.rollback()
    return list(
        session.scalars(select(ApplicationMark.value).where(ApplicationMark.application_id == world.application_id))
    )


def test_nothing_is_left_waiting_when_a_round_has_no_applications(app, clock, session):
    round_id = a_round(closes_at=clock.now + timedelta(hours=1))
    request_duplicate_search(actor=None, round_id=round_id, now=clock.now)
    assert search_duplicates(now=clock.now)
    assert not search_duplicates(now=clock.now)
