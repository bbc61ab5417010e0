"""Conditions about who applies: kind of applicant, age of the company, age of the representative."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar, Self

from incubator.core.text import Text, text
from incubator.programs.rules.findings import (
    FROM_DECLARATION,
    FROM_KIND,
    Condition,
    Facts,
    Finding,
    codes,
    reference,
    whole,
)
from incubator.programs.rules.kinds import APPLICANT_LABELS, ApplicantKind
from incubator.programs.rules.names import REFERENCES, day_text, listed
from incubator.programs.rules.references import (
    Reference,
    ReferenceDates,
    earliest_start_under,
    earliest_start_within,
    full_years,
)


class Operator(StrEnum):
    """`lt` is 미만, `le` is 이내 (years of a company) or 이하 (years of a person)."""

    LT = "lt"
    LE = "le"


@dataclass(frozen=True, kw_only=True)
class ApplicantKinds(Condition):
    """Only these kinds may apply."""

    kind: ClassVar[str] = "applicant_kind"
    kinds: tuple[ApplicantKind, ...]

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        return cls(key=data["key"], kinds=tuple(ApplicantKind(item) for item in codes(data, "kinds")))

    def describe(self, dates: ReferenceDates) -> Text:  # noqa: ARG002 (all conditions are asked alike)
        return text("신청할 수 있는 대상: %(kinds)s", kinds=listed(APPLICANT_LABELS[item] for item in self.kinds))

    def check(self, facts: Facts, dates: ReferenceDates) -> Finding:
        if facts.applicant_kind is None:
            return self.kind_unknown(dates)
        own = APPLICANT_LABELS[facts.applicant_kind]
        if facts.applicant_kind in self.kinds:
            return self.passed(dates, text("%(kind)s이므로 신청 대상입니다.", kind=own), FROM_KIND)
        return self.failed(
            dates,
            text("%(kind)s이므로 이 공고의 신청 대상이 아닙니다.", kind=own),
            FROM_KIND,
            remedy=text("기업 구분이 다르게 적혀 있으면 기업 정보에서 고쳐 주세요. 맞다면 다른 공고를 찾아 주세요."),
        )


@dataclass(frozen=True, kw_only=True)
class CompanyAge(Condition):
    """Years since 법인설립등기일 (corporation) or 개업일 (sole trader) [중소기업창업 지원법 시행령 §3].

    Somebody without registration has no company age: the condition lets pass.  A company that started after the day
    of reference is refused unless `may_be_younger` (a call that pre-founders may answer too).
    """

    kind: ClassVar[str] = "company_age"
    operator: Operator
    years: int
    reference: Reference
    may_be_younger: bool = False

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        return cls(
            key=data["key"],
            operator=Operator(data["operator"]),
            years=whole(data, "years", least=1),
            reference=reference(data),
            may_be_younger=bool(data.get("may_be_younger", False)),
        )

    def boundary(self, dates: ReferenceDates) -> date | None:
        """The earliest start that still qualifies; None while the day of reference is not set."""
        on = dates.day(self.reference)
        if on is None:
            return None
        earliest = earliest_start_under if self.operator is Operator.LT else earliest_start_within
        return earliest(self.years, on)

    def describe(self, dates: ReferenceDates) -> Text:
        on, boundary = dates.day(self.reference), self.boundary(dates)
        length = text("%(years)d년 미만", years=self.years)
        if self.operator is Operator.LE:
            length = text("%(years)d년 이내", years=self.years)
        named = REFERENCES[self.reference]
        if on is None or boundary is None:
            return text(
                "업력 %(length)s(%(reference)s 기준, 기준일이 정해지면 날짜를 알려 드립니다)",
                length=length,
                reference=named,
            )
        return text(
            "업력 %(length)s: %(reference)s(%(on)s) 기준 %(boundary)s 또는 그 뒤에 개업하거나 설립한 기업",
            length=length,
            reference=named,
            on=day_text(on),
            boundary=day_text(boundary),
        )

    def check(self, facts: Facts, dates: ReferenceDates) -> Finding:
        if facts.applicant_kind is None:
            return self.kind_unknown(dates)
        if facts.applicant_kind is ApplicantKind.PRE_FOUNDER:
            return self.passed(dates, text("아직 사업자등록 전이므로 업력 조건을 따지지 않습니다."), FROM_KIND)
        is_corporation = facts.applicant_kind is ApplicantKind.CORPORATION
        started = facts.incorporated_on if is_corporation else facts.opened_on
        source = text("기업 정보의 법인설립등기일") if is_corporation else text("기업 정보의 개업일")
        on, boundary = dates.day(self.reference), self.boundary(dates)
        if started is None:
            return self.unknown(
                dates,
                text("기업이 시작한 날을 아직 모릅니다."),
                source,
                remedy=text("%(source)s을 적어 주세요.", source=source),
                boundary=boundary,
            )
        if on is None or boundary is None:
            return self.unknown(
                dates,
                text("기준일인 협약 예정일이 아직 정해지지 않았습니다."),
                text("공고의 협약 예정일"),
                remedy=text("기준일이 정해지면 다시 확인해 주세요."),
            )
        return self._compare(started, on, boundary, dates, source)

    def _compare(self, started: date, on: date, boundary: date, dates: ReferenceDates, source: Text) -> Finding:
        named, fix = REFERENCES[self.reference], text("날짜가 다르게 적혀 있으면 기업 정보에서 고쳐 주세요.")
        if started > on and not self.may_be_younger:
            return self.failed(
                dates,
                text(
                    "%(reference)s(%(on)s)에는 아직 시작하지 않은 기업입니다(시작일 %(started)s).",
                    reference=named,
                    on=day_text(on),
                    started=day_text(started),
                ),
                source,
                remedy=fix,
                boundary=boundary,
            )
        if started >= boundary:
            return self.passed(
                dates,
                text(
                    "시작일이 %(started)s로, 기준인 %(boundary)s 또는 그 뒤입니다.",
                    started=day_text(started),
                    boundary=day_text(boundary),
                ),
                source,
                boundary,
            )
        return self.failed(
            dates,
            text(
                "시작일이 %(started)s로, 기준인 %(boundary)s보다 앞섭니다(%(reference)s에 만 %(age)d년).",
                started=day_text(started),
                boundary=day_text(boundary),
                reference=named,
                age=full_years(started, on),
            ),
            source,
            remedy=fix,
            boundary=boundary,
        )


@dataclass(frozen=True, kw_only=True)
class RepresentativeAge(Condition):
    """만 n세 이하 or 미만 on the day of reference."""

    kind: ClassVar[str] = "representative_age"
    operator: Operator
    years: int
    reference: Reference

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        years = whole(data, "years", least=1)
        return cls(key=data["key"], operator=Operator(data["operator"]), years=years, reference=reference(data))

    def boundary(self, dates: ReferenceDates) -> date | None:
        """The earliest birthday that still qualifies."""
        on = dates.day(self.reference)
        limit = self.years + 1 if self.operator is Operator.LE else self.years
        return None if on is None else earliest_start_under(limit, on)

    def describe(self, dates: ReferenceDates) -> Text:
        on, boundary = dates.day(self.reference), self.boundary(dates)
        age = text("만 %(years)d세 미만", years=self.years)
        if self.operator is Operator.LE:
            age = text("만 %(years)d세 이하", years=self.years)
        named = REFERENCES[self.reference]
        if on is None or boundary is None:
            return text("대표자 나이 %(age)s(%(reference)s 기준)", age=age, reference=named)
        return text(
            "대표자 나이 %(age)s: %(reference)s(%(on)s) 기준 %(boundary)s 또는 그 뒤에 태어난 분",
            age=age,
            reference=named,
            on=day_text(on),
            boundary=day_text(boundary),
        )

    def check(self, facts: Facts, dates: ReferenceDates) -> Finding:
        born, source = facts.representative_born_on, text("기업 정보의 대표자 생년월일")
        on, boundary = dates.day(self.reference), self.boundary(dates)
        if born is None or on is None or boundary is None:
            return self.unknown(
                dates,
                text("대표자의 생년월일이나 기준일을 아직 모릅니다."),
                source,
                remedy=text("기업 정보에 대표자 생년월일을 적어 주세요."),
                boundary=boundary,
            )
        if born >= boundary:
            return self.passed(
                dates,
                text("기준인 %(boundary)s 또는 그 뒤에 태어나셨습니다.", boundary=day_text(boundary)),
                source,
                boundary,
            )
        return self.failed(
            dates,
            text("기준일에 만 %(age)d세로 나이 조건을 넘습니다.", age=full_years(born, on)),
            source,
            remedy=text("생년월일이 잘못 적혔으면 기업 정보에서 고쳐 주세요."),
            boundary=boundary,
        )


@dataclass(frozen=True, kw_only=True)
class PreFounderUnregistered(Condition):
    """A pre-founder has no registration, personal or corporate, on the day of the announcement."""

    kind: ClassVar[str] = "pre_founder_without_registration"

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        return cls(key=data["key"])

    def describe(self, dates: ReferenceDates) -> Text:
        return text(
            "예비창업자는 공고일(%(on)s) 현재 사업자등록이나 법인 설립등기가 없어야 합니다",
            on=day_text(dates.announced_on),
        )

    def check(self, facts: Facts, dates: ReferenceDates) -> Finding:
        if facts.applicant_kind is None:
            return self.kind_unknown(dates)
        if facts.applicant_kind is not ApplicantKind.PRE_FOUNDER:
            return self.passed(dates, text("이미 등록한 기업이므로 이 조건을 따지지 않습니다."), FROM_KIND)
        if facts.is_registered is None:
            return self.unknown(
                dates,
                text("공고일에 사업자등록이 있었는지 아직 모릅니다."),
                FROM_DECLARATION,
                remedy=text("자격 확인 화면에서 사업자등록 여부를 골라 주세요."),
            )
        if facts.is_registered:
            return self.failed(
                dates,
                text("공고일에 사업자등록이 있으면 예비창업자로 신청할 수 없습니다."),
                FROM_DECLARATION,
                remedy=text("기업 정보를 만들어 개인사업자나 법인으로 신청할 수 있는지 확인해 주세요."),
            )
        return self.passed(dates, text("공고일에 사업자등록이 없었습니다."), FROM_DECLARATION)
