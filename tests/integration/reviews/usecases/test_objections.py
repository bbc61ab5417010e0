"""Objections: the clock, once, who answers, what follows."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from incubator.accounts.roles import Role
from incubator.applications.workflow import OutcomeState
from incubator.core.dates import kst
from incubator.core.errors import Forbidden, Invalid, NotFound, RuleBroken, StepNotAllowed
from incubator.db.session import session_now
from incubator.notifications.models import Notice
from incubator.parameters.usecases.set_holiday import set_holiday
from incubator.reviews.models import Objection
from incubator.reviews.usecases.dismiss_objection import dismiss_objection
from incubator.reviews.usecases.file_objection import file_objection
from incubator.reviews.usecases.reject_objection import reject_objection
from incubator.reviews.usecases.settle_objection import Answer
from incubator.reviews.usecases.uphold_objection import uphold_objection
from incubator.reviews.workflow import ObjectionState
from tests.factories.accounts import a_grant, a_user, an_actor
from tests.factories.reviews_following import (
    ANSWER,
    FACTS,
    OTHERS,
    a_released_round,
    an_objection,
    outcome,
    owner,
    release,
)
from tests.factories.reviews_results import a_results_round
from tests.support.relay import drain

TOLD = kst(2026, 4, 20, 10)
BY_OTHERS = Answer(members=OTHERS, words=ANSWER)


@pytest.fixture
def world(app, clock):
    """Released and delivered on Monday 2026-04-20 at 10:00."""
    clock.set(TOLD)
    made = a_released_round()
    drain(app)
    return made


def _file(world, clock, who=None, name="마", **changes):
    wanted = {"facts": FACTS, "about_amount": False} | changes
    actor = who or owner(world, name)
    return file_objection(actor=actor, application_id=world.applications[name], now=clock.now, **wanted)


def _objection():
    session_now().rollback()
    return session_now().scalars(select(Objection)).one()


def test_an_objection_says_when_the_answer_is_owed(world, clock):
    _file(world, clock)

    filed = _objection()
    assert (filed.state, filed.facts, filed.filed_at) == (ObjectionState.FILED, FACTS, TOLD)
    assert filed.due_at == kst(2026, 5, 21)


def test_the_sixth_day_is_a_sunday_so_monday_is_in_time_to_its_end(world, clock):
    clock.set(kst(2026, 4, 28) - timedelta(microseconds=1))

    _file(world, clock)

    assert _objection().filed_at == clock.now


def test_after_the_last_day_it_is_refused_with_the_day(world, clock):
    clock.set(kst(2026, 4, 28))

    with pytest.raises(RuleBroken, match="이의신청 기한") as refused:
        _file(world, clock)

    assert "공고의 문의처" in str(refused.value.how)
    assert session_now().scalars(select(Objection)).all() == []


def test_a_day_off_the_centre_has_entered_moves_the_end(world, clock):
    admin = an_actor(a_user("최관리", role=Role.ADMIN).id)
    set_holiday(
        actor=admin,
        day=kst(2026, 4, 27).date(),
        name="임시공휴일",
        name_en="",
        is_off=True,
        note="국무회의 의결",
        now=clock.now,
    )
    clock.set(kst(2026, 4, 28, 23, 59))

    _file(world, clock)

    assert _objection().state is ObjectionState.FILED


def test_the_clock_counts_from_the_delivery_of_the_notice(app, clock):
    clock.set(kst(2026, 4, 17, 23, 50))
    made = a_released_round()
    clock.set(TOLD)
    drain(app)
    clock.set(kst(2026, 4, 27, 23, 59))

    _file(made, clock)

    assert _objection().filed_at == clock.now


def test_a_second_objection_is_refused_whatever_became_of_the_first(world, clock):
    first = _file(world, clock)
    dismiss_objection(actor=world.actor("head"), objection_id=first, answer=BY_OTHERS, now=clock.now)

    with pytest.raises(RuleBroken, match="한 번만"):
        _file(world, clock)

    assert _objection().id == first


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"about_amount": True}, "about_amount"), ({"facts": "억울합니다."}, "facts"), ({"facts": "가" * 5001}, "facts")],
)
def test_an_objection_has_facts_and_is_not_about_the_amount(world, clock, changes, field):
    with pytest.raises(Invalid) as refused:
        _file(world, clock, **changes)

    assert list(refused.value.problems) == [field]


def test_only_an_owner_files(world, clock):
    organisation_id = owner(world, "마").organisation_ids[0]
    editor = a_user("이편집", role=Role.ORGANISATION_EDITOR, organisation_id=organisation_id).id

    with pytest.raises(Forbidden):
        _file(world, clock, an_actor(editor))
    with pytest.raises(NotFound):
        _file(world, clock, world.actor("outsider"))
    with pytest.raises(NotFound):
        _file(world, clock, owner(world, "가"))
    with pytest.raises(NotFound):
        _file(world, clock, world.actor("manager"))


def test_before_the_release_there_is_nothing_to_object_to(app, clock):
    made = a_results_round({"가": [900]}, quota=1)
    made.settle()

    with pytest.raises(NotFound):
        _file(made, clock, name="가")


@pytest.mark.parametrize(
    ("settle", "state"),
    [
        (uphold_objection, ObjectionState.UPHELD),
        (dismiss_objection, ObjectionState.DISMISSED),
        (reject_objection, ObjectionState.INADMISSIBLE),
    ],
)
def test_the_answer_is_kept_with_those_who_decided(app, world, clock, settle, state):
    objection_id = _file(world, clock)

    settle(actor=world.actor("head"), objection_id=objection_id, answer=BY_OTHERS, now=clock.now)
    drain(app)

    filed = _objection()
    assert (filed.state, filed.answer, filed.members) == (state, ANSWER, ["다른위원하나", "다른위원둘"])
    assert (filed.answered_by, filed.answered_at) == (world.head_id, clock.now)
    told = session_now().scalars(select(Notice.title).where(Notice.user_id == world.members["마"])).all()
    assert any("이의신청 심의 결과" in title for title in told)


@pytest.mark.parametrize("name", ["위원1", "위 원 1", "심사1분과1"])
def test_who_voted_or_judged_before_does_not_decide_again(world, clock, name):
    objection_id = _file(world, clock)

    with pytest.raises(Invalid, match="원래 결정에 참여한") as refused:
        uphold_objection(
            actor=world.actor("head"),
            objection_id=objection_id,
            answer=Answer(members=f"다른위원\n{name}", words=ANSWER),
            now=clock.now,
        )

    assert list(refused.value.problems) == ["members"]
    assert _objection().state is ObjectionState.FILED


@pytest.mark.parametrize(
    ("members", "words", "field"),
    [("", ANSWER, "members"), ("김하나\n김 하나", ANSWER, "members"), (OTHERS, "짧음", "answer")],
)
def test_an_answer_names_people_and_reasons(world, clock, members, words, field):
    objection_id = _file(world, clock)

    with pytest.raises(Invalid) as refused:
        dismiss_objection(
            actor=world.actor("head"),
            objection_id=objection_id,
            answer=Answer(members=members, words=words),
            now=clock.now,
        )

    assert list(refused.value.problems) == [field]


def test_managers_do_not_answer_and_strangers_see_nothing(world, clock):
    objection_id = _file(world, clock)

    with pytest.raises(Forbidden):
        uphold_objection(actor=world.actor("manager"), objection_id=objection_id, answer=BY_OTHERS, now=clock.now)
    with pytest.raises(NotFound):
        uphold_objection(actor=world.actor("outsider"), objection_id=objection_id, answer=BY_OTHERS, now=clock.now)


def test_who_proposed_the_selection_does_not_answer(app, clock):
    made = a_results_round({"가": [900], "나": [800]}, quota=1)
    made.settle()
    release(made, "가")
    a_grant(made.manager_id, Role.HEAD)
    objection_id = _file(made, clock, name="나")

    with pytest.raises(Forbidden, match="선정안을 올린"):
        uphold_objection(actor=made.actor("manager"), objection_id=objection_id, answer=BY_OTHERS, now=clock.now)


def test_an_answered_objection_is_not_answered_again(world, clock):
    objection_id = _file(world, clock)
    dismiss_objection(actor=world.actor("head"), objection_id=objection_id, answer=BY_OTHERS, now=clock.now)

    with pytest.raises(StepNotAllowed):
        uphold_objection(actor=world.actor("head"), objection_id=objection_id, answer=BY_OTHERS, now=clock.now)


def test_an_objection_leaves_the_result_as_it_is(world, clock):
    an_objection(world)

    assert outcome(world, "마").state is OutcomeState.NOT_SELECTED
