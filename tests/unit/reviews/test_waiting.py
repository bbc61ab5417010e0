"""Promotion from the waiting list (domain.md §2.5, §4.5, §7-39)."""

from datetime import date

import pytest

from incubator.core.dates import kst
from incubator.reviews.rules.waiting import Skip, Standing, Waiting, next_in_line
from tests.unit.reviews.sheets import person

AGREEMENT = date(2026, 5, 1)
MONDAY = kst(2026, 5, 11, 10)


def _next(*people, at=MONDAY, free_seats=1):
    return next_in_line(people, free_seats=free_seats, asked_at=at, reply_days=3, agreement_starts_on=AGREEMENT, off=())


def test_the_lowest_number_is_asked_with_a_term_to_reply():
    found = _next(Waiting(person(2), 2), Waiting(person(1), 1))

    assert (found.application, found.number, found.problem) == (person(1), 1, None)
    assert found.reply.ends_at == kst(2026, 5, 15)


def test_who_was_skipped_and_why():
    found = _next(
        Waiting(person(1), 1, Standing.SKIPPED, Skip.DECLINED),
        Waiting(person(2), 2, Standing.SKIPPED, Skip.SILENT),
        Waiting(person(3), 3, ineligible=True),
        Waiting(person(4), 4, Standing.PROMOTED),
        Waiting(person(5), 5),
    )

    assert found.number == 5
    assert [(row.number, row.why) for row in found.skipped] == [
        (1, Skip.DECLINED),
        (2, Skip.SILENT),
        (3, Skip.INELIGIBLE),
    ]


def test_somebody_asked_holds_the_free_seat():
    asked = Waiting(person(1), 1, Standing.ASKED)

    assert "회신" in str(_next(asked, Waiting(person(2), 2)).problem)
    assert _next(asked, Waiting(person(2), 2), free_seats=2).number == 2


def test_without_a_free_seat_nobody_is_asked():
    assert _next(Waiting(person(1), 1), free_seats=0).application is None


@pytest.mark.parametrize(("at", "is_open"), [(kst(2026, 7, 1, 23, 59, 59), True), (kst(2026, 7, 2), False)])
def test_two_months_from_the_start_of_the_agreements(at, is_open):
    found = _next(Waiting(person(1), 1), at=at)

    assert (found.problem is None) is is_open
    if is_open:
        assert found.reply.ends_at == kst(2026, 7, 2)
    else:
        assert "2개월" in str(found.problem)


def test_a_list_run_dry_says_so():
    assert "남은 신청이 없습니다" in str(_next(Waiting(person(1), 1, ineligible=True)).problem)
