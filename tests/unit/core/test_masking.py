from datetime import date

import pytest

from incubator.core.masking import (
    mask_address,
    mask_birth_date,
    mask_email,
    mask_name,
    mask_phone,
)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("홍길동", "홍*동"),
        ("홍길", "홍*"),
        ("홍", "*"),
        ("", ""),
        ("남궁길동", "남**동"),
        ("  홍길동 ", "홍*동"),
        ("Alexander Hamilton", "A****************n"),
    ],
)
def test_name(name, shown):
    assert mask_name(name) == shown


@pytest.mark.parametrize(
    ("email", "shown"),
    [
        ("abcdef@example.kr", "ab***@example.kr"),
        ("ab@example.kr", "a***@example.kr"),
        ("a@example.kr", "***@example.kr"),
        ("not an address", "***"),
        ("", ""),
    ],
)
def test_email(email, shown):
    assert mask_email(email) == shown


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("01012345678", "010-****-5678"),
        ("010-123-4567", "010-***-4567"),
        ("0551234567", "055-***-4567"),
        ("021234567", "02-***-4567"),
        ("15224755", "****-4755"),
        ("12345", "*2345"),
        ("", ""),
    ],
)
def test_phone(phone, shown):
    assert mask_phone(phone) == shown


def test_birth_date_keeps_its_year():
    assert mask_birth_date(date(1990, 5, 17)) == "1990-**-**"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("경상남도 창원시 의창구 창원대로 46", "경상남도 창원시 의창구 창원대로 ***"),
        ("경상남도 진주시 문산읍 월아산로 2026", "경상남도 진주시 문산읍 ***"),
        ("경상남도 창원시 의창구 창원대로", "경상남도 창원시 의창구 창원대로"),
        ("어딘가 먼 곳", "어딘가 먼 ***"),
        ("", ""),
    ],
)
def test_address(address, shown):
    assert mask_address(address) == shown
