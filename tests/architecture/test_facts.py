"""Facts survive storage, are recorded somewhere and have a sentence in the trail."""

from __future__ import annotations

import dataclasses
import types
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Union, get_args, get_origin, get_type_hints
from uuid import UUID

import pytest

from incubator import app as composition_root
from incubator.audit.pages import SUBJECTS
from incubator.core.events import Event, Stamp
from tests.architecture.house import PACKAGE, TEMPLATES, sources

assert composition_root
FACTS = [kind for name, kind in sorted(Event.known.items()) if kind.__module__.startswith("incubator.")]
AN_ID = UUID("01890000-0000-7000-8000-000000000001")


def _value(hint):
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _value(next(arg for arg in get_args(hint) if arg is not types.NoneType))
    if origin is tuple:
        return (_value(get_args(hint)[0]),)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return next(iter(hint))
    return {
        UUID: AN_ID,
        datetime: datetime(2026, 3, 2, 1, tzinfo=UTC),
        date: date(2026, 3, 2),
        Stamp: Stamp(at=datetime(2026, 3, 2, 1, tzinfo=UTC), actor_id=AN_ID, acting_as="manager", address="127.0.0.1"),
        bool: True,
        int: 7,
        str: "글",
    }[hint]


def test_there_are_facts():
    assert FACTS != []


@pytest.mark.parametrize("kind", FACTS, ids=lambda kind: kind.name)
def test_fact_survives_storage(kind):
    hints = get_type_hints(kind)
    fact = kind(**{field.name: _value(hints[field.name]) for field in dataclasses.fields(kind)})

    assert Event.from_payload({"name": kind.name} | fact.payload()) == fact


@pytest.mark.parametrize("kind", FACTS, ids=lambda kind: kind.name)
def test_what_a_fact_is_about_has_a_word_in_the_trail(kind):
    assert kind.about.removesuffix("_id") in SUBJECTS


@pytest.mark.parametrize("kind", FACTS, ids=lambda kind: kind.name)
def test_fact_is_recorded_by_the_program(kind):
    using = [path for path in sources(PACKAGE) if path.name != "events.py" and f"{kind.__name__}(" in path.read_text()]

    assert using != []


@pytest.mark.parametrize("kind", FACTS, ids=lambda kind: kind.name)
def test_fact_has_a_sentence_in_the_trail(kind):
    assert (TEMPLATES / "audit" / f"{kind.name.replace('.', '_')}.txt").exists()
