"""What may be written into a sheet, what is missing, what deserves a second look (domain.md §2.4, §4.1)."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from incubator.reviews.rules.scores import (
    GRADE_LABELS,
    Criterion,
    Deviation,
    Grade,
    GradeTable,
    Mode,
    Reading,
    Shape,
    deviations,
    flat_scores,
    missing_before_submit,
    points_of_grade,
    read_input,
    read_too_briefly,
    total_of,
    written,
)
from tests.unit.reviews.sheets import person

IDEA = Criterion("idea", "문제 인식", Decimal(30))
MARKET = Criterion("market", "성장 전략", Decimal(40), Decimal("0.5"))
TEAM = Criterion("team", "팀 구성", Decimal(30), Decimal("0.1"), needs_reason=True)
SHAPE = Shape((IDEA, MARKET, TEAM))
GRADED = replace(SHAPE, mode=Mode.GRADES)
COMMENT = "시장 조사가 튼튼하고 팀이 믿음직합니다."


def test_a_sheet_is_full_at_100():
    assert SHAPE.full_points == 100


@pytest.mark.parametrize(
    ("key", "raw", "points"),
    [
        ("idea", "27", "27"),
        ("idea", " 0 ", "0"),
        ("idea", "30점", "30"),
        ("idea", "30 점", "30"),
        ("idea", "２７", "27"),
        ("idea", "-0", "0"),
        ("idea", "27.0", "27.0"),
        ("market", "３９．５", "39.5"),
        ("team", "29.9", "29.9"),
        ("team", "+1", "1"),
    ],
)
def test_points_are_read(key, raw, points):
    assert read_input(SHAPE, key, raw) == Reading(Decimal(points))


@pytest.mark.parametrize("raw", ["", "  ", "\u3000"])
def test_blank_is_no_mistake_while_writing(raw):
    assert read_input(SHAPE, "idea", raw) == Reading()
    assert read_input(GRADED, "idea", raw) == Reading()


@pytest.mark.parametrize(
    ("key", "raw", "words"),
    [
        ("idea", "31", "0점부터 30점까지 줄 수 있습니다. 적은 점수는 31점"),
        ("idea", "-1", "0점부터 30점까지"),
        ("idea", "−1", "적은 점수는 -1점"),
        ("idea", "27.5", "1점 간격으로 줍니다. 27.5점은"),
        ("market", "39.4", "0.5점 간격"),
        ("team", "29.95", "0.1점 간격"),
        ("idea", "많이", "숫자로 적어 주세요(예: 30)"),
        ("idea", "1e1", "숫자로"),
        ("idea", "NaN", "숫자로"),
        ("idea", "Infinity", "숫자로"),
        ("idea", "27,5", "숫자로"),
        ("idea", "2 7", "숫자로"),
        ("idea", "9" * 5000, "숫자로"),
        ("idea", "점", "숫자로"),
        ("idea", "٣", "숫자로"),
    ],
)
def test_what_cannot_be_taken_is_said(key, raw, words):
    reading = read_input(SHAPE, key, raw)

    assert reading.points is None
    assert words in str(reading.problem)
    assert SHAPE.criterion(key).title in str(reading.problem)


def test_a_criterion_the_sheet_does_not_have_is_an_error():
    with pytest.raises(KeyError):
        read_input(SHAPE, "other", "1")
    with pytest.raises(KeyError):
        total_of(SHAPE, {"other": Decimal(1)})


@pytest.mark.parametrize(
    ("table", "shares"), [(GradeTable.USUAL, [30, 27, 24, 21, 18]), (GradeTable.WIDE, [30, 24, 18, 12, 6])]
)
def test_grades_are_shares_of_the_points(table, shares):
    shape = replace(GRADED, grades=table)

    assert [read_input(shape, "idea", str(GRADE_LABELS[grade])).points for grade in Grade] == shares
    assert [read_input(shape, "idea", grade.value).points for grade in Grade] == shares


def test_a_grade_is_exact_whatever_the_step():
    assert points_of_grade(Criterion("x", "x", Decimal(3)), Grade.GOOD, GradeTable.USUAL) == Decimal("2.7")


def test_what_is_no_grade_is_refused():
    assert "매우우수" in str(read_input(GRADED, "idea", "30").problem)


def test_the_total_is_of_what_is_filled_in():
    assert total_of(SHAPE, {"idea": Decimal(27), "market": Decimal("39.5")}) == Decimal("66.5")
    assert total_of(SHAPE, {}) == 0


@pytest.mark.parametrize(("value", "shown"), [("84.50", "84.5"), ("100", "100"), ("1E+2", "100"), ("0.0", "0")])
def test_points_are_shown_without_needless_noughts(value, shown):
    assert written(Decimal(value)) == shown


FULL = {"idea": Decimal(27), "market": Decimal(30), "team": Decimal(20)}


def test_a_full_sheet_lacks_nothing():
    assert missing_before_submit(SHAPE, FULL, COMMENT, {"team": "경력"}, least_comment=10) == ()


def test_nought_points_are_no_blank():
    points = {**FULL, "idea": Decimal(0)}

    assert missing_before_submit(SHAPE, points, COMMENT, {"team": "경력"}, least_comment=10) == ()


def test_all_that_is_missing_is_said_at_once_in_the_order_of_the_form():
    found = missing_before_submit(
        SHAPE, {"idea": Decimal(1)}, " 짧 음\n", {"team": " \n"}, least_comment=10, deviating=["idea"]
    )

    assert [item.criterion for item in found] == ["idea", "market", "team", "team", None]
    assert "사유" in str(found[0].problem)
    assert "비어 있습니다" in str(found[1].problem)
    assert "10자 이상" in str(found[-1].problem)
    assert "지금은 2자" in str(found[-1].problem)


def test_a_reason_answers_a_deviation():
    reasons = {"team": "경력", "idea": "시제품을 보았습니다"}

    assert missing_before_submit(SHAPE, FULL, COMMENT, reasons, least_comment=0, deviating=["idea"]) == ()


def test_a_deviation_is_more_than_ten_percent_of_the_points():
    sheets = {
        person(1): {"idea": Decimal(30), "market": Decimal(30)},
        person(2): {"idea": Decimal(24), "market": Decimal(30)},
        person(3): {"idea": Decimal(24), "market": Decimal(36)},
    }

    assert deviations(SHAPE, sheets, person(1)) == (Deviation("idea", Decimal(30), Decimal("26.000000"), Decimal(3)),)
    assert deviations(SHAPE, sheets, person(2)) == ()
    assert deviations(SHAPE, sheets, person(3)) == ()  # exactly 4 of 40
    assert deviations(SHAPE, sheets, person(3), percent=Decimal(9))[0].criterion == "market"


def test_alone_nobody_deviates_and_a_blank_is_no_nought():
    assert deviations(SHAPE, {person(1): {"idea": Decimal(30)}}, person(1)) == ()
    assert deviations(SHAPE, {person(1): {"idea": Decimal(30)}, person(2): {}}, person(1)) == ()
    assert deviations(SHAPE, {person(1): {"idea": Decimal(30)}, person(2): {"idea": Decimal(1)}}, person(3)) == ()


def test_flat_scores_are_found():
    totals = {
        person(1): dict.fromkeys(map(person, range(10, 13)), Decimal(80)),
        person(2): {person(10): Decimal(80), person(11): Decimal(80), person(12): Decimal(81)},
        person(3): {person(10): Decimal(80), person(11): Decimal(80)},
        person(4): {person(10): Decimal(80)},
    }

    assert [(flat.evaluator.int, flat.applicants) for flat in flat_scores(totals)] == [(1, 3)]
    assert [flat.evaluator.int for flat in flat_scores(totals, spread=Decimal(1))] == [1, 2]
    assert [flat.evaluator.int for flat in flat_scores(totals, least_applicants=0)] == [1, 3]


def test_reading_too_briefly():
    times = {person(2): timedelta(minutes=59), person(1): timedelta(0), person(3): timedelta(hours=1)}

    assert read_too_briefly(times, timedelta(hours=1)) == (person(1), person(2))
