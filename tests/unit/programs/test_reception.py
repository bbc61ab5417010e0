"""The window of reception and the length of posting."""

from datetime import date, timedelta

import pytest

from incubator.core.dates import kst
from incubator.programs.rules.kinds import Phase
from incubator.programs.rules.reception import phase_of, posting_days, posting_problem, receipt_number, receives
from incubator.programs.workflow import RoundState

OPENS, CLOSES = kst(2026, 3, 3, 9), kst(2026, 3, 31, 18)
TICK = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (OPENS - TICK, False),
        (OPENS, True),
        (CLOSES - TICK, True),
        (CLOSES, True),
        (CLOSES + TICK, False),
    ],
)
def test_reception_is_exact_to_the_microsecond(at, expected):
    assert receives("open", at, OPENS, CLOSES) is expected


@pytest.mark.parametrize(
    ("state", "at", "phase"),
    [
        (RoundState.PLANNED, OPENS, Phase.PLANNED),
        (RoundState.IN_APPROVAL, OPENS, Phase.PLANNED),
        (RoundState.APPROVED, OPENS, Phase.PLANNED),
        (RoundState.SCHEDULED, OPENS - TICK, Phase.UPCOMING),
        (RoundState.SCHEDULED, OPENS, Phase.OPEN),
        (RoundState.OPEN, CLOSES, Phase.OPEN),
        (RoundState.OPEN, CLOSES + TICK, Phase.CLOSED),
        (RoundState.SCHEDULED, CLOSES + TICK, Phase.CLOSED),
        (RoundState.CLOSED, CLOSES + TICK, Phase.CLOSED),
        (RoundState.CLOSED, OPENS, Phase.CLOSED),
        (RoundState.CANCELLED, OPENS, Phase.CANCELLED),
    ],
)
def test_a_visitor_sees_what_the_clock_says(state, at, phase):
    assert phase_of(state, at, OPENS, CLOSES) is phase


@pytest.mark.parametrize(
    ("closes_at", "days", "warned"),
    [
        (kst(2026, 3, 22, 18), 20, False),
        (kst(2026, 3, 21, 18), 19, True),
        (kst(2026, 3, 12, 18), 10, True),
        (kst(2026, 3, 11, 18), 9, True),
    ],
)
def test_posting_is_counted_in_korean_days(closes_at, days, warned):
    announced_on = date(2026, 3, 2)

    assert posting_days(announced_on, closes_at) == days
    assert (posting_problem(announced_on, closes_at) is not None) is warned


def test_receipt_number_is_padded():
    assert receipt_number("IGEN", 2016, 3, 42) == "2016-IGEN-03-0042"
    assert receipt_number("WATER", 2026, 12, 12345) == "2026-WATER-12-12345"
