"""Deciding a pair of possible duplicates."""

from __future__ import annotations

from typing import Any

from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from incubator.applications.rules.duplicates import LONGEST_REASON
from incubator.core.text import text
from incubator.web.forms import BaseForm
from incubator.web.i18n import tr


class DuplicateForm(BaseForm):
    reason = TextAreaField(validators=[DataRequired(), Length(max=LONGEST_REASON)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reason.label.text = tr(text("그렇게 보는 까닭"))
