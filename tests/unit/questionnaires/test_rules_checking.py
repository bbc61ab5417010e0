"""Problems and statuses."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incubator.questionnaires.rules import SectionStatus, load, problems, section_status, snapshot, statuses
from incubator.questionnaires.rules.checking import file_bytes
from tests.factories.questionnaires import WHOLE, a_definition

FORM = load(a_definition())


def found(answers: dict[str, Any], *, for_submit: bool = True) -> list[tuple[str, str]]:
    return [(p.question_key, str(p.message)) for p in problems(FORM, answers, for_submit=for_submit)]


def test_whole_answers_have_no_problems():
    assert found(WHOLE) == []
    assert statuses(FORM, WHOLE) == {"about": SectionStatus.COMPLETE, "plan": SectionStatus.COMPLETE}


def test_empty_answers_are_problems_only_when_submitting():
    assert found({}, for_submit=False) == []
    assert [key for key, _ in found({})] == ["name", "story", "invested", "budget", "paper"]
    assert statuses(FORM, {}) == {"about": SectionStatus.NOT_STARTED, "plan": SectionStatus.NOT_STARTED}


def test_a_question_that_is_not_asked_keeps_its_answer_and_needs_none():
    answers = WHOLE | {"invested": "no", "amount": {"raw": "많이"}}

    assert found(answers) == []
    assert "amount" not in snapshot(FORM, answers)


def test_a_question_of_which_it_is_not_known_yet_is_not_missing():
    answers = {key: value for key, value in WHOLE.items() if key not in ("invested", "amount")}

    assert [key for key, _ in found(answers)] == ["invested"]


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("name", "가" * 41, "40자까지 적을 수 있는데 지금은 41자입니다."),
        ("people", {"raw": "넷"}, "숫자로 읽을 수 없습니다."),
        ("people", "0", "1명보다 작습니다."),
        ("people", "101", "100명보다 큽니다."),
        ("people", "1.5", "소수점 아래 자리가 너무 많습니다."),
        ("founded", {"raw": "어제"}, "날짜로 읽을 수 없습니다."),
        ("founded", "1899-01-01", "1900-01-01보다 이른 날짜입니다."),
        ("invested", {"raw": "x"}, "보기에 없는 답입니다."),
        ("invested", "perhaps", "보기에 없는 답입니다."),
        ("amount", {"raw": "많이"}, "금액으로 읽을 수 없습니다."),
        ("fields", ["mecha", "water", "aging"], "2개까지 고를 수 있습니다."),
        ("fields", {"raw": ["x"]}, "보기에 없는 답입니다."),
        ("budget", [{"item": "가", "won": 1}] * 6, "5줄까지 적을 수 있습니다."),
        ("budget", [{"item": "가"}], "이 칸이 비어 있습니다."),
        ("budget", [{"item": "가", "won": {"raw": "x"}}], "금액으로 읽을 수 없습니다."),
        ("paper", [WHOLE["paper"][0]] * 3, "파일은 2개까지 올릴 수 있습니다."),
        ("paper", [WHOLE["paper"][0] | {"pages": 16}], "‘계획서.pdf’은(는) 16쪽으로, 15쪽을 넘습니다."),
        ("paper", [WHOLE["paper"][0] | {"kind": "png"}], "‘계획서.pdf’은(는) 받지 않는 종류의 파일입니다."),
        ("paper", [WHOLE["paper"][0] | {"size": 1001}], "‘계획서.pdf’의 크기가 한도 1 KB를 넘습니다."),
    ],
)
def test_a_faulty_answer_is_a_problem_while_writing_too(key: str, value: Any, sentence: str):
    answers = WHOLE | {key: value}

    assert found(answers, for_submit=False) == [(key, sentence)]
    assert section_status(FORM, answers, FORM.section_of[key].key) is SectionStatus.HAS_PROBLEMS


def test_a_problem_in_a_table_names_its_cell():
    (problem,) = problems(FORM, WHOLE | {"budget": [{"item": "가", "won": 1}, {"item": "나"}]}, for_submit=False)

    assert (problem.row, problem.column, problem.anchor) == (1, "won", "q-budget-1-won")


def test_characters_are_counted_as_code_points():
    assert found(WHOLE | {"name": "🦾" * 40}, for_submit=False) == []


@pytest.mark.parametrize(
    ("answers", "status"),
    [
        ({"name": "가"}, SectionStatus.IN_PROGRESS),
        ({"name": "가", "story": "나"}, SectionStatus.IN_PROGRESS),
        ({"name": "가", "story": "나", "invested": "yes"}, SectionStatus.IN_PROGRESS),
        ({"name": "가", "story": "나", "invested": "no"}, SectionStatus.COMPLETE),
        ({"name": "가", "story": "나", "invested": "yes", "amount": 1}, SectionStatus.COMPLETE),
    ],
)
def test_section_status(answers: dict[str, Any], status: SectionStatus):
    assert section_status(FORM, answers, "about") is status


def test_a_section_that_nobody_asks_is_not_needed():
    definition = a_definition()
    definition["sections"][1]["show_if"] = {"question": "invested", "operator": "is_yes"}

    assert section_status(load(definition), {"invested": "no"}, "plan") is SectionStatus.NOT_NEEDED
    assert section_status(load(definition), {}, "plan") is SectionStatus.NOT_STARTED


def test_a_section_of_optional_questions_is_complete_once_begun():
    definition = a_definition()
    for question in definition["sections"][1]["questions"]:
        question.pop("required", None)

    assert section_status(load(definition), {"fields": ["water"]}, "plan") is SectionStatus.COMPLETE


def an_optional_decider() -> dict[str, Any]:
    """Nobody has to say whether there was investment; only who did says how much."""
    definition = a_definition()
    definition["sections"][0]["questions"][4].pop("required")
    return definition


@given(st.fixed_dictionaries({}, optional={key: st.just(value) for key, value in WHOLE.items()}))
def test_task_list_and_check_agree_with_an_optional_decider(answers: dict[str, Any]):
    form = load(an_optional_decider())
    ready = not problems(form, answers, for_submit=True)

    assert ready == (set(statuses(form, answers).values()) <= {SectionStatus.COMPLETE, SectionStatus.NOT_NEEDED})


def test_a_section_waits_for_the_required_answer_that_decides_about_it():
    definition = a_definition()
    definition["sections"][1]["questions"][0] |= {
        "required": True,
        "show_if": {"question": "invested", "operator": "is_yes"},
    }
    form = load(definition)
    plan = {key: WHOLE[key] for key in ("budget", "paper")}

    assert section_status(form, plan, "plan") is SectionStatus.IN_PROGRESS
    assert section_status(form, plan | {"invested": "no"}, "plan") is SectionStatus.COMPLETE


@pytest.mark.parametrize(
    ("key", "good", "bad"),
    [
        ("people", ["1", "100"], ["0", "101", "0.9", "1.1", "-1"]),
        ("founded", ["1900-01-01", "2199-12-31"], ["1899-12-31"]),
        ("name", ["가", "가" * 40], ["가" * 41]),
        ("fields", [["mecha"], ["mecha", "water"]], [["mecha", "water", "aging"], ["fire"]]),
        ("budget", [[{"item": "가", "won": 0}]] * 1, [[{"item": "가", "won": 0}] * 6, [{"won": 0}]]),
        ("paper", [WHOLE["paper"], WHOLE["paper"] * 2], [WHOLE["paper"] * 3, [WHOLE["paper"][0] | {"pages": 16}]]),
    ],
)
def test_boundaries(key: str, good: list[Any], bad: list[Any]):
    """Each limit itself still counts; one step further does not."""
    assert [found(WHOLE | {key: value}, for_submit=False) for value in good] == [[] for _ in good]
    assert [bool(found(WHOLE | {key: value}, for_submit=False)) for value in bad] == [True for _ in bad]


def test_file_bytes_adds_up_every_file():
    assert file_bytes(FORM, WHOLE | {"paper": [WHOLE["paper"][0]] * 2}) == 1800


@given(st.fixed_dictionaries({}, optional={key: st.just(value) for key, value in WHOLE.items()}))
def test_no_problem_at_submit_means_every_section_is_complete(answers: dict[str, Any]):
    """The task list and the check before the press never disagree."""
    ready = not problems(FORM, answers, for_submit=True)
    done = {SectionStatus.COMPLETE, SectionStatus.NOT_NEEDED}

    assert ready == (set(statuses(FORM, answers).values()) <= done)
