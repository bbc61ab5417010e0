"""The centre's filters, its export and its messages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from wtforms import HiddenField, SelectField, SelectMultipleField, TextAreaField
from wtforms.validators import DataRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from incubator.applications.queries import SortKey, StaffFilter
from incubator.applications.queries.desk import Choices
from incubator.applications.usecases.send_message import LONGEST_MESSAGE
from incubator.applications.workflow import ApplicationState, OutcomeState
from incubator.core.text import text
from incubator.organisations.rules import REGIONS, OrganisationKind
from incubator.web.fields import TextField
from incubator.web.filters import label
from incubator.web.forms import BaseForm
from incubator.web.i18n import chosen_locale, tr

E = TypeVar("E", bound=StrEnum)
LONGEST_WORDS = 100
NOBODY = "nobody"
TWIN = "open"


def member(kind: type[E], raw: str | None) -> E | None:
    """The member of that value; a value nobody offers means none."""
    return next((item for item in kind if item.value == raw), None)


def _ids(raw: str | None) -> tuple[UUID, ...]:
    """The id an address names; what is none means no condition."""
    try:
        return (UUID(raw),) if raw else ()
    except ValueError:
        return ()


Choice = list[tuple[str, str]]


@dataclass(frozen=True)
class _Words:
    """Labels by the names of the fields, and the choices that follow from the language alone."""

    labels: dict[str, str]
    states: Choice
    kinds: Choice
    regions: Choice


@cache
def _words(_locale: str) -> _Words:
    """In the language of the reader: some seventy texts, which no list needs to be translated anew."""
    every = ("", tr(text("전체")))
    return _Words(
        labels={
            "q": tr(text("찾는 말")),
            "state": tr(text("상태")),
            "kind": tr(text("신청자 유형")),
            "region": tr(text("소재지")),
            "tag": tr(text("꼬리표")),
            "assignee": tr(text("맡은 사람")),
            "division": tr(text("부문")),
            "twin": tr(text("중복 의심")),
            "columns": tr(text("보일 칸")),
        },
        states=[every, *((item.value, label(item)) for item in ApplicationState)],
        kinds=[every, *((item.value, label(item)) for item in OrganisationKind)],
        regions=[every, *((code, tr(region.name)) for code, region in REGIONS.items())],
    )


class StaffFilterForm(BaseForm):
    """`?q=&state=&kind=&region=&tag=&assignee=&columns=&sort=&down=`: filters live in the address, without a token."""

    class Meta(BaseForm.Meta):
        csrf = False

    q = TextField()
    state = SelectField(validate_choice=False)
    kind = SelectField(validate_choice=False)
    region = SelectField(validate_choice=False)
    tag = SelectField(validate_choice=False)
    assignee = SelectField(validate_choice=False)
    twin = SelectField(validate_choice=False)
    division = SelectField(validate_choice=False)
    outcome = SelectField(validate_choice=False)
    columns = SelectMultipleField(
        validate_choice=False, widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )
    sort = HiddenField()
    down = HiddenField()

    def __init__(
        self, *args: Any, offered: Iterable[tuple[str, str]], desk: Choices, own_id: UUID, **kwargs: Any
    ) -> None:
        """`offered`: (key, heading) of the columns; `own_id`: whose eyes are looking."""
        super().__init__(*args, **kwargs)
        every, words = ("", tr(text("전체"))), _words(chosen_locale())
        for field in self:
            if field.short_name in words.labels:
                field.label.text = words.labels[field.short_name]
        self.state.choices, self.kind.choices, self.region.choices = words.states, words.kinds, words.regions
        self.division.choices = [every, *((str(key), name) for key, name in desk.divisions)]
        announced = [item for item in OutcomeState if item is not OutcomeState.UNTOLD]
        self.outcome.choices = [every, *((item.value, label(item)) for item in announced)]
        self.twin.choices = [every, (TWIN, tr(text("확인 전인 것")))]
        self.columns.choices = list(offered)
        self.tag.choices = [every, *((str(key), name) for key, name in desk.tags)]
        others = [(str(key), name) for key, name in desk.people if key != own_id]
        self.assignee.choices = [every, (str(own_id), tr(text("나"))), (NOBODY, tr(text("아무도 없음"))), *others]

    @property
    def wanted(self) -> StaffFilter:
        outcome = member(OutcomeState, self.outcome.data)
        state, kind = member(ApplicationState, self.state.data), member(OrganisationKind, self.kind.data)
        return StaffFilter(
            words=(self.q.data or "")[:LONGEST_WORDS],
            states=(state,) if state else (),
            kinds=(kind,) if kind else (),
            regions=(self.region.data,) if self.region.data in REGIONS else (),
            tags=_ids(self.tag.data),
            assignees=_ids(self.assignee.data),
            divisions=_ids(self.division.data),
            outcomes=(outcome,) if outcome else (),
            is_unassigned=self.assignee.data == NOBODY,
            has_twin=self.twin.data == TWIN,
            sort=member(SortKey, self.sort.data) or SortKey.SUBMITTED,
            descending=self.down.data != "0",
        )


class ExportForm(BaseForm):
    """Taking personal data out needs a reason."""

    reason = TextField(validators=[DataRequired(), Length(max=500)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reason.label.text = tr(text("내려받는 까닭"))
        self.reason.description = tr(text("예: 요건검토 회의 자료. 적으신 까닭은 개인정보 접속기록에 남습니다."))


class RevealForm(BaseForm):
    """Lifting a mask needs a reason."""

    reason = TextField(validators=[DataRequired(), Length(max=300)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reason.label.text = tr(text("연락처를 보는 까닭"))
        self.reason.description = tr(text("적으신 까닭은 개인정보 접속기록에 남습니다."))


class MessageForm(BaseForm):
    body = TextAreaField(validators=[DataRequired(), Length(max=LONGEST_MESSAGE)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.body.label.text = tr(text("보낼 내용"))
