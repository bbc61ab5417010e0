"""Identifiers sort by time of birth."""

from __future__ import annotations

import time

from incubator.core.ids import new_id


def test_new_id_is_of_version_seven_and_never_repeats():
    made = [new_id() for _ in range(10_000)]

    assert len(set(made)) == 10_000
    assert {item.version for item in made} == {7}


def test_new_id_sorts_by_its_millisecond():
    first = new_id()
    time.sleep(0.005)

    assert first < new_id()
