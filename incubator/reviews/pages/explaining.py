"""How a number came about: one application's way through the sheet, in sentences a person can follow with a pencil."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from incubator.core.text import Text, text
from incubator.programs.models import Round
from incubator.programs.rules.scoring import TIE_LABELS, TieStep
from incubator.reviews.models import Computation
from incubator.reviews.pages.sheet_rows import SCORED_LABELS, SheetRow, plain_number, row_of
from incubator.reviews.queries import computation as sheets
from incubator.reviews.rules.computation import Line, StageMean
from incubator.reviews.rules.computation import Standing as Scored
from incubator.reviews.rules.entries import StagePlan
from incubator.reviews.rules.stage_sheet import Pool, StageSheet
from incubator.reviews.rules.ties import Taken
from incubator.web.i18n import tr


@dataclass(frozen=True)
class Part:
    """A chapter of the explanation with its sentences, in order."""

    title: Text
    sentences: tuple[Text, ...]


@dataclass(frozen=True)
class ExplainPage:
    """`items`: (criterion, points of each seat, sum of the kept ones, 배점) of this stage."""

    stage_id: UUID
    round_id: UUID
    no: int
    stage_label: str
    row: SheetRow
    seats: list[str]
    items: tuple[tuple[str, tuple[str, ...], str, str], ...]
    parts: tuple[Part, ...]


def explain_page(
    session: Session, round_: Round, computation: Computation, sheet: StageSheet, application_id: UUID
) -> ExplainPage:
    """Raises KeyError for an application that is not on the sheet."""
    pool = sheet.pool_of(application_id)
    line = pool.computation.line(application_id)
    stage = next(item for item in round_.stage_rows if item.id == computation.stage_id)
    criteria = {item.key: item.label for item in stage.criteria}
    others = [row.application for taken in pool.ranking.taken for row in taken.held]
    known = sheets.list_named(session, [application_id, *others])
    ranks = {place.application: place.rank for place in pool.ranking.places}
    mean = line.stages[-1]
    labels = {item.key: item.label for item in round_.stage_rows}
    return ExplainPage(
        stage_id=computation.stage_id,
        round_id=round_.id,
        no=computation.no,
        stage_label=stage.label,
        row=row_of(line, known[application_id], ranks, pool),
        seats=[tr(text("위원%(seat)d", seat=one.seat)) for one in mean.entry.sheets],
        items=tuple(_item(item.key, item.max_points, item.sum, mean, criteria) for item in mean.items),
        parts=(
            *(_mean_part(labels.get(plan.key, plan.key), plan, one) for plan, one in _pairs(sheet, line)),
            _final_part(sheet, pool, line),
            _floor_part(sheet, line),
            _tie_part(pool, line, {key: one.receipt_no or "" for key, one in known.items()}, criteria),
        ),
    )


def _pairs(sheet: StageSheet, line: Line) -> list[tuple[StagePlan, StageMean]]:
    return list(zip(sheet.terms.plan.stages, line.stages, strict=True))


def _item(
    key: str, most: object, total: object, mean: StageMean, criteria: Mapping[str, str]
) -> tuple[str, tuple[str, ...], str, str]:
    points = tuple(format(dict(one.items)[key], "f") for one in mean.entry.sheets)
    return criteria.get(key, key), points, f"{total}", f"{most}"


def _mean_part(label: str, plan: StagePlan, mean: StageMean) -> Part:
    title = text("%(stage)s 평균", stage=label)
    if mean.entry.absent:
        return Part(title, (text("발표에 참석하지 않아 순위를 매기지 않습니다. 0점이 아닙니다."),))
    if mean.rounded is None:
        return Part(title, (text("이 신청을 평가한 위원이 없습니다."),))
    totals = {one.seat: format(one.total, "f") for one in mean.entry.sheets}
    found = [
        text(
            "평가표 %(n)d장: %(totals)s",
            n=mean.n,
            totals=", ".join(f"{seat}) {total}" for seat, total in totals.items()),
        )
    ]
    if mean.lowest is not None and mean.highest is not None:
        found.append(
            text(
                "%(least)d장 이상이므로 가장 낮은 점수 하나(위원%(low)d, %(lowest)s)와 가장 높은 점수 하나(위원%(high)d, %(highest)s)를 뺍니다.",
                least=plan.trim_least,
                low=mean.lowest,
                lowest=totals[mean.lowest],
                high=mean.highest,
                highest=totals[mean.highest],
            )
        )
    else:
        found.append(text("%(least)d장보다 적어 빼는 점수가 없습니다.", least=plan.trim_least))
    found += [
        text(
            "남은 점수의 합 %(sum)s ÷ %(n)d = %(mean)s", sum=f"{mean.sum}", n=len(mean.kept), mean=f"{mean.unrounded}"
        ),
        text("소수 %(scale)d자리로 반올림하여 %(mean)s점입니다.", scale=plan.scale, mean=f"{mean.rounded}"),
    ]
    return Part(title, tuple(found))


def _final_part(sheet: StageSheet, pool: Pool, line: Line) -> Part:
    title = text("최종 점수")
    if line.final is None or line.main is None:
        return Part(title, (text("평균이 없어 최종 점수도 없습니다."),))
    found = []
    if len(sheet.terms.plan.stages) > 1:
        terms = " + ".join(
            f"{one.unrounded} × {plain_number(plan.weight_percent)}%" for plan, one in _pairs(sheet, line)
        )
        found.append(
            text(
                "%(terms)s = %(weighted)s, 반올림하여 %(main)s점",
                terms=terms,
                weighted=f"{line.weighted}",
                main=f"{line.main}",
            )
        )
    found += _standard_words(pool, line)
    if line.bonuses:
        found.append(
            text(
                "인정한 가점 %(sum)s점 가운데 한도 안의 %(bonus)s점을 더합니다.",
                sum=f"{line.bonus_sum}",
                bonus=f"{line.bonus}",
            )
        )
    base = line.standard if line.standard is not None else line.main
    found.append(
        text("%(main)s + %(bonus)s = %(final)s점", main=f"{base}", bonus=f"{line.bonus}", final=f"{line.final}")
    )
    return Part(title, tuple(found))


def _standard_words(pool: Pool, line: Line) -> list[Text]:
    """How the panel's scores were brought to the common scale, where they were."""
    return [
        text(
            "분과 %(panel)s의 평균 %(mean)s, 표준편차 %(deviation)s로 바꾼 표준점수는 %(standard)s점입니다.",
            panel=group.key,
            mean=f"{group.mean}",
            deviation=f"{group.deviation}",
            standard=f"{line.standard}",
        )
        for group in pool.groups
        if any(one == line.application for one, _ in group.scores)
    ]


def _floor_part(sheet: StageSheet, line: Line) -> Part:
    floors = ", ".join(plain_number(plan.floor) for plan in sheet.terms.plan.stages)
    found = [
        text("과락 점수 %(floor)s점과 견준 결과: %(standing)s", floor=floors, standing=SCORED_LABELS[line.standing])
    ]
    if line.standing is Scored.BELOW_FLOOR:
        found.append(text("선정 규모가 남아도 선정하거나 예비에 둘 수 없습니다."))
    return Part(text("과락"), tuple(found))


def _tie_part(pool: Pool, line: Line, numbers: Mapping[UUID, str], criteria: Mapping[str, str]) -> Part:
    steps = [taken for taken in pool.ranking.taken if any(row.application == line.application for row in taken.held)]
    if not steps:
        return Part(text("동점 처리"), (text("같은 점수의 신청이 없습니다."),))
    return Part(text("동점 처리"), tuple(_step(taken, numbers, criteria) for taken in steps))


def _step(taken: Taken, numbers: Mapping[UUID, str], criteria: Mapping[str, str]) -> Text:
    held = ", ".join(f"{numbers[row.application]} {row.value or '–'}" for row in taken.held)
    if taken.step is TieStep.COMMITTEE:
        if taken.decision is None:
            return text(
                "%(final)s점 동점이 풀리지 않았습니다. 위원회의 의결이나 추첨이 필요합니다.", final=f"{taken.final}"
            )
        return text("위원회: %(held)s. 회의록: %(minutes)s", held=held, minutes=taken.decision.minutes)
    label = text("%(label)s", label=TIE_LABELS[taken.step])
    if taken.criterion:
        label = text(
            "%(label)s(%(item)s)", label=TIE_LABELS[taken.step], item=criteria.get(taken.criterion, taken.criterion)
        )
    if len(taken.groups) > 1:
        return text("%(label)s: %(held)s – 순서가 갈렸습니다.", label=label, held=held)
    return text("%(label)s: %(held)s – 여전히 같습니다.", label=label, held=held)
