"""Acts on a draft: what they do, what they refuse, and that no sequence of them breaks the form."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from incubator.core.errors import Invalid, RuleBroken
from incubator.questionnaires.rules import dump, load
from incubator.questionnaires.rules.editing import (
    AddQuestion,
    AddSection,
    ChangeQuestion,
    ChangeSection,
    MoveQuestion,
    MoveSection,
    Part,
    RemoveQuestion,
    RemoveSection,
    RenameForm,
    SetCondition,
    StepQuestion,
    StepSection,
    digest,
    edited,
    free_key,
    key_of,
    keys_in,
    outline,
    part_of,
    users_of,
)
from tests.factories.questionnaires import a_definition

START = dump(load(a_definition()))
SHORT = {"kind": "short_text", "label": "새 질문"}


def order(definition: dict[str, Any]) -> list[str]:
    return [key for _section, keys in outline(definition) for key in keys]


def after(*edits: Any) -> dict[str, Any]:
    definition = START
    for edit in edits:
        definition = edited(definition, edit)
    return definition


def test_an_act_leaves_the_given_definition_alone():
    before = deepcopy(START)

    after(RenameForm(title="다른 이름"), AddSection(properties={"title": "새 항목"}))

    assert before == START


def test_the_name_of_the_form_changes():
    assert after(RenameForm(title="새 이름", title_en="New"))["title_en"] == "New"


def test_a_new_section_stands_last_and_may_be_empty_for_now():
    definition = after(AddSection(properties={"title": "붙임"}))

    assert outline(definition)[-1] == ["section_1", []]
    with pytest.raises(Invalid):
        load(definition)


def test_a_section_keeps_its_questions_and_condition_when_its_words_change():
    rule = {"question": "invested", "operator": "is_yes"}
    definition = after(
        SetCondition(part=Part.SECTION, key="plan", rule=rule),
        ChangeSection(key="plan", properties={"title": "새 계획"}),
    )

    section = part_of(definition, Part.SECTION, "plan")
    assert section is not None
    assert (section["title"], section["show_if"]) == ("새 계획", rule)
    assert outline(definition) == outline(START)


def test_a_question_is_added_at_the_end_of_its_section():
    edit = AddQuestion(section="about", properties=SHORT)
    definition = after(edit)

    assert outline(definition)[0][1][-1] == "question_1"
    assert key_of(START, definition, edit) == "question_1"


def test_a_key_is_not_given_twice():
    with pytest.raises(Invalid, match="이미 있습니다") as refusal:
        after(AddQuestion(key="name", section="plan", properties=SHORT))

    assert refusal.value.field == "key"


def test_a_new_question_never_takes_a_key_that_once_meant_something_else():
    definition = after(AddQuestion(section="about", properties=SHORT))

    assert free_key("question", keys_in(definition)) == "question_2"
    assert {"name", "yes", "won", "mecha"} <= keys_in(START)


def test_a_question_keeps_place_key_and_condition_when_its_words_change():
    definition = after(ChangeQuestion(key="amount", properties={"kind": "won", "label": "받은 금액"}))

    amount = part_of(definition, Part.QUESTION, "amount")
    assert amount == {
        "key": "amount",
        "kind": "won",
        "label": "받은 금액",
        "show_if": {"question": "invested", "operator": "is_yes"},
    }
    assert outline(definition) == outline(START)


def test_faults_of_a_question_are_said_at_its_place():
    with pytest.raises(Invalid) as refusal:
        after(ChangeQuestion(key="people", properties={"kind": "number", "label": "인원", "min": 9, "max": 1}))

    assert list(refusal.value.problems) == ["sections.about.questions.people.min"]


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (StepQuestion(key="story", step=-1), ["story", "name", "people"]),
        (StepQuestion(key="name", step=1), ["story", "name", "people"]),
        (MoveQuestion(key="people", section="about", before="name"), ["people", "name", "story"]),
        (MoveQuestion(key="people", section="about", before="people"), ["name", "story", "people"]),
    ],
)
def test_a_question_moves_inside_its_section(edit, expected):
    assert order(after(edit))[:3] == expected


def test_a_question_steps_over_the_edge_into_the_next_section():
    assert outline(after(StepQuestion(key="amount", step=1)))[1][1][0] == "amount"
    assert outline(after(StepQuestion(key="fields", step=-1)))[0][1][-1] == "fields"
    assert outline(after(MoveQuestion(key="name", section="plan")))[1][1][-1] == "name"


@pytest.mark.parametrize(
    "edit",
    [
        StepQuestion(key="name", step=-1),
        StepQuestion(key="paper", step=1),
        StepSection(key="about", step=-1),
        StepSection(key="plan", step=1),
    ],
)
def test_nothing_steps_over_the_edge_of_the_form(edit):
    with pytest.raises(RuleBroken, match="이미 맨"):
        after(edit)


@pytest.mark.parametrize(
    "edit",
    [
        StepQuestion(key="amount", step=-1),
        MoveQuestion(key="invested", section="plan"),
        MoveQuestion(key="amount", section="about", before="name"),
    ],
)
def test_no_question_stands_before_the_answer_it_waits_for(edit):
    with pytest.raises(RuleBroken, match="‘투자 금액’은\\(는\\) ‘투자를 받았습니까\\?’의 답에 따라"):
        after(edit)


def test_sections_move_and_conditions_hold_them_back():
    assert [key for key, _ in outline(after(StepSection(key="plan", step=-1)))] == ["plan", "about"]
    assert [key for key, _ in outline(after(MoveSection(key="plan", before="about")))] == ["plan", "about"]
    assert outline(after(MoveSection(key="plan", before="plan"))) == outline(START)
    waiting = SetCondition(part=Part.SECTION, key="plan", rule={"question": "invested", "operator": "is_yes"})
    with pytest.raises(RuleBroken, match="‘계획’은\\(는\\)"):
        after(waiting, MoveSection(key="plan", before="about"))


def test_what_another_part_asks_for_is_not_removed_and_the_places_are_named():
    with pytest.raises(RuleBroken, match="‘투자 금액’\\(일반현황\\)"):
        after(RemoveQuestion(key="invested"))
    with pytest.raises(RuleBroken, match="‘계획’\\(계획\\)"):
        after(
            SetCondition(
                part=Part.SECTION, key="plan", rule={"question": "people", "operator": "at_least", "value": 3}
            ),
            RemoveSection(key="about"),
        )

    assert [place.key for place in users_of(START, "invested")] == ["amount"]


def test_a_section_goes_with_its_questions_even_if_they_ask_for_each_other():
    assert outline(after(RemoveSection(key="about"))) == outline(START)[1:]
    assert order(after(RemoveQuestion(key="amount"), RemoveQuestion(key="invested")))[:4] == order(START)[:4]


def test_an_option_that_a_condition_asks_for_is_not_removed():
    with pytest.raises(Invalid, match="‘투자 금액’의 조건") as refusal:
        after(
            ChangeQuestion(
                key="invested",
                properties={"kind": "choice", "label": "투자", "options": [{"key": "no", "label": "아니요"}]},
            )
        )

    assert refusal.value.field == "options"


@pytest.mark.parametrize(
    ("part", "key", "rule", "words"),
    [
        (Part.QUESTION, "invested", {"question": "invested", "operator": "is_yes"}, "맞물립니다"),
        (Part.QUESTION, "invested", {"question": "amount", "operator": "is_answered"}, "맞물립니다"),
        (Part.SECTION, "about", {"question": "invested", "operator": "is_yes"}, "맞물립니다"),
        (Part.QUESTION, "name", {"question": "story", "operator": "is_answered"}, "뒤에 있어야"),
    ],
)
def test_conditions_that_wait_for_themselves_are_refused(part, key, rule, words):
    with pytest.raises(RuleBroken, match=words):
        after(SetCondition(part=part, key=key, rule=rule))


def test_a_condition_nobody_can_meet_is_refused_and_named():
    never = {
        "all": [
            {"question": "invested", "operator": "is_yes"},
            {"question": "invested", "operator": "is", "value": "no"},
        ]
    }
    with pytest.raises(Invalid, match="‘사업비’은\\(는\\) 어떻게 답해도 보이지 않습니다"):
        after(SetCondition(part=Part.QUESTION, key="budget", rule=never))


def test_a_condition_is_taken_away():
    amount = part_of(after(SetCondition(part=Part.QUESTION, key="amount", rule=None)), Part.QUESTION, "amount")

    assert amount is not None
    assert "show_if" not in amount


@pytest.mark.parametrize(
    "edit",
    [
        ChangeSection(key="none", properties={"title": "x"}),
        RemoveSection(key="none"),
        MoveSection(key="about", before="none"),
        ChangeQuestion(key="none", properties=SHORT),
        RemoveQuestion(key="none"),
        AddQuestion(section="none", properties=SHORT),
        SetCondition(part=Part.QUESTION, key="none", rule=None),
    ],
)
def test_a_part_that_is_gone_is_said_to_be(edit):
    with pytest.raises(RuleBroken, match="다른 사람이 지웠을"):
        after(edit)


def test_what_an_editor_saw_changes_with_the_part_and_with_nothing_else():
    words, place = ChangeQuestion(key="name", properties=SHORT), StepQuestion(key="name", step=1)
    other = after(ChangeQuestion(key="story", properties={"kind": "long_text", "label": "다른 글"}))
    moved = after(StepQuestion(key="story", step=1))

    assert digest(words.seen(other)) == digest(words.seen(START))
    assert digest(words.seen(moved)) == digest(words.seen(START))
    assert digest(place.seen(other)) == digest(place.seen(START))
    assert digest(place.seen(moved)) != digest(place.seen(START))
    assert words.seen(after(RemoveQuestion(key="name"))) is None
