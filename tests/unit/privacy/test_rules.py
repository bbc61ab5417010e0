"""How long records are kept."""

from __future__ import annotations

from incubator.core.dates import kst
from incubator.privacy.rules import kept_since


def test_records_are_kept_from_the_start_of_the_same_day_years_ago():
    assert kept_since(kst(2018, 4, 20, 15), 2) == kst(2016, 4, 20)


def test_a_leap_day_falls_on_the_28th():
    assert kept_since(kst(2016, 2, 29, 1), 1) == kst(2015, 2, 28)
