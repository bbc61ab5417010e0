"""Conditions about age: of the company, of its representative.  Each knows the day on which the answer turns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, ClassVar, Self

from incubator.core.text import Text, text
from incubator.programs.rules.findings import FROM_KIND, Condition, Facts, Finding, reference, whole
from incubator.programs.rules.kinds import ApplicantKind
from incubator.programs.rules.names import REFERENCES, day_text
from incubator.programs.rules.references import (
    Reference,
    ReferenceDates,
    earliest_start_under,
    earliest_start_within,
    full_years,
    latest_start_beyond,
    latest_start_reaching,
)


class Operator(StrEnum):
    """`lt` 미만, `le` 이내 (years of a company) or 이하 (years of a person), `ge` 이상, `gt` 초과."""

    LT = "lt"
    LE = "le"
    GE = "ge"
    GT = "gt"

    @property
    def is_upper(self) -> bool:
        """Whether it asks for the young: then the boundary is the earliest start, else the latest."""
        return self in (Operator.LT, Operator.LE)


COMPANY_BOUNDARY = {
    Operator.LT: earliest_start_under,
    Operator.LE: earliest_start_within,
    Operator.GE: latest_start_reaching,
    Operator.GT: latest_start_beyond,
}


def company_length(operator: Operator, years: int) -> Text:
    if operator is Operator.LT:
        return text("%(years)d년 미만", years=years)
    if operator is Operator.LE:
        return text("%(years)d년 이내", years=years)
    if operator is Operator.GE:
        return text("%(years)d년 이상", years=years)
    return text("%(years)d년 초과", years=years)


def person_length(operator: Operator, years: int) -> Text:
    if operator is Operator.LT:
        return text("만 %(years)d세 미만", years=years)
    if operator is Operator.LE:
        return text("만 %(years)d세 이하", years=years)
    if operator is Operator.GE:
        return text("만 %(years)d세 이상", years=years)
    return text("만 %(years)d세 초과", years=years)


@dataclass(frozen=True, kw_only=True)
class CompanyAge(Condition):
    """Years since 법인설립등기일 (corporation) or 개업일 (sole trader) [중소기업창업 지원법 시행령 §3].

    Somebody without registration has no company age: an upper limit lets him pass, a lower one does not.  A company
    that started after the day of reference is refused unless `may_be_younger` (a call that pre-founders may answer too).
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
        """The earliest (lt, le) or latest (ge, gt) start that qualifies; None while the day of reference is not set."""
        on = dates.day(self.reference)
        return None if on is None else COMPANY_BOUNDARY[self.operator](self.years, on)

    def describe(self, dates: ReferenceDates) -> Text:
        on, boundary = dates.day(self.reference), self.boundary(dates)
        length, named = company_length(self.operator, self.years), REFERENCES[self.reference]
        if on is None or boundary is None:
            return text(
                "업력 %(length)s(%(reference)s 기준, 기준일이 정해지면 날짜를 알려 드립니다)",
                length=length,
                reference=named,
            )
        said = {"length": length, "reference": named, "on": day_text(on), "boundary": day_text(boundary)}
        if self.operator.is_upper:
            return text(
                "업력 %(length)s: %(reference)s(%(on)s) 기준 %(boundary)s 또는 그 뒤에 개업하거나 설립한 기업", **said
            )
        return text(
            "업력 %(length)s: %(reference)s(%(on)s) 기준 %(boundary)s 또는 그 전에 개업하거나 설립한 기업", **said
        )

    def check(self, facts: Facts, dates: ReferenceDates) -> Finding:
        if facts.applicant_kind is None:
            return self.kind_unknown(dates)
        if facts.applicant_kind is ApplicantKind.PRE_FOUNDER:
            return self._without_company(dates)
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
        if started > on and self.operator.is_upper and not self.may_be_younger:
            return self._not_started(started, on, dates, source, boundary)
        return self._compare(started, on, boundary, dates, source)

    def _without_company(self, dates: ReferenceDates) -> Finding:
        if self.operator.is_upper:
            return self.passed(dates, text("아직 사업자등록 전이므로 업력 조건을 따지지 않습니다."), FROM_KIND)
        return self.failed(
            dates,
            text("아직 사업자등록 전이라 업력이 없습니다."),
            FROM_KIND,
            remedy=text("이미 사업자등록을 했다면 기업 정보에서 기업 구분을 고쳐 주세요."),
        )

    def _not_started(
        self, started: date, on: date, dates: ReferenceDates, source: Text, boundary: date | None
    ) -> Finding:
        return self.failed(
            dates,
            text(
                "%(reference)s(%(on)s)에는 아직 시작하지 않은 기업입니다(시작일 %(started)s).",
                reference=REFERENCES[self.reference],
                on=day_text(on),
                started=day_text(started),
            ),
            source,
            remedy=text("날짜가 다르게 적혀 있으면 기업 정보에서 고쳐 주세요."),
            boundary=boundary,
        )

    def _compare(self, started: date, on: date, boundary: date, dates: ReferenceDates, source: Text) -> Finding:
        is_upper = self.operator.is_upper
        said: dict[str, Any] = {"started": day_text(started), "boundary": day_text(boundary)}
        if started >= boundary if is_upper else started <= boundary:
            words = (
                text("시작일이 %(started)s로, 기준인 %(boundary)s 또는 그 뒤입니다.", **said)
                if is_upper
                else text("시작일이 %(started)s로, 기준인 %(boundary)s 또는 그 전입니다.", **said)
            )
            return self.passed(dates, words, source, boundary)
        said |= {"reference": REFERENCES[self.reference], "age": max(full_years(started, on), 0)}
        words = (
            text("시작일이 %(started)s로, 기준인 %(boundary)s보다 앞섭니다(%(reference)s에 만 %(age)d년).", **said)
            if is_upper
            else text("시작일이 %(started)s로, 기준인 %(boundary)s보다 늦습니다(%(reference)s에 만 %(age)d년).", **said)
        )
        fix = text("날짜가 다르게 적혀 있으면 기업 정보에서 고쳐 주세요.")
        return self.failed(dates, words, source, remedy=fix, boundary=boundary)


@dataclass(frozen=True, kw_only=True)
class RepresentativeAge(Condition):
    """만 n세 이하, 미만, 이상 or 초과 on the day of reference."""

    kind: ClassVar[str] = "representative_age"
    operator: Operator
    years: int
    reference: Reference

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        years = whole(data, "years", least=1)
        return cls(key=data["key"], operator=Operator(data["operator"]), years=years, reference=reference(data))

    def boundary(self, dates: ReferenceDates) -> date | None:
        """The earliest (이하, 미만) or latest (이상, 초과) birthday that qualifies."""
        on = dates.day(self.reference)
        if on is None:
            return None
        beyond = self.operator in (Operator.LE, Operator.GT)
        first = earliest_start_under(self.years + 1 if beyond else self.years, on)
        return first if self.operator.is_upper else first - timedelta(days=1)

    def describe(self, dates: ReferenceDates) -> Text:
        on, boundary = dates.day(self.reference), self.boundary(dates)
        age, named = person_length(self.operator, self.years), REFERENCES[self.reference]
        if on is None or boundary is None:
            return text("대표자 나이 %(age)s(%(reference)s 기준)", age=age, reference=named)
        said = {"age": age, "reference": named, "on": day_text(on), "boundary": day_text(boundary)}
        if self.operator.is_upper:
            return text("대표자 나이 %(age)s: %(reference)s(%(on)s) 기준 %(boundary)s 또는 그 뒤에 태어난 분", **said)
        return text("대표자 나이 %(age)s: %(reference)s(%(on)s) 기준 %(boundary)s 또는 그 전에 태어난 분", **said)

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
        is_upper = self.operator.is_upper
        if born >= boundary if is_upper else born <= boundary:
            words = (
                text("기준인 %(boundary)s 또는 그 뒤에 태어나셨습니다.", boundary=day_text(boundary))
                if is_upper
                else text("기준인 %(boundary)s 또는 그 전에 태어나셨습니다.", boundary=day_text(boundary))
            )
            return self.passed(dates, words, source, boundary)
        age = max(full_years(born, on), 0)
        return self.failed(
            dates,
            text("기준일에 만 %(age)d세로 나이 조건을 넘습니다.", age=age)
            if is_upper
            else text("기준일에 만 %(age)d세로 나이 조건에 못 미칩니다.", age=age),
            source,
            remedy=text("생년월일이 잘못 적혔으면 기업 정보에서 고쳐 주세요."),
            boundary=boundary,
        )
