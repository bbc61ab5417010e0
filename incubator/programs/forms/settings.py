"""What a manager types about divisions, stages, score forms, bonuses and ties.

A planned round is changed at once; a public one by a correction, so its forms ask for the reason, and for a line of
signatures once somebody has handed in.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wtforms import BooleanField, HiddenField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from incubator.core.text import Text, text
from incubator.programs.forms.approving import LINE, LineForm
from incubator.programs.forms.rounds import REASON, Labelled, ReasonForm, known_version
from incubator.programs.forms.tables import Column
from incubator.programs.models import Round
from incubator.programs.rules.scoring import (
    LONGEST_GUIDANCE,
    LONGEST_LABEL,
    OPTIONAL_NUMBERS,
    STAGE_FIELDS,
    STAGE_LABELS,
    STAGE_NUMBERS,
    TIE_LABELS,
    StageKind,
    TieStep,
)
from incubator.programs.workflow import RoundState
from incubator.web.fields import TextField, WholeField
from incubator.web.i18n import later, tr

TIES = tuple(f"tie{number}" for number in range(1, len(TieStep) + 1))


class Versioned(Labelled):
    """Carries the version of the round the page was made from."""

    version = HiddenField()

    @property
    def known_version(self) -> int | None:
        return known_version(self.version.data)


class PlannedForm(Versioned):
    """Of a round nobody outside has seen."""


class CorrectingForm(Versioned, ReasonForm):
    """Of a public round: the reason is published."""

    reason = TextAreaField(validators=[InputRequired(), Length(max=2000)])


class AskingForm(Versioned, LineForm, ReasonForm):
    """Of a public round with receipts: somebody must approve."""

    labels = REASON | LINE
    reason = TextAreaField(validators=[InputRequired(), Length(max=2000)])


def frame_of(found: Round) -> type[Versioned]:
    """Which of the three a change of this round needs."""
    if found.state is RoundState.PLANNED:
        return PlannedForm
    return AskingForm if found.receipt_serial else CorrectingForm


def line(label: Text, *, most: int = LONGEST_LABEL, **more: Any) -> Any:
    return TextField(later(label), validators=[Length(max=most)], **more)


def whole(label: Text, least: int, most: int, *, needed: bool = True) -> Any:
    first = InputRequired() if needed else Optional()
    return WholeField(later(label), validators=[first, NumberRange(least, most)])


DIVISION_COLUMNS = (
    Column("label", lambda: line(text("부문 이름"))),
    Column("label_en", lambda: line(text("부문 이름(영문)"))),
    Column("quota", lambda: whole(text("선정 규모"), 1, 100_000, needed=False), blank=None),
)
CRITERION_COLUMNS = (
    Column("label", lambda: line(text("평가 항목"))),
    Column("points", lambda: whole(text("배점"), 1, 100, needed=False), blank=None),
    Column("group", lambda: line(text("묶음"))),
    Column("label_en", lambda: line(text("평가 항목(영문)"))),
    Column("group_en", lambda: line(text("묶음(영문)"))),
    Column("guidance", lambda: _long(text("평가 요령"))),
    Column("guidance_en", lambda: _long(text("평가 요령(영문)"))),
    Column("needs_reason", lambda: BooleanField(later(text("점수마다 의견을 꼭 적게 합니다"))), blank=False),
)
BONUS_COLUMNS = (
    Column("label", lambda: line(text("가점 사유"))),
    Column("points", lambda: whole(text("점수"), 1, 100, needed=False), blank=None),
    Column("evidence", lambda: line(text("증빙 서류"))),
    Column("label_en", lambda: line(text("가점 사유(영문)"))),
    Column("evidence_en", lambda: line(text("증빙 서류(영문)"))),
)
STEPS = ((10, text("1점")), (5, text("0.5점")), (1, text("0.1점")))


def _long(label: Text) -> Any:
    return TextAreaField(later(label), validators=[Length(max=LONGEST_GUIDANCE)])


def stage_fields() -> dict[str, Any]:
    """The numbers of one stage; its share of the whole is set together with those of the others."""
    numbers = {
        name: whole(STAGE_FIELDS[name], least, most)
        for name, (least, most) in STAGE_NUMBERS.items()
        if name != "weight_percent"
    }
    optional = {name: whole(STAGE_FIELDS[name], *bounds, needed=False) for name, bounds in OPTIONAL_NUMBERS.items()}
    return {
        "kind": SelectField(
            later(text("평가 방법")), choices=[SelectChoice(item.value, tr(STAGE_LABELS[item])) for item in StageKind]
        ),
        "label": TextField(later(text("단계 이름")), validators=[InputRequired(), Length(max=LONGEST_LABEL)]),
        "label_en": line(text("단계 이름(영문)")),
        "step_tenths": SelectField(
            later(text("점수 간격")), coerce=int, choices=[SelectChoice(value, tr(words)) for value, words in STEPS]
        ),
        "floor_includes_bonus": BooleanField(later(text("가점을 더한 점수로 과락을 판정합니다"))),
        **numbers,
        **optional,
    }


STAGE_NAMES = (
    "kind",
    "label",
    "label_en",
    "step_tenths",
    "floor_includes_bonus",
    *(name for name in STAGE_NUMBERS if name != "weight_percent"),
    *OPTIONAL_NUMBERS,
)


def selection_fields(stages: list[Mapping[str, Any]]) -> dict[str, Any]:
    """Shares of the stages, ties, the waiting list and the cap of the bonuses."""
    nothing = SelectChoice("", tr(text("없음")))
    steps = [nothing, *(SelectChoice(item.value, tr(TIE_LABELS[item])) for item in TieStep)]
    return {
        **{weight_of(row): whole(text("%(stage)s(%%)", stage=row["label"]), 0, 100) for row in stages},
        **{
            name: SelectField(later(text("%(number)d순위", number=number)), choices=steps, default="")
            for number, name in enumerate(TIES, start=1)
        },
        "bonus_cap": whole(text("가점 한도"), 0, 100),
        "waiting_list_length": whole(text("예비 순위 인원"), 0, 1000),
    }


def weight_of(stage: Mapping[str, Any]) -> str:
    return f"weight_{stage['key']}"
