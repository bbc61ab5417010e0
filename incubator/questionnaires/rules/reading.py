"""From what was typed to what is stored.

What cannot be read as the question's kind is kept as typed (`values.unread`); `checking` reports it.  Refused, and so
never stored, is only what must not be: NUL and broken characters, resident numbers, and what is far over any limit.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any as Plain

from incubator.core.dates import parse_date
from incubator.core.errors import Invalid
from incubator.core.money import MOST_WON, parse_won
from incubator.core.text import Text, text
from incubator.core.typed import SUBSTITUTE, has_resident_number, one_spelling
from incubator.questionnaires.rules import definition as d
from incubator.questionnaires.rules.values import unread

Raw = str | Sequence[str] | Sequence[Mapping[str, str]]
"""One text, several texts (choices), or rows of texts (tables); what a form or a script sends."""

MOST_KEPT = 50_000
"""Characters of one answer that are kept although they are over the question's limit, so that nothing typed is lost."""
MOST_KEPT_SHORT = 2_000
MOST_KEPT_ROWS = 500
_LINE_BREAKS = dict.fromkeys(map(ord, "\v\f\x85\u2028\u2029"), "\n")
_CONTROLS = dict.fromkeys((*range(1, 9), *range(14, 26), *range(27, 32), *range(127, 160)))


def parse(question: d.Question, raw: Raw) -> Plain:
    """The value to store for what was typed, `None` when empty.

    Raises Invalid (field = the question's key) for what must not be stored, and for a value of the wrong shape.
    """
    try:
        return _READERS[question.kind](question, raw)
    except _Refused as refusal:
        raise Invalid(refusal.message, field=question.key, how=refusal.how) from None


class _Refused(Exception):
    def __init__(self, message: Text, how: Text) -> None:
        super().__init__(str(message))
        self.message = message
        self.how = how


def _one(raw: Raw) -> str:
    """The single text of a question with one field; a field sent twice is refused."""
    if isinstance(raw, str):
        return raw
    if isinstance(raw, Sequence) and len(raw) <= 1 and all(isinstance(item, str) for item in raw):
        return str(raw[0]) if raw else ""
    raise _wrong_shape()


def _wrong_shape() -> _Refused:
    return _Refused(text("이 질문의 답이 뜻밖의 모양으로 왔습니다."), text("화면을 새로 고친 뒤 다시 적어 주세요."))


def _typed(raw: str, *, most: int, lines: bool = False) -> str:
    """The text in its one spelling; refused when it must not be stored."""
    if len(raw) > most:
        raise _Refused(
            text("%(count)s자는 너무 길어 저장할 수 없습니다.", count=f"{len(raw):,}"),
            text("줄여서 적거나, 자세한 내용은 파일로 붙여 주세요."),
        )
    if any(char in "\0" + SUBSTITUTE or "\ud800" <= char <= "\udfff" for char in raw):
        raise _Refused(text("저장할 수 없는 깨진 글자가 들어 있습니다."), text("그 부분을 지우고 직접 입력해 주세요."))
    plain = one_spelling(raw.translate(_LINE_BREAKS).translate(_CONTROLS))
    if not lines:
        plain = " ".join(plain.split())
    if has_resident_number(plain):
        raise _Refused(
            text("주민등록번호로 보이는 숫자가 들어 있어 저장하지 않았습니다."),
            text("센터는 주민등록번호를 받지 않습니다. 뒷자리를 지우고 생년월일까지만 적어 주세요."),
        )
    return plain


def _read_short(question: d.Column, raw: Raw) -> Plain:
    return _typed(_one(raw), most=max(MOST_KEPT_SHORT, 2 * (question.max_chars or 0))) or None


def _read_long(question: d.Column, raw: Raw) -> Plain:
    return _typed(_one(raw), most=max(MOST_KEPT, 2 * (question.max_chars or 0)), lines=True) or None


def _read_as(read: Callable[[str], Plain]) -> Callable[[d.Column, Raw], Plain]:
    def read_one(_question: d.Column, raw: Raw) -> Plain:
        typed = _typed(_one(raw), most=MOST_KEPT_SHORT)
        if not typed:
            return None
        try:
            return read(typed)
        except ValueError:
            return unread(typed)

    return read_one


def decimal_text(typed: str) -> str:
    """`１,234.50` as `"1234.5"`.  Raises ValueError for exponents, misplaced commas and what is no number."""
    plain = unicodedata.normalize("NFKC", typed).replace("−", "-").strip()
    whole, dot, rest = plain.lstrip("+-").partition(".")
    groups = whole.split(",")
    grouped = len(groups) == 1 or (1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:]))
    digits = "".join(groups)
    well_formed = grouped and digits.isascii() and digits.isdigit() and (not dot or (rest.isascii() and rest.isdigit()))
    if not well_formed or len(digits) + len(rest) > 30 or len(plain) - len(plain.lstrip("+-")) > 1:
        raise ValueError("not a number")
    try:
        number = Decimal(("-" if plain.startswith("-") else "") + digits + dot + rest)
    except InvalidOperation as error:
        raise ValueError("not a number") from error
    if abs(number) > MOST_WON:
        raise ValueError("larger than any number asked for")
    shown = f"{number:f}"
    shown = shown.rstrip("0").rstrip(".") if "." in shown else shown
    return "0" if shown == "-0" else shown


def _read_choice(question: d.Column, raw: Raw) -> Plain:
    typed = _typed(_one(raw), most=MOST_KEPT_SHORT)
    return None if not typed else typed if typed in question.option_keys else unread(typed)


def _read_choices(question: d.Question, raw: Raw) -> Plain:
    several: list[Plain] = [raw] if isinstance(raw, str) else list(raw)
    if len(several) > 2 * len(question.options) + 2:
        raise _wrong_shape()
    picked = [item for item in (_typed(_one(one), most=MOST_KEPT_SHORT) for one in several if _is_text(one)) if item]
    if any(item not in question.option_keys for item in picked):
        return unread(list(dict.fromkeys(picked)))
    return [key for key in question.option_keys if key in picked] or None


def _is_text(raw: Plain) -> bool:
    if not isinstance(raw, str):
        raise _wrong_shape()
    return True


def _read_table(question: d.Question, raw: Raw) -> Plain:
    if isinstance(raw, str) or len(raw) > MOST_KEPT_ROWS:
        raise _wrong_shape()
    columns = {column.key: column for column in question.columns}
    rows = [_read_row(columns, row) for row in raw]
    return [row for row in rows if row] or None


def _read_row(columns: Mapping[str, d.Column], row: str | Mapping[str, str]) -> dict[str, Plain]:
    if not isinstance(row, Mapping) or not set(row) <= set(columns):
        raise _wrong_shape()
    read = {key: _READERS[column.kind](column, row[key]) for key, column in columns.items() if key in row}
    return {key: value for key, value in read.items() if value is not None}


def _read_file(_question: d.Question, _raw: Raw) -> Plain:
    """Files come and go by their own use cases: their names, sizes and hashes are never taken from a form."""
    raise _wrong_shape()


_READERS: Mapping[d.Kind, Callable[..., Plain]] = {
    d.Kind.SHORT_TEXT: _read_short,
    d.Kind.LONG_TEXT: _read_long,
    d.Kind.NUMBER: _read_as(decimal_text),
    d.Kind.WON: _read_as(parse_won),
    d.Kind.DATE: _read_as(lambda typed: parse_date(typed).isoformat()),
    d.Kind.CHOICE: _read_choice,
    d.Kind.MULTI_CHOICE: _read_choices,
    d.Kind.TABLE: _read_table,
    d.Kind.FILE: _read_file,
}
