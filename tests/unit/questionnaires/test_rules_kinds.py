"""Changing the kind of a question: what stays, what goes, who holds it back."""

from __future__ import annotations

from copy import deepcopy

import pytest

from incubator.core.errors import RuleBroken
from incubator.questionnaires.rules import Kind, load
from incubator.questionnaires.rules.editing import ChangeKind, conversion, edited, holders_of_kind, reader_of_kind
from incubator.questionnaires.rules.editing.on_kinds import NEEDED, SETTING_LABELS, SETTINGS
from tests.factories.questionnaires import a_definition

OPTIONS = [{"key": "yes", "label": "예"}, {"key": "no", "label": "아니요"}]
STARTS = {"options": OPTIONS, "columns": [{"key": "what", "kind": "short_text", "label": "내용"}]}
STARTS["accept"] = {"kinds": ["pdf"], "max_bytes": 1_000_000}


def question(key: str, **changes):
    found = next(item for section in a_definition()["sections"] for item in section["questions"] if item["key"] == key)
    return {**found, **changes}


def test_every_kind_has_its_settings_and_every_setting_its_word():
    assert set(SETTINGS) == set(Kind)
    assert {name for names in SETTINGS.values() for name in names} == set(SETTING_LABELS)


@pytest.mark.parametrize(
    ("key", "kind", "kept", "lost", "needed"),
    [
        ("name", Kind.LONG_TEXT, {"max_chars": 40}, (), ()),
        ("name", Kind.NUMBER, {}, ("max_chars",), ()),
        ("people", Kind.WON, {"min": 1, "max": 100}, ("unit",), ()),
        ("people", Kind.DATE, {}, ("min", "max", "unit"), ()),
        ("founded", Kind.NUMBER, {}, ("min",), ()),
        ("invested", Kind.MULTI_CHOICE, {"options": question("invested")["options"]}, (), ()),
        ("fields", Kind.CHOICE, {"options": question("fields")["options"]}, ("max_picks",), ()),
        ("fields", Kind.TABLE, {}, ("options", "max_picks"), ("columns",)),
        ("story", Kind.CHOICE, {}, ("max_chars",), ("options",)),
        ("story", Kind.FILE, {}, ("max_chars",), ("accept",)),
    ],
)
def test_conversion_keeps_what_both_kinds_know(key, kind, kept, lost, needed):
    found = conversion(question(key), kind)

    shared = {name: value for name, value in question(key).items() if name in ("label", "label_en", "help", "required")}
    assert found.kept == shared | kept
    assert (found.lost, found.needed) == (lost, needed)


def test_a_fraction_is_no_limit_of_won():
    found = conversion({"key": "x", "kind": "number", "label": "율", "min": "0.5", "max": 10}, Kind.WON)

    assert (found.kept, found.lost) == ({"label": "율", "max": 10}, ("min",))


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("key", [item for item in load(a_definition()).questions if item != "invested"])
def test_every_question_takes_every_kind_that_nothing_holds_back(key: str, kind: Kind):
    before = a_definition()
    found = conversion(question(key), kind)
    properties = {**found.kept, "kind": kind.value, **{name: STARTS[name] for name in NEEDED if name in found.needed}}

    after = edited(before, ChangeKind(key=key, properties=properties))

    assert load(after).questions[key].kind is kind
    assert load(after).questions[key].show_if == load(before).questions[key].show_if
    assert list(load(after).questions) == list(load(before).questions)


@pytest.mark.parametrize("kind", [Kind.SHORT_TEXT, Kind.NUMBER, Kind.DATE, Kind.MULTI_CHOICE, Kind.TABLE, Kind.FILE])
def test_a_condition_holds_the_kind_it_asks_for(kind: Kind):
    before = a_definition()
    kept = deepcopy(before)

    with pytest.raises(RuleBroken, match="‘투자 금액’\\(일반현황\\)"):
        edited(before, ChangeKind(key="invested", properties={"kind": kind.value, "label": "투자"}))

    assert [place.key for place in holders_of_kind(before, "invested", kind)] == ["amount"]
    assert before == kept


@pytest.mark.parametrize(
    ("rule", "free"),
    [
        ({"operator": "is_answered"}, set(Kind)),
        ({"operator": "at_least", "value": 5}, {Kind.NUMBER, Kind.WON}),
        ({"operator": "between", "value": ["0.5", "3"]}, {Kind.NUMBER}),
    ],
)
def test_which_kinds_a_condition_leaves_free(rule, free):
    definition = a_definition()
    definition["sections"][1]["questions"][0]["show_if"] = {"question": "people", **rule}

    assert {kind for kind in Kind if not holders_of_kind(definition, "people", kind)} == free


@pytest.mark.parametrize(
    ("key", "old", "new", "held"),
    [
        ("project_title", "short_text", Kind.LONG_TEXT, True),
        ("project_title", "long_text", Kind.NUMBER, False),
        ("requested_won", "won", Kind.NUMBER, True),
        ("requested_won", "number", Kind.WON, False),
        ("name", "short_text", Kind.FILE, False),
    ],
)
def test_answers_the_list_of_applications_reads_keep_their_kind(key, old, new, held):
    asked = {"key": key, "kind": old, "label": "질문"}
    assert bool(reader_of_kind(asked, new)) is held

    form = {"title": "양식", "sections": [{"key": "one", "title": "항목", "questions": [asked]}]}
    if held:
        with pytest.raises(RuleBroken, match="접수 목록"):
            edited(form, ChangeKind(key=key, properties={"kind": new.value, "label": "질문"}))
