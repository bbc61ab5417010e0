"""Likeness of texts: symmetric, 100 for equal ones, and passages that are really there."""

from __future__ import annotations

import random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from incubator.matching.rules import ALIKE, PASSAGE, PRINTS, Searched, compare, hashes_in, letters_of, plain, print_of

SYLLABLES = "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허고노도로모보소오조초코토포호"
TEXT = st.text(alphabet=SYLLABLES + " .,\n(A)ａ①", max_size=120)
ANY = st.text(max_size=80)
PLAN = (
    "본 과제는 해수 담수화 설비에 쓰이는 역삼투막의 오염을 낮추는 초음파 세척 장치를 국산화하는 것을 목표로 합니다. "
    "지금까지 현장에서는 세척액을 순환시켜 막을 씻었으나 약품 비용이 크고 세척하는 동안 설비를 멈추어야 했습니다. "
    "저희는 막 모듈 바깥에서 초음파를 걸어 운전을 멈추지 않고 오염층을 떼어 내는 방법을 시험하였고, "
    "실험실 규모에서 투과 유량을 이십 퍼센트 회복하였습니다."
)
OTHER = (
    "경력이 단절된 여성이 디지털 공방에서 삼차원 인쇄를 배우고 공예품을 온라인으로 파는 사회적 기업을 세우고자 합니다. "
    "창원에 공방을 열어 교육과 제작을 함께 하고, 첫해에는 스무 명을 가르쳐 다섯 명을 고용하려고 합니다."
)


@given(TEXT, TEXT)
@example("가나다라마바사아자차", "가나다라마바사아자차")
def test_likeness_is_symmetric(first, second):
    assert compare(first, second).percent == compare(second, first).percent


@given(ANY)
def test_equal_texts_are_wholly_alike(text):
    assert compare(text, text).percent == (100 if letters_of(text) else 0)


@given(TEXT, TEXT, TEXT)
def test_passages_stand_in_both_texts(first, second, shared):
    one, other = first + shared + second, second + shared + first

    for passage in compare(one, other).passages:
        assert letters_of(one[passage.first]) == letters_of(other[passage.second]) != ""


@given(ANY, ANY)
def test_passages_stand_in_any_two_texts_in_order(first, second):
    found = compare(first, second).passages

    assert all(plain(first[p.first]).letters == plain(second[p.second]).letters for p in found)
    assert [p.first.start for p in found] == sorted(p.first.start for p in found)


@given(TEXT, TEXT)
def test_likeness_is_a_percentage_and_has_passages_when_it_is_not_nothing(first, second):
    likeness = compare(first, second)

    assert 0 <= likeness.percent <= 100
    assert bool(likeness.passages) or likeness.percent == 0


@given(ANY)
def test_a_print_is_of_the_letters_alone(text):
    assert print_of(text) == print_of(" ".join(text.upper() if text.isascii() else text))
    assert letters_of(text) == plain(text).letters


@given(TEXT)
def test_a_print_is_sorted_small_and_repeatable(text):
    hashes = list(hashes_in(print_of(text)))

    assert hashes == sorted(set(hashes))
    assert len(hashes) <= PRINTS
    assert print_of(text) == print_of(text)


def test_spaces_signs_width_and_case_make_no_difference():
    first = "역삼투막 세척장치(RO-2000)를 국산화한다"

    assert compare(first, "역삼투 막 세척 장치 ＲＯ2000 를, 국산화한다!").percent == 100


@pytest.mark.parametrize(("first", "second"), [("", ""), ("", "가"), ("…", "!?"), ("가나", "가다")])
def test_nothing_is_like_nothing(first, second):
    assert compare(first, second).percent == 0


def test_short_texts_are_alike_only_when_equal():
    assert (compare("드론", "드 론").percent, compare("드론", "드론 택배").percent) == (100, 0)


def test_strangers_share_nothing():
    assert compare(PLAN, OTHER).percent == 0
    assert Searched([(1, print_of(PLAN))]).alike(print_of(OTHER)) == []


def test_half_a_copied_text_is_about_half_alike_and_shown():
    half = PLAN[: len(PLAN) // 2]
    mixed = half + OTHER[: len(half)]

    likeness = compare(PLAN, mixed)

    assert 40 <= likeness.percent <= 60
    assert max(p.length for p in likeness.passages) >= len(letters_of(half)) - PASSAGE


def test_a_text_mended_at_every_third_word_is_still_found():
    chance = random.Random(7)
    changed = " ".join(
        "".join(chance.choice(SYLLABLES) for _ in word) if place % 6 == 5 else word
        for place, word in enumerate((PLAN * 3).split())
    )

    assert compare(PLAN * 3, changed).percent >= 50
    assert Searched([(1, print_of(PLAN * 3))]).alike(print_of(changed)) == [1]


def test_one_pass_answers_for_many():
    searched = Searched([(1, print_of(PLAN)), (2, print_of(OTHER))])

    assert (searched.alike(print_of(PLAN)), searched.alike(print_of(OTHER))) == ([1], [2])
    assert len(hashes_in(print_of(PLAN))) == PRINTS >= ALIKE


def test_what_everybody_writes_makes_nobody_alike():
    chance = random.Random(3)

    def own():
        return " ".join("".join(chance.choices(SYLLABLES, k=3)) for _ in range(150))

    texts = [PLAN + own() for _ in range(30)]
    searched = Searched([(1, print_of(texts[0]))])
    before = sum(bool(searched.alike(print_of(text))) for text in texts[1:])
    for text in texts:
        searched.meet(print_of(text))
    searched.forget_shared(5)

    assert before == 29
    assert [bool(searched.alike(print_of(text))) for text in texts] == [True] + [False] * 29


def test_prints_find_nearly_all_that_is_half_alike():
    chance = random.Random(20160420)
    found = alike = 0
    for _ in range(60):
        words = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 5))) for _ in range(300)]
        start, length = chance.randint(0, 100), chance.randint(100, 200)
        others = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 5))) for _ in range(300 - length)]
        text, copy = " ".join(words), " ".join(others + words[start : start + length])
        if compare(text, copy).percent >= 50:
            alike += 1
            found += Searched([(1, print_of(text))]).alike(print_of(copy)) == [1]

    assert (alike >= 10, found) == (True, alike)


def test_a_long_repeating_text_is_compared_in_bounded_time():
    assert compare("가" * 5_000, "가" * 5_000).percent == 100
