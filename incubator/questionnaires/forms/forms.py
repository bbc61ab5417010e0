"""Whole forms and their sections as their maker types them."""

from __future__ import annotations

from typing import Any

from wtforms import HiddenField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, Regexp

from incubator.core.text import text
from incubator.questionnaires.rules.reader import KEY, MOST_HELP, MOST_LABEL
from incubator.web.fields import TextField
from incubator.web.forms import BaseForm
from incubator.web.i18n import later

KEY_MESSAGE = later(text("이름은 영문 소문자로 시작하고 소문자, 숫자, 밑줄로 60자까지 적습니다."))
KEY_RULES = (Optional(), Regexp(KEY, message=KEY_MESSAGE), Length(max=60))


class TitleForm(BaseForm):
    """The name of a form.  `base` is the fingerprint of what the page was made from."""

    base = HiddenField()
    title = TextField(
        later(text("양식 이름")),
        [InputRequired(), Length(max=MOST_LABEL)],
        description=later(text("예: 2026년 창업도약 신청서")),
    )
    title_en = TextField(later(text("양식 이름 (영어)")), [Length(max=MOST_LABEL)])


class NewForm(TitleForm):
    """Begin from a starting form, from another form of the house, or from nothing."""

    start = SelectField(later(text("무엇에서 시작합니까?")), [InputRequired()])
    key = TextField(
        later(text("저장 이름")), KEY_RULES, description=later(text("영문으로 적습니다. 비워 두면 자동으로 붙입니다."))
    )


class SectionForm(BaseForm):
    base = HiddenField()
    title = TextField(later(text("항목 이름")), [InputRequired(), Length(max=MOST_LABEL)])
    title_en = TextField(later(text("항목 이름 (영어)")), [Length(max=MOST_LABEL)])
    help = TextAreaField(later(text("안내 글")), [Length(max=MOST_HELP)])
    help_en = TextAreaField(later(text("안내 글 (영어)")), [Length(max=MOST_HELP)])

    def properties(self) -> dict[str, Any]:
        return {name: self[name].data or "" for name in ("title", "title_en", "help", "help_en")}


class DiscardForm(BaseForm):
    reason = TextAreaField(later(text("까닭")), [InputRequired(), Length(max=500)])


class ActForm(BaseForm):
    """A press without fields of its own; `base` is the fingerprint of what the page was made from."""

    base = HiddenField()
