"""The shape of a template, and how a round is laid out from it around its day of announcement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from incubator.core.dates import KST
from incubator.core.money import Won
from incubator.programs.rules.kinds import PartnerRole, ProgramField, ProgramKind
from incubator.programs.rules.scoring import BLANK_CRITERION, USUAL_TIE_CHAIN, StageKind, blank_stage, with_keys


@dataclass(frozen=True)
class PartnerTemplate:
    """A body the program is run with; `kind` is a value of `organisations.rules.PartnerKind`."""

    name: str
    name_en: str
    kind: str
    role: PartnerRole


@dataclass(frozen=True, kw_only=True)
class ProgramTemplate:
    """The program a template belongs to, for setting it up once."""

    code: str
    name: str
    name_en: str
    kind: ProgramKind
    field: ProgramField
    branch: str
    budget_line: str
    partners: tuple[PartnerTemplate, ...] = ()


@dataclass(frozen=True, kw_only=True)
class When:
    """Days after the announcement, and on that day a time (None: the whole day)."""

    day: int
    at: time | None = None

    def iso(self, announced_on: date) -> str:
        day = announced_on + timedelta(days=self.day)
        return day.isoformat() if self.at is None else datetime.combine(day, self.at, KST).isoformat()

    def instant(self, announced_on: date) -> datetime:
        return datetime.combine(announced_on + timedelta(days=self.day), self.at or time(0), KST)


@dataclass(frozen=True, kw_only=True)
class Milestone:
    """One row of the schedule after the reception."""

    label: str
    label_en: str
    starts: When
    ends: When | None = None


@dataclass(frozen=True, kw_only=True)
class StageTemplate:
    """One stage: who looks at it for how much of the whole, by which criteria (Korean, English, points).

    `cut_percent` of the quota go on; what is not said here comes from the policy numbers.
    """

    kind: StageKind
    label_en: str
    weight_percent: int
    criteria: tuple[tuple[str, str, int], ...]
    goes_on: bool = False


@dataclass(frozen=True, kw_only=True)
class BonusTemplate:
    label: str
    label_en: str
    points: int
    evidence: str
    evidence_en: str


@dataclass(frozen=True, kw_only=True)
class RoundTemplate:
    """Texts in both languages; `title` takes %(year)s and %(round_no)s; `questionnaire` is a key of their library."""

    key: str
    program: ProgramTemplate
    questionnaire: str
    title: str
    title_en: str
    summary: str
    summary_en: str
    purpose: str
    purpose_en: str
    support: str
    support_en: str
    how_to_apply: str
    how_to_apply_en: str
    budget_text: str
    budget_text_en: str
    budget_won: Won
    contact_name: str
    contact_phone: str
    contact_email: str
    opens: When
    closes: When
    agreement_day: int | None = None
    milestones: tuple[Milestone, ...] = ()
    eligibility: tuple[Mapping[str, Any], ...] = ()
    stages: tuple[StageTemplate, ...] = ()
    bonuses: tuple[BonusTemplate, ...] = ()
    divisions: tuple[tuple[str, str, int], ...] = ()
    documents: tuple[tuple[str, str, str], ...] = ()
    quota: int | None = None
    page_limit: int = 15


Planned = dict[str, Any]
"""Column values of a round."""


def plan(template: RoundTemplate, *, announced_on: date, round_no: int, defaults: Mapping[str, int]) -> Planned:
    """The values of a round announced on that day; the manager edits them afterwards.

    `defaults` are the policy numbers of judging (`rules.defaults.SCORING`) in force on that day.
    """
    numbers = {"year": announced_on.year, "round_no": round_no}
    opens_at, closes_at = template.opens.instant(announced_on), template.closes.instant(announced_on)
    reception = Milestone(label="신청 접수", label_en="Applications", starts=template.opens, ends=template.closes)
    agreement = template.agreement_day
    return {
        "template": template.key,
        "title": template.title % numbers,
        "title_en": template.title_en % numbers,
        **{
            name: getattr(template, name)
            for name in (
                *("summary", "summary_en", "purpose", "purpose_en", "support", "support_en"),
                *("how_to_apply", "how_to_apply_en", "budget_text", "budget_text_en", "budget_won"),
                *("contact_name", "contact_phone", "contact_email", "quota", "page_limit"),
            )
        },
        "announced_on": announced_on,
        "agreement_on": None if agreement is None else announced_on + timedelta(days=agreement),
        "opens_at": opens_at,
        "closes_at": closes_at,
        "schedule": [_row(item, announced_on) for item in (reception, *template.milestones)],
        "eligibility": [dict(rule) for rule in template.eligibility],
        **_judging(template, defaults),
        "documents_wanted": [
            {"label": label, "label_en": label_en, "when": when} for label, label_en, when in template.documents
        ],
    }


def _judging(template: RoundTemplate, defaults: Mapping[str, int]) -> Planned:
    stages = [_stage(item, defaults) for item in template.stages]
    divisions = [
        {"label": label, "label_en": label_en, "quota": quota} for label, label_en, quota in template.divisions
    ]
    return {
        "stages": with_keys(stages, "s"),
        "bonuses": with_keys([vars(item) for item in template.bonuses], "b"),
        "divisions": with_keys(divisions, "d"),
        "bonus_cap": defaults["bonus_cap"],
        "waiting_list_length": defaults["waiting_list_length"],
        "tie_chain": [str(step) for step in USUAL_TIE_CHAIN],
    }


def _stage(item: StageTemplate, defaults: Mapping[str, int]) -> Planned:
    rows = [{"label": label, "label_en": label_en, "points": points} for label, label_en, points in item.criteria]
    return blank_stage(
        item.kind,
        defaults,
        label_en=item.label_en,
        weight_percent=item.weight_percent,
        cut_percent=defaults["cut_percent"] if item.goes_on else None,
        criteria=with_keys(({**BLANK_CRITERION, **row} for row in rows), "c"),
    )


def _row(item: Milestone, announced_on: date) -> dict[str, Any]:
    return {
        "label": item.label,
        "label_en": item.label_en,
        "starts": item.starts.iso(announced_on),
        "ends": item.ends.iso(announced_on) if item.ends else None,
    }
