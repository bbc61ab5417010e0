"""Reading one JSON object of a definition, property by property, collecting everything that is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any as Plain
from typing import TypeVar

from incubator.core.money import MOST_WON
from incubator.core.text import Text, text
from incubator.core.typed import has_strange_characters, one_spelling
from incubator.questionnaires.rules import definition as d

KEY = re.compile(r"[a-z][a-z0-9_]{0,59}", re.ASCII)
MOST_LABEL = 300
MOST_HELP = 3_000
E = TypeVar("E", bound=StrEnum)


class Found:
    """Collects problems: `{place: (sentence, …)}`, a place being a path such as `sections.plan.questions.goal`."""

    def __init__(self) -> None:
        self.problems: dict[str, tuple[Text, ...]] = {}

    def add(self, place: str, sentence: Text) -> None:
        self.problems[place] = (*self.problems.get(place, ()), sentence)


class Reader:
    """Reads one JSON object: each property once, with its type; what nobody asked for is unknown."""

    def __init__(self, raw: Plain, place: str, found: Found) -> None:
        self.raw: Mapping[str, Plain] = raw if isinstance(raw, Mapping) else {}
        self.place = place
        self.found = found
        self.asked: set[str] = set()
        if not isinstance(raw, Mapping):
            self.problem("", text("여러 항목으로 된 묶음이어야 합니다."))

    def problem(self, name: str, sentence: Text) -> None:
        self.found.add(f"{self.place}.{name}".strip("."), sentence)

    def get(self, name: str) -> Plain:
        self.asked.add(name)
        return self.raw.get(name)

    def words(self, name: str, *, most: int = MOST_LABEL, needed: bool = False) -> str:
        value = self.get(name)
        if value is None or isinstance(value, str):
            plain = one_spelling(value)
            if needed and not plain:
                self.problem(name, text("빠져 있습니다. 적어 주세요."))
            if len(plain) > most:
                self.problem(name, text("%(most)s자까지 적을 수 있습니다.", most=most))
            if has_strange_characters(plain, lines=True):
                self.problem(name, text("눈에 보이지 않는 제어 문자가 들어 있습니다. 지우고 다시 적어 주세요."))
            return plain
        self.problem(name, text("글이어야 합니다."))
        return ""

    def key(self) -> str:
        value = self.get("key")
        if isinstance(value, str) and KEY.fullmatch(value):
            return value
        self.problem("key", text("이름은 영문 소문자로 시작하고 소문자, 숫자, 밑줄로 60자까지 적습니다."))
        return str(value)

    def flag(self, name: str) -> bool:
        value = self.get(name)
        if value is not None and not isinstance(value, bool):
            self.problem(name, text("예 또는 아니요로 정해 주세요."))
        return value is True

    def count(self, name: str, *, most: int, least: int = 0) -> int | None:
        value = self.get(name)
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        self.problem(name, text("%(least)s에서 %(most)s 사이의 수로 정해 주세요.", least=least, most=most))
        return None

    def member(self, name: str, kind: type[E]) -> E | None:
        value = self.get(name)
        try:
            return kind(value)
        except ValueError:
            self.problem(name, text("알 수 없는 값입니다: %(value)s", value=str(value)[:60]))
            return None

    def items(self, name: str, *, most: int, needed: bool = False) -> list[Plain]:
        value = self.get(name)
        if value is None:
            value = []
        if not isinstance(value, list):
            self.problem(name, text("목록이어야 합니다."))
            return []
        if needed and not value:
            self.problem(name, text("하나 이상 있어야 합니다."))
        if len(value) > most:
            self.problem(name, text("%(most)s개까지 둘 수 있습니다.", most=most))
        return value[:most]

    def bound(self, name: str, kind: d.Kind) -> d.Bound | None:
        value = self.get(name)
        if value is None:
            return None
        found = bound_of(value, kind)
        if found is None:
            self.problem(name, text("한계를 이 질문의 종류에 맞게 적어 주세요."))
        return found

    def no_more(self) -> None:
        for name in self.raw:
            if name not in self.asked:
                self.problem(str(name)[:60], text("이 종류의 질문에는 없는 항목입니다. 지워 주세요."))


def bound_of(value: Plain, kind: d.Kind) -> d.Bound | None:
    """A limit from JSON: a date as `2016-04-20`, a number as int or decimal text.  None when it is neither."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    try:
        if kind is d.Kind.DATE:
            return date.fromisoformat(str(value))
        number = Decimal(value)
    except (ValueError, InvalidOperation):
        return None
    whole = number.is_finite() and abs(number) <= MOST_WON
    return number if whole and (kind is not d.Kind.WON or number == number.to_integral_value()) else None
