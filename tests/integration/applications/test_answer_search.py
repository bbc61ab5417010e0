"""The centre finds applications by what was written in them, and by nothing it may not read."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from incubator.accounts.roles import Role
from incubator.applications.models import AnswerIndex
from incubator.applications.usecases.index_answers import index_answers
from incubator.applications.usecases.unsubmit_application import unsubmit_application
from tests.factories.accounts import a_user
from tests.factories.applications import a_world
from tests.factories.programs import a_program
from tests.support.relay import drain

ANSWER = "담수화 막을 약품 없이 씻는 초음파 장치를 만듭니다."


@pytest.fixture
def world(app, clock):
    made = a_world().complete()
    made.write(story=[ANSWER])
    made.submit()
    return made


def _index(world, clock):
    index_answers(application_id=world.application_id, now=clock.now)


def _found(client, world, words):
    path = f"/staff/rounds/{world.round_id}/applications"
    return list(client.get(path, query_string={"q": words}).html.texts("th", scope="row"))


@pytest.mark.parametrize("words", ["초음파", "씻는", "약품 없이", "없이씻는", "초음파 장치를 만듭니다", "음파"])
def test_words_of_an_answer_find_its_application(world, clock, client_as, words):
    _index(world, clock)

    assert _found(client_as(world.manager_id), world, words) == [world.application().receipt_no]


@pytest.mark.parametrize("words", ["초음속", "파", "드론", "파초", "만듭니다 약품을", "' OR 1=1 --", "AND", "초*"])
def test_what_no_answer_holds_finds_nothing(world, clock, client_as, words):
    _index(world, clock)

    assert _found(client_as(world.manager_id), world, words) == []


def test_a_draft_and_what_was_taken_back_are_not_searched(world, clock, client_as):
    _index(world, clock)
    client = client_as(world.manager_id)

    unsubmit_application(actor=world.actor(), application_id=world.application_id, now=clock.now)

    assert _found(client, world, "초음파") == []


def test_answers_handed_in_anew_replace_those_before(world, clock, client_as):
    _index(world, clock)
    unsubmit_application(actor=world.actor(), application_id=world.application_id, now=clock.now)
    world.write(story=["바닷물 온도를 재는 부표를 만듭니다."])
    world.submit()
    _index(world, clock)
    client, receipt_no = client_as(world.manager_id), world.application().receipt_no

    assert {words: _found(client, world, words) for words in ("초음파", "부표를")} == {
        "초음파": [],
        "부표를": [receipt_no],
    }


def test_the_worker_indexes_what_was_handed_in(world, app, client_as):
    drain(app)

    assert _found(client_as(world.manager_id), world, "초음파") == [world.application().receipt_no]


def test_the_command_indexes_what_is_not_indexed_yet(world, app, session):
    runner = app.test_cli_runner()

    first, second = (runner.invoke(args=["applications", "index-answers"]).output for _ in range(2))

    assert (first[:2], second[:2]) == ("1건", "0건")
    assert session.scalars(select(AnswerIndex.application_id)).all() == [world.application_id]


def test_another_program_s_staff_find_nothing_by_answers_either(world, clock, client_as):
    _index(world, clock)
    stranger = a_user("남담당", role=Role.MANAGER, program_id=a_program(code="OTHER").id)

    answer = client_as(stranger).get(f"/staff/rounds/{world.round_id}/applications", query_string={"q": "초음파"})

    assert answer.status_code == 404


def test_looking_into_answers_is_no_statement_more(world, clock, client_as, query_budget):
    _index(world, clock)
    client, receipt_no = client_as(world.manager_id), world.application().receipt_no

    with query_budget(9):
        found = _found(client, world, "초음파")

    assert found == [receipt_no]
