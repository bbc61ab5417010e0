"""The next round: its name counts on, its dates move together."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incubator.core.dates import KST
from incubator.programs.rules.copying import copy_of, renamed
from incubator.programs.rules.library import TEMPLATES, plan
from tests.factories.programs import SCORING


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("2016년 제3기 I-Gen 챌린지 공모전", "2017년 제4기 I-Gen 챌린지 공모전"),
        ("워터캠퍼스 3회차 수강생 모집(2016)", "워터캠퍼스 4회차 수강생 모집(2017)"),
        ("3D프린터 활용 교육 3차", "3D프린터 활용 교육 4차"),
        ("제 3 기 모집", "제 4 기 모집"),
        ("I-Gen Challenge 2016, round 3", "I-Gen Challenge 2017, round 4"),
        ("제13기 모집, 33회", "제13기 모집, 33회"),
        ("이름에 수가 없음", "이름에 수가 없음"),
    ],
)
def test_the_title_counts_on(title, expected):
    assert renamed(title, year=(2016, 2017), number=(3, 4)) == expected


@given(key=st.sampled_from(sorted(TEMPLATES)), days=st.integers(-400, 4000))
def test_every_date_moves_by_the_same_number_of_days(key, days):
    first = date(2026, 3, 2)
    values = plan(TEMPLATES[key], announced_on=first, round_no=3, defaults=SCORING)

    moved = copy_of(values, announced_on=date.fromordinal(first.toordinal() + days))

    assert (moved["opens_at"].astimezone(KST).date() - values["opens_at"].astimezone(KST).date()).days == days
    assert moved["closes_at"].astimezone(KST).time() == values["closes_at"].astimezone(KST).time()
    for before, after in zip(values["schedule"], moved["schedule"], strict=True):
        for edge in ("starts", "ends"):
            if before[edge]:
                one, other = (datetime.fromisoformat(row[edge]) for row in (before, after))
                assert (other.date() - one.date()).days == days
                assert other.time() == one.time()
    assert moved["stages"] == values["stages"]
