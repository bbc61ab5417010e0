"""Whole won."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incubator.core.money import MOST_WON, eok_text, parse_won


@pytest.mark.parametrize(
    ("raw", "amount"),
    [
        ("0", 0),
        ("1650000000", 1_650_000_000),
        ("1,650,000,000", 1_650_000_000),
        (" 16,500,000원 ", 16_500_000),
        ("１２,３４５", 12_345),
        ("1000000000000000", MOST_WON),
        ("007", 7),
    ],
)
def test_parse_won_reads_what_people_type(raw, amount):
    assert parse_won(raw) == amount


@pytest.mark.parametrize(
    "raw",
    [
        "",
        " ",
        "-1",
        "+1",
        "1.5",
        "1e9",
        "1_000",
        "1,00",
        "12,34,567",
        ",1",
        "1,",
        "0x10",
        "천원",
        "1 000",
        "١٢٣",
        "∞",
        "1000000000000001",
        "9" * 40,
        "\0",
        "1\n2",
        "10억",
        "$5",
        "1,0000",
        "--",
        "½",
    ],
)
def test_parse_won_refuses_what_is_no_amount(raw):
    with pytest.raises(ValueError):
        parse_won(raw)


@given(st.integers(0, MOST_WON))
def test_parse_won_reads_back_what_is_printed(amount):
    assert parse_won(f"{amount:,}원") == amount


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        (1_650_000_000, "16.5억 원"),
        (5_000_000_000, "50억 원"),
        (1_234_560_000, "12.3억 원"),
        (165_000_000, "1.7억 원"),
        (123_400_000_000, "1,234억 원"),
    ],
)
def test_eok_text_rounds_half_up(amount, shown):
    assert eok_text(amount) == shown
