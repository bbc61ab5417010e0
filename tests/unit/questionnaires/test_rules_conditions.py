"""Three-valued visibility."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incubator.questionnaires.rules import Visibility, load, visible
from incubator.questionnaires.rules.conditions import all_of, any_of
from tests.factories.questionnaires import a_definition

THREE = st.sampled_from([True, False, None])


def shown_if(rule: Any, answers: dict[str, Any]) -> bool | None:
    definition = a_definition()
    definition["sections"][1]["questions"][0]["show_if"] = rule
    return visible(load(definition), answers, "fields")


def one(question: str, operator: str, *value: Any) -> dict[str, Any]:
    return {"question": question, "operator": operator} | ({"value": value[0]} if value else {})


@pytest.mark.parametrize(
    ("rule", "answers", "expected"),
    [
        (one("invested", "is_yes"), {}, None),
        (one("invested", "is_yes"), {"invested": "yes"}, True),
        (one("invested", "is_yes"), {"invested": "no"}, False),
        (one("invested", "is_not", "yes"), {"invested": "no"}, True),
        (one("invested", "is_not", "yes"), {}, None),
        (one("invested", "any_of", ["yes", "no"]), {"invested": "no"}, True),
        (one("people", "at_least", 3), {"people": "3"}, True),
        (one("people", "at_least", 3), {"people": "2.9"}, False),
        (one("people", "at_most", 3), {"people": "3.0001"}, False),
        (one("people", "between", [3, 5]), {"people": "5"}, True),
        (one("people", "between", [3, 5]), {"people": "6"}, False),
        (one("people", "at_least", 3), {"people": {"raw": "셋"}}, None),
        (one("people", "is", 3), {"people": "3.0"}, True),
        (one("founded", "at_most", "2015-12-31"), {"founded": "2015-12-31"}, True),
        (one("founded", "between", ["2015-01-01", "2015-12-31"]), {"founded": "2016-01-01"}, False),
        (one("name", "is_answered"), {}, False),
        (one("name", "is_answered"), {"name": "가"}, True),
        (one("people", "is_answered"), {"people": {"raw": "셋"}}, None),
        # `amount` is asked only when `invested` is yes: an answer kept for it counts for nothing otherwise.
        (one("amount", "at_least", 100), {"invested": "no", "amount": 500}, False),
        (one("amount", "at_least", 100), {"amount": 500}, None),
        (one("amount", "at_least", 100), {"invested": "yes", "amount": 500}, True),
        (one("amount", "is_not", 100), {"invested": "no"}, False),
        ({"all": [one("invested", "is_yes"), one("people", "is", 3)]}, {"invested": "no"}, False),
        ({"all": [one("invested", "is_yes"), one("people", "is", 3)]}, {"invested": "yes"}, None),
        ({"any": [one("invested", "is_yes"), one("people", "is", 3)]}, {"invested": "yes"}, True),
        ({"any": [one("invested", "is_yes"), one("people", "is", 3)]}, {"invested": "no"}, None),
    ],
)
def test_visible(rule: Any, answers: dict[str, Any], expected: bool | None):
    assert shown_if(rule, answers) is expected


@pytest.mark.parametrize(
    ("operator", "picked", "expected"),
    [("is", ["water"], True), ("any_of", ["aging"], False), ("is_not", ["mecha"], True), ("is_not", ["water"], False)],
)
def test_a_question_with_several_picks_matches_when_one_of_them_does(operator: str, picked: list[str], expected: bool):
    definition = a_definition()
    value = ["water", "mecha"] if operator == "any_of" else "water"
    definition["sections"][1]["questions"][1]["show_if"] = one("fields", operator, value)

    assert visible(load(definition), {"fields": picked}, "budget") is expected


def test_a_question_of_a_section_that_is_not_shown_is_not_shown():
    definition = a_definition()
    definition["sections"][1]["show_if"] = one("invested", "is_yes")
    visibility = Visibility(load(definition), {"invested": "no"})

    assert [visibility.question(key) for key in ("fields", "budget", "paper")] == [False, False, False]


@given(st.lists(THREE), st.lists(THREE))
def test_not_knowing_is_never_contradicted_by_knowing_more(known: list[bool | None], later: list[bool | None]):
    """Whatever is decided stays decided when an unknown part becomes known."""
    filled = [value if value is not None else (later + [None] * len(known))[i] for i, value in enumerate(known)]

    for group in (all_of, any_of):
        if group(known) is not None:
            assert group(filled) is group(known)


@given(st.lists(THREE))
def test_all_and_any_mirror_each_other(known: list[bool | None]):
    turned = [None if value is None else not value for value in known]
    mirrored = any_of(turned)

    assert all_of(known) is (None if mirrored is None else not mirrored)
