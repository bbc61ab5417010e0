"""Pure rules of applying: the deadline's ladder of reminders, what is frozen at submit, what must be declared."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from incubator.core.dates import official_moment
from incubator.core.errors import RuleBroken
from incubator.core.text import Text, text
from incubator.organisations.rules import search_key


class ReceptionClosed(RuleBroken):
    """The deadline has passed (or reception has not begun): nothing of this round can be changed now."""

    status = 410

    def __init__(self, closes_at: datetime) -> None:
        super().__init__(
            text("접수가 %(moment)s에 마감되어 받을 수 없습니다.", moment=official_moment(closes_at, seconds=True)),
            how=text(
                "작성하신 내용은 그대로 남아 있어 읽고 내려받으실 수 있습니다. 문의는 공고의 담당자에게 해 주세요."
            ),
        )


class Refusal(StrEnum):
    """Why a press of the submit button was not received."""

    NOT_REPRESENTATIVE = "not_representative"
    WRONG_STATE = "wrong_state"
    CLOSED = "closed"
    INCOMPLETE = "incomplete"
    NOT_DECLARED = "not_declared"
    CHANGED_MEANWHILE = "changed_meanwhile"
    KEY_REUSED = "key_reused"
    UNAVAILABLE = "unavailable"


LABELS: Mapping[StrEnum, Text] = {
    Refusal.NOT_REPRESENTATIVE: text("대표자 본인이 아님"),
    Refusal.WRONG_STATE: text("제출할 수 없는 상태"),
    Refusal.CLOSED: text("접수 기간이 아님"),
    Refusal.INCOMPLETE: text("빠진 내용이 있음"),
    Refusal.NOT_DECLARED: text("확인과 서약을 하지 않음"),
    Refusal.CHANGED_MEANWHILE: text("확인하는 사이에 내용이 바뀜"),
    Refusal.KEY_REUSED: text("이미 쓴 제출 화면"),
    Refusal.UNAVAILABLE: text("시스템이 저장하지 못함"),
}


@dataclass(frozen=True)
class Declaration:
    """What the representative declares by submitting.  A changed wording gets a new number; versions keep the old."""

    key: str
    number: int
    title: Text
    body: Text

    def payload(self) -> dict[str, Any]:
        return {"key": self.key, "number": self.number, "title": str(self.title), "body": str(self.body)}


DECLARATIONS: tuple[Declaration, ...] = (
    Declaration(
        "truth",
        1,
        text("사실 확인"),
        text(
            "신청 내용과 첨부 파일이 사실과 다름없음을 확인합니다. "
            "사실과 다르면 선정이 취소되고 지원금을 돌려주어야 할 수 있음을 알고 있습니다."
        ),
    ),
    Declaration(
        "integrity",
        1,
        text("청렴 서약"),
        text(
            "다른 사람의 계획을 베끼거나 평가위원·직원에게 청탁하거나 금품을 주지 않겠습니다. "
            "같은 내용으로 다른 기관의 지원을 받고 있으면 그 사실을 밝히겠습니다."
        ),
    ),
)
"""domain.md §6: 청렴서약서, 참가자 확약서; §2.2: a declaration of truth before submit."""


class Rung(StrEnum):
    """A step of the reminder ladder (domain.md §2.0)."""

    WEEK = "D-7"
    THREE_DAYS = "D-3"
    DAY = "D-1"
    THREE_HOURS = "H-3"


LADDER: Mapping[Rung, timedelta] = {
    Rung.WEEK: timedelta(days=7),
    Rung.THREE_DAYS: timedelta(days=3),
    Rung.DAY: timedelta(days=1),
    Rung.THREE_HOURS: timedelta(hours=3),
}


def due_rung(*, now: datetime, closes_at: datetime, since: datetime) -> Rung | None:
    """The latest rung that has come after `since` (start of the draft, or the last reminder) and before the deadline.

    After a standstill only the latest one is sent, not all that were missed.
    """
    if now > closes_at:
        return None
    due = [rung for rung, before in LADDER.items() if since < closes_at - before <= now]
    return due[-1] if due else None


TITLE_KEY = "project_title"
AMOUNT_KEY = "requested_won"
"""Questions whose answers a list shows (과제명, 신청 금액); a form without them leaves the columns empty."""

LONGEST_KEY = 64
_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}", re.ASCII)


def new_key() -> str:
    """A fresh idempotency key for a submit form."""
    return secrets.token_urlsafe(24)


def is_key(raw: str) -> bool:
    return bool(_KEY.fullmatch(raw))


def canonical(content: Any) -> str:
    """One text for one content: sorted keys, no spaces, plain UTF-8."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def sha256_of(content: Any) -> str:
    """Lower-case hex hash of the canonical text; a later check recomputes it from what is stored."""
    return hash_of(canonical(content))


def hash_of(written: str) -> str:
    """The same for a content that is written out canonically already."""
    return hashlib.sha256(written.encode()).hexdigest()


def shown_hash(*, revision: int, declared: Sequence[str]) -> str:
    """What one submit form said: which state of the answers was on the page and which declarations were ticked."""
    return sha256_of({"revision": revision, "declared": sorted(set(declared))})


def undeclared(declared: Sequence[str]) -> tuple[Declaration, ...]:
    """Declarations that are still missing."""
    return tuple(item for item in DECLARATIONS if item.key not in declared)


CLOSED_COMPANY = text("닫힌 기업으로는 신청할 수 없습니다.")
ANOTHER_COMPANY = text("다른 기업을 고르거나 센터 담당자에게 알려 주세요.")


LONGEST_LIST_TEXT = 2_000
"""Bytes: an entry of PostgreSQL's index holds 2,700, and the shortest of titles may grow when it is normalised."""


def list_text(*parts: str) -> str:
    """What a search looks through: one key per line, company names and digits without ornament (`search_key`).

    What is said first is kept when it grows beyond `LONGEST_LIST_TEXT`.
    """
    keys = "\n".join(dict.fromkeys(filter(None, map(search_key, parts))))
    return keys.encode()[:LONGEST_LIST_TEXT].decode(errors="ignore")
