"""The shape of a new value."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from incubator.core.text import text
from incubator.web.fields import KstDateField, TextField
from incubator.web.forms import BaseForm
from incubator.web.i18n import later, tr

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
    seen_at = HiddenField()

    def seen(self) -> datetime | None:
        """When the newest value the page showed was set; before all of them for anything that is no moment."""
        try:
            found = datetime.fromisoformat(self.seen_at.data or "")
        except ValueError:
            return datetime.min.replace(tzinfo=UTC)
        return found if found.tzinfo else found.replace(tzinfo=UTC)


class HolidayForm(BaseForm):
    """What the centre says of a day."""

    day = KstDateField(later(text("날짜")), [InputRequired()], description=later(text("예: 2016-05-06")))
    kind = RadioField(later(text("어떤 날인가요?")), [InputRequired()], default="off")
    name = TextField(
        later(text("이름")), [InputRequired(), Length(max=60)], description=later(text("예: 임시공휴일, 창립기념일"))
    )
    name_en = TextField(later(text("영문 이름")), [Length(max=60)])
    note = TextField(
        later(text("근거")),
        [InputRequired(), Length(max=LONGEST_NOTE)],
        description=later(text("고시 번호나 결재 문서 번호")),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = [("off", tr(text("쉬는 날"))), ("worked", tr(text("공휴일이지만 일하는 날")))]


class RemoveHolidayForm(BaseForm):
    reason = TextAreaField(later(text("까닭")), [InputRequired(), Length(max=LONGEST_NOTE)])
