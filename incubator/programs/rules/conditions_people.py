"""Conditions about who applies: kind of applicant, a pre-founder without registration, the representative himself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from incubator.core.text import Text, text
from incubator.programs.rules.findings import (
    FROM_DECLARATION,
    FROM_KIND,
    Condition,
    Facts,
    Finding,
    codes,
)
from incubator.programs.rules.kinds import APPLICANT_LABELS, ApplicantKind
from incubator.programs.rules.names import day_text, listed
from incubator.programs.rules.references import (
    ReferenceDates,
)


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


@dataclass(frozen=True, kw_only=True)
class ByRepresentative(Condition):
    """The one who applies represents the company: somebody else's account leads to exclusion [K-Startup notices]."""

    kind: ClassVar[str] = "representative"

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        return cls(key=data["key"])

    def describe(self, dates: ReferenceDates) -> Text:  # noqa: ARG002 (all conditions are asked alike)
        return text("기업의 대표자가 직접 신청해야 합니다")

    def check(self, facts: Facts, dates: ReferenceDates) -> Finding:
        source = text("기업 정보의 대표자")
        if facts.is_representative is None:
            return self.unknown(
                dates,
                text("신청하는 분이 대표자인지 아직 모릅니다."),
                source,
                remedy=text("신청할 기업을 고르면 바로 확인합니다."),
            )
        if facts.is_representative:
            return self.passed(dates, text("대표자가 신청합니다."), source)
        return self.failed(
            dates,
            text("신청하는 분이 기업의 대표자로 등록되어 있지 않습니다."),
            source,
            remedy=text("대표자가 자기 계정으로 들어와 신청하거나, 대표자가 바뀌었으면 기업 정보에서 고쳐 주세요."),
        )
