"""Parts nobody will ever see are found, and no others."""

from __future__ import annotations

from itertools import chain, combinations, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incubator.core.errors import Invalid
from incubator.questionnaires.rules import load
from incubator.questionnaires.rules.conditions import Visibility
from incubator.questionnaires.rules.library import LIBRARY
from incubator.questionnaires.rules.reaching import require_reachable, unreachable

OPTIONS = [{"key": key, "label": key} for key in ("a", "b", "c")]


def a_form(rule: Any, **changes: Any) -> dict[str, Any]:
    one = {"key": "one", "kind": "choice", "label": "하나", "options": OPTIONS}
    many = {"key": "many", "kind": "multi_choice", "label": "여럿", "options": OPTIONS, "max_picks": 2}
    count = {"key": "count", "kind": "number", "label": "수", "min": 0, "max": 3}
    after = {"key": "after", "kind": "short_text", "label": "뒤", "show_if": rule}
    middle = {"key": "middle", "kind": "choice", "label": "가운데", "options": OPTIONS, **changes}
    return {"title": "t", "sections": [{"key": "s", "title": "s", "questions": [one, many, count, middle, after]}]}


def is_(question: str, *values: Any, operator: str = "is") -> dict[str, Any]:
    return {"question": question, "operator": operator, "value": list(values) if len(values) > 1 else values[0]}


@pytest.mark.parametrize(
    ("rule", "reachable"),
    [
        ({"all": [is_("one", "a"), is_("one", "b")]}, False),
        ({"any": [is_("one", "a"), is_("one", "b")]}, True),
        ({"all": [is_("one", "a", operator="is_not"), is_("one", "b", operator="is_not"), is_("one", "c")]}, True),
        ({"all": [is_("one", x, operator="is_not") for x in "abc"]}, False),
        ({"all": [is_("many", x) for x in "ab"]}, True),
        ({"all": [is_("many", x) for x in "abc"]}, False),
        ({"all": [is_("many", "a"), is_("many", "a", operator="is_not")]}, False),
        ({"all": [is_("count", 2, operator="at_least"), is_("count", 1, operator="at_most")]}, False),
        (is_("count", 4, operator="at_least"), False),
        ({"all": [is_("count", x, operator="is_not") for x in range(4)]}, False),
        ({"all": [is_("count", x, operator="is_not") for x in range(3)]}, True),
        (is_("count", "1.5"), False),
        (is_("count", "0.5", "1.5", operator="between"), True),
        (is_("count", "0.2", "0.8", operator="between"), False),
    ],
)
def test_what_can_never_hold_is_found(rule, reachable):
    assert unreachable(load(a_form(rule))) == (() if reachable else ("questions.after",))


def test_a_part_is_not_reached_through_one_that_is_never_shown_together_with_it():
    form = a_form({"all": [is_("middle", "a"), is_("one", "b")]}, show_if=is_("one", "a"))

    assert unreachable(load(form)) == ("questions.after",)


def test_a_date_is_counted_in_days():
    days = {"key": "day", "kind": "date", "label": "날", "min": "2016-01-01", "max": "2016-01-02"}
    holes = [is_("day", f"2016-01-0{number}", operator="is_not") for number in (1, 2)]
    questions = [days, {"key": "after", "kind": "short_text", "label": "뒤", "show_if": {"all": holes}}]
    form = load({"title": "t", "sections": [{"key": "s", "title": "s", "questions": questions}]})

    assert unreachable(form) == ("questions.after",)
    with pytest.raises(Invalid, match="‘뒤’"):
        require_reachable(form)


@pytest.mark.parametrize("key", LIBRARY)
def test_everything_in_the_starting_forms_can_be_seen(key):
    assert unreachable(load(LIBRARY[key])) == ()


comparisons = st.one_of(
    st.builds(
        is_,
        st.sampled_from(["one", "many", "middle"]),
        st.sampled_from("abc"),
        operator=st.sampled_from(["is", "is_not"]),
    ),
    st.builds(
        is_, st.just("count"), st.integers(-1, 4), operator=st.sampled_from(["is", "is_not", "at_least", "at_most"])
    ),
    st.just({"question": "one", "operator": "is_answered"}),
)
rules = st.recursive(
    comparisons,
    lambda inner: st.builds(
        lambda join, parts: {join: parts}, st.sampled_from(["all", "any"]), st.lists(inner, min_size=1, max_size=3)
    ),
    max_leaves=6,
)
PICKS = [None, *(list(pick) for pick in chain(combinations("abc", 1), combinations("abc", 2)))]
ALL_ANSWERS = [
    {key: value for key, value in zip(("one", "many", "count", "middle"), answer, strict=True) if value is not None}
    for answer in product([None, "a", "b", "c"], PICKS, [None, "0", "1", "2", "3"], [None, "a", "b", "c"])
]


@settings(max_examples=80)
@given(rules, st.none() | rules)
def test_the_search_says_what_trying_every_answer_says(rule, middle_rule):
    changes = {} if middle_rule is None or "middle" in str(middle_rule) else {"show_if": middle_rule}
    form = load(a_form(rule, **changes))

    seen = {
        key
        for answers in ALL_ANSWERS
        for visibility in [Visibility(form, answers)]
        for key in ("middle", "after")
        if visibility.question(key) is True
    }

    assert set(unreachable(form)) == {f"questions.{key}" for key in ("middle", "after") if key not in seen}
