"""Who is next in a line, how somebody may sign there, and what exactly is signed.  Pure.

Sources: 행정업무의 운영 및 혁신에 관한 규정 제10조 (결재, 전결, 대결) for the three manners of signing; that who drafted
never decides is domain.md §2.0 (two different people).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from incubator.core.text import Text, text


class Part(StrEnum):
    """What a place in the line is for: looking through, or deciding."""

    REVIEW = "review"
    APPROVE = "approve"


class LineState(StrEnum):
    WAITING = "waiting"
    SIGNED = "signed"
    RETURNED = "returned"


class Manner(StrEnum):
    """How somebody signed: in his own place, with delegated authority (전결), or for one who is away (대결)."""

    OWN = "own"
    DELEGATED = "delegated"
    STAND_IN = "stand_in"


class Act(StrEnum):
    """What is decided; authority is delegated by these."""

    PUBLISH = "publish"
    CORRECT = "correct"
    EXTEND = "extend"
    CANCEL = "cancel"
    RELEASE = "release"


PART_LABELS: Mapping[StrEnum, Text] = {Part.REVIEW: text("검토"), Part.APPROVE: text("결재")}
LINE_LABELS: Mapping[StrEnum, Text] = {
    LineState.WAITING: text("대기"),
    LineState.SIGNED: text("서명"),
    LineState.RETURNED: text("반려"),
}
MANNER_LABELS: Mapping[StrEnum, Text] = {
    Manner.OWN: text("본인"),
    Manner.DELEGATED: text("전결"),
    Manner.STAND_IN: text("대결"),
}
ACT_LABELS: Mapping[StrEnum, Text] = {
    Act.PUBLISH: text("공고 게시"),
    Act.CORRECT: text("정정공고"),
    Act.EXTEND: text("연장공고"),
    Act.CANCEL: text("취소공고"),
    Act.RELEASE: text("선정 결과 발표"),
}
LABELS = (PART_LABELS, LINE_LABELS, MANNER_LABELS, ACT_LABELS)

LEAST_REASON = 5
LONGEST_REASON = 2000
MOST_REVIEWERS = 3
LONGEST_STAND_IN_DAYS = 90

DRAFTER = text("기안한 사람은 자기 안을 검토하거나 승인할 수 없습니다. 다른 역할이나 대결로도 할 수 없습니다.")
TWICE = text("이미 이 결재선에서 서명하셨습니다. 한 사람이 두 자리에서 서명할 수 없습니다.")
NOT_YOUR_TURN = text("지금 결재할 차례가 아닙니다.")
LOST = text(
    "결재선의 이 자리에 있는 분이 지금은 결재 권한이 없습니다. 기안자가 회수해 결재선을 바꿔 다시 올려야 합니다."
)


class Place(Protocol):
    """A place in the line, as the rules look at it."""

    no: int
    part: Part
    signer_id: UUID
    state: LineState
    signed_by: UUID | None


@dataclass(frozen=True)
class Power:
    """Authority of `from_id` in somebody else's hand, in force now."""

    from_id: UUID
    manner: Manner
    acts: frozenset[Act]


@dataclass(frozen=True)
class Turn:
    """A signature somebody may give now: on which place, how, and whether it decides."""

    no: int
    manner: Manner
    decides: bool


def next_place(places: Iterable[Place]) -> Place | None:
    """The first place that still waits, in the order of the line; None when nobody has to sign any more."""
    waiting = (place for place in sorted(places, key=lambda place: place.no) if place.state is LineState.WAITING)
    return next(waiting, None)


def turn_of(
    *, person_id: UUID, drafted_by: UUID, act: Act, places: Sequence[Place], powers: Iterable[Power]
) -> Turn | Text:
    """How this person may sign now, or why not.

    Never the drafter, whatever else he is; nobody twice; out of turn nobody.  One's own place comes before authority in
    somebody else's name.
    """
    if person_id == drafted_by:
        return DRAFTER
    place = next_place(places)
    if place is None:
        return NOT_YOUR_TURN
    if any(other.signed_by == person_id for other in places):
        return TWICE
    manner = Manner.OWN if place.signer_id == person_id else _borrowed(place, act, powers)
    if manner is None:
        return NOT_YOUR_TURN
    return Turn(place.no, manner, decides=place.part is Part.APPROVE)


def _borrowed(place: Place, act: Act, powers: Iterable[Power]) -> Manner | None:
    """Delegated authority (전결) before standing in (대결): it is the wider right."""
    manners = {power.manner for power in powers if power.from_id == place.signer_id and act in power.acts}
    return next((manner for manner in (Manner.DELEGATED, Manner.STAND_IN) if manner in manners), None)


def fingerprint(document: Sequence[Mapping[str, Any]], content: Mapping[str, Any]) -> str:
    """SHA-256 of what is shown and of what will be done; the order of keys does not matter."""
    whole = {"document": list(document), "content": content}
    return hashlib.sha256(json.dumps(whole, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def delegation_problem(
    *, from_id: UUID, to_id: UUID, manner: Manner, acts: Sequence[Act], starts_at: datetime, ends_at: datetime | None
) -> tuple[str, Text] | None:
    """(field, what is wrong) with a delegation somebody wants to give; None when it may stand."""
    if from_id == to_id:
        return "to_id", text("자신에게 맡길 수는 없습니다.")
    if not acts:
        return "acts", text("어떤 결재를 맡기는지 하나 이상 골라 주세요.")
    if manner is Manner.STAND_IN and ends_at is None:
        return "ends_on", text("대결은 자리를 비우는 동안만 맡깁니다. 끝나는 날을 적어 주세요.")
    if ends_at is not None and ends_at <= starts_at:
        return "ends_on", text("끝나는 날이 시작하는 날보다 앞설 수 없습니다.")
    if manner is Manner.STAND_IN and ends_at is not None and (ends_at - starts_at).days > LONGEST_STAND_IN_DAYS:
        return "ends_on", text("대결은 %(most)d일까지 맡길 수 있습니다.", most=LONGEST_STAND_IN_DAYS)
    return None
