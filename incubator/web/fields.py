"""Fields that read what people really type."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from typing import Any

from wtforms import Field, StringField, ValidationError
from wtforms.validators import InputRequired, StopValidation
from wtforms.widgets import TextInput

from incubator.core.dates import KST, in_kst, parse_date
from incubator.core.money import Won, parse_won
from incubator.core.text import text
from incubator.web.forms import clean
from incubator.web.i18n import tr

_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?", re.ASCII)


def parse_moment(raw: str) -> datetime:
    """A date and `HH:MM` on the Korean clock; `24:00` is not accepted, write 23:59.  Raises ValueError otherwise."""
    day, _, clock = unicodedata.normalize("NFKC", raw).strip().replace("T", " ").rpartition(" ")
    found = _TIME.fullmatch(clock)
    if not found:
        raise ValueError("not a time")
    hour, minute, second = (int(part or 0) for part in found.groups())
    plain = parse_date(day)
    return datetime(plain.year, plain.month, plain.day, hour, minute, second, tzinfo=KST)


class TextField(StringField):
    """One line or more of text in NFC, without outer spaces."""

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist:
            self.data = clean(valuelist[0])

    def pre_validate(self, form: Any) -> None:
        _refuse_blank(self, form)


def _refuse_blank(field: Any, _form: Any) -> None:
    """Spaces are no answer where one is needed: WTForms looks at what was sent, not at what is left of it."""
    if field.data in (None, "") and not field.errors and any(isinstance(v, InputRequired) for v in field.validators):
        raise StopValidation(tr(text("입력해 주세요.")))


class _ReadField(Field):
    """Keeps what was typed when it cannot be read, so that nothing is lost."""

    widget = TextInput()
    raw = ""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.raw = valuelist[0] if valuelist else ""
        self.data = None
        if self.raw.strip():
            try:
                self.data = self.read(self.raw)
            except ValueError as error:
                raise ValidationError(tr(self.hint)) from error

    def _value(self) -> str:
        if self.raw:
            return self.raw
        return "" if self.data is None else self.show(self.data)

    hint = text("")

    def pre_validate(self, form: Any) -> None:
        _refuse_blank(self, form)

    def read(self, raw: str) -> Any:
        raise NotImplementedError

    def show(self, value: Any) -> str:
        return str(value)


class WholeField(_ReadField):
    """A whole number of at most nine digits: never so large that comparing it fails."""

    hint = text("숫자만 적어 주세요. 예: 20")

    def read(self, raw: str) -> int:
        plain = unicodedata.normalize("NFKC", raw).strip().replace(",", "")
        if not re.fullmatch(r"-?\d{1,9}", plain, re.ASCII):
            raise ValueError("not a whole number")
        return int(plain)


class WonField(_ReadField):
    """Whole won, with or without commas and 원."""

    hint = text("금액을 원 단위 숫자로 적어 주세요. 예: 50,000,000")

    def read(self, raw: str) -> Won:
        return parse_won(raw)

    def show(self, value: Won) -> str:
        return f"{value:,}"


class KstDateField(_ReadField):
    """A Korean day."""

    hint = text("날짜를 2016-04-20 또는 20160420 모양으로 적어 주세요.")

    def read(self, raw: str) -> date:
        return parse_date(raw)

    def show(self, value: date) -> str:
        return value.isoformat()


class KstMomentField(_ReadField):
    """An instant, typed on the Korean clock."""

    hint = text("날짜와 시각을 2016-04-20 18:00 모양으로 적어 주세요. 자정은 23:59로 적습니다.")

    def read(self, raw: str) -> datetime:
        return parse_moment(raw)

    def show(self, value: datetime) -> str:
        return f"{in_kst(value):%Y-%m-%d %H:%M}"
