"""Field names of the pages."""

from __future__ import annotations

import pytest
from werkzeug.datastructures import MultiDict

from incubator.questionnaires.rules import (
    answers_from_form,
    base_versions,
    device_label,
    form_pairs,
    load,
    parse,
    resolution,
    row_act,
    without_row,
)
from tests.factories.questionnaires import WHOLE, a_definition

FORM = load(a_definition())


def test_answers_from_form_reads_every_shape():
    posted = MultiDict(
        [
            ("csrf_token", "x"),
            ("a.name", "가"),
            ("a.fields", ""),
            ("a.fields", "water"),
            ("a.fields", "mecha"),
            ("a.budget", ""),
            ("a.budget.1.item", "나"),
            ("a.budget.0.item", "가"),
            ("a.budget.0.won", "1"),
            ("a.budget.1.won", ""),
            ("v.name", "3"),
            ("v.fields", "x"),
        ]
    )

    assert answers_from_form(FORM, posted) == {
        "name": ["가"],
        "fields": ["water", "mecha"],
        "budget": [{"item": "가", "won": "1"}, {"item": "나", "won": ""}],
    }
    assert base_versions(posted) == {"name": 3, "fields": 0}


def test_a_table_without_rows_and_no_ticks_come_as_empty():
    assert answers_from_form(FORM, MultiDict([("a.budget", ""), ("a.fields", "")])) == {"budget": [], "fields": []}


@pytest.mark.parametrize("name", ["a.Name", "a.budget.x.item", "a.budget.99999.item", "a.__class__", "a."])
def test_ill_formed_names_come_as_unknown_questions(name: str):
    found = answers_from_form(FORM, MultiDict([(name, "x")]))

    assert list(found) == [name[2:]]
    assert name[2:] not in FORM.questions


@pytest.mark.parametrize(
    ("name", "value", "act"),
    [
        ("add-row", "budget", ("add", "budget", None)),
        ("add-row", "Budget", None),
        ("remove-row", "budget.2", ("remove", "budget", 2)),
        ("remove-row", "budget", None),
        ("save", "", None),
    ],
)
def test_row_act(name: str, value: str, act: object):
    assert row_act(MultiDict([(name, value)])) == act


@pytest.mark.parametrize(
    ("value", "choice"),
    [("name.mine", ("name", "mine")), ("name.theirs", ("name", "theirs")), ("name", None), ("name.both", None)],
)
def test_resolution(value: str, choice: object):
    assert resolution(MultiDict([("resolve", value)])) == choice


def test_a_choice_drops_its_empty_marker():
    assert answers_from_form(FORM, MultiDict([("a.invested", ""), ("a.invested", "yes")])) == {"invested": ["yes"]}


def test_form_pairs_fill_the_form_again():
    pairs = [
        pair for key, question in FORM.questions.items() if key != "paper" for pair in form_pairs(question, WHOLE[key])
    ]
    typed = answers_from_form(FORM, MultiDict(pairs))

    assert {key: parse(FORM.questions[key], raw) for key, raw in typed.items()} == {
        key: value for key, value in WHOLE.items() if key != "paper"
    }
    assert form_pairs(FORM.questions["fields"], None) == [("a.fields", "")]


def test_without_row():
    assert without_row([{"a": "1"}, {"a": "2"}], 0) == [{"a": "2"}]
    assert without_row([{"a": "1"}], 5) == [{"a": "1"}]


@pytest.mark.parametrize(
    ("agent", "label"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36",
            "Windows · Chrome",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1 (KHTML, like Gecko) Version/17.0 Safari/604.1",
            "iPhone · Safari",
        ),
        (
            "Mozilla/5.0 (Linux; Android 13; SM-S901N) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/23.0 Chrome/115.0 Mobile Safari/537.36",
            "Android · Samsung Internet",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0", "Linux · Firefox"),
        ("", ""),
        ("\0" * 10_000, ""),
    ],
)
def test_device_label(agent: str, label: str):
    assert device_label(agent) == label
