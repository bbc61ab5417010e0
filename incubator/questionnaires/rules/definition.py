"""What a form is made of.  Frozen data; `loading.load` is the only way to make a `Form` from stored JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from incubator.core.text import Text, text

Bound = Decimal | date


class Kind(StrEnum):
    SHORT_TEXT = "short_text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    WON = "won"
    DATE = "date"
    CHOICE = "choice"
    MULTI_CHOICE = "multi_choice"
    TABLE = "table"
    FILE = "file"


KIND_LABELS: Mapping[StrEnum, Text] = {
    Kind.SHORT_TEXT: text("짧은 글"),
    Kind.LONG_TEXT: text("긴 글"),
    Kind.NUMBER: text("숫자"),
    Kind.WON: text("금액"),
    Kind.DATE: text("날짜"),
    Kind.CHOICE: text("하나 고르기"),
    Kind.MULTI_CHOICE: text("여럿 고르기"),
    Kind.TABLE: text("표"),
    Kind.FILE: text("파일"),
}

TEXT_KINDS = frozenset({Kind.SHORT_TEXT, Kind.LONG_TEXT})
ORDERED_KINDS = frozenset({Kind.NUMBER, Kind.WON, Kind.DATE})
OPTION_KINDS = frozenset({Kind.CHOICE, Kind.MULTI_CHOICE})
COLUMN_KINDS = frozenset({Kind.SHORT_TEXT, Kind.NUMBER, Kind.WON, Kind.DATE, Kind.CHOICE})


class Operator(StrEnum):
    IS = "is"
    IS_NOT = "is_not"
    ANY_OF = "any_of"
    BETWEEN = "between"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    IS_YES = "is_yes"
    IS_ANSWERED = "is_answered"


OPERATOR_LABELS: Mapping[StrEnum, Text] = {
    Operator.IS: text("다음과 같음"),
    Operator.IS_NOT: text("다음이 아님"),
    Operator.ANY_OF: text("다음 가운데 하나"),
    Operator.BETWEEN: text("둘 사이"),
    Operator.AT_LEAST: text("이상"),
    Operator.AT_MOST: text("이하"),
    Operator.IS_YES: text("예"),
    Operator.IS_ANSWERED: text("답함"),
}

YES = "yes"
"""The key of the option that `is_yes` asks for."""


@dataclass(frozen=True)
class Condition:
    """One comparison with the answer to an earlier question.

    `values` holds option keys, or one bound (`at_least`, `at_most`, `is`, `is_not`), or two (`between`, both included).
    """

    question: str
    operator: Operator
    values: tuple[str | Bound, ...] = ()


@dataclass(frozen=True)
class All:
    parts: tuple[Rule, ...]


@dataclass(frozen=True)
class Any:
    parts: tuple[Rule, ...]


Rule = Condition | All | Any


@dataclass(frozen=True)
class Option:
    key: str
    label: str
    label_en: str = ""


@dataclass(frozen=True)
class FileAccept:
    """`kinds` are endings without a dot ("pdf"); `max_bytes` is for one file; `max_pages` counts PDF pages.

    `wallet` is the kind of certificate in the company's wallet (organisations.rules.WalletKind) that will do.
    """

    kinds: tuple[str, ...]
    max_bytes: int
    max_files: int = 1
    max_pages: int | None = None
    wallet: str | None = None


@dataclass(frozen=True)
class Column:
    """A column of a table question: a question of a simple kind."""

    key: str
    kind: Kind
    label: str
    label_en: str = ""
    required: bool = False
    options: tuple[Option, ...] = ()
    max_chars: int | None = None
    unit: str = ""
    unit_en: str = ""
    decimals: int = 0
    minimum: Bound | None = None
    maximum: Bound | None = None

    @cached_property
    def option_keys(self) -> tuple[str, ...]:
        return tuple(option.key for option in self.options)


@dataclass(frozen=True)
class Question(Column):
    """`minimum` and `maximum` bound numbers, won and dates; `min_items` and `max_items` bound picks and rows."""

    help: str = ""
    help_en: str = ""
    min_items: int | None = None
    max_items: int | None = None
    columns: tuple[Column, ...] = ()
    totals: bool = False
    accept: FileAccept | None = None
    show_if: Rule | None = None


@dataclass(frozen=True)
class Section:
    key: str
    title: str
    questions: tuple[Question, ...]
    title_en: str = ""
    help: str = ""
    help_en: str = ""
    show_if: Rule | None = None


@dataclass(frozen=True)
class Form:
    title: str
    sections: tuple[Section, ...]
    title_en: str = ""

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """All questions by key, in order."""
        return {question.key: question for section in self.sections for question in section.questions}

    @cached_property
    def section_of(self) -> Mapping[str, Section]:
        """The section of each question, by the question's key."""
        return {question.key: section for section in self.sections for question in section.questions}

    @cached_property
    def section(self) -> Mapping[str, Section]:
        """All sections by key, in order."""
        return {section.key: section for section in self.sections}


def conditions_in(rule: Rule | None) -> tuple[Condition, ...]:
    """Every single comparison inside a rule."""
    if rule is None:
        return ()
    if isinstance(rule, Condition):
        return (rule,)
    return tuple(condition for part in rule.parts for condition in conditions_in(part))


def used_by(form: Form, key: str) -> tuple[str, ...]:
    """Keys of the sections and questions whose visibility asks for this question."""
    parts: tuple[Section | Question, ...] = (*form.sections, *form.questions.values())
    return tuple(part.key for part in parts if any(c.question == key for c in conditions_in(part.show_if)))


def words(locale: str, korean: str, english: str) -> str:
    """The wording for the reader: English where asked for and written, Korean otherwise."""
    return english if locale == "en" and english else korean
