from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from incubator.core.errors import Invalid
from incubator.reviews.rules.desk import (
    bare_names,
    blind_file_name,
    blotted,
    checked_reason,
    has_quorum,
    seconds_read,
)

NOON = datetime(2026, 3, 2, 3, tzinfo=UTC)


@pytest.mark.parametrize(("gone", "counted"), [(-5, 0), (0, 0), (59, 59), (60, 60), (61, 60), (7200, 60)])
def test_one_sign_of_reading_counts_for_no_longer_than_its_ceiling(gone, counted):
    assert seconds_read(NOON, NOON + timedelta(seconds=gone), 60) == counted


def test_the_first_sign_counts_nothing():
    assert seconds_read(None, NOON, 60) == 0


def test_names_are_blotted_out_however_deep_the_longest_first():
    answers = {"story": "(주)바다정보의 김하늘", "rows": [["바다정보", 3]], "amount": 5}

    assert blotted(answers, ["바다정보", "(주)바다정보", "김하늘", "김"]) == {
        "story": "○○○의 ○○○",
        "rows": [["○○○", 3]],
        "amount": 5,
    }


@pytest.mark.parametrize("name", ["(주)바다정보", "바다정보 주식회사", "㈜바다정보"])
def test_a_company_is_known_without_its_legal_form(name):
    assert bare_names(name) == (name, "바다정보")


@pytest.mark.parametrize(
    ("name", "shown"), [("김하늘.PDF", "첨부 2.pdf"), ("김하늘", "첨부 2"), ("이름.김하늘", "첨부 2")]
)
def test_a_blind_file_keeps_its_kind_alone(name, shown):
    assert blind_file_name(2, name) == shown


@pytest.mark.parametrize(
    ("present", "appointed", "enough"), [(0, 0, False), (3, 5, False), (4, 6, True), (4, 5, True), (1, 1, True)]
)
def test_a_quorum_is_two_thirds_of_those_appointed(present, appointed, enough):
    assert has_quorum(present, appointed, 2) is enough


@pytest.mark.parametrize("raw", ["", "  ", "가" * 501, "900101-1234568"])
def test_a_reason_that_is_none(raw):
    with pytest.raises(Invalid) as refused:
        checked_reason(raw)

    assert refused.value.field == "reason"
