"""What a condition is told, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, Self

from incubator.core.text import Text, text
from incubator.programs.rules.kinds import ApplicantKind, Outcome
from incubator.programs.rules.references import Reference, ReferenceDates

MOST_YEARS = 150
FROM_KIND = text("기업 정보의 기업 구분")
FROM_DECLARATION = text("자격 확인에서 하신 답")
FROM_ANSWERS = text("신청서에 쓰신 답")


@dataclass(frozen=True)
class DocumentDates:
    """When a certificate was issued and, where it says so, until when it counts (inclusive)."""

    issued_on: date
    expires_on: date | None = None


@dataclass(frozen=True)
class Support:
    """Support from somewhere else: the name of its program, and whether it still runs."""

    program: str
    is_running: bool


@dataclass(frozen=True)
class Restricted:
    """A participation restriction of the register that is in force on the day of reference, and its last day."""

    until: date


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known of the applicant.  None means: not known, never: no.

    `region` is the administrative code of the seat, `ksic` two to five digits; `is_registered` says whether a person of kind
    pre-founder had any business registration on the day of the announcement; `other_applications` counts live
    applications of the same organisation in this round besides the one in hand; `documents` is the wallet by kind;
    `is_representative` whether the person who applies represents it; `supports` what it was admitted to elsewhere;
    `restrictions` what the register holds of the applicant in force; `named_supports` what the applicant himself names in the form; `pages` the length of the longest file handed in.
    """

    applicant_kind: ApplicantKind | None = None
    opened_on: date | None = None
    incorporated_on: date | None = None
    region: str | None = None
    ksic: str | None = None
    representative_born_on: date | None = None
    is_registered: bool | None = None
    other_applications: int | None = None
    documents: Mapping[str, DocumentDates] | None = None
    is_representative: bool | None = None
    supports: tuple[Support, ...] | None = None
    restrictions: tuple[Restricted, ...] | None = None
    named_supports: tuple[Support, ...] = ()
    pages: int | None = None
    declarations: Mapping[str, bool] = field(default_factory=dict)
    declared_in_form: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One condition, answered.

    `reason` in plain words, `source` where the fact came from, `remedy` what would change the answer (None when nothing
    needs to), `boundary` the computed day, where the condition has one.
    """

    rule_key: str
    outcome: Outcome
    rule: Text
    reason: Text
    source: Text
    remedy: Text | None = None
    boundary: date | None = None


@dataclass(frozen=True, kw_only=True)
class Condition:
    """One rule of a call as data.  `kind` names it in storage; `key` names it within the call."""

    kind: ClassVar[str]
    key: str

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        """From storage.  Raises ValueError, KeyError or TypeError when the data are no such condition."""
        raise NotImplementedError

    def describe(self, dates: ReferenceDates) -> Text:
        """The rule in words, with its boundary day."""
        raise NotImplementedError

    def check(self, facts: Facts, dates: ReferenceDates) -> Finding:
        raise NotImplementedError

    def passed(self, dates: ReferenceDates, reason: Text, source: Text, boundary: date | None = None) -> Finding:
        return self._found(Outcome.PASS, dates, reason, source, None, boundary)

    def failed(
        self, dates: ReferenceDates, reason: Text, source: Text, *, remedy: Text, boundary: date | None = None
    ) -> Finding:
        return self._found(Outcome.FAIL, dates, reason, source, remedy, boundary)

    def unknown(
        self, dates: ReferenceDates, reason: Text, source: Text, *, remedy: Text, boundary: date | None = None
    ) -> Finding:
        return self._found(Outcome.UNKNOWN, dates, reason, source, remedy, boundary)

    def kind_unknown(self, dates: ReferenceDates) -> Finding:
        return self.unknown(
            dates,
            text("신청하는 분이 예비창업자인지, 개인사업자인지, 법인인지 아직 모릅니다."),
            FROM_KIND,
            remedy=text("기업 정보에서 기업 구분을 골라 주세요."),
        )

    def _found(
        self,
        outcome: Outcome,
        dates: ReferenceDates,
        reason: Text,
        source: Text,
        remedy: Text | None,
        boundary: date | None,
    ) -> Finding:
        return Finding(
            rule_key=self.key,
            outcome=outcome,
            rule=self.describe(dates),
            reason=reason,
            source=source,
            remedy=remedy,
            boundary=boundary,
        )


def whole(data: Mapping[str, Any], name: str, *, least: int = 0, most: int = MOST_YEARS) -> int:
    """A bounded whole number of the data.  Raises ValueError, KeyError."""
    value = data[name]
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise ValueError(f"{name} is a whole number from {least} to {most}")
    return value


def codes(data: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """A list of codes that is not empty.  Raises ValueError, KeyError."""
    value = data[name]
    if not isinstance(value, list) or not value or not all(isinstance(item, str) and item for item in value):
        raise ValueError(f"{name} is a list of codes")
    return tuple(value)


def reference(data: Mapping[str, Any]) -> Reference:
    return Reference(data.get("reference", Reference.ANNOUNCED))
