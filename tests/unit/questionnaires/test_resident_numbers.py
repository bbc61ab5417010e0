"""A resident registration number never gets into an answer; numbers that look alike do (quality.md PV-09)."""

from __future__ import annotations

import pytest

from incubator.core.errors import Invalid
from incubator.questionnaires.rules import load, parse
from tests.factories.questionnaires import a_definition

STORY = load(a_definition()).questions["story"]

POSITIVE = [
    "900101-1234567",
    "9001011234567",
    "900101 1234567",
    "900101 - 1234567",
    "900101–1234567",
    "900101—1234567",
    "900101－1234567",
    "900101−1234567",
    "900101‐1234567",
    "９００１０１-１２３４５６７",
    "９００１０１１２３４５６７",
    "900101.1234567",
    "900101~1234567",
    "주민번호 900101-1234567 입니다",
    "(900101-1234567)",
    "홍길동900101-2345678",
    "850315-2123456",
    "050505-3123456",
    "100203-4567890",
    "000229-3123456",
    "771231-1999999",
    "651130-2000000",
    "200101-3000001",
    "231015-4111111",
    "880808-5123456",
    "990909-6123456",
    "010101-7123456",
    "020202-8123456",
    "대표자: 홍길동\n주민등록번호: 701010-1000000\n",
    "연락처 010-1234-5678, 900101-1234567",
    "900101-1234567,910202-2345678",
    "no.900101-1234567.",
    "900101  1234567",
    "900101\t1234567",
    "[9001011234567]",
    "‘650101-1000000’",
    "920228-1111111",
    "040229-4111111",
    "820930-2345671",
    "950615-1357924",
]
NEGATIVE = [
    "010-1234-5678",
    "01012345678",
    "055-123-4567",
    "02-123-4567",
    "1522-4755",
    "070-1234-5678",
    "0505-123-4567",
    "+82-10-1234-5678",
    "124-81-00998",
    "1248100998",
    "000-81-00125",
    "000-86-00455",
    "130111-0006246",
    "1301110006246",
    "110111-0003204",
    "194211-0000943",
    "2016-IGEN-03-0042",
    "2016-IGEN-03-0042 / 2016-IGEN-03-0043",
    "900101-1******",
    "900101-1",
    "900101",
    "2016-04-20",
    "20160420",
    "2016. 4. 20.(수) 18:00:00",
    "16,500,000,000원",
    "9,001,011,234,567원",
    "901301-1234567",
    "900132-1234567",
    "900230-1234567",
    "010229-3123456",
    "900101-9234567",
    "900101-0234567",
    "1900101-1234567",
    "900101-12345678",
    "계좌 110-123-456789",
    "1234-5678-9012-3456",
    "우편번호 51395",
    "특허 제10-1234567호",
    "10-2016-0012345",
    "KSIC 29294, 28123",
]


def test_there_are_forty_of_each():
    assert (len(POSITIVE), len(NEGATIVE)) == (40, 40)


@pytest.mark.parametrize("typed", POSITIVE)
def test_a_resident_number_is_refused_with_a_clear_sentence(typed: str):
    with pytest.raises(Invalid) as caught:
        parse(STORY, [typed])

    assert "주민등록번호로 보이는 숫자" in str(caught.value.message)
    assert "생년월일까지만" in str(caught.value.how)


@pytest.mark.parametrize("typed", NEGATIVE)
def test_numbers_of_other_kinds_are_taken(typed: str):
    assert parse(STORY, [typed]) == typed
