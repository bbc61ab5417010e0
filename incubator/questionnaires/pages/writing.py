"""A section as it is written: what `components/question.html` draws."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any as Plain

from incubator.core.text import Text, text
from incubator.questionnaires.pages.uploads import FileUrls, UploadView, upload_view
from incubator.questionnaires.rules import (
    Answers,
    Column,
    Form,
    Kind,
    Problem,
    Question,
    Raw,
    Visibility,
    is_empty,
    is_unread,
    problems,
    typed_text,
)
from incubator.questionnaires.rules.definition import words
from incubator.questionnaires.usecases.save_answers import Conflict, Refusal
from incubator.web.filters import second

Stamps = Mapping[str, Mapping[str, Plain]]


@dataclass(frozen=True)
class Typing:
    """What was typed and not stored, for showing the page again: raw texts, conflicts, refusals, and added rows.

    `unstored` are questions whose typed text is shown without a sentence of its own: the page says why on top.
    """

    raw: Mapping[str, Raw] = field(default_factory=dict)
    conflicts: Mapping[str, Conflict] = field(default_factory=dict)
    refused: Mapping[str, Refusal] = field(default_factory=dict)
    unstored: Collection[str] = ()
    added_rows: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class ColumnView:
    key: str
    kind: str
    label: str
    required: bool
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ConflictView:
    mine: str
    theirs: str
    theirs_by: str
    theirs_at: str


@dataclass(frozen=True)
class QuestionView:
    """`value` is text as typed, a list of option keys (multi_choice) or rows of {column key: text} (table).

    `unsaved` says that the shown text is not the stored one.
    """

    key: str
    kind: str
    label: str
    help: str
    required: bool
    value: Plain
    version: int
    problems: tuple[Text, ...]
    visible: bool | None
    max_chars: int | None
    options: tuple[tuple[str, str], ...]
    columns: tuple[ColumnView, ...]
    max_rows: int | None
    unit: str
    upload: UploadView | None
    conflict: ConflictView | None
    unsaved: bool


@dataclass(frozen=True)
class SectionView:
    key: str
    title: str
    help: str
    questions: tuple[QuestionView, ...]
    problems: tuple[ProblemView, ...]


@dataclass(frozen=True)
class ProblemView:
    """A line of the error summary: `anchor` is the id of the control, `message` says label, what and how."""

    section_key: str
    anchor: str
    message: Text


def problem_views(form: Form, found: Iterable[Problem], locale: str) -> tuple[ProblemView, ...]:
    """For the error summary and for the check page before submitting."""
    return tuple(
        ProblemView(problem.section_key, problem.anchor, _line(form.questions[problem.question_key], problem, locale))
        for problem in found
    )


def _line(question: Question, problem: Problem, locale: str) -> Text:
    label = words(locale, question.label, question.label_en)
    return text("%(label)s: %(problem)s", label=label, problem=_sentence(question, problem, locale))


def _sentence(question: Question, problem: Problem, locale: str) -> Text:
    if problem.row is None:
        return text("%(message)s %(how)s", message=problem.message, how=problem.how)
    column = next((item for item in question.columns if item.key == problem.column), None)
    return text(
        "%(row)s행 %(column)s – %(message)s %(how)s",
        row=problem.row + 1,
        column=words(locale, column.label, column.label_en) if column else "",
        message=problem.message,
        how=problem.how,
    )


def section_view(
    form: Form,
    section_key: str,
    answers: Answers,
    stamps: Stamps,
    *,
    urls: FileUrls,
    locale: str,
    typing: Typing | None = None,
    for_submit: bool = False,
) -> SectionView:
    """One section with everything its page shows.  `typing` puts back what was typed but not stored.

    With `for_submit` empty required answers are problems too (the page was reached from the check before submitting).
    Raises KeyError for a section the form does not have.
    """
    section = form.section[section_key]
    visibility = Visibility(form, answers)
    found = [p for p in problems(form, answers, for_submit=for_submit) if p.section_key == section_key]
    maker = _Maker(answers, stamps, urls, locale, typing or Typing(), found)
    questions = tuple(maker.question(question, visibility.question(question.key)) for question in section.questions)
    return SectionView(
        key=section_key,
        title=words(locale, section.title, section.title_en),
        help=words(locale, section.help, section.help_en),
        questions=questions,
        problems=(*maker.refusals(section.questions), *problem_views(form, maker.standing(), locale)),
    )


@dataclass(frozen=True)
class _Maker:
    """Makes the views of one section's questions."""

    answers: Answers
    stamps: Stamps
    urls: FileUrls
    locale: str
    typing: Typing
    found: Sequence[Problem]

    def standing(self) -> list[Problem]:
        """Problems of stored answers, without those of questions that show another text than the stored one."""
        shown_as_typed = {*self.typing.refused, *self.typing.unstored}
        return [problem for problem in self.found if problem.question_key not in shown_as_typed]

    def refusals(self, questions: Sequence[Question]) -> tuple[ProblemView, ...]:
        return tuple(
            ProblemView(
                "", f"q-{question.key}", text("%(label)s: %(problem)s", label=self._label(question), problem=why)
            )
            for question in questions
            for why in self._refusal(question.key)
        )

    def question(self, question: Question, visible: bool | None) -> QuestionView:
        key = question.key
        typing = self.typing
        unsaved = key in typing.refused or key in typing.conflicts or key in typing.unstored
        standing = [_sentence(question, p, self.locale) for p in self.standing() if p.question_key == key]
        return QuestionView(
            key=key,
            kind=question.kind.value,
            label=self._label(question),
            help=words(self.locale, question.help, question.help_en),
            required=question.required,
            value=self._value(question, unsaved=unsaved),
            version=self._version(key),
            problems=(*self._refusal(key), *standing),
            visible=visible,
            max_chars=question.max_chars,
            options=_options(question, self.locale),
            columns=tuple(_column(column, self.locale) for column in question.columns),
            max_rows=question.max_items if question.kind is Kind.TABLE else None,
            unit=words(self.locale, question.unit, question.unit_en),
            upload=upload_view(question, self.answers.get(key), self.urls),
            conflict=self._conflict(key),
            unsaved=unsaved,
        )

    def _label(self, question: Question) -> str:
        return words(self.locale, question.label, question.label_en)

    def _version(self, key: str) -> int:
        """In a conflict the page still stands on the version it was made from: the choice decides."""
        conflict = self.typing.conflicts.get(key)
        return conflict.version if conflict else int(self.stamps.get(key, {}).get("v", 0))

    def _refusal(self, key: str) -> tuple[Text, ...]:
        refusal = self.typing.refused.get(key)
        if refusal is None:
            return ()
        return (text("%(message)s %(how)s", message=refusal.message, how=refusal.how or text("")),)

    def _conflict(self, key: str) -> ConflictView | None:
        conflict = self.typing.conflicts.get(key)
        if conflict is None:
            return None
        return ConflictView(conflict.mine_text, conflict.theirs_text, conflict.theirs_by, second(conflict.theirs_at))

    def _value(self, question: Question, *, unsaved: bool) -> Plain:
        if unsaved and question.key in self.typing.raw:
            typed = _as_typed(question, self.typing.raw[question.key])
            return self._with_added_rows(question, typed) if question.kind is Kind.TABLE else typed
        value: Plain = self.answers.get(question.key)
        if question.kind is Kind.TABLE:
            rows = [{c.key: typed_text(c.kind, row.get(c.key)) for c in question.columns} for row in value or ()]
            return self._with_added_rows(question, rows)
        if question.kind is Kind.MULTI_CHOICE:
            return [] if is_empty(value) or is_unread(value) else list(value)
        return None if question.kind is Kind.FILE else typed_text(question.kind, value)

    def _with_added_rows(self, question: Question, rows: list[Plain]) -> list[Plain]:
        """An empty table is drawn with one row already, so that a row added to it is the second."""
        added = self.typing.added_rows.get(question.key, 0)
        return [*(rows or [{}]), *({} for _ in range(added))] if added else rows


def _as_typed(question: Question, raw: Raw) -> Plain:
    """What was typed, in the shape the control takes; a strange shape shows as nothing."""
    if question.kind is Kind.TABLE:
        return [dict(row) for row in raw if isinstance(row, Mapping)] if not isinstance(raw, str) else []
    several = [raw] if isinstance(raw, str) else [item for item in raw if isinstance(item, str)]
    if question.kind is Kind.MULTI_CHOICE:
        return several
    return several[0] if several else ""


def _options(column: Column, locale: str) -> tuple[tuple[str, str], ...]:
    return tuple((option.key, words(locale, option.label, option.label_en)) for option in column.options)


def _column(column: Column, locale: str) -> ColumnView:
    label = words(locale, column.label, column.label_en)
    unit = words(locale, column.unit, column.unit_en)
    if unit:
        label = f"{label} ({unit})"
    return ColumnView(column.key, column.kind.value, label, column.required, _options(column, locale))
