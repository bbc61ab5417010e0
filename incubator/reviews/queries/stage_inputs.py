"""Everything that goes into the computation sheet of a stage, gathered from the locked sheets and the round's settings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from sqlalchemy.orm import Session

from incubator.applications.models import Application
from incubator.core.errors import RuleBroken
from incubator.core.text import text
from incubator.programs.models import Round, RoundStage
from incubator.programs.rules.scoring import StageKind, TieStep
from incubator.reviews.models import Assignment, Conflict, Panel, PanelCase, TieDecision
from incubator.reviews.queries import computation as sheets
from incubator.reviews.rules.computation import Line, entry_of
from incubator.reviews.rules.entries import Entry, LeftOut, LeftOutReason, Plan, Sheet, StageEntry, StagePlan
from incubator.reviews.rules.stage_sheet import Case, Pooling, StageSheet, Terms, sheet_of
from incubator.reviews.rules.ties import Decision, DecisionKind, Facts
from incubator.reviews.workflow import AppointmentState, ComputationState, PanelState, SheetState

TENTHS = Decimal(10)
_REASONS = {
    "recusal": LeftOutReason.RECUSED,
    "exclusion": LeftOutReason.EXCLUDED,
    "challenge": LeftOutReason.CHALLENGED,
}


@dataclass(frozen=True)
class Inputs:
    """What `rules.stage_sheet.sheet_of` takes."""

    terms: Terms
    cases: tuple[Case, ...]
    decisions: tuple[Decision, ...]

    @property
    def sheet(self) -> StageSheet:
        return sheet_of(self.terms, self.cases, self.decisions)


def stage_in(round_: Round, stage_id: UUID) -> RoundStage:
    return next(stage for stage in round_.stage_rows if stage.id == stage_id)


def is_last(round_: Round, stage: RoundStage) -> bool:
    return stage.position == max(item.position for item in round_.stage_rows)


def unlocked(panels: Iterable[Panel]) -> list[Panel]:
    """Panels whose sheets may still change."""
    return [panel for panel in panels if panel.state not in (PanelState.LOCKED, PanelState.CONFIRMED)]


def collect(
    session: Session, round_: Round, stage: RoundStage, *, pooling: Pooling, panel_quotas: Mapping[str, int]
) -> Inputs:
    """Raises RuleBroken: no panels, panels not locked, an earlier stage not confirmed, a sheet with blanks."""
    panels = sheets.list_panels(session, stage.id)
    _refuse_open(panels)
    ids = [panel.id for panel in panels]
    cases = sheets.list_cases(session, ids)
    if not cases:
        raise RuleBroken(
            text("이 단계에서 평가한 신청이 없어 집계할 것이 없습니다."),
            how=text("평가위원회에 신청을 배정하고 평가를 마친 뒤에 집계해 주세요."),
        )
    earlier = _earlier(session, round_, stage)
    gathered = _Gathered(session, ids, {panel.id: panel.label for panel in panels}, stage, round_, cases)
    last = is_last(round_, stage)
    terms = Terms(
        stage=stage.key,
        is_last=last,
        plan=_plan(round_, stage, earlier if last else {}),
        chain=tuple(TieStep(step) for step in round_.tie_chain),
        cut_percent=None if last else stage.cut_percent,
        quotas=_quotas(round_),
        pooling=pooling,
        panel_quotas=tuple(sorted(panel_quotas.items())) if pooling is Pooling.BY_PANEL else (),
    )
    decisions = tuple(_decision(row) for row in sheets.list_tie_decisions(session, stage.id))
    return Inputs(terms, tuple(gathered.case(case, earlier, last=last) for case in cases), decisions)


def _refuse_open(panels: list[Panel]) -> None:
    if not panels:
        raise RuleBroken(text("이 단계에는 평가위원회가 없습니다."), how=text("평가위원회를 먼저 구성해 주세요."))
    waiting = unlocked(panels)
    if waiting:
        raise RuleBroken(
            text(
                "평가를 마감하지 않은 분과가 있습니다: %(panels)s", panels=", ".join(panel.label for panel in waiting)
            ),
            how=text("그 분과의 평가를 마감한 뒤에 다시 해 주세요."),
        )


def _earlier(session: Session, round_: Round, stage: RoundStage) -> dict[str, StageSheet]:
    """Sheets of the stages before, by key; each must be confirmed."""
    found = sheets.list_in_force(session, round_.id)
    kept: dict[str, StageSheet] = {}
    for before in round_.stage_rows:
        if before.position >= stage.position:
            continue
        computation = found.get(before.id)
        if computation is None or computation.state is not ComputationState.CONFIRMED:
            raise RuleBroken(
                text("앞 단계(%(stage)s)의 집계표가 확정되지 않았습니다.", stage=before.label),
                how=text("앞 단계를 먼저 집계하고 확정해 주세요."),
            )
        kept[before.key] = sheets.sheet_in(computation)
    return kept


def _quotas(round_: Round) -> tuple[tuple[str, int], ...]:
    if round_.division_rows:
        return tuple((row.key, row.quota) for row in round_.division_rows)
    return (("", round_.quota),) if round_.quota is not None else ()


def _stage_plan(stage: RoundStage, weight: int) -> StagePlan:
    share = stage.item_floor_percent
    return StagePlan(
        key=stage.key,
        criteria=tuple((item.key, Decimal(item.points)) for item in stage.criteria),
        weight_percent=Decimal(weight),
        trim_least=stage.trim_least_people,
        scale=stage.rounding_scale,
        floor=Decimal(stage.floor_points),
        floor_includes_bonus=stage.floor_includes_bonus,
        item_floor_percent=None if share is None else Decimal(share),
    )


def _plan(round_: Round, stage: RoundStage, earlier: Mapping[str, StageSheet]) -> Plan:
    """The last stage is weighted with those before it, and bonuses count there, once; others stand alone."""
    if not is_last(round_, stage):
        return Plan((_stage_plan(stage, 100),), bonus_cap=Decimal(0), scale=stage.rounding_scale)
    weighted = [item for item in round_.stage_rows if item.key in earlier and item.weight_percent]
    if sum(item.weight_percent for item in weighted) + stage.weight_percent != 100:
        raise RuleBroken(
            text("단계별 반영 비율의 합이 100%%가 아니어서 최종 점수를 낼 수 없습니다."),
            how=text("공고의 평가 설정을 확인해 주세요."),
        )
    stages = (*(_stage_plan(item, item.weight_percent) for item in weighted), _stage_plan(stage, stage.weight_percent))
    return Plan(stages, bonus_cap=Decimal(round_.bonus_cap), scale=stage.rounding_scale)


def _decision(row: TieDecision) -> Decision:
    return Decision(DecisionKind(row.kind), tuple(UUID(one) for one in row.ranking), row.minutes)


class _Gathered:
    """Rows of the stage, found by application."""

    def __init__(
        self,
        session: Session,
        panel_ids: list[UUID],
        labels: Mapping[UUID, str],
        stage: RoundStage,
        round_: Round,
        cases: list[PanelCase],
    ) -> None:
        self.labels, self.stage, self.round_ = labels, stage, round_
        self.keys = {item.id: item.key for item in stage.criteria}
        self.conflicts = {
            (row.appointment_id, row.application_id): row for row in sheets.list_standing_conflicts(session, panel_ids)
        }
        self.assignments: dict[UUID, list[Assignment]] = {}
        for row in sheets.list_assignments(session, panel_ids):
            self.assignments.setdefault(row.application_id, []).append(row)
        self.bonuses: dict[UUID, list[tuple[str, Decimal]]] = {}
        for claim in sheets.list_claims(session, [case.application_id for case in cases]):
            if claim.is_accepted:
                found = self.bonuses.setdefault(claim.application_id, [])
                found.append((claim.bonus.key, Decimal(claim.bonus.points)))

    def case(self, case: PanelCase, earlier: Mapping[str, StageSheet], *, last: bool) -> Case:
        application = case.application
        stages: list[StageEntry] = []
        document: Decimal | None = None
        for before in self.round_.stage_rows:
            if before.key not in earlier:
                continue
            line = _line_of(earlier[before.key], before, application)
            if last and before.weight_percent:
                stages += [item for item in entry_of(line).stages if item.key == before.key]
            if before.kind is StageKind.DOCUMENT:
                document = line.stages[-1].rounded
        entry = Entry(
            application.id,
            (*stages, self._entry(case)),
            tuple(self.bonuses.get(application.id, ())) if last else (),
        )
        facts = Facts(document=document, received_at=application.submitted_at)
        return Case(entry, application.division.key if application.division else "", self.labels[case.panel_id], facts)

    def _entry(self, case: PanelCase) -> StageEntry:
        counted: dict[UUID, Sheet] = {}
        left: dict[UUID, LeftOut] = {}
        for row in self.assignments.get(case.application_id, ()):
            seat, person = row.appointment.no, row.appointment_id
            conflict = self.conflicts.get((row.appointment_id, row.application_id))
            if row.ended_at is None and conflict is None and self._is_in(row):
                counted[person] = Sheet(person, seat, self._items(row))
            else:
                left[person] = LeftOut(person, seat, _why(row, conflict))
        left_out = tuple(row for person, row in left.items() if person not in counted)
        return StageEntry(self.stage.key, tuple(counted.values()), left_out, absent=case.absent_at is not None)

    @staticmethod
    def _is_in(row: Assignment) -> bool:
        return row.sheet is not None and row.sheet.state is SheetState.LOCKED

    def _items(self, row: Assignment) -> tuple[tuple[str, Decimal], ...]:
        scores = {score.criterion_id: score.tenths for score in (row.sheet.scores if row.sheet else ())}
        if any(scores.get(one) is None for one in self.keys):
            raise RuleBroken(
                text("위원 %(seat)d의 마감된 평가표에 빈 항목이 있어 집계할 수 없습니다.", seat=row.appointment.no),
                how=text("그 평가표를 돌려주어 채운 뒤에 다시 마감해 주세요."),
            )
        return tuple((key, Decimal(scores[one] or 0) / TENTHS) for one, key in self.keys.items())


def _line_of(sheet: StageSheet, stage: RoundStage, application: Application) -> Line:
    """Raises RuleBroken for one who was never judged at that stage."""
    if application.id not in sheet.applications:
        raise RuleBroken(
            text(
                "%(number)s은(는) 앞 단계(%(stage)s)의 집계표에 없습니다.",
                number=application.receipt_no,
                stage=stage.label,
            ),
            how=text("앞 단계를 다시 집계하거나, 이 단계의 평가 대상에서 빼 주세요."),
        )
    return sheet.pool_of(application.id).computation.line(application.id)


def _why(row: Assignment, conflict: Conflict | None) -> LeftOutReason:
    if conflict is not None:
        return _REASONS[conflict.kind]
    if row.appointment.state is AppointmentState.DISMISSED:
        return LeftOutReason.DISMISSED
    return LeftOutReason.ABSENT
