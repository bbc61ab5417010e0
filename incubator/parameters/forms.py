"""The shape of a new value."""

from __future__ import annotations

from wtforms import StringField
from wtforms.validators import InputRequired, Length

from incubator.core.text import text
from incubator.web.fields import KstDateField, TextField
from incubator.web.forms import BaseForm
from incubator.web.i18n import later

LONGEST_NOTE = 300


class SetParameterForm(BaseForm):
    value = StringField(later(text("새 기준값")), [InputRequired(), Length(max=20)])
    effective_on = KstDateField(
        later(text("적용하는 날")), [InputRequired()], description=later(text("오늘이나 그 뒤의 날짜. 예: 2016-04-20"))
    )
    note = TextField(
        later(text("바꾸는 근거")),
        [InputRequired(), Length(max=LONGEST_NOTE)],
        description=later(text("규정의 이름과 조항, 결재 문서 번호를 적어 주세요.")),
    )
