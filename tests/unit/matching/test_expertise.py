"""Points of fields and texts: whole numbers, the same in any order, explained by words that stand in both texts."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from incubator.matching.rules.expertise import Expertise, Profile
from incubator.matching.rules.grams import shared_runs, terms_of, without_particle, words_of
from incubator.matching.rules.pool import WHOLE

PLANT = Profile(
    "담수", "해수 담수화 설비에 쓰이는 열교환기를 국산화하고, IoT 센서로 효율을 살핍니다.", frozenset({"기계", "환경"})
)
CRAFT = Profile("공예", "경력이 단절된 여성이 공예품을 온라인으로 파는 사회적 기업을 세웁니다.", frozenset({"사회"}))
ENGINEER = Profile("김", "열교환기 설계, 담수화 플랜트, 산업용 iot", frozenset({"기계"}))
TRADER = Profile("이", "사회적 기업 경영과 온라인 판매", frozenset({"사회", "유통"}))
SYLLABLES = "가나다라마바사아자차카타파하거너더러머버서"
TEXT = st.text(alphabet=SYLLABLES + " .,(Aa1", max_size=40)


def _two(percent: int = 40) -> Expertise:
    return Expertise([PLANT, CRAFT], [ENGINEER, TRADER], field_percent=percent)


def test_who_knows_the_matter_has_more_points():
    found = _two()

    assert found.points.table.tolist() == [
        [int(found.parts("담수", "김").points), 0],
        [0, int(found.parts("공예", "이").points)],
    ]
    assert found.parts("담수", "김").points > WHOLE // 4


def test_points_are_explained_by_fields_and_shared_terms():
    parts = _two().parts("담수", "김")

    assert (parts.of_fields, parts.fields) == (WHOLE // 2, frozenset({"기계"}))
    assert parts.terms == ("열교환기", "담수화", "iot")
    assert parts.points == (parts.of_fields * 40 + parts.of_text * 60) // 100


def test_the_weight_of_fields_is_given():
    assert _two(100).parts("공예", "이").points == WHOLE
    assert _two(0).parts("공예", "이").points == _two().parts("공예", "이").of_text


@given(st.lists(TEXT, max_size=4), st.lists(TEXT, min_size=1, max_size=4))
def test_points_are_whole_bounded_and_do_not_hang_on_the_order(cases, experts):
    one = [Profile(f"c{number}", text) for number, text in enumerate(cases)]
    two = [Profile(f"e{number}", text) for number, text in enumerate(experts)]
    found = Expertise(one, two, field_percent=0).points
    turned = Expertise(one[::-1], two[::-1], field_percent=0).points

    assert found.table.dtype == np.int64
    assert not found.table.size or 0 <= found.table.min() <= found.table.max() <= WHOLE
    assert (turned.table[::-1, ::-1] == found.table).all()


@given(TEXT)
def test_equal_texts_are_wholly_alike(text):
    found = Expertise([Profile("가", text)], [Profile("나", text), Profile("다", "")], field_percent=0).points.table[0]

    assert found.tolist() == [WHOLE if len(terms_of(words_of(text))) else 0, 0]


@given(TEXT, TEXT)
def test_shared_parts_stand_in_both(text, other):
    words, others = words_of(text), words_of(other)

    for run in shared_runs(words, others):
        assert any(run in word for word in words)
        assert any(run in word for word in others)


def test_a_rare_term_counts_more_than_one_that_everybody_has():
    cases = [Profile("가", "기술 개발 열교환기"), Profile("나", "기술 개발")]
    experts = [
        Profile("김", "기술 개발 박람회"),
        Profile("이", "기술 열교환기 박람회"),
        Profile("박", "기술 개발 무역"),
    ]
    points = Expertise(cases, experts, field_percent=0).points.table

    assert points[0, 1] > points[0, 0]


def test_texts_are_compared_in_portions_with_the_same_points(monkeypatch):
    whole = _two().points.table.tolist()
    monkeypatch.setattr("incubator.matching.rules.expertise._AT_ONCE", 1)

    assert _two().points.table.tolist() == whole


@pytest.mark.parametrize(("word", "stem"), [
    ("열교환기를", "열교환기"), ("담수화", "담수화"), ("단풍마을", "단풍마을"), ("은행은", "은행"), ("성과평가", "성과평가"),
    ("기계공학과", "기계공학"), ("센서에서", "센서"), ("온라인으로", "온라인"), ("치료가", "치료"), ("나를", "나를"), ("iot", "iot"),
])  # fmt: skip
def test_particles_are_taken_off_where_that_is_plain(word, stem):
    assert without_particle(word) == stem


def test_widths_and_cases_of_letters_make_no_difference():
    assert words_of("ＩｏＴ센서2호(LED)") == ["iot", "센서", "2", "호", "led"]


def test_a_weight_that_is_no_percentage_is_refused():
    with pytest.raises(ValueError):
        _two(101)
