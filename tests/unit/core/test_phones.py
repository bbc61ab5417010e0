import pytest

from incubator.core.phones import format_phone, phone_digits, phone_is_valid


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("01012345678", "010-1234-5678"),
        ("010 1234 5678", "010-1234-5678"),
        ("０１０－１２３４－５６７８", "010-1234-5678"),
        ("+82 10-1234-5678", "010-1234-5678"),
        ("0551234567", "055-123-4567"),
        ("055)123.4567", "055-123-4567"),
        ("021234567", "02-123-4567"),
        ("0212345678", "02-1234-5678"),
        ("15224755", "1522-4755"),
        ("07012345678", "070-1234-5678"),
        ("05051234567", "0505-123-4567"),
        ("0801234567", "080-123-4567"),
    ],
)
def test_known_forms(typed, shown):
    assert phone_is_valid(typed)
    assert format_phone(typed) == shown
    assert format_phone(phone_digits(typed)) == shown


@pytest.mark.parametrize(
    "typed", ["", "1234", "010-12-345", "전화 없음", "01012345678901", "00000000000", "055-123-456a", "٠١٠١٢٣٤٥٦٧٨"]
)
def test_other_forms(typed):
    assert not phone_is_valid(typed)
