import time
import unicodedata

import pytest

from incubator.core.typed import has_resident_number, has_strange_characters, one_spelling, problem_of

RESIDENT = ("900517-1234567", "9005171234567", "900517 - 2234567", "900517　2234567", "９００５１７－１２３４５６７",
            "010203-3123456", "850101-5123456", "주민번호는 900517-1234567 입니다", "900517–1234567", "991231-1999999")  # fmt: skip
OTHERS = ("130111-0006246", "1301110006246", "000-81-00125", "010-1234-5678", "2016-IGEN-03-0042", "901317-1234567",
          "900532-1234567", "12345678901234", "1650000000000", "2016-04-20 18:00:00", "900517-0234567", "")  # fmt: skip


@pytest.mark.parametrize("typed", RESIDENT)
def test_resident_number_is_seen(typed):
    assert has_resident_number(typed)


@pytest.mark.parametrize("typed", OTHERS)
def test_other_numbers_are_let_through(typed):
    assert not has_resident_number(typed)


def test_corporate_number_that_looks_like_a_birthday_is_let_through():
    assert not has_resident_number("110111-1234569")


def test_decomposed_hangul_becomes_one_spelling():
    assert one_spelling(unicodedata.normalize("NFD", "  한빛 ")) == "한빛"


def test_direction_marks_and_line_ends_are_tidied():
    assert one_spelling("가\u202e나\ufeff\r\n다\r라") == "가나\n다\n라"
    assert one_spelling(None) == ""


def test_control_characters_are_strange():
    assert has_strange_characters("가\x00")
    assert has_strange_characters("가\x1b[0m")
    assert has_strange_characters("가\ud800")
    assert has_strange_characters("가\n나")
    assert not has_strange_characters("가\n나\t다", lines=True)
    assert not has_strange_characters("😀 가나다 𠮷")


def test_problem_says_what_is_wrong():
    assert problem_of("한빛", most=10) is None
    assert str(problem_of("가" * 11, most=10)) == "10자까지 적을 수 있습니다. 지금은 11자입니다."
    assert "제어 문자" in str(problem_of("\x07", most=10))
    assert "주민등록번호" in str(problem_of("900517-1234567", most=20))


def test_long_text_is_read_in_a_moment():
    started = time.perf_counter()

    has_resident_number("9" * 50_000)
    has_resident_number("900517-" * 7_000)
    one_spelling("\u202e" * 50_000)

    assert time.perf_counter() - started < 0.2
