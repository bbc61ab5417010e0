"""The rows of a computation sheet and the rules it was computed by, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from incubator.applications.models import Application
from incubator.core.text import Text, text
from incubator.programs.models import Round
from incubator.programs.rules.scoring import TIE_LABELS
from incubator.reviews.rules.computation import Line
from incubator.reviews.rules.computation import Standing as Scored
from incubator.reviews.rules.entries import LeftOutReason
from incubator.reviews.rules.stage_sheet import POOLING_LABELS, Pool, Pooling, StageSheet
from incubator.web.i18n import tr

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


def row_of(line: Line, application: Application, ranks: Mapping[UUID, int], pool: Pool) -> SheetRow:
    stage = line.stages[-1]
    return SheetRow(
        id=line.application,
        rank=ranks.get(line.application),
        receipt_no=application.receipt_no or "",
        name=application.organisation.display_name,
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
