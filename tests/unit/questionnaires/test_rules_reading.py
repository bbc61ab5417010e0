"""From what was typed to what is stored."""

from __future__ import annotations

import contextlib
import time
import unicodedata
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incubator.core.errors import Invalid
from incubator.questionnaires.rules import is_unread, load, parse, typed_text
from incubator.questionnaires.rules.reading import MOST_KEPT, decimal_text
from tests.factories.questionnaires import WHOLE, a_definition

FORM = load(a_definition())
QUESTIONS = FORM.questions
TYPED = ("name", "story", "people", "founded", "invested", "amount")


@pytest.mark.parametrize(
    ("key", "raw", "value"),
    [
        ("name", ["  담수화  막\n세척기 "], "담수화 막 세척기"),
        ("name", "", None),
        ("name", [], None),
        ("name", ["   "], None),
        ("name", ["\u1100\u1161"], "가"),
        ("name", ["🦾" * 3], "🦾🦾🦾"),
        ("name", ["가" * 60], "가" * 60),
        ("name", ["a\x07b\x1f"], "ab"),
        ("name", ["a\u202eb"], "ab"),
        ("story", ["한 줄\r\n두 줄\x0b세 줄"], "한 줄\n두 줄\n세 줄"),
        ("people", ["４"], "4"),
        ("people", [" 1,234.50 "], "1234.5"),
        ("people", ["-3"], "-3"),
        ("people", ["−0.0"], "0"),
        ("people", ["10"], "10"),
        ("people", ["1e3"], {"raw": "1e3"}),
        ("people", ["12,34"], {"raw": "12,34"}),
        ("people", ["네 명"], {"raw": "네 명"}),
        ("people", ["1.2.3"], {"raw": "1.2.3"}),
        ("people", ["--3"], {"raw": "--3"}),
        ("people", ["9" * 40], {"raw": "9" * 40}),
        ("people", ["."], {"raw": "."}),
        ("founded", ["20160420"], "2016-04-20"),
        ("founded", ["2016. 4. 20."], "2016-04-20"),
        ("founded", ["２０１６-０４-２０"], "2016-04-20"),
        ("founded", ["2016-02-30"], {"raw": "2016-02-30"}),
        ("founded", ["1899-12-31"], {"raw": "1899-12-31"}),
        ("amount", ["1,234,000원"], 1_234_000),
        ("amount", ["１２３"], 123),
        ("amount", ["12만"], {"raw": "12만"}),
        ("amount", ["-1"], {"raw": "-1"}),
        ("invested", ["yes"], "yes"),
        ("invested", ["maybe"], {"raw": "maybe"}),
        ("fields", ["water", "mecha", "water"], ["mecha", "water"]),
        ("fields", [], None),
        ("fields", ["water", "fire"], {"raw": ["water", "fire"]}),
        ("budget", [{"item": "재료", "won": "1,000"}, {"item": " ", "won": ""}], [{"item": "재료", "won": 1000}]),
        ("budget", [{"item": "재료", "won": "많이"}], [{"item": "재료", "won": {"raw": "많이"}}]),
        ("budget", [], None),
    ],
)
def test_parse(key: str, raw: Any, value: Any):
    assert parse(QUESTIONS[key], raw) == value


@pytest.mark.parametrize(
    ("key", "raw"),
    [
        ("name", ["두", "번"]),
        ("name", [{"item": "x"}]),
        ("name", [3]),
        ("name", 3),
        ("name", None),
        ("name", ["가\0나"]),
        ("name", ["\ud800"]),
        ("name", ["가" * 2001]),
        ("story", ["가" * (MOST_KEPT + 1)]),
        ("people", ["1" * 3000]),
        ("founded", ["900101-1234567"]),
        ("fields", ["a"] * 100),
        ("fields", [1]),
        ("budget", "text"),
        ("budget", [["x"]]),
        ("budget", [{"owner": "x"}]),
        ("budget", [{}] * 501),
        ("budget", [{"item": "홍 900101-1234567"}]),
        ("paper", [{"file_id": "x", "size": 1}]),
        ("paper", ["x"]),
    ],
)
def test_parse_refuses_what_must_not_be_stored(key: str, raw: Any):
    with pytest.raises(Invalid) as caught:
        parse(QUESTIONS[key], raw)

    assert caught.value.field == key
    assert caught.value.how is not None


@given(st.sampled_from(TYPED), st.text(max_size=50))
def test_nothing_typed_is_lost(key: str, raw: str):
    """Whatever is stored shows again as what was typed, or reads the same when typed again."""
    question = QUESTIONS[key]
    try:
        value = parse(question, [raw])
    except Invalid:
        return
    if value is None:
        return
    again = typed_text(question.kind, value)

    assert again
    assert parse(question, [again]) == value
    assert unicodedata.is_normalized("NFC", again) or is_unread(value)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**14), max_value=10**14, places=4))
def test_numbers_keep_their_value(number: Decimal):
    assert Decimal(decimal_text(f"{number:,f}")) == number


@pytest.mark.parametrize("raw", ["9" * 50_000, "1," * 25_000, " " * 50_000, "900101-" * 7_000, "2016" * 12_500])
@pytest.mark.parametrize("key", ["story", "people", "founded", "amount"])
def test_reading_takes_linear_time(key: str, raw: str):
    started = time.process_time()
    with contextlib.suppress(Invalid):
        parse(QUESTIONS[key], [raw])

    assert time.process_time() - started < 0.2


@pytest.mark.parametrize("key", TYPED)
def test_typed_text_reads_back(key: str):
    question = QUESTIONS[key]

    assert parse(question, [typed_text(question.kind, WHOLE[key])]) == WHOLE[key]
