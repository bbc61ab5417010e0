"""Draws anybody can repeat (domain.md §2.4, §7-32, §7-33)."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incubator.reviews.rules.draws import (
    ANY_FIELD,
    Candidate,
    Draw,
    PassedWhy,
    Seats,
    draw,
    lot_of,
    presentation_order,
)
from incubator.reviews.rules.records import digest_of, from_plain, to_plain
from tests.unit.reviews.sheets import person

SEED = "2026-04-20 제3기"


def _pool(count, **more):
    return [Candidate(person(number), **more) for number in range(1, count + 1)]


def _drawn(found):
    return [row.candidate.int for row in found.drawn]


def test_a_lot_is_the_sha_256_of_seed_and_id():
    """As `printf '%s' '2026-04-20 제3기:00000000-0000-0000-0000-000000000001' | sha256sum` says."""
    assert lot_of(SEED, person(1)) == "3be0fcbcb1ebde084b4074eb321855c9e3d4dd2cddac9ae57e030f2d40a7682d"


def test_the_smallest_lots_are_drawn():
    found = draw(SEED, _pool(20), {ANY_FIELD: 5})
    by_hand = sorted(range(1, 21), key=lambda number: lot_of(SEED, person(number)))

    assert _drawn(found) == by_hand[:5]
    assert [row.place for row in found.drawn] == [1, 2, 3, 4, 5]
    assert {row.why for row in found.passed} == {PassedWhy.NO_SEAT}
    assert found.short == ()


def test_what_is_stored_draws_the_same_again():
    found = draw(SEED, _pool(20, fields=("ict",)), {ANY_FIELD: 2, "ict": 3}, yearly_cap=6)
    stored = from_plain(Draw, to_plain(found))

    assert stored == found == stored.again()
    assert digest_of(stored.again()) == digest_of(found)


def test_another_seed_is_another_draw():
    assert _drawn(draw("1", _pool(20), {ANY_FIELD: 5})) != _drawn(draw("2", _pool(20), {ANY_FIELD: 5}))


def test_cap_and_refusal_are_passed_over_with_the_reason():
    pool = [Candidate(person(1), served=6), Candidate(person(2), served=5), Candidate(person(3), refused=True)]
    found = draw(SEED, pool, {ANY_FIELD: 3}, yearly_cap=6)

    assert _drawn(found) == [2]
    assert {row.candidate.int: row.why for row in found.passed} == {1: PassedWhy.YEARLY_CAP, 3: PassedWhy.REFUSED}
    assert found.short == (Seats(ANY_FIELD, 2),)


def test_field_seats_take_only_their_field():
    pool = [*_pool(10, fields=("ict",)), Candidate(person(50), ("bio",)), Candidate(person(51))]
    found = draw(SEED, pool, {"ict": 2, "bio": 2})

    assert sorted(row.field for row in found.drawn) == ["bio", "ict", "ict"]
    assert found.short == (Seats("bio", 1),)


def test_somebody_of_two_fields_makes_room_for_a_later_one():
    both, only = Candidate(person(1), ("bio", "ict")), Candidate(person(2), ("bio",))
    found = draw(SEED, [both, only], {"bio": 1, "ict": 1})

    assert {row.candidate.int: row.field for row in found.drawn} == {1: "ict", 2: "bio"}


@pytest.mark.parametrize(("seed", "pool"), [(" ", _pool(2)), (SEED, [*_pool(2), *_pool(1)])])
def test_a_draw_without_a_seed_or_with_somebody_twice_is_refused(seed, pool):
    with pytest.raises(ValueError):
        draw(seed, pool, {ANY_FIELD: 1})


def test_the_order_of_presentations_is_drawn_the_same_way():
    ids = [person(number) for number in range(1, 12)]
    turns = presentation_order(SEED, ids)

    assert [turn.position for turn in turns] == list(range(1, 12))
    assert [turn.application for turn in turns] == sorted(ids, key=lambda id_: lot_of(SEED, id_))
    assert presentation_order(SEED, ids[::-1]) == turns


FIELDS = ("bio", "ict", "green")
POOLS = st.lists(
    st.builds(
        Candidate,
        st.integers(0, 10**9).map(lambda number: UUID(int=number)),
        st.lists(st.sampled_from(FIELDS), max_size=3).map(tuple),
        st.integers(0, 8),
    ),
    max_size=12,
    unique_by=lambda row: row.id,
)
QUOTAS = st.dictionaries(st.sampled_from((*FIELDS, ANY_FIELD)), st.integers(0, 3))


@given(POOLS, QUOTAS, st.randoms())
def test_the_order_of_the_list_does_not_matter(pool, quotas, random):
    assert draw("s", pool, quotas, yearly_cap=6) == draw("s", random.sample(pool, len(pool)), quotas, yearly_cap=6)


@given(POOLS, QUOTAS)
def test_everybody_is_drawn_or_passed_and_sits_where_he_may(pool, quotas):
    found = draw("s", pool, quotas, yearly_cap=6)
    known = {row.id: row for row in pool}

    assert sorted(row.place for row in (*found.drawn, *found.passed)) == list(range(1, len(pool) + 1))
    assert all(row.field == ANY_FIELD or row.field in known[row.candidate].fields for row in found.drawn)
    for field in (*FIELDS, ANY_FIELD):
        taken = sum(row.field == field for row in found.drawn)
        short = sum(row.count for row in found.short if row.field == field)
        assert taken + short == quotas.get(field, 0)


@given(POOLS, QUOTAS, st.data())
def test_a_refusal_keeps_all_others_and_adds_at_most_one(pool, quotas, data):
    before = draw("s", pool, quotas)
    if not before.drawn:
        return
    gone = data.draw(st.sampled_from(before.drawn)).candidate
    after = draw("s", [Candidate(row.id, row.fields, row.served, row.id == gone) for row in pool], quotas)
    kept = {row.candidate for row in before.drawn} - {gone}

    assert kept <= {row.candidate for row in after.drawn}
    assert len(after.drawn) <= len(before.drawn)
