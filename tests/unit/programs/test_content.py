"""The parts of a call: differences word by word, templates that are complete."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incubator.core.dates import kst
from incubator.core.differences import Part, word_difference
from incubator.programs.rules.content import (
    FIELD_NAMES,
    difference,
    missing_items,
    problems_of,
)
from incubator.programs.rules.eligibility import ReferenceDates, describe, load_rules
from incubator.programs.rules.library import TEMPLATES, plan
from incubator.programs.rules.reception import left_until, posting_problem, time_left
from incubator.questionnaires.rules.library import LIBRARY
from tests.factories.programs import SCORING


@given(before=st.text(max_size=80), after=st.text(max_size=80))
def test_the_pieces_make_both_texts(before, after):
    pieces = word_difference(before, after)

    assert "".join(piece.words for piece in pieces if piece.part is not Part.ADDED) == before
    assert "".join(piece.words for piece in pieces if piece.part is not Part.REMOVED) == after


def test_words_that_went_and_came():
    pieces = word_difference("창원에서 이틀 교육", "진주에서 이틀 교육")

    assert [(piece.part, piece.words) for piece in pieces] == [
        (Part.REMOVED, "창원에서"),
        (Part.ADDED, "진주에서"),
        (Part.SAME, " 이틀 교육"),
    ]


def test_difference_names_fields_in_the_order_of_the_call():
    before = {"title": "가", "quota": 3, "closes_at": kst(2026, 3, 1), "support": "같음"}

    rows = difference(before, {"quota": 4, "closes_at": kst(2026, 3, 2), "title": "나", "support": "같음"})

    assert [row["field"] for row in rows] == ["title", "closes_at", "quota"]
    assert rows[1] == {
        "field": "closes_at",
        "before": "2026-03-01T00:00:00+09:00",
        "after": "2026-03-02T00:00:00+09:00",
    }


@pytest.mark.parametrize("key", sorted(TEMPLATES))
def test_each_template_is_complete_and_right(key):
    values = plan(TEMPLATES[key], announced_on=date(2026, 3, 2), round_no=3, defaults=SCORING)

    assert problems_of(values) == {}
    assert missing_items(values | {"questionnaire_version_id": "some"}) == {}
    assert posting_problem(values["announced_on"], values["closes_at"]) is None
    assert all(values[name] for name in values if name.endswith("_en"))
    rows = [row for name in ("schedule", "documents_wanted", "stages", "bonuses") for row in values[name]]
    assert all(row["label_en"] for row in [*rows, *(item for stage in values["stages"] for item in stage["criteria"])])
    assert all(
        str(describe(rule, ReferenceDates(date(2026, 3, 2), date(2026, 3, 9))))
        for rule in load_rules(values["eligibility"])
    )


@pytest.mark.parametrize("key", sorted(TEMPLATES))
def test_each_template_names_a_form_of_the_library(key):
    assert TEMPLATES[key].questionnaire in LIBRARY


def test_program_codes_differ():
    codes = [template.program.code for template in TEMPLATES.values()]

    assert len(set(codes)) == len(codes)


def test_what_is_missing_is_told_by_field():
    assert set(missing_items({})) <= set(FIELD_NAMES)
    assert len(missing_items({})) == 12


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (kst(2026, 3, 1, 18), "3일 0시간 남음"),
        (kst(2026, 3, 4, 16, 30), "1시간 30분 남음"),
        (kst(2026, 3, 4, 17, 59, 59), "0분 1초 남음"),
        (kst(2026, 3, 4, 18), "0분 0초 남음"),
    ],
)
def test_time_left_is_rounded_down(now, words):
    assert str(time_left(now, kst(2026, 3, 4, 18))) == words


@pytest.mark.parametrize("seconds", [0, 1, 59, 60, 3599, 3600, 3601, 86399, 86400, 86401, 200_000, 200_000.75])
def test_the_time_left_is_the_same_until_it_is_another(seconds):
    until = kst(2026, 3, 4, 18)
    now = until - timedelta(seconds=seconds)
    last = left_until(now, until)

    assert now <= last <= until
    assert time_left(last, until) == time_left(now, until) != time_left(last + timedelta(microseconds=1), until)


def test_no_time_is_left_after_the_end():
    assert time_left(kst(2026, 3, 4, 18, 0, 1), kst(2026, 3, 4, 18)) is None
