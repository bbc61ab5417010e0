"""Statutory days off."""

from __future__ import annotations

from datetime import date

import pytest

from incubator.ports.almanac import statutory_days


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2016, 2, 10), "설날 대체 휴일"),
        (date(2016, 5, 6), "임시공휴일"),
        (date(2026, 3, 2), "삼일절 대체 휴일"),
        (date(2026, 6, 3), "지방선거일"),
        (date(2026, 10, 9), "한글날"),
    ],
)
def test_the_law_s_days_are_known(day, name):
    assert statutory_days(day.year)[day][0] == name


def test_names_are_told_in_english_too_and_an_ordinary_day_is_none():
    assert "Hangul" in statutory_days(2026)[date(2026, 10, 9)][1]
    assert date(2026, 4, 20) not in statutory_days(2026)
