"""What the pages of a decision send."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, SelectField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from incubator.core.errors import Invalid
from incubator.core.money import Won, parse_won
from incubator.core.text import Text, text
from incubator.reviews.rules.decided import LONGEST_MINUTES, Vote
from incubator.reviews.usecases.compute_stage import LONGEST_REASON
from incubator.reviews.usecases.propose_decision import Wanted
from incubator.web.fields import TextField
from incubator.web.forms import BaseForm, clean
from incubator.web.i18n import tr

MOST_MEMBERS = 15
NO_AMOUNT = text("원 단위 숫자로 적어 주세요. 예: 30,000,000")


class ProposeForm(BaseForm):
    """The budget and what the selected read; rows are `pick.<id>`, `amount.<id>`, `why.<id>`."""

    budget = TextField(validators=[Optional(), Length(max=30)])
    shows_scores = BooleanField()
    next_steps = TextAreaField(validators=[Optional(), Length(max=LONGEST_REASON)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.budget.label.text = tr(text("나누어 줄 수 있는 예산(원)"))
        self.budget.description = tr(text("적으면 지원금의 합계가 이 금액을 넘지 않는지 확인합니다."))
        self.shows_scores.label.text = tr(text("신청자에게 자기 점수를 알립니다"))
        self.next_steps.label.text = tr(text("선정된 곳이 이어서 할 일"))
        self.next_steps.description = tr(
            text("예: 5월 4일까지 협약 서류를 냅니다. 선정된 신청자의 결과 화면과 알림에 실립니다.")
        )


class DeliberateForm(BaseForm):
    """Minutes; members are `member.<n>` and `vote.<n>`."""

    minutes = TextAreaField(validators=[DataRequired(), Length(max=LONGEST_MINUTES)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.minutes.label.text = tr(text("회의록"))
        self.minutes.description = tr(text("언제 어디서 무엇을 심의했는지 적습니다."))


class WithdrawForm(BaseForm):
    reason = TextAreaField(validators=[DataRequired(), Length(max=LONGEST_REASON)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reason.label.text = tr(text("거두는 까닭"))


class ReleaseForm(BaseForm):
    """Who signs last, and a word to him."""

    approver_id = SelectField(validate_choice=False)
    opinion = TextAreaField(validators=[Optional(), Length(max=LONGEST_REASON)])

    def __init__(self, *args: Any, people: Iterable[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.approver_id.choices = [
            ("", tr(text("결재할 사람을 골라 주세요"))),
            *((str(key), name) for key, name in people),
        ]
        self.approver_id.label.text = tr(text("결재할 사람"))
        self.opinion.label.text = tr(text("결재할 사람에게 전할 말"))


@dataclass(frozen=True)
class TypedRow:
    """One row of the proposal as it was sent; shown again when something is refused."""

    is_chosen: bool
    amount: str
    reason: str


def typed_rows(sent: MultiDict[str, str], ids: Iterable[UUID]) -> dict[UUID, TypedRow]:
    return {
        one: TypedRow(f"pick.{one}" in sent, clean(sent.get(f"amount.{one}")), clean(sent.get(f"why.{one}")))
        for one in ids
    }


def wanted_of(form: ProposeForm, rows: dict[UUID, TypedRow]) -> Wanted:
    """Raises Invalid beside each amount that is none."""
    problems: dict[str, tuple[Text, ...]] = {}
    amounts: dict[UUID, Won] = {}
    for one, row in rows.items():
        if row.is_chosen and row.amount:
            try:
                amounts[one] = parse_won(row.amount)
            except ValueError:
                problems[f"amount.{one}"] = (NO_AMOUNT,)
    budget = _budget(form, problems)
    if problems:
        raise Invalid(text("금액을 고쳐 주세요."), problems=problems)
    return Wanted(
        chosen=frozenset(one for one, row in rows.items() if row.is_chosen),
        amounts=amounts,
        reasons={one: row.reason for one, row in rows.items() if row.reason},
        budget_won=budget,
        shows_scores=bool(form.shows_scores.data),
        next_steps=clean(form.next_steps.data),
    )


def _budget(form: ProposeForm, problems: dict[str, tuple[Text, ...]]) -> Won | None:
    if not form.budget.data:
        return None
    try:
        return parse_won(form.budget.data)
    except ValueError:
        problems["budget"] = (NO_AMOUNT,)
        return None


def typed_votes(sent: MultiDict[str, str]) -> list[tuple[str, Vote]]:
    """Members in their lines; a line without a name is nobody.  An unknown vote counts as not given: 기권."""
    found = []
    for number in range(1, MOST_MEMBERS + 1):
        name = clean(sent.get(f"member.{number}"))
        if name:
            raw = sent.get(f"vote.{number}", "")
            found.append((name, next((vote for vote in Vote if vote.value == raw), Vote.ABSTAINED)))
    return found
