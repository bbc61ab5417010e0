"""Evaluation fees (domain.md §2.4, §4.6)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incubator.reviews.rules.fees import FeeKind, Rate, Sitting, fees_of

RATES = {FeeKind.EVALUATION: Rate(100_000, 500_000), FeeKind.MEETING: Rate(70_000, 300_000)}
DAY = date(2026, 4, 20)


def _sitting(key, minutes, kind=FeeKind.EVALUATION, day=DAY, subject="제3기 발표 평가"):
    return Sitting(key, kind, day, subject, minutes)


def _amounts(*sittings):
    return [fee.amount for fee in fees_of(sittings, RATES)]


@pytest.mark.parametrize(
    ("minutes", "kind", "amount"),
    [
        (120, FeeKind.EVALUATION, 200_000),
        (360, FeeKind.EVALUATION, 500_000),
        (300, FeeKind.EVALUATION, 500_000),
        (90, FeeKind.EVALUATION, 150_000),
        (1, FeeKind.EVALUATION, 1_666),
        (60, FeeKind.MEETING, 70_000),
        (300, FeeKind.MEETING, 300_000),
    ],
)
def test_hours_and_caps(minutes, kind, amount):
    assert _amounts(_sitting("1", minutes, kind)) == [amount]


def test_the_cap_that_cut_is_named():
    whole, cut = fees_of([_sitting("1", 240), _sitting("2", 120)], RATES)

    assert (whole.amount, whole.cap) == (400_000, None)
    assert (cut.uncapped, cut.amount, cut.cap) == (200_000, 100_000, 500_000)


def test_kinds_of_one_day_and_subject_share_one_cap():
    assert _amounts(_sitting("1", 240), _sitting("2", 180, FeeKind.MEETING)) == [400_000, 100_000]


def test_a_meeting_keeps_its_own_cap_beside_an_evaluation():
    assert _amounts(_sitting("1", 60), _sitting("2", 600, FeeKind.MEETING)) == [100_000, 300_000]


def test_another_day_or_subject_has_its_own_cap():
    rows = [_sitting("1", 360), _sitting("2", 360, day=date(2026, 4, 21)), _sitting("3", 360, subject="다른 사업")]

    assert _amounts(*rows) == [500_000] * 3


@pytest.mark.parametrize("rows", [[_sitting("1", 0)], [_sitting("1", -5)], [_sitting("1", 60), _sitting("1", 60)]])
def test_what_cannot_be_paid_is_refused(rows):
    with pytest.raises(ValueError):
        fees_of(rows, RATES)


def test_a_kind_without_a_rate_is_refused():
    with pytest.raises(KeyError):
        fees_of([_sitting("1", 60, FeeKind.MEETING)], {FeeKind.EVALUATION: RATES[FeeKind.EVALUATION]})


SITTINGS = st.lists(
    st.builds(
        Sitting,
        st.uuids().map(str),
        st.sampled_from(FeeKind),
        st.sampled_from([DAY, date(2026, 4, 21)]),
        st.sampled_from("가나"),
        st.integers(1, 900),
    ),
    max_size=8,
    unique_by=lambda row: row.key,
)


@given(SITTINGS, st.randoms())
def test_no_order_pays_more_and_no_cap_is_passed(rows, random):
    shuffled = random.sample(rows, len(rows))
    fees = fees_of(rows, RATES)

    assert fees == fees_of(shuffled, RATES)
    for day in {row.day for row in rows}:
        for subject in "가나":
            own = [fee for fee in fees if (fee.sitting.day, fee.sitting.subject) == (day, subject)]
            assert sum(fee.amount for fee in own) <= 500_000
            assert sum(fee.amount for fee in own if fee.sitting.kind is FeeKind.MEETING) <= 300_000
    assert all(0 <= fee.amount <= fee.uncapped for fee in fees)
