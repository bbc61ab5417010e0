"""One question as its maker types it: a class for each kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wtforms import BooleanField, HiddenField, SelectField, SelectMultipleField, TextAreaField, widgets
from wtforms.validators import InputRequired, Length, Optional, Regexp

from incubator.core.text import text
from incubator.organisations.rules.wallet import LABELS as WALLET_LABELS
from incubator.questionnaires.forms.properties import COLUMN_NAMES, columns_from, columns_shown, options_from
from incubator.questionnaires.forms.rows import RowsField
from incubator.questionnaires.rules import Kind
from incubator.questionnaires.rules.loading import FILE_KINDS
from incubator.questionnaires.rules.reader import KEY, MOST_HELP, MOST_LABEL
from incubator.web.fields import KstDateField, TextField, WholeField
from incubator.web.forms import BaseForm
from incubator.web.i18n import later, tr

MEGABYTE = 1_000_000
Properties = dict[str, Any]


class QuestionForm(BaseForm):
    """What every kind has.  `base` is the fingerprint of the question the page was made from."""

    kind = Kind.SHORT_TEXT
    base = HiddenField()
    key = TextField(
        later(text("저장 이름")),
        [
            Optional(),
            Regexp(KEY, message=later(text("이름은 영문 소문자로 시작하고 소문자, 숫자, 밑줄로 60자까지 적습니다."))),
            Length(max=60),
        ],
        description=later(text("비워 두면 자동으로 붙입니다. 한번 정하면 바꿀 수 없습니다.")),
    )
    label = TextField(later(text("질문")), [InputRequired(), Length(max=MOST_LABEL)])
    label_en = TextField(later(text("질문 (영어)")), [Length(max=MOST_LABEL)])
    help = TextAreaField(later(text("도움말")), [Length(max=MOST_HELP)])
    help_en = TextAreaField(later(text("도움말 (영어)")), [Length(max=MOST_HELP)])
    required = BooleanField(later(text("꼭 답해야 합니다")))

    def fill(self, question: Mapping[str, Any]) -> None:
        """Put a stored question into the fields."""
        for name, field in self._fields.items():
            if name in question and name not in ("base", "csrf_token"):
                field.data = question[name]

    def properties(self, known: set[str]) -> Properties:
        """The question without its key and condition.  `known` are keys a new option or column must not take."""
        del known
        found = {name: self[name].data or "" for name in ("label", "label_en", "help", "help_en")}
        return {"kind": self.kind.value, **found, "required": bool(self.required.data)} | self.own()

    def own(self) -> Properties:
        """What this kind alone has."""
        return {}

    def numbers(self, *names: str) -> Properties:
        """The whole numbers of these fields that were filled in."""
        return {name: self[name].data for name in names if self[name].data is not None}


class TextQuestionForm(QuestionForm):
    max_chars = WholeField(
        later(text("글자 수")),
        description=later(text("여기까지 적을 수 있습니다. 비우면 짧은 글 200자, 긴 글 2,000자.")),
    )

    def own(self) -> Properties:
        return self.numbers("max_chars")


class LongTextQuestionForm(TextQuestionForm):
    kind = Kind.LONG_TEXT


class WonQuestionForm(QuestionForm):
    kind = Kind.WON
    min = TextField(later(text("가장 작은 값")), [Length(max=30)])
    max = TextField(later(text("가장 큰 값")), [Length(max=30)])

    def own(self) -> Properties:
        bounds = {name: (self[name].data or "").replace(",", "") for name in ("min", "max")}
        return {name: value for name, value in bounds.items() if value}


class NumberQuestionForm(WonQuestionForm):
    kind = Kind.NUMBER
    unit = TextField(later(text("단위")), [Length(max=20)], description=later(text("예: 명, %, 개월")))
    unit_en = TextField(later(text("단위 (영어)")), [Length(max=20)])
    decimals = WholeField(later(text("소수 자리")), description=later(text("비우면 자연수와 정수만 받습니다.")))

    def own(self) -> Properties:
        words = {"unit": self.unit.data or "", "unit_en": self.unit_en.data or ""}
        return super().own() | words | self.numbers("decimals")


class DateQuestionForm(QuestionForm):
    kind = Kind.DATE
    min = KstDateField(later(text("가장 이른 날")), [Optional()], description=later(text("예: 2016-04-20")))
    max = KstDateField(later(text("가장 늦은 날")), [Optional()], description=later(text("예: 2016-04-20")))

    def fill(self, question: Mapping[str, Any]) -> None:
        super().fill({name: value for name, value in question.items() if name not in ("min", "max")})
        for name in ("min", "max"):
            if name in question:
                self[name].raw = question[name]

    def own(self) -> Properties:
        return {name: self[name].data.isoformat() for name in ("min", "max") if self[name].data}


class ChoiceQuestionForm(QuestionForm):
    kind = Kind.CHOICE
    options = RowsField(
        later(text("보기")),
        columns=("key", "label", "label_en"),
        description=later(text("신청하는 분께 이 순서로 보입니다. 보기가 여덟 개를 넘으면 펼침 목록이 됩니다.")),
    )

    def properties(self, known: set[str]) -> Properties:
        return super().properties(known) | {"options": options_from(self.options.filled, known)}


class MultiChoiceQuestionForm(ChoiceQuestionForm):
    kind = Kind.MULTI_CHOICE
    min_picks = WholeField(later(text("적어도 고를 수")))
    max_picks = WholeField(later(text("많아야 고를 수")))

    def own(self) -> Properties:
        return self.numbers("min_picks", "max_picks")


class TableQuestionForm(QuestionForm):
    kind = Kind.TABLE
    columns = RowsField(
        later(text("열")),
        columns=COLUMN_NAMES,
        description=later(
            text("‘하나 고르기’ 열의 보기는 쌍반점(;)으로 나눠 적습니다. 영어는 = 뒤에. 예: 특허=Patent; 상표")
        ),
    )
    min_rows = WholeField(later(text("적어도 쓸 줄 수")))
    max_rows = WholeField(later(text("많아야 쓸 줄 수")))
    totals = BooleanField(later(text("숫자와 금액 열의 합계를 보여 줍니다")))
    stored_columns: tuple[Mapping[str, Any], ...] = ()

    def fill(self, question: Mapping[str, Any]) -> None:
        super().fill({name: value for name, value in question.items() if name != "columns"})
        self.columns.data = columns_shown(question.get("columns", ()))

    def keep_columns(self, columns: tuple[Mapping[str, Any], ...]) -> None:
        """Limits of stored columns that the rows do not show stay as they are."""
        self.stored_columns = columns

    def properties(self, known: set[str]) -> Properties:
        columns = columns_from(self.columns.filled, self.stored_columns, known)
        return super().properties(known) | {"columns": columns}

    def own(self) -> Properties:
        return self.numbers("min_rows", "max_rows") | {"totals": bool(self.totals.data)}


class FileQuestionForm(QuestionForm):
    kind = Kind.FILE
    kinds = SelectMultipleField(
        later(text("받는 파일")),
        [InputRequired()],
        option_widget=widgets.CheckboxInput(),
    )
    megabytes = WholeField(later(text("한 파일의 크기 (MB)")), [InputRequired()], default=20)
    max_files = WholeField(later(text("파일 수")), [InputRequired()], default=1)
    max_pages = WholeField(later(text("쪽수")), description=later(text("PDF의 쪽수를 셉니다. 비우면 세지 않습니다.")))
    wallet = SelectField(
        later(text("기업 서류함의 서류")),
        [Optional()],
        description=later(text("고르면 서류함에 있는 그 서류를 다시 올리지 않고 낼 수 있다고 알려 줍니다.")),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.kinds.choices = [(kind, kind.upper()) for kind in FILE_KINDS]
        self.wallet.choices = [("", tr(text("해당 없음")))] + [(k.value, tr(v)) for k, v in WALLET_LABELS.items()]

    def fill(self, question: Mapping[str, Any]) -> None:
        accept = question.get("accept", {})
        pages = {name: accept[name] for name in ("kinds", "max_files", "max_pages", "wallet") if name in accept}
        super().fill({**question, **pages, "megabytes": -(-accept.get("max_bytes", 0) // MEGABYTE)})

    def own(self) -> Properties:
        size = {
            "max_bytes": (self.megabytes.data or 0) * MEGABYTE,
            "kinds": [kind for kind in FILE_KINDS if kind in (self.kinds.data or ())],
        }
        wallet = {"wallet": self.wallet.data} if self.wallet.data else {}
        return {"accept": size | wallet | self.numbers("max_files", "max_pages")}


FORMS: Mapping[Kind, type[QuestionForm]] = {
    Kind.SHORT_TEXT: TextQuestionForm,
    Kind.LONG_TEXT: LongTextQuestionForm,
    Kind.NUMBER: NumberQuestionForm,
    Kind.WON: WonQuestionForm,
    Kind.DATE: DateQuestionForm,
    Kind.CHOICE: ChoiceQuestionForm,
    Kind.MULTI_CHOICE: MultiChoiceQuestionForm,
    Kind.TABLE: TableQuestionForm,
    Kind.FILE: FileQuestionForm,
}
