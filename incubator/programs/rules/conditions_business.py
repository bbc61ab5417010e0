"""Conditions about the business: seat, industry, other applications, certificates, what the applicant declares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Self

from incubator.core.dates import months_later
from incubator.core.text import Text, text
from incubator.programs.rules.findings import (
    FROM_ANSWERS,
    FROM_DECLARATION,
    Condition,
    DocumentDates,
    Facts,
    Finding,
    codes,
    whole,
)
from incubator.programs.rules.names import (
    DECLARATIONS,
    DOCUMENTS,
    EXCLUDED_INDUSTRIES,
    INDUSTRIES,
    REFERENCES,
    REGIONS,
    listed,
)
from incubator.programs.rules.references import Reference, ReferenceDates

FROM_ADDRESS = text("기업 정보의 소재지")
FROM_INDUSTRY = text("기업 정보의 업종코드(KSIC)")
FROM_WALLET = text("기업 서류함")
FROM_APPLICATIONS = text("이 공고에 낸 신청 내역")


def _known(table: Mapping[str, Text], wanted: tuple[str, ...]) -> tuple[str, ...]:
    """Raises ValueError for a code that has no words: a condition must be readable."""
    for code in wanted:
        if code not in table:
            raise ValueError(f"unknown code {code}")
    return wanted


@dataclass(frozen=True, kw_only=True)
class Region(Condition):
    """The seat lies in one of these regions (prefixes of the administrative code)."""

    kind: ClassVar[str] = "region"
    regions: tuple[str, ...]

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        return cls(key=data["key"], regions=_known(REGIONS, codes(data, "regions")))

    def describe(self, dates: ReferenceDates) -> Text:  # noqa: ARG002 (all conditions are asked alike)
        return text("소재지: %(regions)s", regions=listed(REGIONS[code] for code in self.regions))

    def check(self, facts: Facts, dates: ReferenceDates) -> Finding:
        names = listed(REGIONS[code] for code in self.regions)
        if not facts.region:
            return self.unknown(
                dates,
                text("소재지를 아직 모릅니다."),
                FROM_ADDRESS,
                remedy=text("기업 정보에 주소를 적어 주세요. 예비창업자는 사는 곳이나 창업할 곳을 적습니다."),
            )
        if facts.region.startswith(self.regions):
            return self.passed(dates, text("소재지가 %(regions)s 안에 있습니다.", regions=names), FROM_ADDRESS)
        return self.failed(
            dates,
            text("소재지가 %(regions)s 밖에 있습니다.", regions=names),
            FROM_ADDRESS,
            remedy=text("본사나 공장을 옮겼다면 기업 정보의 주소를 고쳐 주세요."),
        )


@dataclass(frozen=True, kw_only=True)
class ExcludedIndustry(Condition):
    """None of these industries (KSIC prefixes); those of 중소기업창업 지원법 시행령 §4 unless the call names others."""

    kind: ClassVar[str] = "excluded_industry"
    industries: tuple[str, ...] = tuple(EXCLUDED_INDUSTRIES)

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        if "industries" not in data:
            return cls(key=data["key"])
        return cls(key=data["key"], industries=_known(INDUSTRIES, codes(data, "industries")))

    def describe(self, dates: ReferenceDates) -> Text:  # noqa: ARG002 (all conditions are asked alike)
        return text("지원 제외 업종: %(industries)s", industries=listed(INDUSTRIES[code] for code in self.industries))

    def check(self, facts: Facts, dates: ReferenceDates) -> Finding:
        if not facts.ksic:
            return _industry_unknown(self, dates)
        hit = next((code for code in self.industries if facts.ksic.startswith(code)), None)
        if hit is None and _is_too_short(facts.ksic, self.industries):
            return _industry_unsure(self, dates, facts.ksic)
        if hit is None:
            return self.passed(dates, text("업종코드 %(ksic)s는 제외 업종이 아닙니다.", ksic=facts.ksic), FROM_INDUSTRY)
        return self.failed(
            dates,
            text("업종코드 %(ksic)s(%(name)s)는 지원에서 제외됩니다.", ksic=facts.ksic, name=INDUSTRIES[hit]),
            FROM_INDUSTRY,
            remedy=text("사업자등록증의 주업종과 다르면 기업 정보에서 고쳐 주세요."),
        )


@dataclass(frozen=True, kw_only=True)
class AllowedIndustry(Condition):
    """Only these industries (KSIC prefixes)."""

    kind: ClassVar[str] = "allowed_industry"
    industries: tuple[str, ...]

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        return cls(key=data["key"], industries=_known(INDUSTRIES, codes(data, "industries")))

    def describe(self, dates: ReferenceDates) -> Text:  # noqa: ARG002 (all conditions are asked alike)
        return text("지원 업종: %(industries)s", industries=listed(INDUSTRIES[code] for code in self.industries))

    def check(self, facts: Facts, dates: ReferenceDates) -> Finding:
        if not facts.ksic:
            return _industry_unknown(self, dates)
        if facts.ksic.startswith(self.industries):
            return self.passed(dates, text("업종코드 %(ksic)s는 지원 업종입니다.", ksic=facts.ksic), FROM_INDUSTRY)
        if _is_too_short(facts.ksic, self.industries):
            return _industry_unsure(self, dates, facts.ksic)
        return self.failed(
            dates,
            text("업종코드 %(ksic)s는 지원 업종에 들지 않습니다.", ksic=facts.ksic),
            FROM_INDUSTRY,
            remedy=text("사업자등록증의 주업종과 다르면 기업 정보에서 고쳐 주세요."),
        )


@dataclass(frozen=True, kw_only=True)
class OneApplication(Condition):
    """One live application for one organisation in a round."""

    kind: ClassVar[str] = "one_application_per_round"

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        return cls(key=data["key"])

    def describe(self, dates: ReferenceDates) -> Text:  # noqa: ARG002 (all conditions are asked alike)
        return text("한 기업(예비창업자는 한 사람)이 한 건만 신청할 수 있습니다")

    def check(self, facts: Facts, dates: ReferenceDates) -> Finding:
        if facts.other_applications is None:
            return self.unknown(
                dates,
                text("이 공고에 낸 다른 신청이 있는지 아직 모릅니다."),
                FROM_APPLICATIONS,
                remedy=text("신청할 기업을 고르면 바로 확인합니다."),
            )
        if facts.other_applications == 0:
            return self.passed(dates, text("이 공고에 낸 다른 신청이 없습니다."), FROM_APPLICATIONS)
        return self.failed(
            dates,
            text("이 공고에 같은 기업의 신청이 이미 %(count)d건 있습니다.", count=facts.other_applications),
            FROM_APPLICATIONS,
            remedy=text("이미 쓰던 신청을 이어서 쓰거나, 그 신청을 철회한 뒤 새로 시작해 주세요."),
        )


@dataclass(frozen=True, kw_only=True)
class DocumentsValid(Condition):
    """Certificates that are in force on the day of reference and, with `months`, not older than so many months then.

    A certificate that nobody has put into the wallet is unknown, not failed: it may still come.
    """

    kind: ClassVar[str] = "documents_valid"
    documents: tuple[str, ...]
    months: int | None = None
    reference: Reference = Reference.APPLIED

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        months = whole(data, "months", least=1, most=120) if data.get("months") is not None else None
        on = Reference(data.get("reference", Reference.APPLIED))
        return cls(key=data["key"], documents=_known(DOCUMENTS, codes(data, "documents")), months=months, reference=on)

    def describe(self, dates: ReferenceDates) -> Text:  # noqa: ARG002 (all conditions are asked alike)
        said = {"documents": listed(DOCUMENTS[kind] for kind in self.documents), "day": REFERENCES[self.reference]}
        if self.months is None:
            return text("%(day)s에 유효한 서류: %(documents)s", **said)
        return text("%(day)s 기준 %(months)d개월 안에 발급한 서류: %(documents)s", months=self.months, **said)

    def check(self, facts: Facts, dates: ReferenceDates) -> Finding:
        held, on = facts.documents, dates.day(self.reference)
        if on is None:
            return self.unknown(
                dates,
                text("기준일인 협약 예정일이 아직 정해지지 않았습니다."),
                text("공고의 협약 예정일"),
                remedy=text("기준일이 정해지면 다시 확인해 주세요."),
            )
        stale = [kind for kind in self.documents if held and kind in held and not self._counts(held[kind], on)]
        if stale:
            return self.failed(
                dates,
                text("기한이 지난 서류가 있습니다: %(documents)s", documents=listed(DOCUMENTS[kind] for kind in stale)),
                FROM_WALLET,
                remedy=text("새로 발급받아 기업 서류함에 올려 주세요."),
            )
        missing = [kind for kind in self.documents if held is None or kind not in held]
        if missing:
            names = listed(DOCUMENTS[kind] for kind in missing)
            return self.unknown(
                dates,
                text("기업 서류함에 아직 없는 서류: %(documents)s", documents=names),
                FROM_WALLET,
                remedy=text("기업 서류함에 올리거나 신청서의 제출 서류 칸에 올려 주세요."),
            )
        return self.passed(dates, text("필요한 서류가 모두 있고 기한 안입니다."), FROM_WALLET)

    def _counts(self, held: DocumentDates, on: date) -> bool:
        if held.expires_on is not None and held.expires_on < on:
            return False
        return self.months is None or months_later(held.issued_on, self.months) >= on


@dataclass(frozen=True, kw_only=True)
class Declaration(Condition):
    """Something only the applicant can say; staff verify it later."""

    kind: ClassVar[str] = "declaration"
    declaration: str

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        return cls(key=data["key"], declaration=_known(DECLARATIONS, (data["declaration"],))[0])

    def describe(self, dates: ReferenceDates) -> Text:  # noqa: ARG002 (all conditions are asked alike)
        return DECLARATIONS[self.declaration]

    def check(self, facts: Facts, dates: ReferenceDates) -> Finding:
        said = facts.declarations.get(self.declaration)
        if said is None:
            return self.unknown(
                dates,
                text("아직 답하지 않으셨습니다."),
                FROM_DECLARATION,
                remedy=text("자격 확인 화면에서 예 또는 아니요를 골라 주세요."),
            )
        source = FROM_ANSWERS if self.declaration in facts.declared_in_form else FROM_DECLARATION
        if said:
            return self.passed(dates, text("그렇다고 답하셨습니다."), source)
        return self.failed(
            dates,
            text("그렇지 않다고 답하셨습니다."),
            source,
            remedy=text("사정이 바뀌면 다시 답해 주세요. 예외에 해당하는지는 공고의 문의처에 확인해 주세요."),
        )


def _is_too_short(ksic: str, industries: Iterable[str]) -> bool:
    """Whether a longer code under this one would be met."""
    return any(code.startswith(ksic) for code in industries)


def _industry_unsure(condition: Condition, dates: ReferenceDates, ksic: str) -> Finding:
    return condition.unknown(
        dates,
        text("업종코드 %(ksic)s만으로는 알 수 없습니다.", ksic=ksic),
        FROM_INDUSTRY,
        remedy=text("기업 정보에 업종코드를 다섯 자리까지 적어 주세요."),
    )


def _industry_unknown(condition: Condition, dates: ReferenceDates) -> Finding:
    return condition.unknown(
        dates,
        text("업종코드를 아직 모릅니다."),
        FROM_INDUSTRY,
        remedy=text("기업 정보에 업종코드(KSIC)를 적어 주세요. 예비창업자는 준비 중인 업종을 적습니다."),
    )
