"""What the secretary's board sends."""

from __future__ import annotations

from wtforms import IntegerField
from wtforms.validators import InputRequired, NumberRange

from incubator.core.text import text
from incubator.reviews.usecases.shift_slots import MOST_MINUTES
from incubator.web.forms import BaseForm
from incubator.web.i18n import later


class DelayForm(BaseForm):
    minutes = IntegerField(
        later(text("늦어진 시간(분)")),
        [
            InputRequired(),
            NumberRange(
                0, MOST_MINUTES, later(text("늦어진 시간은 0분에서 %(most)d분 사이로 적어 주세요.", most=MOST_MINUTES))
            ),
        ],
    )
