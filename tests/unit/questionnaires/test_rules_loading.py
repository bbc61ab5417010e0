"""Definitions: what is wrong is said at once, what is right survives a round trip."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incubator.core.errors import Invalid
from incubator.questionnaires.rules import dump, load, load_figure, seal, used_by
from incubator.questionnaires.rules.checking import LoadFigure
from tests.factories.questionnaires import a_definition


def problems_of(definition: Any) -> dict[str, list[str]]:
    with pytest.raises(Invalid) as caught:
        load(definition)
    return {place: [str(sentence) for sentence in sentences] for place, sentences in caught.value.problems.items()}


def changed(section: int, question: int, **changes: Any) -> dict[str, Any]:
    definition = a_definition()
    definition["sections"][section]["questions"][question] |= changes
    return definition


def test_load_reads_every_kind():
    form = load(a_definition())

    assert [question.kind.value for question in form.questions.values()] == [
        "short_text",
        "long_text",
        "number",
        "date",
        "choice",
        "won",
        "multi_choice",
        "table",
        "file",
    ]


def test_dump_gives_a_definition_that_loads_to_the_same_form():
    form = load(a_definition())

    assert load(dump(form)) == form


def test_seal_does_not_depend_on_the_order_of_keys():
    definition = a_definition()
    turned = dict(reversed(definition.items()))

    assert seal(definition) == seal(turned)


def test_load_figure_counts_answers_and_files():
    assert load_figure(load(a_definition())) == LoadFigure(answers=8, files=1, required=6)


def test_used_by_names_the_questions_that_ask_for_one():
    assert used_by(load(a_definition()), "invested") == ("amount",)


@pytest.mark.parametrize(
    ("definition", "place"),
    [
        ([], ""),
        ({}, "title"),
        ({"title": "가"}, "sections"),
        (a_definition() | {"colour": "red"}, "colour"),
        (a_definition() | {"title": 3}, "title"),
        (a_definition() | {"title": "가" * 301}, "title"),
        (a_definition() | {"title": "가\0나"}, "title"),
        (a_definition() | {"sections": {}}, "sections"),
        (changed(0, 0, key="Name"), "sections.about.questions.0.key"),
        (changed(0, 0, key="story"), "sections.about.questions.story.key"),
        (changed(0, 0, kind="picture"), "sections.about.questions.name.kind"),
        (changed(0, 0, label=""), "sections.about.questions.name.label"),
        (changed(0, 0, required="yes"), "sections.about.questions.name.required"),
        (changed(0, 0, max_chars=0), "sections.about.questions.name.max_chars"),
        (changed(0, 0, max_chars=True), "sections.about.questions.name.max_chars"),
        (changed(0, 0, options=[]), "sections.about.questions.name.options"),
        (changed(0, 2, min="one"), "sections.about.questions.people.min"),
        (changed(0, 2, min=5, max=1), "sections.about.questions.people.min"),
        (changed(0, 2, min="NaN"), "sections.about.questions.people.min"),
        (changed(0, 3, min="2016-02-30"), "sections.about.questions.founded.min"),
        (changed(0, 4, options=[]), "sections.about.questions.invested.options"),
        (
            changed(0, 4, options=[{"key": "yes", "label": "예"}, {"key": "yes", "label": "응"}]),
            "sections.about.questions.invested.options",
        ),
        (changed(0, 5, min="0.5"), "sections.about.questions.amount.min"),
        (changed(1, 0, min_picks=3, max_picks=2), "sections.plan.questions.fields.min_picks"),
        (changed(1, 1, columns=[]), "sections.plan.questions.budget.columns"),
        (
            changed(1, 1, columns=[{"key": "a", "kind": "table", "label": "가"}]),
            "sections.plan.questions.budget.columns.a.kind",
        ),
        (changed(1, 1, max_rows=1000), "sections.plan.questions.budget.max_rows"),
        (changed(1, 2, accept=None), "sections.plan.questions.paper.accept"),
        (changed(1, 2, accept={"kinds": ["exe"], "max_bytes": 5}), "sections.plan.questions.paper.accept.kinds"),
        (
            changed(1, 2, accept={"kinds": ["pdf"], "max_bytes": 10**12}),
            "sections.plan.questions.paper.accept.max_bytes",
        ),
    ],
)
def test_load_refuses_a_faulty_definition(definition: Any, place: str):
    assert next(iter(problems_of(definition))) == place


@pytest.mark.parametrize(
    ("show_if", "place"),
    [
        ({"question": "name", "operator": "is_answered"}, None),
        ({"question": "people", "operator": "between", "value": [1, 5]}, None),
        ({"question": "founded", "operator": "at_least", "value": "2010-01-01"}, None),
        ({"all": [{"question": "people", "operator": "is", "value": 3}]}, None),
        ({"question": "fields", "operator": "is_answered"}, "question"),
        ({"question": "amount", "operator": "is_answered"}, "question"),
        ({"question": "nobody", "operator": "is_answered"}, "question"),
        ({"question": "name", "operator": "is", "value": "x"}, "operator"),
        ({"question": "invested", "operator": "is", "value": "maybe"}, "value"),
        ({"question": "invested", "operator": "is", "value": ["yes", "no"]}, "value"),
        ({"question": "invested", "operator": "is_yes", "value": "yes"}, "value"),
        ({"question": "invested", "operator": "looks_like", "value": "yes"}, "operator"),
        ({"question": "people", "operator": "between", "value": [5, 1]}, "value"),
        ({"question": "people", "operator": "between", "value": [5]}, "value"),
        ({"question": "founded", "operator": "at_most", "value": "soon"}, "value"),
        ({"all": []}, "all"),
        ({"all": [{"question": "people", "operator": "is", "value": 3}], "any": []}, "any"),
        ([], ""),
    ],
)
def test_conditions_ask_for_earlier_questions_in_ways_that_suit_them(show_if: Any, place: str | None):
    definition = changed(0, 5, show_if=show_if)

    if place is None:
        load(definition)
    else:
        expected = f"sections.about.questions.amount.show_if.{place}".removesuffix(".")

        assert next(iter(problems_of(definition))) == expected


def test_circles_cannot_be_written():
    definition = changed(0, 0, show_if={"question": "story", "operator": "is_answered"})
    definition["sections"][0]["questions"][1]["show_if"] = {"question": "name", "operator": "is_answered"}

    assert list(problems_of(definition)) == ["sections.about.questions.name.show_if.question"]


def test_conditions_nest_only_so_deep():
    rule: dict[str, Any] = {"question": "name", "operator": "is_answered"}
    for _ in range(40):
        rule = {"any": [rule]}

    assert len(problems_of(changed(0, 5, show_if=rule))) == 1


def test_all_problems_are_said_at_once():
    definition = changed(0, 0, kind="picture")
    definition["sections"][1]["questions"][0]["label"] = ""
    definition["title"] = ""

    assert list(problems_of(definition)) == [
        "title",
        "sections.about.questions.name.kind",
        "sections.plan.questions.fields.label",
    ]


def round_trips_or_is_refused(definition: Any) -> bool:
    try:
        form = load(definition)
    except Invalid as error:
        return bool(error.problems)
    return load(dump(form)) == form


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["key", "kind", "sections", "questions", "options", "show_if", "all", "title", "accept"]),
            inner,
        )
    ),
    max_leaves=20,
)


@given(plain)
def test_load_never_fails_with_anything_but_sentences(definition: Any):
    assert round_trips_or_is_refused(definition)


@given(st.sampled_from(range(6)), st.sampled_from(["min", "max", "options", "show_if", "label", "kind", "help"]), plain)
def test_load_never_fails_on_one_strange_property(question: int, name: str, value: Any):
    assert round_trips_or_is_refused(changed(0, question, **{name: value}))
