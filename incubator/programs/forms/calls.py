"""Filters of the list of calls.  A value nobody offers means: all."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, TypeVar

from wtforms import SelectField

from incubator.accounts.models import Branch
from incubator.core.text import text
from incubator.programs.queries import CallFilter
from incubator.programs.rules.kinds import FIELD_LABELS, KIND_LABELS, PHASE_LABELS, Phase, ProgramField, ProgramKind
from incubator.web.fields import TextField
from incubator.web.forms import BaseForm
from incubator.web.i18n import chosen_locale, tr

E = TypeVar("E", bound=StrEnum)
LONGEST_SEARCH = 100
PHASES = (Phase.OPEN, Phase.UPCOMING, Phase.CLOSED, Phase.CANCELLED)


def member(kind: type[E], raw: str | None) -> E | None:
    try:
        return kind(raw or "")
    except ValueError:
        return None


class CallFilterForm(BaseForm):
    """`?field=&kind=&branch=&state=&q=`."""

    class Meta(BaseForm.Meta):
        csrf = False

    field = SelectField(validate_choice=False)
    kind = SelectField(validate_choice=False)
    branch = SelectField(validate_choice=False)
    state = SelectField(validate_choice=False)
    q = TextField()

    def __init__(self, *args: Any, branches: Iterable[Branch], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = ("", tr(text("전체")))
        self.field.label.text = tr(text("분야"))
        self.kind.label.text = tr(text("종류"))
        self.branch.label.text = tr(text("지점"))
        self.state.label.text = tr(text("접수 상태"))
        self.q.label.text = tr(text("찾는 말"))
        self.field.choices = [every, *((item.value, tr(FIELD_LABELS[item])) for item in ProgramField)]
        self.kind.choices = [every, *((item.value, tr(KIND_LABELS[item])) for item in ProgramKind)]
        is_english = chosen_locale() == "en"
        self.branch.choices = [
            every,
            *((item.code, item.name_en if is_english and item.name_en else item.name) for item in branches),
        ]
        self.state.choices = [every, *((item.value, tr(PHASE_LABELS[item])) for item in PHASES)]

    @property
    def wanted(self) -> CallFilter:
        phase = member(Phase, self.state.data)
        return CallFilter(
            field=member(ProgramField, self.field.data),
            kind=member(ProgramKind, self.kind.data),
            branch=self.branch.data if self.branch.data in dict(self.branch.choices) else "",
            phase=phase if phase in PHASES else None,
            words=(self.q.data or "")[:LONGEST_SEARCH],
        )
