"""Conditions about what is on record: other support, a restriction, the length of the plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from incubator.core.text import Text, text
from incubator.programs.rules.conditions_business import Declaration
from incubator.programs.rules.findings import FROM_ANSWERS, Condition, Facts, Finding, Support, whole
from incubator.programs.rules.names import day_text
from incubator.programs.rules.references import ReferenceDates

FROM_PARTICIPATIONS = text("센터의 사업 참여 기록과 지원 이력")
FROM_REGISTER = text("센터의 제재 명단")
FROM_FILES = text("신청서에 올린 파일")
MOST_PAGES = 500


@dataclass(frozen=True, kw_only=True)
class NoOverlappingSupport(Condition):
    """Not supported at the same time by another program, of the centre or elsewhere; with `ever`, never before either.

    중복지원 제한 [중소기업창업 지원사업 운영요령 §9②4]; each stage once [창업사업화 지원사업 지침 §18⑥].
    """

    kind: ClassVar[str] = "overlapping_support"
    ever: bool = False

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        return cls(key=data["key"], ever=bool(data.get("ever", False)))

    def describe(self, dates: ReferenceDates) -> Text:  # noqa: ARG002 (all conditions are asked alike)
        if self.ever:
            return text("센터나 다른 기관의 지원사업에 선정된 적이 없어야 합니다")
        return text("센터나 다른 기관의 지원사업에 참여하고 있지 않아야 합니다")

    def check(self, facts: Facts, dates: ReferenceDates) -> Finding:
        if facts.supports is None:
            return self.unknown(
                dates,
                text("다른 지원사업에 참여하는지 아직 모릅니다."),
                FROM_PARTICIPATIONS,
                remedy=text("신청할 기업을 고르면 바로 확인합니다."),
            )
        hits = self._overlapping(facts.supports)
        if hits:
            return self.failed(
                dates,
                text("겹치는 지원사업이 있습니다: %(programs)s", programs=hits),
                FROM_PARTICIPATIONS,
                remedy=text("먼저 참여한 사업이 끝난 뒤 신청하거나, 기록이 사실과 다르면 센터에 알려 주세요."),
            )
        named = self._overlapping(facts.named_supports)
        if named:
            return self.unknown(
                dates,
                text("신청서에 다른 지원을 적으셨습니다: %(programs)s", programs=named),
                FROM_ANSWERS,
                remedy=text("겹치는 지원인지 센터가 확인합니다. 끝난 지원이면 신청서에 종료일을 적어 주세요."),
            )
        return self.passed(dates, text("겹치는 지원사업이 없습니다."), FROM_PARTICIPATIONS)

    def _overlapping(self, supports: Iterable[Support]) -> str:
        return ", ".join(sorted({held.program for held in supports if self.ever or held.is_running}))


@dataclass(frozen=True, kw_only=True)
class NotRestricted(Declaration):
    """참여제한: what the register of the centre holds, and besides it what the applicant declares.

    While the register may not be shown to him (`facts.restrictions` is None) his own word stands alone.  The ground of
    a restriction is not told: the register is nobody's but the centre's.
    """

    kind: ClassVar[str] = "participation_restriction"
    declaration: str = "not_restricted"

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        return cls(key=data["key"])

    def describe(self, dates: ReferenceDates) -> Text:  # noqa: ARG002 (all conditions are asked alike)
        return text("정부지원사업 참여제한을 받고 있지 않아야 합니다(센터가 제재 명단과 대조합니다)")

    def check(self, facts: Facts, dates: ReferenceDates) -> Finding:
        if not facts.restrictions:
            return super().check(facts, dates)
        until = max(one.until for one in facts.restrictions)
        return self.failed(
            dates,
            text("센터의 제재 명단에 %(day)s까지 참여제한 중으로 적혀 있습니다.", day=day_text(until)),
            FROM_REGISTER,
            remedy=text("제한이 해제·정지되었거나 기록이 사실과 다르면 근거 문서와 함께 센터에 알려 주세요."),
            boundary=until,
        )


@dataclass(frozen=True, kw_only=True)
class PageLimit(Condition):
    """No file of the application is longer; a file whose pages cannot be counted is looked at by a person."""

    kind: ClassVar[str] = "page_limit"
    pages: int

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        return cls(key=data["key"], pages=whole(data, "pages", least=1, most=MOST_PAGES))

    def describe(self, dates: ReferenceDates) -> Text:  # noqa: ARG002 (all conditions are asked alike)
        return text("사업계획서는 %(pages)d쪽까지입니다", pages=self.pages)

    def check(self, facts: Facts, dates: ReferenceDates) -> Finding:
        if facts.pages is None:
            return self.unknown(
                dates,
                text("쪽수를 셀 수 있는 파일이 아직 없습니다."),
                FROM_FILES,
                remedy=text("사업계획서를 PDF로 올리면 쪽수를 셉니다. 다른 형식은 센터가 직접 확인합니다."),
            )
        if facts.pages <= self.pages:
            return self.passed(dates, text("가장 긴 파일이 %(pages)d쪽입니다.", pages=facts.pages), FROM_FILES)
        return self.failed(
            dates,
            text("가장 긴 파일이 %(pages)d쪽으로 %(most)d쪽을 넘습니다.", pages=facts.pages, most=self.pages),
            FROM_FILES,
            remedy=text("쪽수를 줄여 다시 올려 주세요."),
        )
