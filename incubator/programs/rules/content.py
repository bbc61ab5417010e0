"""What a call consists of: which parts may be edited, what must be there before it is published, what has changed.

The items a notice must carry: 명칭·목적, 예산·규모, 지원내용·기간, 자격·요건, 신청방법, 평가기준·절차·일정
(중소기업창업 지원사업 운영요령 §7②), and somebody to ask.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from incubator.core.money import MOST_WON
from incubator.core.text import Text, text
from incubator.programs.rules.divisions import division_problems
from incubator.programs.rules.scoring import bonus_problems, stage_problems, stages_missing

LONGEST_LINE = 300
LONGEST_TEXT = 20_000
MOST_ROWS = 60

LINES = ("title", "title_en", "budget_text", "budget_text_en", "contact_name", "contact_phone", "contact_email")
TEXTS = (
    "summary",
    "summary_en",
    "purpose",
    "purpose_en",
    "support",
    "support_en",
    "how_to_apply",
    "how_to_apply_en",
)
ROWS = ("schedule", "documents_wanted", "eligibility")
SETTINGS = ("divisions", "stages", "bonuses")
"""Rows of tables beside the round (`models.settings`)."""
JUDGING = ("stages", "bonuses", "bonus_cap", "waiting_list_length", "tie_chain")
TIMES = ("announced_on", "agreement_on", "opens_at", "closes_at")
NUMBERS = ("budget_won", "quota", "page_limit", "file_total_limit")
EDITABLE = frozenset((*LINES, *TEXTS, *ROWS, *TIMES, *NUMBERS, "divisions", *JUDGING, "questionnaire_version_id"))
CORRECTABLE = frozenset(
    (
        *LINES,
        *TEXTS,
        "schedule",
        "documents_wanted",
        "eligibility",
        "agreement_on",
        "budget_won",
        "quota",
        "divisions",
        *JUDGING,
        "questionnaire_version_id",
    )
)
FROZEN_BY_FIRST_RECEIPT = frozenset((*JUDGING, "divisions", "eligibility"))
"""Once somebody has handed in, everybody is judged by what that person read (domain.md §2.1)."""

FIELD_NAMES: Mapping[str, Text] = {
    "title": text("공고명"),
    "title_en": text("공고명(영문)"),
    "summary": text("한 줄 소개"),
    "summary_en": text("한 줄 소개(영문)"),
    "purpose": text("목적"),
    "purpose_en": text("목적(영문)"),
    "support": text("지원 내용과 기간"),
    "support_en": text("지원 내용과 기간(영문)"),
    "how_to_apply": text("신청 방법"),
    "how_to_apply_en": text("신청 방법(영문)"),
    "budget_text": text("예산과 규모"),
    "budget_text_en": text("예산과 규모(영문)"),
    "budget_won": text("예산 총액(원)"),
    "contact_name": text("문의처"),
    "contact_phone": text("문의 전화"),
    "contact_email": text("문의 전자우편"),
    "schedule": text("일정"),
    "divisions": text("모집 부문"),
    "stages": text("평가 단계와 배점"),
    "bonuses": text("가점"),
    "bonus_cap": text("가점 한도"),
    "tie_chain": text("동점 처리"),
    "waiting_list_length": text("예비 순위 인원"),
    "documents_wanted": text("제출 서류"),
    "eligibility": text("자격과 요건"),
    "announced_on": text("공고일"),
    "agreement_on": text("협약 예정일"),
    "opens_at": text("접수 시작"),
    "closes_at": text("접수 마감"),
    "quota": text("선정 규모"),
    "page_limit": text("사업계획서 쪽수"),
    "file_total_limit": text("첨부 파일 전체 크기"),
    "questionnaire_version_id": text("신청서 양식"),
    "attachments": text("첨부 파일"),
}
_REQUIRED = ("title", "purpose", "budget_text", "support", "how_to_apply", "contact_name", "contact_phone")
_SCREEN_PHONE = re.compile(r"[0-9][0-9\- ]{6,17}[0-9]", re.ASCII)

BOUNDS = (
    ("budget_won", 0, MOST_WON),
    ("quota", 1, 100_000),
    ("page_limit", 1, 500),
    ("file_total_limit", 1, 2**31),
    ("bonus_cap", 0, 100),
    ("waiting_list_length", 0, 1000),
)

Problems = dict[str, tuple[Text, ...]]


def problems_of(values: Mapping[str, Any]) -> Problems:
    """What is wrong with the values themselves, by field; empty when they can be kept.  Only given fields are judged."""
    found: dict[str, list[Text]] = {}
    for name in (*LINES, *TEXTS):
        most = LONGEST_LINE if name in LINES else LONGEST_TEXT
        if len(values.get(name) or "") > most:
            found.setdefault(name, []).append(text("%(most)d자까지 적을 수 있습니다. 줄여서 적어 주세요.", most=most))
    if "title" in values and not (values["title"] or "").strip():
        found.setdefault("title", []).append(text("공고명을 적어 주세요."))
    phone = values.get("contact_phone") or ""
    if phone and not _SCREEN_PHONE.fullmatch(phone):
        found.setdefault("contact_phone", []).append(text("전화번호를 055-123-4567 모양으로 적어 주세요."))
    for name in ROWS:
        if len(values.get(name) or ()) > MOST_ROWS:
            found.setdefault(name, []).append(text("%(most)d줄까지 적을 수 있습니다.", most=MOST_ROWS))
    _numbers(values, found)
    _settings(values, found)
    _times(values, found)
    return {name: tuple(sentences) for name, sentences in found.items()}


def _numbers(values: Mapping[str, Any], found: dict[str, list[Text]]) -> None:
    for name, least, most in BOUNDS:
        value = values.get(name)
        if value is not None and not least <= value <= most:
            found.setdefault(name, []).append(
                text("%(least)s부터 %(most)s까지의 수로 적어 주세요.", least=f"{least:,}", most=f"{most:,}")
            )


def _settings(values: Mapping[str, Any], found: dict[str, list[Text]]) -> None:
    judged = {
        "divisions": division_problems(values.get("divisions") or (), values.get("quota")),
        "stages": stage_problems(values.get("stages") or ()),
        "bonuses": bonus_problems(values.get("bonuses") or (), values.get("bonus_cap") or 0),
    }
    for name, sentences in judged.items():
        if name in values and sentences:
            found.setdefault(name, []).extend(sentences)


def _times(values: Mapping[str, Any], found: dict[str, list[Text]]) -> None:
    for name in ("announced_on", "opens_at", "closes_at"):
        if name in values and values[name] is None:
            found.setdefault(name, []).append(text("%(item)s을(를) 적어 주세요.", item=FIELD_NAMES[name]))
    opens, closes = values.get("opens_at"), values.get("closes_at")
    if opens and closes and closes <= opens:
        found.setdefault("closes_at", []).append(text("접수 마감이 접수 시작보다 늦어야 합니다."))
    announced, agreement = values.get("announced_on"), values.get("agreement_on")
    if announced and agreement and agreement < announced:
        found.setdefault("agreement_on", []).append(text("협약 예정일이 공고일보다 앞설 수 없습니다."))
    for row in values.get("schedule") or ():
        if row.get("ends") and _is_before(row["ends"], row["starts"]):
            found.setdefault("schedule", []).append(
                text("끝나는 때가 시작하는 때보다 앞섭니다: %(label)s", label=row["label"])
            )


def _is_before(ends: str, starts: str) -> bool:
    """ISO days and instants of one zone sort as text; a bare day is compared as a day."""
    length = min(len(ends), len(starts))
    return ends[:length] < starts[:length]


def missing_items(values: Mapping[str, Any]) -> Problems:
    """What a notice must carry and this one does not, by field."""
    found: Problems = {
        name: (text("%(item)s을(를) 적어 주세요.", item=FIELD_NAMES[name]),)
        for name in _REQUIRED
        if not (values.get(name) or "").strip()
    }
    for name in ("eligibility", "schedule", "documents_wanted"):
        if not values.get(name):
            found[name] = (text("%(item)s이(가) 비어 있습니다.", item=FIELD_NAMES[name]),)
    unjudged = stages_missing(values.get("stages") or ())
    if unjudged:
        found["stages"] = tuple(unjudged)
    if values.get("questionnaire_version_id") is None:
        found["questionnaire_version_id"] = (text("신청서 양식을 골라 주세요."),)
    return found


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Rows {field, before, after} of what differs, in plain stored values, in the order of the call."""
    return [
        {"field": name, "before": plain(before.get(name)), "after": plain(after[name])}
        for name in FIELD_NAMES
        if name in after and plain(before.get(name)) != plain(after[name])
    ]


def plain(value: Any) -> Any:
    """As JSON keeps it."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value if value is None or isinstance(value, str | int | list | dict) else str(value)


def moved_rows(schedule: list[dict[str, Any]], edge: str, before: datetime, after: datetime) -> list[dict[str, Any]]:
    """Rows of a schedule whose `edge` ("starts" or "ends") was this instant of reception move with it."""
    return [{**row, edge: plain(after)} if _is_instant(row.get(edge), before) else row for row in schedule]


def _is_instant(raw: str | None, at: datetime) -> bool:
    try:
        found = datetime.fromisoformat(raw or "")
    except ValueError:
        return False
    return found.tzinfo is not None and found == at


def row_line(field: str, row: Mapping[str, Any]) -> str:
    """One row of the call as a line, for showing what changed."""
    named: Iterable[Any] = {
        "stages": (row.get("label"), row.get("weight_percent"), *_criteria_line(row)),
        "divisions": (row.get("label"), row.get("quota")),
        "bonuses": (row.get("label"), row.get("points"), row.get("evidence")),
        "schedule": (row.get("label"), row.get("starts"), row.get("ends")),
        "documents_wanted": (row.get("label"), row.get("note")),
    }.get(field, tuple(row.values()))
    return " · ".join(str(item) for item in named if item not in (None, ""))


def _criteria_line(stage: Mapping[str, Any]) -> list[str]:
    return [f"{row['label']} {row['points']}" for row in stage.get("criteria", ())]
