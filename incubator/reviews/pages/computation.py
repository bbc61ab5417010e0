"""The computation sheet as it is read: on the page, on paper and in the workbook the same words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.applications.models import Application
from incubator.core.text import Text, text
from incubator.programs.models import Round, RoundStage
from incubator.programs.rules.scoring import TIE_LABELS
from incubator.questionnaires.rules.definition import words
from incubator.reviews.models import Computation
from incubator.reviews.policy.people import may_head, may_run
from incubator.reviews.queries import computation as sheets
from incubator.reviews.queries.decisions import find_live, names_of
from incubator.reviews.queries.stage_inputs import unlocked
from incubator.reviews.rules.computation import Line
from incubator.reviews.rules.computation import Standing as Scored
from incubator.reviews.rules.entries import LeftOutReason
from incubator.reviews.rules.groups import Group
from incubator.reviews.rules.stage_sheet import (
    POOLING_LABELS,
    Pool,
    Pooling,
    StageSheet,
    counted_people,
    lonely,
)
from incubator.reviews.workflow import COMPUTATION_WORKFLOW, ComputationState, ComputationStep
from incubator.web.i18n import chosen_locale, tr

SCORED_LABELS: Mapping[Scored, Text] = {
    Scored.RANKED: text("순위 안"),
    Scored.BELOW_FLOOR: text("과락"),
    Scored.ABSENT: text("발표 불참"),
    Scored.NOT_SCORED: text("평가하지 못함"),
}
LEFT_LABELS: Mapping[LeftOutReason, Text] = {
    LeftOutReason.RECUSED: text("회피"),
    LeftOutReason.EXCLUDED: text("제척"),
    LeftOutReason.CHALLENGED: text("기피"),
    LeftOutReason.ABSENT: text("평가하지 않음"),
    LeftOutReason.DISMISSED: text("해촉"),
}


@dataclass(frozen=True)
class Total:
    """One evaluator's total; `is_dropped`: the highest or the lowest, which does not count."""

    seat: int
    points: str
    is_dropped: bool


@dataclass(frozen=True)
class SheetRow:
    """One application.  `mean` is M as printed, `final` F; `left` says which evaluators do not count and why."""

    id: UUID
    rank: int | None
    receipt_no: str
    name: str
    totals: tuple[Total, ...]
    left: tuple[Text, ...]
    n: int
    mean: str
    bonus: str
    final: str
    standing: Text
    is_ranked: bool
    goes_on: bool
    stage_means: tuple[str, ...]


@dataclass(frozen=True)
class PoolShown:
    title: str
    quota: int | None
    cut_score: str
    rows: tuple[SheetRow, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Tie:
    """A tie nobody has settled: (application, receipt number, name)."""

    key: str
    rows: tuple[tuple[UUID, str, str], ...]


@dataclass(frozen=True)
class Signer:
    label: Text
    name: str
    signed_at: datetime | None


@dataclass(frozen=True)
class Version:
    no: int
    state: ComputationState
    by: str
    at: datetime
    reason: str
    sha256: str


@dataclass(frozen=True)
class SheetShown:
    """A sheet with everything about it."""

    id: UUID
    no: int
    state: ComputationState
    sha256: str
    reason: str
    computed_by: str
    computed_at: datetime
    confirmed_by: str
    confirmed_at: datetime | None
    rules: tuple[Text, ...]
    pools: tuple[PoolShown, ...]
    ties: tuple[Tie, ...]
    signers: tuple[Signer, ...]
    lonely: int
    is_last: bool

    @property
    def unsigned(self) -> int:
        return sum(one.signed_at is None for one in self.signers)


@dataclass(frozen=True)
class ComputationPage:
    stage_id: UUID
    round_id: UUID
    round_title: str
    stage_label: str
    panels: tuple[tuple[UUID, str, object], ...]
    waiting: tuple[str, ...]
    shown: SheetShown | None
    versions: tuple[Version, ...]
    may_compute: bool
    may_settle: bool
    may_confirm: bool
    is_old: bool


def computation_page(
    session: Session, actor: Actor, round_: Round, stage: RoundStage, *, no: int | None = None
) -> ComputationPage:
    """The sheet in force, or an older one by its number.  Raises NotFound for a number that never was."""
    panels = sheets.list_panels(session, stage.id)
    versions = sheets.list_versions(session, stage.id)
    shown = sheets.get_version(session, stage.id, no) if no else (versions[0] if versions else None)
    is_old = shown is not None and shown.no != versions[0].no
    runs, has_decision = bool(may_run(actor, round_)), find_live(session, round_.id) is not None
    names = names_of(session, [row.computed_by for row in versions])
    waiting = tuple(panel.label for panel in unlocked(panels))
    state = shown.state if shown and not is_old else None
    steps = COMPUTATION_WORKFLOW.steps_from(state) if state else ()
    return ComputationPage(
        stage_id=stage.id,
        round_id=round_.id,
        round_title=words(chosen_locale(), round_.title, round_.title_en),
        stage_label=words(chosen_locale(), stage.label, stage.label_en),
        panels=tuple((panel.id, panel.label, panel.state) for panel in panels),
        waiting=waiting,
        shown=sheet_shown(session, round_, shown) if shown else None,
        versions=tuple(
            Version(row.no, row.state, names[row.computed_by], row.computed_at, row.reason, row.sha256)
            for row in versions
        ),
        may_compute=runs and not waiting and bool(panels) and not has_decision and not is_old,
        may_settle=runs and ComputationStep.SIGN in steps and not has_decision,
        may_confirm=ComputationStep.CONFIRM in steps
        and bool(may_head(actor, round_))
        and shown is not None
        and shown.computed_by != actor.user_id,
        is_old=is_old,
    )


def sheet_shown(session: Session, round_: Round, computation: Computation) -> SheetShown:
    sheet = sheets.sheet_in(computation)
    known = sheets.list_named(session, list(sheet.applications))
    people = [computation.computed_by, *([computation.confirmed_by] if computation.confirmed_by else [])]
    names = names_of(session, people)
    return SheetShown(
        id=computation.id,
        no=computation.no,
        state=computation.state,
        sha256=computation.sha256,
        reason=computation.reason,
        computed_by=names[computation.computed_by],
        computed_at=computation.computed_at,
        confirmed_by=names[computation.confirmed_by] if computation.confirmed_by else "",
        confirmed_at=computation.confirmed_at,
        rules=rule_words(round_, sheet),
        pools=tuple(_pool(round_, pool, known) for pool in sheet.pools),
        ties=tuple(
            Tie(str(number), tuple((one, known[one].receipt_no or "", _name(known[one])) for one in group))
            for number, group in enumerate(sheet.unresolved, start=1)
        ),
        signers=signers_of(session, computation, sheet),
        lonely=len(lonely(sheet)),
        is_last=sheet.terms.is_last,
    )


def _name(application: Application) -> str:
    return application.organisation.display_name


def signers_of(session: Session, computation: Computation, sheet: StageSheet) -> tuple[Signer, ...]:
    """Everybody whose scores count, in the order of panels and numbers."""
    signed = {row.appointment_id: row.at for row in computation.signatures if row.sha256 == computation.sha256}
    return tuple(
        Signer(text("%(panel)s 위원 %(no)d", panel=row.panel.label, no=row.no), row.user.name, signed.get(row.id))
        for row in sheets.list_appointments(session, list(counted_people(sheet)))
    )


def rule_words(round_: Round, sheet: StageSheet) -> tuple[Text, ...]:
    """What the sheet was computed by, one sentence each."""
    terms, labels = sheet.terms, {stage.key: stage.label for stage in round_.stage_rows}
    plan = terms.plan.stages[-1]
    found = [
        text("평가표가 %(n)d장 이상이면 최고점과 최저점을 하나씩 빼고 평균합니다.", n=plan.trim_least),
        text(
            "소수 %(scale)d자리까지, 그 아래는 한 번만 반올림합니다. 인쇄된 점수로 순위를 정합니다.", scale=plan.scale
        ),
        text("과락은 %(floor)s점 미만이고 가점을 더하여 봅니다.", floor=plain_number(plan.floor))
        if plan.floor_includes_bonus
        else text("과락은 %(floor)s점 미만이고 가점을 빼고 봅니다.", floor=plain_number(plan.floor)),
    ]
    if plan.item_floor_percent is not None:
        found.append(
            text(
                "어느 항목이든 평균이 배점의 %(percent)s%%보다 낮으면 과락입니다.",
                percent=plain_number(plan.item_floor_percent),
            )
        )
    if len(terms.plan.stages) > 1:
        weights = ", ".join(
            f"{labels.get(one.key, one.key)} {plain_number(one.weight_percent)}%" for one in terms.plan.stages
        )
        found.append(text("반올림하지 않은 평균에 비율을 곱하여 더합니다: %(weights)s", weights=weights))
    if terms.is_last:
        found.append(text("인정한 가점은 모두 더해 %(cap)s점까지입니다.", cap=plain_number(terms.plan.bonus_cap)))
    if terms.chain:
        found.append(text("동점 처리: %(chain)s", chain=" → ".join(tr(TIE_LABELS[step]) for step in terms.chain)))
    if terms.pooling is not Pooling.TOGETHER:
        found.append(POOLING_LABELS[terms.pooling])
    return tuple(found)


def plain_number(value: Decimal) -> str:
    """Without noughts at its end."""
    return format(value.normalize(), "f")


def _pool(round_: Round, pool: Pool, known: Mapping[UUID, Application]) -> PoolShown:
    labels = {row.key: words(chosen_locale(), row.label, row.label_en) for row in round_.division_rows}
    title = " · ".join(part for part in (labels.get(pool.division, pool.division), pool.panel) if part)
    ranks = {place.application: place.rank for place in pool.ranking.places}
    rows = [row_of(line, known[line.application], ranks, pool) for line in pool.computation.lines]
    return PoolShown(
        title=title,
        quota=pool.quota,
        cut_score=format(pool.cut.score, "f") if pool.cut.score is not None else "",
        rows=tuple(sorted(rows, key=lambda row: (row.rank is None, row.rank or 0, row.receipt_no))),
        groups=pool.groups,
    )


def row_of(line: Line, application: Application, ranks: Mapping[UUID, int], pool: Pool) -> SheetRow:
    stage = line.stages[-1]
    return SheetRow(
        id=line.application,
        rank=ranks.get(line.application),
        receipt_no=application.receipt_no or "",
        name=_name(application),
        totals=tuple(Total(one.seat, format(one.total, "f"), one.seat not in stage.kept) for one in stage.entry.sheets),
        left=tuple(
            text("위원%(seat)d %(why)s", seat=one.seat, why=LEFT_LABELS[one.reason]) for one in stage.entry.left_out
        ),
        n=stage.n,
        mean="" if stage.rounded is None else format(stage.rounded, "f"),
        bonus=format(line.bonus, "f"),
        final="" if line.final is None else format(line.final, "f"),
        standing=SCORED_LABELS[line.standing],
        is_ranked=line.standing is Scored.RANKED,
        goes_on=line.application in pool.cut.passed,
        stage_means=tuple(format(one.rounded, "f") if one.rounded is not None else "–" for one in line.stages[:-1]),
    )
