"""What a manager types about a round.  Rows of tables are lines: `항목 | English | …`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar
from uuid import UUID

from wtforms import FileField, HiddenField, SelectField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from incubator.core.dates import KST, in_kst, parse_date
from incubator.core.text import Text, text
from incubator.programs.rules.content import FIELD_NAMES, LINES, LONGEST_LINE, LONGEST_TEXT, TEXTS
from incubator.web.fields import KstDateField, KstMomentField, TextField, WholeField, WonField, parse_moment
from incubator.web.forms import BaseForm, clean
from incubator.web.i18n import tr

Row = dict[str, Any]
LATER, APPLY = "나중", "신청"


class LinesField(TextAreaField):
    """One row on one line, cells divided by `|`.  `read(cells)` makes a row or raises ValueError."""

    read: Callable[[list[str]], Row]
    show: Callable[[Row], list[str]]
    shape = text("")

    def process_formdata(self, valuelist: list[str]) -> None:
        self.raw = valuelist[0] if valuelist else ""
        rows: list[Row] = []
        wrong: list[int] = []
        for number, line in enumerate(self.raw.splitlines(), start=1):
            if not line.strip():
                continue
            try:
                rows.append(type(self).read([clean(cell) for cell in line.split("|")]))
            except ValueError:
                wrong.append(number)
        self.data = rows
        if wrong:
            where = ", ".join(map(str, wrong[:5]))
            raise ValidationError(
                tr(text("%(lines)s번째 줄을 %(shape)s 모양으로 적어 주세요.", lines=where, shape=self.shape))
            )

    def _value(self) -> str:
        if getattr(self, "raw", ""):
            return str(self.raw)
        return "\n".join(" | ".join(type(self).show(row)) for row in self.data or ())


def _label(cell: str) -> str:
    if not 0 < len(cell) <= LONGEST_LINE:
        raise ValueError("a label has one to 300 letters")
    return cell


class ScheduleField(LinesField):
    shape = text("할 일 | 영문 | 2016-04-20 14:00 | 2016-04-21")

    @staticmethod
    def read(cells: list[str]) -> Row:
        label, label_en, starts, ends = (*cells, "")[:4] if len(cells) == 3 else cells
        return {
            "label": _label(label),
            "label_en": label_en,
            "starts": _iso(starts),
            "ends": _iso(ends) if ends else None,
        }

    @staticmethod
    def show(row: Row) -> list[str]:
        shown = [row["label"], row["label_en"], _typed(row["starts"])]
        return [*shown, _typed(row["ends"])] if row["ends"] else shown


class DocumentsField(LinesField):
    shape = text("서류 | 영문 | 신청 또는 나중")

    @staticmethod
    def read(cells: list[str]) -> Row:
        label, label_en, when = cells
        if when not in (APPLY, LATER):
            raise ValueError("with the application or later")
        return {"label": _label(label), "label_en": label_en, "when": "apply" if when == APPLY else "later"}

    @staticmethod
    def show(row: Row) -> list[str]:
        return [row["label"], row["label_en"], APPLY if row["when"] == "apply" else LATER]


def _iso(raw: str) -> str:
    """A day, or a day with a time on the Korean clock."""
    if ":" in raw:
        return parse_moment(raw).astimezone(KST).isoformat()
    return parse_date(raw).isoformat()


def _typed(raw: str) -> str:
    from_clock = len(raw) > len("2016-04-20")
    return f"{in_kst(_aware(raw)):%Y-%m-%d %H:%M}" if from_clock else raw


def _version(raw: Any) -> str:
    return str(raw or "")


def _aware(raw: str) -> Any:
    return parse_moment(raw[:16])


class Labelled(BaseForm):
    """Takes the labels of its fields from the catalogue of parts of a call."""

    labels: dict[str, Text] = {}  # noqa: RUF012 (never written)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self:
            known = self.labels.get(field.short_name) or FIELD_NAMES.get(field.short_name)
            if known is not None:
                field.label.text = tr(known)
            shape = getattr(field, "shape", None)
            if shape is not None:
                field.description = tr(text("한 줄에 하나씩, 칸은 | 로 나눕니다: %(shape)s", shape=shape))


REASON = {"reason": text("사유(공고에 그대로 실립니다)"), "title": text("파일 제목")}


class CorrectForm(Labelled):
    """The parts of a public call that a correction may change."""

    not_columns: ClassVar[tuple[str, ...]] = ("csrf_token", "version", "reason")

    labels = REASON | {"title": FIELD_NAMES["title"]}
    title = TextField(validators=[InputRequired(), Length(max=LONGEST_LINE)])
    title_en = TextField(validators=[Length(max=LONGEST_LINE)])
    summary = TextAreaField(validators=[Length(max=LONGEST_TEXT)])
    summary_en = TextAreaField(validators=[Length(max=LONGEST_TEXT)])
    purpose = TextAreaField(validators=[Length(max=LONGEST_TEXT)])
    purpose_en = TextAreaField(validators=[Length(max=LONGEST_TEXT)])
    support = TextAreaField(validators=[Length(max=LONGEST_TEXT)])
    support_en = TextAreaField(validators=[Length(max=LONGEST_TEXT)])
    how_to_apply = TextAreaField(validators=[Length(max=LONGEST_TEXT)])
    how_to_apply_en = TextAreaField(validators=[Length(max=LONGEST_TEXT)])
    budget_text = TextField(validators=[Length(max=LONGEST_LINE)])
    budget_text_en = TextField(validators=[Length(max=LONGEST_LINE)])
    budget_won = WonField(validators=[Optional()])
    schedule = ScheduleField()
    documents_wanted = DocumentsField()
    quota = WholeField(validators=[Optional(), NumberRange(1, 100_000)])
    agreement_on = KstDateField()
    contact_name = TextField(validators=[Length(max=LONGEST_LINE)])
    contact_phone = TextField(validators=[Length(max=30)])
    contact_email = TextField(validators=[Length(max=LONGEST_LINE)])
    version = HiddenField()
    reason = TextAreaField(validators=[InputRequired(), Length(max=2000)])

    @property
    def values(self) -> Row:
        """Column values, texts cleaned."""
        names = [field.short_name for field in self if field.short_name not in self.not_columns]
        cleaned = {name: clean(self[name].data) for name in (*LINES, *TEXTS) if name in names}
        return {name: self[name].data for name in names} | cleaned

    @property
    def known_version(self) -> int | None:
        return known_version(self.version.data)


def known_version(raw: str | None) -> int | None:
    """The version a page was made from; None for anything a page of ours never says."""
    return int(raw) if raw and raw.isascii() and raw.isdecimal() and len(raw) < 10 else None


class EditForm(CorrectForm):
    """Everything about a round that nobody outside has seen."""

    reason = None
    announced_on = KstDateField(validators=[InputRequired()])
    opens_at = KstMomentField(validators=[InputRequired()])
    closes_at = KstMomentField(validators=[InputRequired()])
    page_limit = WholeField(validators=[InputRequired(), NumberRange(1, 500)])
    questionnaire_version_id = SelectField(coerce=_version)

    def offer(self, versions: Iterable[tuple[UUID, str]]) -> None:
        """The published forms to choose from."""
        none = ("", tr(text("아직 고르지 않음")))
        self.questionnaire_version_id.choices = [none, *((str(key), words) for key, words in versions)]

    @property
    def values(self) -> Row:
        chosen = self.questionnaire_version_id.data
        return super().values | {"questionnaire_version_id": UUID(chosen) if chosen else None}


class PlanForm(Labelled):
    """From which template, in which program, announced when."""

    labels = {"template": text("공고 양식"), "program_id": text("사업")}  # noqa: RUF012 (never written)
    template = SelectField()
    program_id = SelectField()
    announced_on = KstDateField(validators=[InputRequired()])

    def offer(self, templates: Iterable[tuple[str, str]], programs: Iterable[tuple[str, str]]) -> None:
        self.template.choices = list(templates)
        self.program_id.choices = list(programs)


class ReasonForm(Labelled):
    """A reason that everybody will read."""

    labels = REASON
    reason = TextAreaField(validators=[Length(max=2000)])


class AttachForm(ReasonForm):
    labels = REASON | {"file": text("파일")}
    file = FileField()
    title = TextField(validators=[Length(max=200)])
