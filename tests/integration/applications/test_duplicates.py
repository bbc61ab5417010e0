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
    DuplicatePair,
    DuplicateSearch,
)
from incubator.applications.rules.duplicates import DuplicateGround
from incubator.applications.usecases.confirm_duplicate import confirm_duplicate
from incubator.applications.usecases.dismiss_duplicate import dismiss_duplicate
from incubator.applications.usecases.request_duplicate_search import request_duplicate_search
from incubator.applications.usecases.search_duplicates import search_duplicates
from incubator.applications.usecases.withdraw_application import withdraw_application
from incubator.applications.workflow import DuplicateState
from incubator.core.errors import Forbidden, Invalid, NotFound, StepNotAllowed
from incubator.organisations.models import Organisation
from incubator.privacy.models import AccessEntry
from incubator.programs.usecases.close_due_rounds import close_due_rounds
from tests.factories.accounts import a_user
from tests.factories.applications import a_round, a_world

STORY = (
    "본 과제는 해수 담수화 설비에 쓰이는 역삼투막의 오염을 낮추는 초음파 세척 장치를 국산화하는 것을 목표로 합니다. "
    "지금까지 현장에서는 세척액을 순환시켜 막을 씻었으나 약품 비용이 크고 설비를 멈추어야 했습니다. "
    "저희는 막 모듈 바깥에서 초음파를 걸어 운전을 멈추지 않고 오염층을 떼어 내는 방법을 시험하였습니다."
)
COPY = STORY.replace("저희는", "당사는").replace("초음파를 걸어", "진동을 주어")
OTHER = (
    "경력이 단절된 여성이 디지털 공방에서 삼차원 인쇄를 배우고 공예품을 온라인으로 파는 기업을 세우고자 합니다. "
    "창원에 공방을 열어 교육과 제작을 함께 하고, 첫해에는 스무 명을 가르쳐 다섯 명을 고용하려고 합니다."
)


def _world(name, code, story, **changes):
    made = a_world(name=name, round_id=a_round(code=code, **changes)).complete()
    made.write(story=[story])
    made.submit()
    return made


@pytest.fixture
def worlds(app, clock):
    """An application of another program, one that copies it, and one of its own; nobody shares a company."""
    return _world("(주)바다정보", "OLD", STORY), _world("(주)해양기술", "NEW", COPY), _world("공방가나", "CRAFT", OTHER)


def _search(world, now):
    request_duplicate_search(actor=None, round_id=world.round_id, now=now)
    while search_duplicates(now=now):
        pass


def _pairs(session):
    session.rollback()
    return list(session.scalars(select(DuplicatePair).order_by(DuplicatePair.id)))


def test_a_copied_text_is_found_in_another_program_and_a_different_one_is_not(worlds, clock, session):
    old, new, _ = worlds
    _search(new, clock.now)

    (pair,) = _pairs(session)
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
    _search(worlds[1], clock.now)

    assert _pairs(session) == []


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
    _search(second, clock.now)

    assert [pair.grounds for pair in _pairs(session)] == [[ground]]


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
    _search(first, clock.now)

    assert [DuplicateGround.REPRESENTATIVE in pair.grounds for pair in _pairs(session)] == [True]


def test_the_deadline_starts_a_search_and_prints_are_made_at_submit(worlds, clock, session, deliver):
    deliver()
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
    assert len(_pairs(session)) == 1


def test_searching_again_finds_nothing_new_and_leaves_decisions(worlds, clock, session):
    _search(worlds[1], clock.now)
    pair_id = _pairs(session)[0].id
    confirm_duplicate(actor=worlds[1].actor("manager"), pair_id=pair_id, reason="같은 글", now=clock.now)
    _search(worlds[1], clock.now)
    _search(worlds[0], clock.now)

    assert [(pair.id, pair.state) for pair in _pairs(session)] == [(pair_id, DuplicateState.CONFIRMED)]
    assert [search.found for search in session.scalars(select(DuplicateSearch).order_by(DuplicateSearch.id))] == [
        1,
        0,
        0,
    ]


def test_a_withdrawn_application_is_nobodys_duplicate(worlds, clock, session):
    old, new, _ = worlds
    withdraw_application(actor=old.actor(), application_id=old.application_id, reason="", now=clock.now)
    _search(new, clock.now)

    assert _pairs(session) == []


def test_a_second_request_while_one_waits_is_the_same_search(worlds, clock, session):
    first = request_duplicate_search(actor=worlds[0].actor("manager"), round_id=worlds[0].round_id, now=clock.now)
    second = request_duplicate_search(actor=worlds[0].actor("manager"), round_id=worlds[0].round_id, now=clock.now)

    assert first == second


def test_a_search_in_slices_shows_how_far_it_is(app, clock, session, monkeypatch, client_as, deliver):
    from incubator.applications.usecases import search_duplicates as module  # noqa: PLC0415 (to shorten its slice)

    monkeypatch.setattr(module, "SLICE", 1)
    round_id = a_round()
    made = []
    for number in range(3):
        made.append(a_world(name=f"(주)기업{number}", round_id=round_id).complete())
        made[-1].write(story=[STORY])
        made[-1].submit()
    manager = client_as(made[0].manager_id)
    deliver()
    manager.post(f"/staff/rounds/{round_id}/duplicates/search")
    search_duplicates(now=clock.now)
    page = manager.get(f"/staff/rounds/{round_id}/duplicates").text

    assert "3건 가운데 1건까지" in page
    while search_duplicates(now=clock.now):
        pass
    assert len(_pairs(session)) == 3


def test_the_pair_is_shown_with_its_passages_and_noted_in_the_access_log(worlds, clock, client_as, session):
    _search(worlds[1], clock.now)
    pair_id = _pairs(session)[0].id
    client = client_as(worlds[1].manager_id)

    listed = client.get(f"/staff/rounds/{worlds[1].round_id}/duplicates").text
    shown = client.get(f"/staff/duplicates/{pair_id}")
    dossier = client.get(f"/staff/applications/{worlds[1].application_id}").text

    assert ("비슷한 글" in listed, f"/staff/duplicates/{pair_id}" in dossier) == (True, True)
    marked = "".join(shown.html.texts("mark"))
    assert "역삼투막의 오염을 낮추는 초음파 세척 장치를 국산화" in marked
    entry = session.scalar(
        select(AccessEntry).order_by(AccessEntry.id.desc()).where(AccessEntry.subject_kind == "organisation")
    )
    assert str(worlds[0].organisation_id) in entry.subject_ids


def test_the_list_shows_those_with_an_open_pair(worlds, clock, client_as):
    _search(worlds[1], clock.now)
    path = f"/staff/rounds/{worlds[1].round_id}/applications"
    client = client_as(worlds[1].manager_id)

    found = client.get(path, query_string={"twin": "open"})
    assert found.html.texts("th", scope="row") == [worlds[1].application().receipt_no]
    assert (
        "찾으시는 신청서가 없습니다"
        in client_as(worlds[2].manager_id)
        .get(f"/staff/rounds/{worlds[2].round_id}/applications", query_string={"twin": "open"})
        .text
    )


def test_staff_of_one_program_see_of_the_other_only_what_both_have_in_common(worlds, clock, client_as, session):
    old, new, craft = worlds
    _search(new, clock.now)
    pair_id = _pairs(session)[0].id
    of_new = client_as(a_user("새담당", role=Role.MANAGER, program_id=_program(session, new)))
    of_none = client_as(a_user("남담당", role=Role.MANAGER, program_id=_program(session, craft)))

    page = of_new.get(f"/staff/duplicates/{pair_id}")

    assert (page.status_code, of_none.get(f"/staff/duplicates/{pair_id}").status_code) == (200, 404)
    assert f"/staff/applications/{old.application_id}" not in page.text
    assert f"/staff/applications/{new.application_id}" in page.text
    assert "저희는 막 모듈" not in page.text
    assert client_as(new.representative_id).get(f"/staff/duplicates/{pair_id}").status_code == 404


def _program(session, world):
    session.rollback()
    return world.application().round.program_id


def test_a_pair_is_decided_with_a_reason_and_may_be_decided_anew(worlds, clock, client_as, session):
    _search(worlds[1], clock.now)
    pair_id = _pairs(session)[0].id
    client = client_as(worlds[1].manager_id)

    empty = client.post(f"/staff/duplicates/{pair_id}/confirm", data={"reason": " "})
    done = client.post(f"/staff/duplicates/{pair_id}/confirm", data={"reason": "같은 계획"}, follow_redirects=True)
    again = client.post(
        f"/staff/duplicates/{pair_id}/dismiss", data={"reason": "이어 가는 과제"}, follow_redirects=True
    )

    assert (empty.status_code, "같은 계획" in done.text, "이어 가는 과제" in again.text) == (422, True, True)
    assert _pairs(session)[0].state is DuplicateState.DISMISSED
    with pytest.raises(StepNotAllowed):
        dismiss_duplicate(actor=worlds[1].actor("manager"), pair_id=pair_id, reason="또", now=clock.now)


def test_only_managers_of_either_program_decide_and_search(worlds, clock, client_as, session):
    _search(worlds[1], clock.now)
    pair_id = _pairs(session)[0].id
    head = client_as(a_user("이결재", role=Role.HEAD))

    answers = [
        head.get(f"/staff/duplicates/{pair_id}").status_code,
        head.post(f"/staff/duplicates/{pair_id}/confirm", data={"reason": "x"}).status_code,
        head.post(f"/staff/rounds/{worlds[1].round_id}/duplicates/search").status_code,
    ]

    assert answers == [200, 403, 403]
    with pytest.raises((Forbidden, NotFound)):
        confirm_duplicate(actor=worlds[1].actor(), pair_id=pair_id, reason="x", now=clock.now)
    with pytest.raises(Invalid):
        confirm_duplicate(actor=worlds[1].actor("manager"), pair_id=pair_id, reason="", now=clock.now)


def test_a_new_version_gets_a_new_print_and_new_marks(worlds, clock, session, deliver):
    from incubator.applications.usecases.unsubmit_application import unsubmit_application  # noqa: PLC0415 (one use)

    world = worlds[0]
    deliver()
    unsubmit_application(actor=world.actor(), application_id=world.application_id, now=clock.now)
    world.write(story=[OTHER])
    session.execute(update(Organisation).where(Organisation.id == world.organisation_id).values(phone="0559876543"))
    session.commit()
    world.submit()
    clock.advance(seconds=1)
    before = set(_marks(session, world))
    deliver()

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


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_pairs_costs_the_same_for_any_number(app, clock, client_as, query_budget, rows):
    round_id = a_round()
    for number in range(rows + 1):
        made = a_world(name=f"(주)기업{number}", round_id=round_id).complete()
        made.write(story=[STORY])
        made.submit()
    _search(made, clock.now)
    client = client_as(made.manager_id)

    with query_budget(14):
        response = client.get(f"/staff/rounds/{round_id}/duplicates")

    assert response.status_code == 200


def test_nothing_is_left_waiting_when_a_round_has_no_applications(app, clock, session):
    round_id = a_round(closes_at=clock.now + timedelta(hours=1))
    request_duplicate_search(actor=None, round_id=round_id, now=clock.now)
    assert search_duplicates(now=clock.now)
    assert not search_duplicates(now=clock.now)
