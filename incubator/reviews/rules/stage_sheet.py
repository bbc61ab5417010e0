"""집계표 of a whole stage: who competes together is computed together, with ties, groups and the cut (domain.md §4.3, §4.4).

A pool is a division; where several panels (분과) judged one division, either each has seats of its own, or their scores
are brought to one scale before they meet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from incubator.core.text import Text, text
from incubator.programs.rules.scoring import TieStep
from incubator.reviews.rules.computation import Computation, compute
from incubator.reviews.rules.cuts import Cut, cut
from incubator.reviews.rules.entries import Entry, Plan
from incubator.reviews.rules.groups import Group, standardise
from incubator.reviews.rules.ties import Decision, Facts, Ranking, break_ties


class Pooling(StrEnum):
    """How panels that judged one division share its seats."""

    TOGETHER = "pool_together"
    BY_PANEL = "pool_by_panel"
    STANDARDISED = "pool_standardised"


POOLING_LABELS: Mapping[StrEnum, Text] = {
    Pooling.TOGETHER: text("한 분과가 한 부문을 평가함"),
    Pooling.BY_PANEL: text("분과마다 선정 규모를 따로 둠"),
    Pooling.STANDARDISED: text("분과의 점수를 표준점수로 바꾸어 견줌"),
}


@dataclass(frozen=True)
class Case:
    """One application with all that counts for it; `division` is blank in a call without divisions."""

    entry: Entry
    division: str
    panel: str
    facts: Facts


@dataclass(frozen=True)
class Terms:
    """What the stage is computed by.  `quotas` are seats by division, `panel_quotas` by panel (`BY_PANEL` only)."""

    stage: str
    is_last: bool
    plan: Plan
    chain: tuple[TieStep, ...]
    cut_percent: int | None
    quotas: tuple[tuple[str, int], ...]
    pooling: Pooling
    panel_quotas: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Known:
    """What the chain of ties may ask of an application besides scores."""

    application: UUID
    facts: Facts


@dataclass(frozen=True)
class Pool:
    """Those who compete for the same seats; `panel` is set where each panel has its own.  `quota` None: without limit."""

    division: str
    panel: str
    quota: int | None
    computation: Computation
    facts: tuple[Known, ...]
    groups: tuple[Group, ...]
    ranking: Ranking
    cut: Cut

    @property
    def key(self) -> str:
        return f"{self.division}/{self.panel}" if self.panel else self.division


@dataclass(frozen=True)
class StageSheet:
    """The whole sheet; `records.digest_of` of it is what the panels sign."""

    terms: Terms
    pools: tuple[Pool, ...]

    def pool_of(self, application: UUID) -> Pool:
        """Raises KeyError for an application the sheet does not have."""
        for pool in self.pools:
            if any(line.application == application for line in pool.computation.lines):
                return pool
        raise KeyError(application)

    @property
    def applications(self) -> tuple[UUID, ...]:
        return tuple(line.application for pool in self.pools for line in pool.computation.lines)

    @property
    def unresolved(self) -> tuple[tuple[UUID, ...], ...]:
        """Tied groups that stop the last stage; at an earlier cut all who are tied go on, so nothing has to be settled."""
        if not self.terms.is_last:
            return ()
        return tuple(group for pool in self.pools for group in pool.ranking.unresolved)


def terms_problem(terms: Terms, cases: Iterable[Case]) -> tuple[str, Text] | None:
    """(field, what is wrong) with how panels are to share seats; None when it can be computed."""
    panels: dict[str, set[str]] = {}
    for case in cases:
        panels.setdefault(case.division, set()).add(case.panel)
    if terms.pooling is Pooling.TOGETHER:
        if any(len(found) > 1 for found in panels.values()):
            return "pooling", text(
                "여러 분과가 같은 자리를 두고 평가했습니다. 분과마다 선정 규모를 따로 두거나 표준점수로 바꾸어 견줄지 골라 주세요."
            )
        return None
    return _panel_quota_problem(terms, panels) if terms.pooling is Pooling.BY_PANEL else None


def _panel_quota_problem(terms: Terms, panels: Mapping[str, set[str]]) -> tuple[str, Text] | None:
    given = dict(terms.panel_quotas)
    names = sorted({panel for found in panels.values() for panel in found})
    missing = [name for name in names if given.get(name, -1) < 0]
    if missing:
        return "quotas", text("분과마다 선정 규모를 적어 주세요: %(panels)s", panels=", ".join(missing))
    seats = dict(terms.quotas)
    for division, found in panels.items():
        total, wanted = sum(given[name] for name in found), seats.get(division)
        if wanted is not None and total != wanted:
            return "quotas", text(
                "분과의 선정 규모를 더하면 %(total)d개인데 공고의 선정 규모는 %(wanted)d개입니다.",
                total=total,
                wanted=wanted,
            )
    return None


def sheet_of(terms: Terms, cases: Iterable[Case], decisions: Iterable[Decision] = ()) -> StageSheet:
    """The sheet, whatever the order of the cases.  Raises ValueError for terms that have a problem, or a wrong sheet."""
    rows = sorted(cases, key=lambda case: str(case.entry.application))
    if terms_problem(terms, rows) is not None:
        raise ValueError("the panels cannot share their seats so")
    settled = tuple(decisions)
    by_pool: dict[tuple[str, str], list[Case]] = {}
    for case in rows:
        panel = case.panel if terms.pooling is Pooling.BY_PANEL else ""
        by_pool.setdefault((case.division, panel), []).append(case)
    return StageSheet(terms, tuple(_pool(terms, *key, by_pool[key], settled) for key in sorted(by_pool)))


def _pool(terms: Terms, division: str, panel: str, cases: list[Case], settled: tuple[Decision, ...]) -> Pool:
    computation = compute(terms.plan, (case.entry for case in cases))
    groups: tuple[Group, ...] = ()
    if terms.pooling is Pooling.STANDARDISED:
        computation, groups = standardise(computation, {case.entry.application: case.panel for case in cases})
    facts = {case.entry.application: case.facts for case in cases}
    quota = dict(terms.panel_quotas).get(panel) if panel else dict(terms.quotas).get(division)
    percent = terms.cut_percent if quota is not None and not terms.is_last else None
    return Pool(
        division=division,
        panel=panel,
        quota=quota,
        computation=computation,
        facts=tuple(Known(key, facts[key]) for key in sorted(facts, key=str)),
        groups=groups,
        ranking=break_ties(computation, terms.chain, facts, settled),
        cut=cut(computation, quota or 0, percent),
    )


def lonely(sheet: StageSheet) -> tuple[UUID, ...]:
    """Applications a single evaluator has judged at this stage: allowed, and said on the page."""
    return tuple(
        line.application
        for pool in sheet.pools
        for line in pool.computation.lines
        if line.stages[-1].n == 1 and not line.stages[-1].entry.absent
    )


def counted_people(sheet: StageSheet) -> Counter[UUID]:
    """How many applications each evaluator's sheet counts for at this stage: these people sign."""
    return Counter(
        found.evaluator
        for pool in sheet.pools
        for line in pool.computation.lines
        for found in line.stages[-1].entry.sheets
    )
