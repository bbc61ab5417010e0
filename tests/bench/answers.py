"""Answers of many applications for the search: texts of a made-up vocabulary, the same at each run.

Rows of the index alone are made: the search reads nothing else.  Words are drawn as in real texts, few of them often and
most of them seldom; one application in a thousand has `RARE`, every one has `COMMON`.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any, cast

from sqlalchemy import Connection, Table, insert

from incubator.applications.models import AnswerIndex
from incubator.applications.rules.answers import grams_of
from incubator.web import clock
from tests.bench import copies
from tests.bench.copies import counted

SYLLABLES = "가나다라마바사아자차카타파하고노도로모보소오조초코토포호구누두루무부수우주추쿠투푸후기니디리미비시이지치키티피히강남당랑망방상앙장창"
VOCABULARY, WORDS = 4_000, 350
RARE, COMMON = "염전자동화", "해양"
BATCH = 1_000


def fill_answers(connection: Connection, numbers: tuple[int, int]) -> None:
    """For each copy of an application that was handed in (`world._store`)."""
    table = cast("Table", AnswerIndex.__table__)
    waiting: list[dict[str, Any]] = []
    for number, grams in _texts(numbers):
        row = {"application_id": counted(copies.APPLICATION, number), "version_no": 1, "grams": grams}
        waiting.append(row | {"made_at": clock.now()})
        if len(waiting) == BATCH:
            connection.execute(insert(table), waiting)
            waiting.clear()
    if waiting:
        connection.execute(insert(table), waiting)


def _texts(numbers: tuple[int, int]) -> Iterator[tuple[int, str]]:
    chance = random.Random(42)
    words = ["".join(chance.choices(SYLLABLES, k=chance.choice((2, 2, 2, 3, 3, 4)))) for _ in range(VOCABULARY)]
    weights = [1 / place for place in range(1, VOCABULARY + 1)]
    for number in range(numbers[0], numbers[1] + 1):
        drawn = chance.choices(words, weights, k=WORDS)
        if number % 10 != 7:  # those are drafts
            yield number, grams_of({"text": " ".join([COMMON, *drawn, *([RARE] if number % 1000 == 1 else [])])})
