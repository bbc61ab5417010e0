"""What the pages of objections send."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, RadioField, TextAreaField
from wtforms.validators import DataRequired, Length

from incubator.core.text import text
from incubator.reviews.rules.objections import LONGEST_ANSWER, LONGEST_FACTS, LONGEST_NAME, MOST_MEMBERS
from incubator.reviews.workflow import LABELS, ObjectionState, ObjectionStep
from incubator.web.forms import BaseForm
from incubator.web.i18n import tr

ANSWERS = {
    ObjectionStep.UPHOLD: ObjectionState.UPHELD,
    ObjectionStep.DISMISS: ObjectionState.DISMISSED,
    ObjectionStep.REJECT: ObjectionState.INADMISSIBLE,
}


class ObjectionForm(BaseForm):
    """Facts and reasons, once."""

    facts = TextAreaField(validators=[DataRequired(), Length(max=LONGEST_FACTS)])
    about_amount = BooleanField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.facts.label.text = tr(text("사실과 이유"))
        self.facts.description = tr(
            text("언제 무엇이 어떻게 잘못되었고 왜 결과가 달라져야 하는지 적어 주세요. 한 번만 낼 수 있습니다.")
        )
        self.about_amount.label.text = tr(text("지원금 액수에 대한 것입니다"))
        self.about_amount.description = tr(
            text("액수에 대해서는 이의를 신청할 수 없습니다. 해당하지 않으면 비워 두세요.")
        )


class AnswerForm(BaseForm):
    """What those who did not decide before have decided."""

    step = RadioField(validators=[DataRequired()])
    members = TextAreaField(validators=[DataRequired(), Length(max=MOST_MEMBERS * LONGEST_NAME)])
    answer = TextAreaField(validators=[DataRequired(), Length(max=LONGEST_ANSWER)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.step.choices = [(step.value, tr(LABELS[state])) for step, state in ANSWERS.items()]
        self.step.label.text = tr(text("심의 결과"))
        self.members.label.text = tr(text("심의한 위원"))
        self.members.description = tr(
            text("한 줄에 한 사람씩 적습니다. 원래 평가하거나 심의한 사람은 들어갈 수 없습니다.")
        )
        self.answer.label.text = tr(text("결정한 까닭"))
        self.answer.description = tr(text("신청자가 그대로 읽습니다. 평가위원의 이름을 적지 마세요."))
