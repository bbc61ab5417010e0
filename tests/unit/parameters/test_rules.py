"""Policy numbers."""

from __future__ import annotations

from datetime import date

import pytest

from incubator.core.errors import Invalid
from incubator.parameters.rules import DEFAULTS, check, in_force, read_whole


def test_every_default_lies_inside_its_own_bounds():
    assert [rule.key for rule in DEFAULTS.values() if check(rule, rule.default) != rule.default] == []


def test_the_latest_value_not_after_the_day_holds():
    values = [(date(2016, 1, 1), 10), (date(2016, 7, 1), 20)]
    assert [
        in_force(values, day, 5) for day in (date(2015, 12, 31), date(2016, 1, 1), date(2016, 6, 30), date(2016, 7, 1))
    ] == ([5, 10, 10, 20])


@pytest.mark.parametrize(("raw", "value"), [("15", 15), (" 1,000 ", 1000), ("２０", 20), ("0", 0)])
def test_whole_numbers_are_read_as_people_type_them(raw, value):
    assert read_whole(raw) == value


@pytest.mark.parametrize("raw", ["", "-1", "1.5", "열", "1e3", "9" * 13, "1\0"])
def test_anything_else_is_refused(raw):
    with pytest.raises(ValueError):
        read_whole(raw)


def test_the_access_log_is_kept_a_year_at_least():
    with pytest.raises(Invalid):
        check(DEFAULTS["privacy.access_log_years"], 0)
