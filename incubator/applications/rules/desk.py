"""Pure rules of working through a round's list: tags, saved views, placeholders of messages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from incubator.core.errors import Invalid
from incubator.core.text import Text, text
from incubator.core.typed import one_spelling, problem_of

LONGEST_TAG = 30
LONGEST_NAME = 60
LONGEST_BODY = 3_000
MOST_IN_BULK = 500
"""A run is made while its person waits; more rows are done in several runs."""


class Placeholder(StrEnum):
    """What a message template may leave open; the value is the word between the braces."""

    COMPANY = "기업명"
    REPRESENTATIVE = "대표자"
    PROJECT = "과제명"
    RECEIPT = "접수번호"
    CALL = "공고명"
    CLOSES = "접수마감"
    SENDER = "보내는사람"


ENGLISH: Mapping[str, Placeholder] = {
    "company": Placeholder.COMPANY,
    "representative": Placeholder.REPRESENTATIVE,
    "project": Placeholder.PROJECT,
    "receipt": Placeholder.RECEIPT,
    "call": Placeholder.CALL,
    "deadline": Placeholder.CLOSES,
    "sender": Placeholder.SENDER,
}
"""The same places for those who write in English."""


class BulkAct(StrEnum):
    """What can be done to many applications at once."""

    TAG = "tag"
    UNTAG = "untag"
    ASSIGN = "assign"
    MESSAGE = "message"
    SUPPLEMENT = "supplement"
    PASS_CHECK = "pass_check"  # noqa: S105 (an act, no password)


class BulkOutcome(StrEnum):
    """How one row of a bulk run ended."""

    WAITING = "bulk_waiting"
    DONE = "bulk_done"
    FAILED = "bulk_failed"


LABELS: Mapping[StrEnum, Text] = {
    Placeholder.COMPANY: text("기업명"),
    Placeholder.REPRESENTATIVE: text("대표자"),
    Placeholder.PROJECT: text("과제명"),
    Placeholder.RECEIPT: text("접수번호"),
    Placeholder.CALL: text("공고명"),
    Placeholder.CLOSES: text("접수 마감"),
    Placeholder.SENDER: text("보내는 사람"),
    BulkAct.TAG: text("꼬리표 붙이기"),
    BulkAct.UNTAG: text("꼬리표 떼기"),
    BulkAct.ASSIGN: text("담당자 정하기"),
    BulkAct.MESSAGE: text("메시지 보내기"),
    BulkAct.SUPPLEMENT: text("보완 요청하기"),
    BulkAct.PASS_CHECK: text("확인 항목에 적합 표시하기"),
    BulkOutcome.WAITING: text("아직 하지 않음"),
    BulkOutcome.DONE: text("처리됨"),
    BulkOutcome.FAILED: text("처리하지 못함"),
}

_PLACE = re.compile(r"\{\s*([A-Za-z가-힣_][A-Za-z가-힣_ ]{0,29})\s*\}")


def name_key(name: str) -> str:
    """Two names are one when only case, width or spaces differ."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def checked_name(raw: str, *, most: int, field: str = "name") -> str:
    """A short name as it is kept.  Raises Invalid."""
    name = " ".join(one_spelling(raw).split())
    problem = problem_of(name, most=most)
    if problem or not name_key(name):
        raise Invalid(problem or text("이름을 적어 주세요."), field=field)
    return name


def checked_body(raw: str) -> str:
    """The words of a template or a message, with its open places known.  Raises Invalid (field "body")."""
    body = one_spelling(raw)
    problem = problem_of(body, most=LONGEST_BODY, lines=True)
    if problem or not body:
        raise Invalid(problem or text("보낼 내용을 적어 주세요."), field="body")
    strangers = unknown_places(body)
    if strangers:
        raise Invalid(
            text("알 수 없는 자리가 있습니다: %(names)s", names=", ".join(f"{{{name}}}" for name in strangers)),
            field="body",
            how=text("쓸 수 있는 자리: %(names)s", names=", ".join(f"{{{place.value}}}" for place in Placeholder)),
        )
    return body


def _place_of(name: str) -> Placeholder | None:
    plain = "".join(unicodedata.normalize("NFC", name).split())
    return next((place for place in Placeholder if place.value == plain), ENGLISH.get(plain.casefold()))


def unknown_places(body: str) -> tuple[str, ...]:
    """Names in braces that stand for nothing, in their order; `{{7*7}}` is no name and stays as it is."""
    names = (found.group(1).strip() for found in _PLACE.finditer(body))
    return tuple(dict.fromkeys(name for name in names if _place_of(name) is None))


def places_of(body: str) -> tuple[Placeholder, ...]:
    """The known places a body uses, each once."""
    found = (_place_of(match.group(1)) for match in _PLACE.finditer(body))
    return tuple(dict.fromkeys(place for place in found if place))


def filled(body: str, values: Mapping[Placeholder, str]) -> str:
    """The body with its places filled, in one pass: what a company calls itself is never read as a place again.

    Raises Invalid for a place that is unknown or has no value for this row.
    """
    strangers = unknown_places(body)
    if strangers:
        raise Invalid(text("알 수 없는 자리가 있습니다: %(names)s", names=", ".join(strangers)), field="body")
    empty = [place for place in places_of(body) if not values.get(place)]
    if empty:
        raise Invalid(
            text(
                "이 신청서에는 다음 자리에 넣을 값이 없습니다: %(names)s",
                names=", ".join(place.value for place in empty),
            ),
            field="body",
        )

    def value(found: re.Match[str]) -> str:
        place = _place_of(found.group(1))
        return values[place] if place else found.group(0)

    return _PLACE.sub(value, body)


VIEW_KEYS = ("q", "state", "kind", "region", "tag", "assignee", "twin", "division", "sort", "down")
"""What of the list's address a saved view keeps, besides `columns`."""
LONGEST_VALUE = 100
MOST_COLUMNS = 40


def view_query(values: Mapping[str, Iterable[str]]) -> dict[str, Any]:
    """The part of an address a saved view keeps: known names, one value each, columns as a list."""
    kept: dict[str, Any] = {}
    for key in VIEW_KEYS:
        found = next((one_spelling(value) for value in values.get(key, ()) if value), "")
        if found:
            kept[key] = found[:LONGEST_VALUE]
    columns = [value[:LONGEST_NAME] for value in values.get("columns", ()) if value][:MOST_COLUMNS]
    return kept | ({"columns": columns} if columns else {})
