"""What a bulk act needs to know, one form for each act; `wanted` is what the run keeps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from wtforms import SelectField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from incubator.applications.rules.desk import LONGEST_BODY, LONGEST_NAME, LONGEST_TAG, BulkAct
from incubator.applications.rules.grounds import GROUNDS, Defect, Verdict
from incubator.applications.rules.intake import LONGEST_ASKED, LONGEST_EVIDENCE
from incubator.core.text import text
from incubator.web.fields import KstDateField, TextField, WholeField
from incubator.web.filters import label
from incubator.web.forms import BaseForm
from incubator.web.i18n import tr

LONGEST_WAIT_MINUTES = 7 * 24 * 60
Pairs = Iterable[tuple[str, str]]


@dataclass(frozen=True)
class Offered:
    """What the acts of a round may choose from: (value, words)."""

    tags: tuple[tuple[str, str], ...] = ()
    people: tuple[tuple[str, str], ...] = ()
    templates: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    rows: tuple[tuple[str, str], ...] = ()
    minutes: int = 10


class BulkForm(BaseForm):
    """The base of the acts' forms."""

    def __init__(self, *args: Any, offered: Offered, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = offered
        self.name_fields()

    def name_fields(self) -> None:
        """Labels and choices."""

    def wanted(self, now: datetime) -> dict[str, Any]:  # noqa: ARG002 (only messages look at the clock)
        """Plain values for the run."""
        return {}


class BulkTagForm(BulkForm):
    name = TextField(validators=[DataRequired(), Length(max=LONGEST_TAG)])

    def name_fields(self) -> None:
        self.name.label.text = tr(text("꼬리표"))
        self.name.description = tr(text("처음 쓰는 말이면 이 사업의 새 꼬리표가 됩니다."))

    def wanted(self, now: datetime) -> dict[str, Any]:  # noqa: ARG002 (see BulkForm)
        return {"name": self.name.data}


class BulkUntagForm(BulkForm):
    name = SelectField()

    def name_fields(self) -> None:
        self.name.label.text = tr(text("꼬리표"))
        self.name.choices = [(name, name) for _, name in self.offered.tags]

    def wanted(self, now: datetime) -> dict[str, Any]:  # noqa: ARG002 (see BulkForm)
        return {"name": self.name.data}


class BulkAssignForm(BulkForm):
    user_id = SelectField()

    def name_fields(self) -> None:
        self.user_id.label.text = tr(text("맡을 사람"))
        self.user_id.choices = [("", tr(text("아무도 없음"))), *self.offered.people]

    def wanted(self, now: datetime) -> dict[str, Any]:  # noqa: ARG002 (see BulkForm)
        return {"user_id": self.user_id.data}


class BulkMessageForm(BulkForm):
    template_id = SelectField()
    body = TextAreaField(validators=[Length(max=LONGEST_BODY)])
    minutes = WholeField(validators=[InputRequired(), NumberRange(min=0, max=LONGEST_WAIT_MINUTES)])

    def name_fields(self) -> None:
        self.template_id.label.text = tr(text("문안"))
        self.template_id.choices = [
            ("", tr(text("문안 없이 직접 쓰기"))),
            *((key, name) for key, (name, _) in self.offered.templates.items()),
        ]
        self.body.label.text = tr(text("보낼 내용"))
        self.body.description = tr(text("문안을 고르고 비워 두시면 문안을 그대로 씁니다."))
        self.minutes.label.text = tr(text("보내기 전에 기다릴 시간(분)"))
        self.minutes.description = tr(
            text("그동안 ‘보낼 편지함’에서 읽고, 보류하거나 취소할 수 있습니다. 신청자에게는 아직 보이지 않습니다.")
        )
        if self.minutes.data is None and not self.minutes.raw_data:
            self.minutes.data = self.offered.minutes

    @property
    def words(self) -> str:
        """What was typed, else the chosen template."""
        _, body = self.offered.templates.get(self.template_id.data or "", ("", ""))
        return (self.body.data or "").strip() or body

    def wanted(self, now: datetime) -> dict[str, Any]:
        minutes: int = self.minutes.data or 0
        return {"body": self.words, "leaves_at": (now + timedelta(minutes=minutes)).isoformat()}


class BulkSupplementForm(BulkForm):
    defect = SelectField()
    row_key = SelectField()
    asked = TextField(validators=[DataRequired(), Length(max=LONGEST_ASKED)])
    due_on = KstDateField(validators=[InputRequired()])
    note = TextAreaField(validators=[Length(max=LONGEST_EVIDENCE)])

    def name_fields(self) -> None:
        self.defect.label.text = tr(text("무엇이 부족한가요"))
        self.defect.choices = [(item.value, label(item)) for item in Defect]
        self.row_key.label.text = tr(text("확인 항목"))
        self.row_key.choices = [("", tr(text("따로 잇지 않음"))), *self.offered.rows]
        self.asked.label.text = tr(text("보완할 것"))
        self.due_on.label.text = tr(text("기한"))
        self.due_on.description = tr(text("이날 18:00까지 받습니다."))
        self.note.label.text = tr(text("덧붙이는 말"))

    def wanted(self, now: datetime) -> dict[str, Any]:  # noqa: ARG002 (see BulkForm)
        return {
            "defect": self.defect.data,
            "row_key": self.row_key.data,
            "asked": self.asked.data,
            "due_on": str(self.due_on.data),
            "note": self.note.data or "",
        }


class BulkPassForm(BulkForm):
    row_key = SelectField()
    ground = SelectField()
    evidence = TextField(validators=[Length(max=LONGEST_EVIDENCE)])

    def name_fields(self) -> None:
        self.row_key.label.text = tr(text("확인 항목"))
        self.row_key.choices = list(self.offered.rows)
        self.ground.label.text = tr(text("근거"))
        self.ground.choices = [(item.value, label(item)) for item in GROUNDS[Verdict.PASS]]
        self.evidence.label.text = tr(text("확인한 내용"))

    def wanted(self, now: datetime) -> dict[str, Any]:  # noqa: ARG002 (see BulkForm)
        return {"row_key": self.row_key.data, "ground": self.ground.data, "evidence": self.evidence.data or ""}


FORMS: Mapping[BulkAct, type[BulkForm]] = {
    BulkAct.TAG: BulkTagForm,
    BulkAct.UNTAG: BulkUntagForm,
    BulkAct.ASSIGN: BulkAssignForm,
    BulkAct.MESSAGE: BulkMessageForm,
    BulkAct.SUPPLEMENT: BulkSupplementForm,
    BulkAct.PASS_CHECK: BulkPassForm,
}


class TemplateForm(BaseForm):
    """Words for many; `seen` is the version that was on the page."""

    name = TextField(validators=[DataRequired(), Length(max=LONGEST_NAME)])
    body = TextAreaField(validators=[DataRequired(), Length(max=LONGEST_BODY)])
    seen = WholeField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name.label.text = tr(text("문안 이름"))
        self.body.label.text = tr(text("내용"))
