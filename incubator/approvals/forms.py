"""What people type when they sign, give back, take back, or put authority into another's hand."""

from __future__ import annotations

from collections.abc import Iterable

from wtforms import SelectField, SelectMultipleField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from incubator.approvals.rules import ACT_LABELS, LONGEST_REASON, MANNER_LABELS, Act, Manner
from incubator.core.text import text
from incubator.web.fields import KstDateField
from incubator.web.forms import BaseForm
from incubator.web.i18n import later, tr


class SignForm(BaseForm):
    opinion = TextAreaField(later(text("의견")), validators=[Length(max=LONGEST_REASON)])


class GiveBackForm(BaseForm):
    reason = TextAreaField(later(text("사유")), validators=[InputRequired(), Length(max=LONGEST_REASON)])


class EndForm(BaseForm):
    """A button."""


class DelegateForm(BaseForm):
    to_id = SelectField(later(text("맡을 사람")), validators=[InputRequired()])
    manner = SelectField(later(text("맡기는 방식")), validators=[InputRequired()])
    acts = SelectMultipleField(
        later(text("맡기는 결재")), widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )
    starts_on = KstDateField(later(text("시작하는 날")), validators=[InputRequired()])
    ends_on = KstDateField(later(text("끝나는 날")), validators=[Optional()])
    reason = TextAreaField(later(text("사유")), validators=[InputRequired(), Length(max=LONGEST_REASON)])

    def offer(self, people: Iterable[tuple[str, str]]) -> None:
        """Whom authority may be given to, by id and name."""
        self.to_id.choices = [("", tr(text("고르지 않음"))), *people]
        self.manner.choices = [(item.value, tr(MANNER_LABELS[item])) for item in (Manner.STAND_IN, Manner.DELEGATED)]
        self.acts.choices = [(item.value, tr(ACT_LABELS[item])) for item in Act]
