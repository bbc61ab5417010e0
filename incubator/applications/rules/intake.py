"""Pure rules of the intake desk: what is checked, on which ground it is judged, what a supplement may ask for.

Automatic checks only propose (개인정보 보호법 제37조의2); a person gives each verdict, and 부적격 takes two
(domain.md §2.0, §2.3).  A supplement mends form defects, never the content of the plan (domain.md §2.2).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Protocol
from uuid import UUID

from incubator.applications.rules.grounds import (
    GROUNDS,
    PLAN_DEFECTS,
    Defect,
    Ground,
    RowSource,
    Verdict,
)
from incubator.core.dates import KST, day_in_kst, official_day, official_moment
from incubator.core.errors import Invalid, RuleBroken, Stale
from incubator.core.text import Text, text
from incubator.core.typed import one_spelling, problem_of
from incubator.core.working_days import SATURDAY, last_day_of_term, working_day_from

LONGEST_EVIDENCE = 1_000
LONGEST_ASKED = 500
LONGEST_ANSWER = 2_000
MOST_ITEMS = 20
MOST_FILES = 5
DUE_AT = time(18)
"""The hour of the day (KST) until which a supplement may be handed in, as the centre's receptions end."""


@dataclass(frozen=True)
class StandingCheck:
    """Checked in every round, whatever its conditions (domain.md §2.3); left out where the round has such a condition."""

    key: str
    label: Text
    source: Text
    covered_by: frozenset[str] = frozenset()


RESTRICTION, SUPPORT = "participation_restriction", "duplicate_support"
"""Standing checks the register of the centre may answer."""

STANDING: tuple[StandingCheck, ...] = (
    StandingCheck(
        "representative_is_applicant",
        text("대표자 본인의 신청"),
        text("모집 공고의 신청 방법. 다르면 제외하거나 나중에 선정을 취소합니다."),
        frozenset({"representative"}),
    ),
    StandingCheck(
        "arrears",
        text("국세·지방세 체납, 채무 불이행이 없음"),
        text("모집 공고의 지원 제외 대상. 채무조정·회생 인가 등 예외를 확인합니다."),
        frozenset({"no_tax_arrears"}),
    ),
    StandingCheck(
        "closed_business",
        text("휴업·폐업 중이 아님"),
        text("중소기업창업 지원사업 운영요령 제20조 제3항. 공고일 기준이며 협약 때 다시 확인합니다."),
        frozenset({"not_closed"}),
    ),
    StandingCheck(
        RESTRICTION,
        text("정부 지원사업 참여 제한 중이 아님"),
        text("중소기업창업 지원사업 운영요령 제9조 제1항"),
        frozenset({"not_restricted", "participation_restriction"}),
    ),
    StandingCheck(
        SUPPORT,
        text("같은 계획으로 이미 지원받지 않음"),
        text("중소기업창업 지원사업 운영요령 제9조 제2항 제4호"),
        frozenset({"no_duplicate_support", "overlapping_support"}),
    ),
)


@dataclass(frozen=True)
class CheckDraft:
    """A row of a check list before a person has looked: what is asked, and what the system found.

    `proposal` is "pass", "fail" or "unknown"; texts are payloads of `Text`.
    """

    key: str
    source: RowSource
    label: Mapping[str, Any]
    proposal: str
    reason: Mapping[str, Any]
    basis: Mapping[str, Any]
    is_plan: bool = False


@dataclass(frozen=True)
class ItemWanted:
    """One thing a supplement asks for.  `row_key` names the row of the check list it belongs to, or is empty."""

    defect: Defect
    asked: str
    row_key: str = ""


@dataclass(frozen=True)
class Judgement:
    """A verdict for one row.  `seen` is the version of the row that was on the page; None judges it as it is."""

    row_key: str
    verdict: Verdict
    ground: Ground
    evidence: str = ""
    evidence_file_id: UUID | None = None
    seen: int | None = None


class Judged(Protocol):
    """As much of a row as the decision looks at."""

    verdict: Verdict | None


def check_judgement(wanted: Judgement) -> str:
    """The evidence in one spelling.  Raises Invalid (field "evidence" or "ground")."""
    if wanted.ground not in GROUNDS[wanted.verdict]:
        raise Invalid(text("판정에 맞는 근거를 골라 주세요."), field="ground")
    evidence = one_spelling(wanted.evidence)
    problem = problem_of(evidence, most=LONGEST_EVIDENCE, lines=True)
    if problem:
        raise Invalid(problem, field="evidence")
    if wanted.verdict is not Verdict.PASS and not evidence:
        raise Invalid(
            text("부적합이나 보류에는 무엇을 보고 그렇게 판단했는지 적어 주세요."),
            field="evidence",
            how=text("서류의 이름과 쪽, 조회한 기관과 날짜처럼 다른 사람이 다시 확인할 수 있게 적습니다."),
        )
    return evidence


def check_all_pass(rows: Iterable[Judged]) -> None:
    """Whether the list allows 적격.  Raises RuleBroken."""
    verdicts = [row.verdict for row in rows]
    if any(verdict is None for verdict in verdicts):
        raise RuleBroken(
            text("아직 판정하지 않은 항목이 %(count)s개 있습니다.", count=verdicts.count(None)),
            how=text("모든 항목을 판정하신 뒤에 적격으로 판정할 수 있습니다."),
        )
    if any(verdict is not Verdict.PASS for verdict in verdicts):
        raise RuleBroken(
            text("부적합이나 보류인 항목이 있어 적격으로 판정할 수 없습니다."),
            how=text("항목의 판정을 다시 확인하거나, 보완을 요청하거나, 부적격 의견을 올려 주세요."),
        )


def check_some_fail(rows: Iterable[Judged]) -> None:
    """Whether the list gives a ground for 부적격.  Raises RuleBroken."""
    if not any(row.verdict is Verdict.FAIL for row in rows):
        raise RuleBroken(
            text("부적합으로 판정한 항목이 없어 부적격 의견을 올릴 수 없습니다."),
            how=text("부적합인 항목에 근거와 확인한 내용을 적어 주세요."),
        )


def check_reason(reason: str) -> str:
    """The reason in one spelling.  Raises Invalid (field "reason") for an empty, too long or unreadable one."""
    words = one_spelling(reason)
    problem = problem_of(words, most=LONGEST_EVIDENCE, lines=True)
    if problem or not words:
        raise Invalid(problem or text("까닭을 적어 주세요."), field="reason")
    return words


def check_note(note: str) -> str:
    """Words to a request, perhaps none.  Raises Invalid (field "note")."""
    words = one_spelling(note)
    problem = problem_of(words, most=LONGEST_EVIDENCE, lines=True)
    if problem:
        raise Invalid(problem, field="note")
    return words


def check_seen(present: int, seen: int | None) -> None:
    """Raises Stale when the check is another than the one that was on the page."""
    if seen is not None and seen != present:
        raise Stale(text("보시는 사이에 검토 내용이 바뀌었습니다."), how=text("바뀐 내용을 확인하고 다시 눌러 주세요."))


def check_items(items: Sequence[ItemWanted], plan_keys: frozenset[str]) -> tuple[ItemWanted, ...]:
    """The items in one spelling.  `plan_keys`: rows about the plan itself.  Raises Invalid (field "items")."""
    if not items:
        raise Invalid(text("무엇을 보완해야 하는지 한 가지 이상 적어 주세요."), field="items")
    if len(items) > MOST_ITEMS:
        raise Invalid(text("한 번에 %(most)s가지까지 요청할 수 있습니다.", most=MOST_ITEMS), field="items")
    return tuple(_item(item, plan_keys) for item in items)


def _item(item: ItemWanted, plan_keys: frozenset[str]) -> ItemWanted:
    asked = one_spelling(item.asked)
    problem = problem_of(asked, most=LONGEST_ASKED, lines=True)
    if problem or not asked:
        raise Invalid(problem or text("무엇을 어떻게 보완해야 하는지 적어 주세요."), field="items")
    if item.row_key in plan_keys and item.defect not in PLAN_DEFECTS:
        raise Invalid(
            text("사업계획의 내용은 보완을 요청할 수 없습니다."),
            field="items",
            how=text("서명·날인, 열리지 않는 파일, 가리지 않은 주민등록번호처럼 형식의 흠만 요청할 수 있습니다."),
        )
    return ItemWanted(item.defect, asked, item.row_key)


def due_moment(day: date, *, off: Collection[date], now: datetime, least_days: int, most_days: int) -> datetime:
    """18:00 (KST) of the due day.  `off` are the days off around it, besides Saturdays and Sundays.

    Raises Invalid (field "due_on") for a day nobody works on (민법 제161조), too early or too late a day.
    """
    earliest, latest = day_in_kst(now) + timedelta(days=least_days), day_in_kst(now) + timedelta(days=most_days)
    if not earliest <= day <= latest:
        raise Invalid(
            text(
                "기한은 오늘부터 %(least)s일 뒤와 %(most)s일 뒤 사이로 정해 주세요.", least=least_days, most=most_days
            ),
            field="due_on",
        )
    if day.weekday() >= SATURDAY:
        raise Invalid(text("기한은 토요일이나 일요일로 정할 수 없습니다."), field="due_on")
    if day in off:
        raise Invalid(
            text(
                "%(day)s은(는) 휴일이라 기한으로 정할 수 없습니다. 그 뒤의 첫 일하는 날은 %(next)s입니다.",
                day=official_day(day),
                next=official_day(working_day_from(day, off)),
            ),
            field="due_on",
        )
    return datetime.combine(day, DUE_AT, KST)


def default_due_day(now: datetime, days: int, off: Collection[date]) -> date:
    """So many days from today, moved on to the next working day (민법 제161조)."""
    return last_day_of_term(day_in_kst(now), days, off)


class SupplementOver(RuleBroken):
    """The due time has passed (or the request was recalled): nothing can be added any more."""

    status = 410

    def __init__(self, due_at: datetime) -> None:
        super().__init__(
            text("보완 기한이 %(moment)s에 끝났거나 요청이 거두어져 받을 수 없습니다.", moment=official_moment(due_at)),
            how=text("올리신 내용은 그대로 남아 있습니다. 문의는 공고의 담당자에게 해 주세요."),
        )
