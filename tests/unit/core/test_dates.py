"""Korean time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from incubator.core.dates import (
    day_in_kst,
    end_of_day,
    english_when,
    in_kst,
    kst,
    months_later,
    official_day,
    official_moment,
    start_of_day,
)


def test_official_moment_reads_as_documents_do():
    assert official_moment(kst(2016, 4, 20, 18)) == "2016. 4. 20.(수) 18:00"
    assert official_moment(kst(2016, 4, 20, 18, 0, 5), seconds=True) == "2016. 4. 20.(수) 18:00:05"
    assert official_day(date(2016, 3, 31)) == "2016. 3. 31.(목)"


def test_the_korean_day_begins_nine_hours_before_utc():
    assert day_in_kst(datetime(2016, 4, 19, 15, tzinfo=UTC)) == date(2016, 4, 20)
    assert day_in_kst(datetime(2016, 4, 19, 14, 59, 59, 999_999, tzinfo=UTC)) == date(2016, 4, 19)
    assert end_of_day(date(2016, 4, 20)) - start_of_day(date(2016, 4, 20)) == timedelta(days=1)


def test_a_naive_value_names_no_instant():
    with pytest.raises(ValueError):
        in_kst(datetime(2016, 4, 20))  # noqa: DTZ001 (the point of the test)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2026, 1, 15), 12, date(2027, 1, 15)),
        (date(9999, 12, 1), 3, date.max),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_the_month(day, months, later):
    assert months_later(day, months) == later


@pytest.mark.parametrize(
    ("words", "english"),
    [
        (official_day(date(2016, 4, 20)), "20 Apr 2016 (Wed)"),
        (official_moment(kst(2016, 4, 20, 18)), "20 Apr 2016 (Wed) 18:00 KST"),
        (official_moment(kst(2026, 12, 6, 9, 5, 7), seconds=True), "6 Dec 2026 (Sun) 09:05:07 KST"),
        ("2016. 4. 20.", "2016. 4. 20."),
        ("제3기", "제3기"),
    ],
)
def test_english_when_writes_official_days_and_times_anew_and_leaves_the_rest(words, english):
    assert english_when(words) == english
