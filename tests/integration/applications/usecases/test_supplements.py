from datetime import date, timedelta
from io import BytesIO

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from incubator.applications.models import SupplementFile, SupplementItem, SupplementRequest
from incubator.applications.rules import sha256_of
from incubator.applications.rules.grounds import Defect
from incubator.applications.rules.intake import ItemWanted, SupplementOver
from incubator.applications.usecases.attach_supplement_file import attach_supplement_file
from incubator.applications.usecases.judge_eligible import judge_eligible
from incubator.applications.usecases.lapse_supplements import lapse_supplements
from incubator.applications.usecases.open_supplement_file import open_supplement_file
from incubator.applications.usecases.recall_supplement import recall_supplement
from incubator.applications.usecases.remove_supplement_file import remove_supplement_file
from incubator.applications.usecases.save_supplement import Answered, save_supplement
from incubator.applications.usecases.supply_supplement import supply_supplement
from incubator.applications.usecases.withdraw_application import withdraw_application
from incubator.applications.workflow import ApplicationState, SupplementState
from incubator.core.dates import kst
from incubator.core.errors import Forbidden, Invalid, NotFound, StepNotAllowed
from incubator.db.unit_of_work import unit_of_work
from tests.factories.intake import a_desk, a_due_day
from tests.support.files import good_pdf


@pytest.fixture
def desk(clock):
    return a_desk()


@pytest.fixture
def asked(desk):
    """The desk with an open request."""
    desk.ask()
    return desk


def _acts(desk, clock, who="editor"):
    (request,) = desk.supplements()[:1]
    return {
        "actor": desk.actor(who), "application_id": desk.application_id, "request_id": request.id, "now": clock.now,
    }  # fmt: skip


def _item(desk):
    return desk.supplements()[0].items[0]


def _answer(desk, clock, words="서명한 마지막 쪽을 올렸습니다.", who="editor", version=None):
    item = _item(desk)
    given = Answered(words, version or item.version)
    return save_supplement(answers={item.id: given}, **_acts(desk, clock, who))


def _attach(desk, clock, who="editor", name="서명본.pdf"):
    return attach_supplement_file(
        item_id=_item(desk).id, stream=BytesIO(good_pdf()), filename=name, **_acts(desk, clock, who)
    )


def test_request_supplement_asks_until_six_in_the_evening(desk):
    desk.ask(note="바쁘신데 죄송합니다.")

    (request,) = desk.supplements()
    assert (request.no, request.state, request.note) == (1, SupplementState.AWAITED, "바쁘신데 죄송합니다.")
    assert request.due_at == kst(2026, 3, 9, 18)
    assert [(item.no, item.defect, item.row_key) for item in request.items] == [(1, Defect.UNSIGNED, "d.plan_file")]
    assert desk.application().state is ApplicationState.SUPPLEMENT_REQUESTED


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"items": ()}, "items"),
        ({"items": (ItemWanted(Defect.MISSING, "  "),)}, "items"),
        ({"items": (ItemWanted(Defect.MISSING, "자료"),) * 21}, "items"),
        ({"items": (ItemWanted(Defect.MISMATCH, "시장 분석을 더 자세히 써 주세요.", "d.plan_file"),)}, "items"),
        ({"due_on": date(2026, 3, 3)}, "due_on"),
        ({"due_on": date(2026, 3, 2)}, "due_on"),
        ({"due_on": date(2026, 4, 30)}, "due_on"),
        ({"due_on": date(2026, 3, 7)}, "due_on"),
        ({"note": "가" * 1001}, "note"),
    ],
    ids=[
        "nothing asked", "blank", "too many", "content of the plan", "tomorrow", "today", "too late", "a Saturday",
        "long note",
    ],
)  # fmt: skip
def test_request_supplement_refuses(desk, changes, field):
    with pytest.raises(Invalid) as refused:
        desk.ask(**changes)

    assert refused.value.field == field
    assert (desk.application().state, desk.supplements()) == (ApplicationState.IN_REVIEW, [])


def test_one_request_waits_at_a_time(asked):
    with pytest.raises(StepNotAllowed):
        asked.ask()


def test_nothing_is_decided_while_a_supplement_is_awaited(asked, clock):
    asked.judge()

    with pytest.raises(StepNotAllowed):
        judge_eligible(actor=asked.actor(), application_id=asked.application_id, now=clock.now)


def test_what_was_handed_in_stays_frozen(asked, clock):
    before = asked.application().version
    _answer(asked, clock)

    assert (asked.application().version, asked.application().version_no) == (before, 1)


@pytest.mark.parametrize("who", ["representative", "editor"])
def test_owners_and_editors_answer(asked, clock, who):
    assert _answer(asked, clock, who=who) == {}

    item = _item(asked)
    assert (item.answer, item.answered_by) == ("서명한 마지막 쪽을 올렸습니다.", getattr(asked.world, f"{who}_id"))


def test_a_viewer_only_reads(asked, clock):
    with pytest.raises(Forbidden):
        _answer(asked, clock, who="viewer")


@pytest.mark.parametrize("who", ["outsider", "manager", "head"])
def test_nobody_else_answers(asked, clock, who):
    with pytest.raises(NotFound):
        _answer(asked, clock, who=who)


def test_two_members_on_one_answer_keep_both_texts(asked, clock):
    version = _item(asked).version
    _answer(asked, clock, "첫 번째 답")

    refused = _answer(asked, clock, "두 번째 답", who="representative", version=version)

    (error,) = refused.values()
    assert (error.theirs, _item(asked).answer) == ("첫 번째 답", "첫 번째 답")


def test_a_refused_answer_leaves_the_others(asked, clock):
    refused = _answer(asked, clock, "가" * 2001)

    assert [type(error) for error in refused.values()] == [Invalid]
    assert _item(asked).answer == ""


def test_files_come_and_go_until_it_is_handed_in(asked, clock):
    first, second = _attach(asked, clock), _attach(asked, clock, name="다른 서류.pdf")

    remove_supplement_file(item_id=_item(asked).id, file_id=second, **_acts(asked, clock))

    assert [(file.file_id, file.shown["name"]) for file in _item(asked).files] == [(first, "서명본.pdf")]


def test_a_strange_item_is_not_there(asked, clock):
    with pytest.raises(NotFound):
        attach_supplement_file(
            item_id=asked.application_id, stream=BytesIO(good_pdf()), filename="a.pdf", **_acts(asked, clock)
        )


def test_supply_supplement_wants_every_item_answered(desk, clock):
    desk.ask(items=(ItemWanted(Defect.MISSING, "등기부등본"), ItemWanted(Defect.UNSIGNED, "서명")))
    _answer(desk, clock)

    with pytest.raises(Invalid, match="답하지 않은 항목이 1개"):
        supply_supplement(**_acts(desk, clock))


def test_supply_supplement_freezes_the_answer_and_returns_to_the_desk(asked, clock):
    file_id = _attach(asked, clock)
    _answer(asked, clock)

    supply_supplement(**_acts(asked, clock))

    (request,) = asked.supplements()
    assert (request.state, request.supplied_by) == (SupplementState.SUPPLIED, asked.world.editor_id)
    assert request.sha256 == sha256_of(request.content)
    assert [file["file_id"] for file in request.content["items"][0]["files"]] == [str(file_id)]
    assert asked.application().state is ApplicationState.IN_REVIEW


def test_a_second_request_gets_the_next_number(asked, clock):
    _answer(asked, clock)
    supply_supplement(**_acts(asked, clock))

    asked.ask()

    assert [request.no for request in asked.supplements()] == [2, 1]


@pytest.mark.parametrize("microseconds", [0, 1])
def test_the_due_time_counts_to_the_microsecond(asked, clock, microseconds):
    _answer(asked, clock)
    clock.set(kst(2026, 3, 9, 18) + timedelta(microseconds=microseconds))

    if microseconds:
        with pytest.raises(SupplementOver):
            supply_supplement(**_acts(asked, clock))
    else:
        supply_supplement(**_acts(asked, clock))
        assert lapse_supplements(now=clock.now) == 0


def test_an_overdue_request_returns_to_a_person_and_decides_nothing(asked, clock):
    _answer(asked, clock)
    clock.set(kst(2026, 3, 9, 18, 0, 1))

    assert (lapse_supplements(now=clock.now), lapse_supplements(now=clock.now)) == (1, 0)

    assert (asked.application().state, asked.supplements()[0].state) == (
        ApplicationState.IN_REVIEW,
        SupplementState.LAPSED,
    )


def test_recall_supplement_takes_the_request_back(asked, clock):
    recall_supplement(reason="서류를 찾았습니다.", **_acts(asked, clock, "colleague"))

    assert (asked.application().state, asked.supplements()[0].state) == (
        ApplicationState.IN_REVIEW,
        SupplementState.RECALLED,
    )
    with pytest.raises(SupplementOver):
        _answer(asked, clock)


def test_a_withdrawal_ends_the_request(asked, clock):
    acts = _acts(asked, clock, "representative")
    withdraw_application(actor=acts["actor"], application_id=asked.application_id, reason="", now=clock.now)
    clock.advance(days=30)

    assert (lapse_supplements(now=clock.now), asked.supplements()[0].state) == (0, SupplementState.RECALLED)


def test_staff_open_a_file_only_once_it_was_handed_in(asked, clock):
    file_id = _attach(asked, clock)
    opening = {"application": asked.application(), "file_id": file_id, "now": clock.now}

    with pytest.raises(NotFound):
        open_supplement_file(actor=asked.actor(), **opening)
    assert open_supplement_file(actor=asked.actor("viewer"), **opening).name == "서명본.pdf"

    supply_supplement(**_acts(asked, clock))
    opening["application"] = asked.application()
    assert open_supplement_file(actor=asked.actor(), **opening).name == "서명본.pdf"


@pytest.mark.parametrize(
    "statement",
    [
        update(SupplementItem).values(answer="바꿈"),
        delete(SupplementItem),
        update(SupplementFile).values(shown={}),
        delete(SupplementFile),
    ],
    ids=["item changed", "item deleted", "file changed", "file deleted"],
)
def test_the_database_keeps_what_was_handed_in(asked, clock, session, statement):
    _attach(asked, clock)
    supply_supplement(**_acts(asked, clock))

    with pytest.raises(IntegrityError), unit_of_work(bookkeeping=True) as work:
        work.session.execute(statement)

    session.rollback()
    assert session.scalar(select(SupplementRequest.state)) is SupplementState.SUPPLIED


def test_a_due_day_of_the_tests_is_a_working_day(clock):
    assert a_due_day() == date(2026, 3, 9)
