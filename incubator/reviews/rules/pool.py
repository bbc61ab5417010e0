"""The pool of reviewers: rows as staff type them, and why somebody is no candidate of a draw (domain.md §2.4)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from incubator.core.dates import parse_date
from incubator.core.errors import Invalid
from incubator.core.text import Text, text
from incubator.core.typed import one_spelling, problem_of
from incubator.organisations.rules.numbers import brn_is_valid, digits_of

LONGEST_WORDS = 200
MOST_ROWS = 60
_BETWEEN = re.compile(r" *[/\t] *")


class RelationKind(StrEnum):
    MENTORED = "mentored"
    CONSULTED = "consulted"
    INVESTED = "invested_in"
    FAMILY = "family"


class LeftOut(StrEnum):
    """Why somebody of the pool is no candidate; the first that holds is told."""

    PAUSED = "paused"
    NO_ROLE = "no_role"
    OWN_STAFF = "own_staff"
    ON_PANEL = "on_panel"
    OTHER_FIELD = "other_field"
    AWAY = "away"
    YEARLY_CAP = "yearly_cap_reached"
    CONFLICTED = "conflicted_with_all"


LABELS: Mapping[StrEnum, Text] = {
    RelationKind.MENTORED: text("멘토링"),
    RelationKind.CONSULTED: text("자문·공동연구"),
    RelationKind.INVESTED: text("투자"),
    RelationKind.FAMILY: text("친족"),
    LeftOut.PAUSED: text("위촉을 쉬거나 명단에서 뺀 사람"),
    LeftOut.NO_ROLE: text("평가위원 역할이 끝났거나 쓰지 않는 계정"),
    LeftOut.OWN_STAFF: text("센터 직원"),
    LeftOut.ON_PANEL: text("이 위원회에서 이미 뽑았던 사람"),
    LeftOut.OTHER_FIELD: text("분야가 다름"),
    LeftOut.AWAY: text("평가일에 올 수 없음"),
    LeftOut.YEARLY_CAP: text("올해 참여 한도를 채움"),
    LeftOut.CONFLICTED: text("모든 신청과 이해충돌"),
}
RELATION_WORDS: Mapping[str, RelationKind] = {
    "멘토링": RelationKind.MENTORED,
    "자문": RelationKind.CONSULTED,
    "공동연구": RelationKind.CONSULTED,
    "자문·공동연구": RelationKind.CONSULTED,
    "투자": RelationKind.INVESTED,
    "친족": RelationKind.FAMILY,
    "mentoring": RelationKind.MENTORED,
    "consulting": RelationKind.CONSULTED,
    "investment": RelationKind.INVESTED,
    "family": RelationKind.FAMILY,
}
Row = dict[str, Any]


def _cells(line: str, most: int, number: int, field: str) -> list[str]:
    cells = [cell.strip() for cell in _BETWEEN.split(line.strip())]
    if len(cells) > most:
        raise Invalid(text("%(no)d번째 줄: 칸이 %(most)d개보다 많습니다.", no=number, most=most), field=field)
    return cells + [""] * (most - len(cells))


def _day(raw: str, number: int, field: str) -> str | None:
    if not raw:
        return None
    try:
        return parse_date(raw).isoformat()
    except ValueError as error:
        raise Invalid(
            text("%(no)d번째 줄: 날짜를 2016-04-20 모양으로 적어 주세요: %(raw)s", no=number, raw=raw), field=field
        ) from error


def _brn(raw: str, number: int, field: str) -> str:
    if raw and not brn_is_valid(raw):
        raise Invalid(text("%(no)d번째 줄: 사업자등록번호가 맞지 않습니다: %(raw)s", no=number, raw=raw), field=field)
    return digits_of(raw)


def _span(row: Row, number: int, field: str) -> Row:
    if row["since"] and row["until"] and row["since"] > row["until"]:
        raise Invalid(text("%(no)d번째 줄: 끝난 날이 시작한 날보다 빠릅니다.", no=number), field=field)
    return row


def _lines(raw: str, field: str) -> list[tuple[int, str]]:
    plain = one_spelling(raw)
    problem = problem_of(plain, most=MOST_ROWS * LONGEST_WORDS, lines=True)
    if problem:
        raise Invalid(problem, field=field)
    found = [(number, line) for number, line in enumerate(plain.split("\n"), 1) if line.strip()]
    if len(found) > MOST_ROWS:
        raise Invalid(text("%(most)d줄까지 적을 수 있습니다.", most=MOST_ROWS), field=field)
    return found


def read_employments(raw: str) -> list[Row]:
    """`회사 / 사업자등록번호 / 시작한 날 / 끝난 날`, one line each.  Raises Invalid (field "employments")."""
    rows = []
    for number, line in _lines(raw, "employments"):
        name, brn, since, until = _cells(line, 4, number, "employments")
        if not name:
            raise Invalid(text("%(no)d번째 줄: 회사 이름을 적어 주세요.", no=number), field="employments")
        row: Row = {"name": name, "brn": _brn(brn, number, "employments")}
        row |= {"since": _day(since, number, "employments"), "until": _day(until, number, "employments")}
        rows.append(_span(row, number, "employments"))
    return rows


def read_relations(raw: str) -> list[Row]:
    """`멘토링|자문|투자|친족 / 상대 / 사업자등록번호 / 시작 / 끝`.  Raises Invalid (field "relations")."""
    rows = []
    for number, line in _lines(raw, "relations"):
        word, name, brn, since, until = _cells(line, 5, number, "relations")
        kind = RELATION_WORDS.get(word.casefold())
        if kind is None or not name:
            raise Invalid(
                text("%(no)d번째 줄: 멘토링, 자문, 투자, 친족 가운데 하나와 상대의 이름을 적어 주세요.", no=number),
                field="relations",
            )
        row: Row = {"kind": kind.value, "name": name, "brn": _brn(brn, number, "relations")}
        row |= {"since": _day(since, number, "relations"), "until": _day(until, number, "relations")}
        rows.append(_span(row, number, "relations"))
    return rows


def read_away(raw: str) -> list[Row]:
    """`첫날 / 마지막 날`; one day alone is a day.  Raises Invalid (field "away")."""
    rows = []
    for number, line in _lines(raw, "away"):
        since, until = _cells(line, 2, number, "away")
        first = _day(since, number, "away")
        if first is None:
            raise Invalid(text("%(no)d번째 줄: 첫날을 적어 주세요.", no=number), field="away")
        rows.append(_span({"since": first, "until": _day(until, number, "away") or first}, number, "away"))
    return rows


def write_lines(rows: Sequence[Row], keys: Sequence[str]) -> str:
    """The rows as they are typed."""
    words = {kind.value: word for word, kind in reversed(list(RELATION_WORDS.items())) if not word.isascii()}
    lines = []
    for row in rows:
        cells = [str(words.get(row[key], row[key]) if key == "kind" else row[key] or "") for key in keys]
        lines.append(" / ".join(cells).rstrip(" /"))
    return "\n".join(lines)


@dataclass(frozen=True)
class Standing:
    """What a draw asks of one person of the pool; `served` are panels of this year."""

    is_active: bool
    has_role: bool
    is_staff: bool
    on_panel: bool
    fields: tuple[str, ...]
    away: tuple[Row, ...]
    served: int
    cap: int
    is_conflicted: bool


def is_away(rows: Sequence[Row], day: date) -> bool:
    return any(row["since"] <= day.isoformat() <= row["until"] for row in rows)


def left_out(person: Standing, *, field: str, day: date, any_field: str = "common") -> LeftOut | None:
    """Why this person is no candidate, or None.  `field` blank: everybody's will do; `any_field` fits every one."""
    reasons = (
        (LeftOut.PAUSED, not person.is_active),
        (LeftOut.NO_ROLE, not person.has_role),
        (LeftOut.OWN_STAFF, person.is_staff),
        (LeftOut.ON_PANEL, person.on_panel),
        (LeftOut.OTHER_FIELD, bool(field) and not {field, any_field} & set(person.fields)),
        (LeftOut.AWAY, is_away(person.away, day)),
        (LeftOut.YEARLY_CAP, person.served >= person.cap),
        (LeftOut.CONFLICTED, person.is_conflicted),
    )
    return next((why for why, holds in reasons if holds), None)


def checked_reason(reason: str) -> str:
    """The reason in one spelling.  Raises Invalid (field "reason")."""
    words = one_spelling(reason)
    problem = problem_of(words, most=1000, lines=True)
    if problem or not words:
        raise Invalid(problem or text("까닭을 적어 주세요."), field="reason")
    return words
