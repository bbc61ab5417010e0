"""What the pages send on which an announced selection changes."""

from __future__ import annotations

from typing import Any

from wtforms import RadioField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from incubator.applications.rules.outcomes import LONGEST_REASON
from incubator.core.errors import Invalid
from incubator.core.money import Won, parse_won
from incubator.core.text import text
from incubator.reviews.rules.following import LABELS, LONGEST_WORDS
from incubator.web.fields import TextField
from incubator.web.forms import BaseForm
from incubator.web.i18n import tr


class ForfeitForm(BaseForm):
    reason = TextAreaField(validators=[DataRequired(), Length(max=LONGEST_REASON)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reason.label.text = tr(text("포기하는 까닭"))


class OfferForm(BaseForm):
    amount = TextField(validators=[Optional(), Length(max=30)])
    note = TextAreaField(validators=[Optional(), Length(max=LONGEST_WORDS)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.amount.label.text = tr(text("지원금(원)"))
        self.amount.description = tr(text("예산이 정해져 있으면 합계가 넘지 않는지 확인합니다."))
        self.note.label.text = tr(text("결재자에게 전할 말"))

    def amount_won(self) -> Won | None:
        """Raises Invalid beside the field when it is no amount."""
        if not self.amount.data:
            return None
        try:
            return parse_won(self.amount.data)
        except ValueError as error:
            raise Invalid(text("원 단위 숫자로 적어 주세요. 예: 30,000,000"), field="amount") from error


class RevocationForm(BaseForm):
    ground = RadioField(validators=[DataRequired()])
    note = TextAreaField(validators=[DataRequired(), Length(max=LONGEST_WORDS)])
    hearing = TextAreaField(validators=[DataRequired(), Length(max=LONGEST_WORDS)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ground.choices = [(str(ground), tr(words)) for ground, words in LABELS.items()]
        self.ground.label.text = tr(text("취소 사유"))
        self.note.label.text = tr(text("드러난 사실"))
        self.note.description = tr(text("신청자가 그대로 읽습니다."))
        self.hearing.label.text = tr(text("의견을 들은 기록"))
        self.hearing.description = tr(
            text("언제 어떻게 기업의 의견을 들었고 무엇이라고 했는지 적습니다. 신청자에게 보이지 않습니다.")
        )


class RefusalForm(BaseForm):
    reason = TextAreaField(validators=[DataRequired(), Length(max=LONGEST_WORDS)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reason.label.text = tr(text("반려하는 까닭"))
