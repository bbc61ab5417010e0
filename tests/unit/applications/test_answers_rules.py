"""Pairs of letters by which answers are found."""

from __future__ import annotations

import pytest

from incubator.applications.rules.answers import grams_asked, grams_of


def test_pairs_leave_spaces_signs_and_case_out_of_account():
    assert grams_of({"a": "막 세척-기", "b": "AI"}) == "ai 막세 세척 척기"


def test_pairs_do_not_reach_from_one_answer_into_the_next():
    assert grams_of({"a": "가나", "b": "다라"}) == "가나 다라"


def test_tables_are_read_and_names_of_files_are_not():
    answers = {
        "costs": [{"item": "재료", "amount_won": 3}],
        "plan": [{"name": "비밀.pdf", "sha256": "0"}],
        "none": None,
    }

    assert grams_of(answers) == "재료"


@pytest.mark.parametrize(
    ("words", "asked"), [("", ""), ("막", ""), ("' -", ""), ("막세", "막세"), ("막 세척기", "막세 세척 척기")]
)
def test_fewer_than_two_letters_are_not_looked_for(words, asked):
    assert grams_asked(words) == asked
