"""Text for people."""

from __future__ import annotations

from incubator.core.errors import Invalid, NotFound
from incubator.core.text import Text, text


def test_a_text_prints_in_korean_with_its_parameters():
    assert str(text("%(n)s건을 받았습니다.", n=3)) == "3건을 받았습니다."


def test_a_text_without_parameters_keeps_its_percent_signs():
    assert str(text("80% 이상")) == "80% 이상"


def test_a_text_survives_storage_with_a_text_inside():
    message = text("지금 상태(%(state)s)입니다.", state=text("제출"))

    assert Text.from_payload(message.payload()) == message


def test_not_found_says_how_to_go_on():
    assert NotFound().how is not None


def test_invalid_names_its_field():
    assert Invalid(text("틀렸습니다."), field="name").problems == {"name": (text("틀렸습니다."),)}
