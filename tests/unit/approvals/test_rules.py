"""Who is next, who may sign and how; what a signature is for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incubator.approvals.rules import (
    DRAFTER,
    NOT_YOUR_TURN,
    TWICE,
    Act,
    LineState,
    Manner,
    Part,
    Power,
    Turn,
    delegation_problem,
    fingerprint,
    next_place,
    turn_of,
)
from incubator.core.dates import kst
from incubator.core.ids import new_id

DRAFTS, REVIEWS, ALSO, DECIDES, HOLDS = (new_id() for _ in range(5))
NOW = kst(2026, 3, 2, 10)


@dataclass
class At:
    no: int
    part: Part
    signer_id: UUID
    state: LineState = LineState.WAITING
    signed_by: UUID | None = None


def a_line(*signed):
    """Reviewed by two, decided by one; those of `signed` have signed."""
    places = [At(1, Part.REVIEW, REVIEWS), At(2, Part.REVIEW, ALSO), At(3, Part.APPROVE, DECIDES)]
    for place in places:
        if place.signer_id in signed:
            place.state, place.signed_by = LineState.SIGNED, place.signer_id
    return places


def turn(person, places, *powers, act=Act.PUBLISH):
    return turn_of(person_id=person, drafted_by=DRAFTS, act=act, places=places, powers=powers)


def test_signatures_come_in_the_order_of_the_line():
    assert next_place(reversed(a_line())).signer_id == REVIEWS
    assert next_place(a_line(REVIEWS)).signer_id == ALSO
    assert next_place(a_line(REVIEWS, ALSO)).signer_id == DECIDES
    assert next_place(a_line(REVIEWS, ALSO, DECIDES)) is None
    assert next_place([]) is None


def test_a_reviewer_hands_on_and_the_last_decides():
    assert turn(REVIEWS, a_line()) == Turn(1, Manner.OWN, decides=False)
    assert turn(DECIDES, a_line()) == NOT_YOUR_TURN
    assert turn(DECIDES, a_line(REVIEWS, ALSO)) == Turn(3, Manner.OWN, decides=True)
    assert turn(new_id(), a_line()) == NOT_YOUR_TURN
    assert turn(DECIDES, a_line(REVIEWS, ALSO, DECIDES)) == NOT_YOUR_TURN


def test_the_drafter_never_signs_whatever_else_he_is():
    powers = [Power(DECIDES, manner, frozenset(Act)) for manner in (Manner.DELEGATED, Manner.STAND_IN)]
    own = [At(1, Part.APPROVE, DRAFTS)]

    assert turn(DRAFTS, [At(1, Part.APPROVE, DECIDES)], *powers) == DRAFTER
    assert turn(DRAFTS, own) == DRAFTER


def test_nobody_signs_twice_not_even_for_somebody_else():
    assert turn(ALSO, a_line(REVIEWS, ALSO), Power(DECIDES, Manner.STAND_IN, frozenset(Act))) == TWICE


def test_authority_counts_for_its_acts_alone_and_delegated_goes_before_standing_in():
    places = a_line(REVIEWS, ALSO)
    away = Power(DECIDES, Manner.STAND_IN, frozenset({Act.PUBLISH}))
    lent = Power(DECIDES, Manner.DELEGATED, frozenset({Act.PUBLISH}))

    assert turn(HOLDS, places, away) == Turn(3, Manner.STAND_IN, decides=True)
    assert turn(HOLDS, places, away, lent) == Turn(3, Manner.DELEGATED, decides=True)
    assert turn(HOLDS, places, away, lent, act=Act.CANCEL) == NOT_YOUR_TURN
    assert turn(HOLDS, places, Power(REVIEWS, Manner.STAND_IN, frozenset(Act))) == NOT_YOUR_TURN


PEOPLE = st.sampled_from([DRAFTS, REVIEWS, ALSO, DECIDES, HOLDS])
POWERS = st.builds(
    Power, PEOPLE, st.sampled_from([Manner.DELEGATED, Manner.STAND_IN]), st.frozensets(st.sampled_from(list(Act)))
)


@given(
    signers=st.lists(PEOPLE, min_size=1, max_size=5, unique=True),
    presses=st.lists(st.tuples(PEOPLE, st.lists(POWERS, max_size=3)), max_size=20),
    act=st.sampled_from(list(Act)),
)
def test_whoever_presses_whatever_he_holds_two_people_are_behind_a_decision(signers, presses, act):
    parts = [Part.REVIEW] * (len(signers) - 1) + [Part.APPROVE]
    places = [At(number, part, who) for number, (part, who) in enumerate(zip(parts, signers, strict=True), start=1)]
    order = []
    for person, powers in presses:
        found = turn(person, places, *powers, act=act)
        if isinstance(found, Turn):
            place = places[found.no - 1]
            assert place.state is LineState.WAITING
            place.state, place.signed_by = LineState.SIGNED, person
            order.append(found)

    hands = [place.signed_by for place in places if place.signed_by]
    assert DRAFTS not in hands
    assert len(set(hands)) == len(hands)
    assert [item.no for item in order] == list(range(1, len(order) + 1))
    assert [item.decides for item in order].count(True) == (len(order) == len(places))


ROWS = [{"key": "title", "label": {"msgid": "공고명", "params": {}}, "before": None, "after": "제3기"}]


def test_a_fingerprint_knows_every_letter_and_no_order_of_keys():
    whole = fingerprint(ROWS, {"a": 1, "b": [2]})

    assert whole == fingerprint([dict(reversed(ROWS[0].items()))], {"b": [2], "a": 1})
    assert whole != fingerprint(ROWS, {"a": 1, "b": [3]})
    assert whole != fingerprint([{**ROWS[0], "after": "제3기 "}], {"a": 1, "b": [2]})
    assert len(whole) == 64


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({}, None),
        ({"to_id": DECIDES}, "to_id"),
        ({"acts": []}, "acts"),
        ({"manner": Manner.STAND_IN, "ends_at": None}, "ends_on"),
        ({"manner": Manner.DELEGATED, "ends_at": None}, None),
        ({"ends_at": NOW}, "ends_on"),
        ({"ends_at": NOW + timedelta(days=90)}, None),
        ({"ends_at": NOW + timedelta(days=91)}, "ends_on"),
        ({"manner": Manner.DELEGATED, "ends_at": NOW + timedelta(days=400)}, None),
    ],
)
def test_what_may_be_lent(changes, field):
    wanted = {
        "from_id": DECIDES,
        "to_id": HOLDS,
        "manner": Manner.STAND_IN,
        "acts": [Act.EXTEND],
        "starts_at": NOW,
        "ends_at": NOW + timedelta(days=7),
    }

    problem = delegation_problem(**(wanted | changes))

    assert (problem[0] if problem else None) == field
