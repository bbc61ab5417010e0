"""The kinds of notices, when their mail leaves, and how a failed mail is tried again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from incubator.core.dates import day_in_kst, start_of_day
from incubator.core.text import Text, text


class NoticeKind(StrEnum):
    ACCOUNT = "account"
    RECEIPT = "receipt"
    SUPPLEMENT = "supplement"
    MESSAGE = "message"
    DEADLINE = "deadline"
    CALL_CHANGE = "call_change"
    CALL_NEWS = "call_news"
    TEAM = "team"
    STAFF_WORK = "staff_work"
    REVIEW = "review"


class Mode(StrEnum):
    """When the mail of a kind leaves; the inbox always has the notice at once."""

    NOW = "now"
    DAILY = "daily"
    OFF = "off"


class DeliveryState(StrEnum):
    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"
    HELD = "held"
    DEAD = "dead"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Kind:
    """`duty`: the centre must tell it, so it cannot be put off or switched off."""

    label: Text
    help: Text
    duty: bool = False
    mode: Mode = Mode.NOW


KINDS: dict[NoticeKind, Kind] = {
    NoticeKind.ACCOUNT: Kind(
        text("계정과 보안"), text("비밀번호 변경, 새 기기 로그인, 역할 변경을 알립니다."), duty=True
    ),
    NoticeKind.RECEIPT: Kind(
        text("접수와 결과"), text("접수증, 제출 취소, 철회, 미제출, 심사 결과를 알립니다."), duty=True
    ),
    NoticeKind.SUPPLEMENT: Kind(text("보완 요청"), text("기한 안에 답해야 하는 요청을 알립니다."), duty=True),
    NoticeKind.CALL_CHANGE: Kind(text("신청한 공고의 변경"), text("정정, 마감 연장, 취소를 알립니다."), duty=True),
    NoticeKind.MESSAGE: Kind(text("담당자와 주고받는 글"), text("담당자나 신청기업이 남긴 글을 알립니다.")),
    NoticeKind.DEADLINE: Kind(text("마감 알림"), text("작성 중인 신청서의 마감이 다가오면 알립니다.")),
    NoticeKind.TEAM: Kind(text("기업 구성원"), text("초대와 구성원의 변동을 알립니다.")),
    NoticeKind.STAFF_WORK: Kind(
        text("담당 업무"), text("담당 공고의 새 접수와 처리할 일을 알립니다."), mode=Mode.DAILY
    ),
    NoticeKind.REVIEW: Kind(
        text("평가위원 위촉"), text("평가위원 위촉 요청과 평가 일정의 변동을 알립니다."), duty=True
    ),
    NoticeKind.CALL_NEWS: Kind(text("새 모집 공고"), text("새로 열린 공고를 알립니다."), mode=Mode.DAILY),
}

LABELS: Mapping[StrEnum, Text] = {
    **{member: kind.label for member, kind in KINDS.items()},
    Mode.NOW: text("바로"),
    Mode.DAILY: text("하루 한 번 모아서"),
    Mode.OFF: text("받지 않음"),
    DeliveryState.QUEUED: text("보내는 중"),
    DeliveryState.SENT: text("보냄"),
    DeliveryState.FAILED: text("다시 보내는 중"),
    DeliveryState.HELD: text("보류"),
    DeliveryState.DEAD: text("보내지 못함"),
    DeliveryState.CANCELLED: text("보내지 않음"),
}

LEASE = timedelta(minutes=2)
"""Longer than the server is given to answer: two workers never send the same mail while both are alive."""
LONGEST_WAIT = timedelta(hours=1)
GIVE_UP_AFTER = timedelta(hours=4)
"""quality.md RE-04."""
FIRST_WAIT = timedelta(minutes=1)
MOST_DOUBLINGS = 10


def mode_of(kind: NoticeKind, chosen: Mode | None, *, duty: bool) -> Mode:
    """What holds for a person: duties leave at once whatever was chosen."""
    if duty or KINDS[kind].duty:
        return Mode.NOW
    return chosen or KINDS[kind].mode


def wait_after(tries: int) -> timedelta:
    """1, 2, 4 … minutes after the first, second, third failure; an hour at most."""
    doublings: int = 2 ** min(max(tries - 1, 0), MOST_DOUBLINGS)
    return min(FIRST_WAIT * doublings, LONGEST_WAIT)


def is_hopeless(*, created_at: datetime, next_try: datetime) -> bool:
    return next_try - created_at > GIVE_UP_AFTER


def last_digest_moment(now: datetime, hour: int) -> datetime:
    """The latest instant at which the daily mail was due: today at `hour` on the Korean clock, or yesterday."""
    today = start_of_day(day_in_kst(now)) + timedelta(hours=hour)
    return today if today <= now else today - timedelta(days=1)


@dataclass(frozen=True)
class Attachment:
    """A file that goes along with a mail: which maker (`app.ENCLOSURES`) fetches it, and the id it fetches."""

    kind: str
    reference: str

    def payload(self) -> dict[str, str]:
        return {"kind": self.kind, "reference": self.reference}


@dataclass(frozen=True)
class SecretLink:
    """`before` + the secret of `ports.keys.link_token(purpose, subject_id)` + `after`: a path that no table holds."""

    before: str
    purpose: str
    subject_id: UUID
    after: str = ""

    def payload(self) -> dict[str, str]:
        return {
            "before": self.before,
            "purpose": self.purpose,
            "subject_id": str(self.subject_id),
            "after": self.after,
        }

    @classmethod
    def from_payload(cls, payload: Mapping[str, str]) -> SecretLink:
        return cls(payload["before"], payload["purpose"], UUID(payload["subject_id"]), payload.get("after", ""))
