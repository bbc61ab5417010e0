"""Answers that are only read: the check before submitting, the receipt, the detail page for staff."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any as Plain

from incubator.questionnaires.pages.uploads import FileUrls, FileView, files_of
from incubator.questionnaires.rules import Answers, Form, Kind, Question, Visibility, is_empty, is_unread, shown, totals
from incubator.questionnaires.rules.definition import words


@dataclass(frozen=True)
class ShownColumn:
    """`end` aligns numbers to the right."""

    label: str
    end: bool


@dataclass(frozen=True)
class AnswerView:
    """`text` for simple answers; `columns`, `rows`, `sums` for a table; `files` for files.  `unread`: shown as typed."""

    key: str
    kind: str
    label: str
    text: str
    columns: tuple[ShownColumn, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    sums: tuple[str, ...] = ()
    files: tuple[FileView, ...] = ()
    is_missing: bool = False
    is_unread: bool = False
    change_url: str = ""


@dataclass(frozen=True)
class AnswerSection:
    key: str
    title: str
    answers: tuple[AnswerView, ...]
    change_url: str = ""


def answer_sections(
    form: Form, answers: Answers, *, urls: FileUrls, locale: str, change_url: str = ""
) -> tuple[AnswerSection, ...]:
    """Every question that is asked, with its answer.  `change_url` may hold `{section}` and leads to the question."""
    visibility = Visibility(form, answers)
    sections = []
    for section in form.sections:
        asked = [question for question in section.questions if visibility.question(question.key)]
        if not asked:
            continue
        address = change_url.replace("{section}", section.key)
        views = tuple(_answer(question, answers.get(question.key), urls, locale, address) for question in asked)
        sections.append(AnswerSection(section.key, words(locale, section.title, section.title_en), views, address))
    return tuple(sections)


def _answer(question: Question, value: Plain, urls: FileUrls, locale: str, address: str) -> AnswerView:
    is_table = question.kind is Kind.TABLE and not is_empty(value)
    return AnswerView(
        key=question.key,
        kind=question.kind.value,
        label=words(locale, question.label, question.label_en),
        text="" if question.kind in (Kind.TABLE, Kind.FILE) else shown(question, value, locale),
        columns=_columns(question, locale) if is_table else (),
        rows=_rows(question, value, locale) if is_table else (),
        sums=_sums(question, value, locale) if is_table else (),
        files=files_of(question.key, value, urls) if question.kind is Kind.FILE else (),
        is_missing=is_empty(value),
        is_unread=is_unread(value),
        change_url=f"{address}#question-{question.key}" if address else "",
    )


def _columns(question: Question, locale: str) -> tuple[ShownColumn, ...]:
    return tuple(
        ShownColumn(words(locale, column.label, column.label_en), column.kind in (Kind.NUMBER, Kind.WON))
        for column in question.columns
    )


def _rows(question: Question, value: Plain, locale: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(shown(column, row.get(column.key), locale) for column in question.columns) for row in value)


def _sums(question: Question, value: Plain, locale: str) -> tuple[str, ...]:
    """The totals row, one cell per column; empty when the table has none."""
    found = totals(question, value)
    if not found:
        return ()
    return tuple(
        shown(column, _stored(column.kind, found[column.key]), locale) if column.key in found else ""
        for column in question.columns
    )


def _stored(kind: Kind, total: Plain) -> Plain:
    return int(total) if kind is Kind.WON else f"{total:f}"
