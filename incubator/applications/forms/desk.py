"""What staff type at the desk: tags, who works on it, names of views."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, HiddenField, SelectField
from wtforms.validators import DataRequired, Length

from incubator.applications.rules.desk import LONGEST_NAME, LONGEST_TAG
from incubator.core.text import text
from incubator.web.fields import TextField
from incubator.web.forms import BaseForm
from incubator.web.i18n import tr

LONGEST_QUERY = 2_000


class TagForm(BaseForm):
    name = TextField(validators=[DataRequired(), Length(max=LONGEST_TAG)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name.label.text = tr(text("꼬리표"))


class UntagForm(BaseForm):
    name = HiddenField(validators=[DataRequired()])


class AssignForm(BaseForm):
    """`people`: (id, name) of those who may work on it; empty means nobody."""

    user_id = SelectField()

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user_id.label.text = tr(text("맡은 사람"))
        self.user_id.choices = [("", tr(text("아무도 없음"))), *people]


class ViewForm(BaseForm):
    """The name of a view; `query` is the address it keeps."""

    name = TextField(validators=[DataRequired(), Length(max=LONGEST_NAME)])
    is_shared = BooleanField()
    query = HiddenField(validators=[Length(max=LONGEST_QUERY)])

    def __init__(self, *args: Any, may_share: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name.label.text = tr(text("보기 이름"))
        self.is_shared.label.text = tr(text("이 사업의 모든 직원에게 보이기"))
        if not may_share:
            del self.is_shared
