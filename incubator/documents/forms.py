"""The shape of a question about a paper."""

from __future__ import annotations

from wtforms import StringField

from incubator.core.text import text
from incubator.web.forms import BaseForm
from incubator.web.i18n import later


class VerifyForm(BaseForm):
    """A code, asked by GET: an answer can be linked to, and nothing changes."""

    class Meta(BaseForm.Meta):
        csrf = False

    code = StringField(
        later(text("문서 확인 번호")),
        description=later(text("문서 아래쪽에 인쇄된 12자리입니다. 띄어쓰기, 붙임표, 대소문자는 달라도 됩니다.")),
    )
