import pytest

from incubator.organisations.rules.industries import DIVISIONS, SECTIONS, division_of, find_industries, industry_problem

SAID = {section.letter: str(section.name) for section in SECTIONS} | {
    code: str(name) for code, name in DIVISIONS.items()
}


def found(words):
    return [code for section in find_industries(words, SAID) for code in section.divisions]


def test_there_are_the_sections_and_divisions_of_the_classification():
    assert "".join(section.letter for section in SECTIONS) == "ABCDEFGHIJKLMNOPQRSTU"
    assert len(DIVISIONS) == sum(len(section.divisions) for section in SECTIONS) == 77
    assert list(DIVISIONS) == sorted(DIVISIONS)
    assert [len(section.divisions) for section in SECTIONS] == [
        3, 4, 25, 1, 4, 2, 3, 4, 2, 6, 3, 1, 4, 3, 1, 1, 2, 2, 3, 2, 1,
    ]  # fmt: skip


@pytest.mark.parametrize("code", ["29", "292", "2929", "29294", "01110", "99009"])
def test_a_code_of_two_to_five_digits_in_a_division_is_one(code):
    assert industry_problem(code) is None


@pytest.mark.parametrize(
    "code", ["", "2", "292945", "2a", "२९", "04", "09", "40111", "43", "44", "48", "53", "54", "88"]
)
def test_what_lies_in_no_division_is_none(code):
    assert industry_problem(code) is not None


def test_the_division_of_a_code_is_named():
    assert str(division_of("29294")) == "기타 기계 및 장비 제조업"
    assert division_of("04") is None


def test_divisions_are_found_by_name_by_section_and_by_number():
    assert found("기계") == ["25", "29", "34"]
    assert found("숙박 및 음식점") == ["55", "56"]
    assert found("컴퓨터프로그래밍") == ["62"]
    assert found("56211") == ["56"]
    assert found("8") == ["84", "85", "86", "87"]
    assert found("없는 업종") == []
    assert len(found("")) == 77


def test_divisions_are_found_in_the_language_of_the_reader():
    english = SAID | {"62": "Computer programming, system integration and management"}

    assert [code for section in find_industries("PROGRAMMING", english) for code in section.divisions] == ["62"]
