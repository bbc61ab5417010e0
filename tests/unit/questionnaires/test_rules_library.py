"""The starting forms are whole, in two languages, and can be answered."""

from __future__ import annotations

from typing import Any

import pytest

from incubator.questionnaires.rules import Kind, load, load_figure, statuses
from incubator.questionnaires.rules.definition import conditions_in
from incubator.questionnaires.rules.library import CONTEST, LIBRARY, PSST

FORMS = {key: load(definition) for key, definition in LIBRARY.items()}


@pytest.mark.parametrize("key", LIBRARY)
def test_a_starting_form_speaks_two_languages(key: str):
    form = FORMS[key]
    parts: list[Any] = [*form.sections, *form.questions.values()]
    columns = [column for question in form.questions.values() for column in question.columns]
    options = [option for item in [*form.questions.values(), *columns] for option in item.options]

    assert form.title_en
    assert [section.key for section in form.sections if not section.title_en] == []
    assert [item.key for item in [*form.questions.values(), *columns, *options] if not item.label_en] == []
    assert [part.key for part in parts if bool(part.help) != bool(part.help_en)] == []


@pytest.mark.parametrize("key", LIBRARY)
def test_a_starting_form_is_of_a_size_one_can_answer(key: str):
    figure = load_figure(FORMS[key])

    assert 10 <= figure.answers <= 45
    assert figure.required < figure.answers + figure.files
    assert set(statuses(FORMS[key], {}).values()) <= {"not_started"}


@pytest.mark.parametrize("key", LIBRARY)
def test_a_starting_form_has_conditions_and_the_key_of_the_list(key: str):
    form = FORMS[key]

    assert any(conditions_in(question.show_if) for question in form.questions.values())
    assert form.questions["project_title"].kind is Kind.SHORT_TEXT
    assert form.questions.get("requested_won") is None or form.questions["requested_won"].kind is Kind.WON


def test_the_plan_has_its_page_limit_and_asks_for_no_more_than_needed():
    accept = FORMS["psst"].questions["business_plan"].accept

    assert accept is not None
    assert accept.max_pages == 15
    assert [section["key"] for section in PSST["sections"]] == [
        "company",
        "item",
        "problem",
        "solution",
        "scale_up",
        "team",
        "budget",
        "files",
    ]


@pytest.mark.parametrize(("division", "growth"), [("youth_idea", "not_needed"), ("jump_up", "not_started")])
def test_the_contest_asks_by_division(division: str, growth: str):
    found = statuses(load(CONTEST), {"division": division})

    assert found["growth"] == growth
