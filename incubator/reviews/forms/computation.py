"""What the pages of a computation sheet send."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from werkzeug.datastructures import MultiDict
from wtforms import RadioField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from incubator.core.text import text
from incubator.reviews.rules.stage_sheet import POOLING_LABELS, Pooling
from incubator.reviews.rules.ties import DecisionKind
from incubator.reviews.usecases.compute_stage import LONGEST_REASON
from incubator.web.fields import TextField
from incubator.web.forms import BaseForm, clean
from incubator.web.i18n import tr

MOST_DIGITS = 4


class ComputeForm(BaseForm):
    """How panels share seats, and why it is computed again; seats of panels are `quota.<panel id>`."""

    pooling = RadioField(default=Pooling.TOGETHER.value)
    reason = TextAreaField(validators=[Optional(), Length(max=LONGEST_REASON)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pooling.choices = [(item.value, tr(POOLING_LABELS[item])) for item in Pooling]
        self.pooling.label.text = tr(text("분과가 여럿일 때 견주는 방법"))
        self.reason.label.text = tr(text("다시 집계하는 까닭"))


class TieForm(BaseForm):
    """How the committee settled one tie; the places are `place.<application id>`."""

    kind = RadioField(default=DecisionKind.VOTE.value)
    minutes = TextAreaField(validators=[DataRequired(), Length(max=LONGEST_REASON)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = [
            (DecisionKind.VOTE.value, tr(text("위원회 의결"))),
            (DecisionKind.LOT.value, tr(text("추첨"))),
        ]
        self.kind.label.text = tr(text("정한 방법"))
        self.minutes.label.text = tr(text("회의록"))
        self.minutes.description = tr(text("언제 어디서 누가 어떻게 정했는지 적습니다. 집계표에 그대로 남습니다."))


class SheetExportForm(BaseForm):
    """Taking scores out needs a reason."""

    reason = TextField(validators=[DataRequired(), Length(max=500)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reason.label.text = tr(text("내려받는 까닭"))
        self.reason.description = tr(text("예: 운영위원회 심의 자료. 적으신 까닭은 개인정보 접속기록에 남습니다."))


class BonusForm(BaseForm):
    """Nothing but the token: rows are `claim.<application>.<bonus>` and `evidence.<application>.<bonus>`."""


def whole(raw: str) -> int | None:
    """A small whole number as typed; None for anything else."""
    plain = clean(raw)
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) <= MOST_DIGITS else None


def typed_quotas(sent: MultiDict[str, str], panels: Mapping[UUID, str]) -> dict[str, int]:
    """Seats by the label of the panel; what is no number is left out and asked for again."""
    found = {label: whole(sent.get(f"quota.{one}", "")) for one, label in panels.items()}
    return {label: number for label, number in found.items() if number is not None}


def typed_order(sent: MultiDict[str, str], tied: Iterable[UUID]) -> tuple[UUID, ...]:
    """The tied applications by the places typed, first to last; empty when a place is missing or given twice."""
    places = {one: whole(sent.get(f"place.{one}", "")) for one in tied}
    if sorted(place or 0 for place in places.values()) != list(range(1, len(places) + 1)):
        return ()
    return tuple(sorted(places, key=lambda one: places[one] or 0))
