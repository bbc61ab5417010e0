"""Results survive storage as JSON values and refuse what would not."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

import pytest

from incubator.reviews.rules.records import digest_of, from_plain, to_plain


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Inner:
    amount: Decimal
    colour: Colour | None = None


@dataclass(frozen=True)
class Outer:
    id: UUID
    at: datetime
    on: date
    inner: Inner
    rows: tuple[Inner, ...]
    pairs: tuple[tuple[str, Decimal], ...]
    note: str | None
    count: int
    is_new: bool


OUTER = Outer(
    UUID(int=1),
    datetime(2026, 4, 20, 9, tzinfo=UTC),
    date(2026, 4, 20),
    Inner(Decimal("85.00"), Colour.RED),
    (Inner(Decimal("1E+2")),),
    (("가", Decimal("0.5")),),
    None,
    3,
    True,
)


def test_a_record_comes_back_from_json():
    assert from_plain(Outer, json.loads(json.dumps(to_plain(OUTER)))) == OUTER


def test_decimals_are_digits():
    plain = to_plain(OUTER)

    assert (plain["inner"]["amount"], plain["rows"][0]["amount"], plain["pairs"]) == ("85.00", "100", [["가", "0.5"]])


def test_the_hash_is_that_of_the_json():
    assert digest_of(Inner(Decimal(1))) == "800cf936ae6812db4067ab055049351c11ca949b3e68828c83c05c0be9e9b476"


@pytest.mark.parametrize("value", [1.5, {"a": 1}, {1}, b"x"])
def test_what_would_not_survive_is_refused(value):
    with pytest.raises(TypeError):
        to_plain(Inner(value))


def test_another_shape_is_refused():
    with pytest.raises(KeyError):
        from_plain(Inner, {"amount": "1"})
