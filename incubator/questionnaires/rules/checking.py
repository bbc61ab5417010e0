"""What still stands between these answers and a submission."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any as Plain

from incubator.core.text import Text, text
from incubator.questionnaires.rules import definition as d
from incubator.questionnaires.rules.conditions import Visibility
from incubator.questionnaires.rules.definition import conditions_in
from incubator.questionnaires.rules.problems_of_value import Fault, faults_of
from incubator.questionnaires.rules.values import Answers, is_empty


@dataclass(frozen=True)
class Problem:
    """One thing to mend.  `anchor` is the id of the control on the page of the section; `row` counts from 0."""

    section_key: str
    question_key: str
    message: Text
    how: Text
    row: int | None = None
    column: str | None = None

    @property
    def anchor(self) -> str:
        cell = "" if self.row is None else f"-{self.row}-{self.column}"
        return f"q-{self.question_key}{cell}"


class SectionStatus(StrEnum):
    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    COMPLETE = "complete"
    NOT_NEEDED = "not_needed"
    HAS_PROBLEMS = "has_problems"


STATUS_LABELS: Mapping[StrEnum, Text] = {
    SectionStatus.NOT_STARTED: text("작성 전"),
    SectionStatus.IN_PROGRESS: text("작성 중"),
    SectionStatus.COMPLETE: text("작성 완료"),
    SectionStatus.NOT_NEEDED: text("작성하지 않아도 됨"),
    SectionStatus.HAS_PROBLEMS: text("고칠 곳 있음"),
}

MISSING: Mapping[d.Kind, tuple[Text, Text]] = {
    d.Kind.CHOICE: (text("아직 고르지 않았습니다."), text("보기 가운데에서 하나를 골라 주세요.")),
    d.Kind.MULTI_CHOICE: (text("아직 고르지 않았습니다."), text("보기 가운데에서 골라 주세요.")),
    d.Kind.TABLE: (text("표가 비어 있습니다."), text("한 줄 이상 적어 주세요.")),
    d.Kind.FILE: (text("파일이 없습니다."), text("파일을 골라 올려 주세요.")),
}
MISSING_ANSWER = (text("답이 비어 있습니다."), text("답을 적어 주세요."))


def problems(form: d.Form, answers: Answers, *, for_submit: bool) -> list[Problem]:
    """Everything to mend, in the order of the form.

    While writing (`for_submit=False`) an empty answer is no problem yet.  Questions that are not asked have no
    problems; neither have those of which it is not known yet, beyond what was typed into them.
    """
    visibility = Visibility(form, answers)
    return [
        problem
        for section in form.sections
        for question in section.questions
        for problem in _of_question(section, question, answers, visibility, for_submit=for_submit)
    ]


def _of_question(
    section: d.Section, question: d.Question, answers: Answers, visibility: Visibility, *, for_submit: bool
) -> list[Problem]:
    asked = visibility.question(question.key)
    if asked is False:
        return []
    value = answers.get(question.key)
    faults = list(faults_of(question, value))
    if for_submit and asked and is_empty(value) and question.required:
        faults = [Fault(*MISSING.get(question.kind, MISSING_ANSWER))]
    return [Problem(section.key, question.key, fault.message, fault.how, fault.row, fault.column) for fault in faults]


def section_status(form: d.Form, answers: Answers, section_key: str) -> SectionStatus:
    """Where one section stands; for all sections at once see `statuses`."""
    return statuses(form, answers)[section_key]


def statuses(form: d.Form, answers: Answers) -> dict[str, SectionStatus]:
    """`{section key: status}` in the order of the form."""
    visibility = Visibility(form, answers)
    faulty = {problem.section_key for problem in problems(form, answers, for_submit=False)}
    return {
        section.key: _status(section, answers, visibility, faulty=section.key in faulty) for section in form.sections
    }


def _status(section: d.Section, answers: Answers, visibility: Visibility, *, faulty: bool) -> SectionStatus:
    asked = {question.key: visibility.question(question.key) for question in section.questions}
    if all(known is False for known in asked.values()):
        return SectionStatus.NOT_NEEDED
    if faulty:
        return SectionStatus.HAS_PROBLEMS
    shown = [question for question in section.questions if asked[question.key] is not False]
    if all(is_empty(answers.get(question.key)) for question in shown):
        return SectionStatus.NOT_STARTED
    if any(_is_due(question, answers, visibility) for question in shown):
        return SectionStatus.IN_PROGRESS
    return SectionStatus.COMPLETE


def _is_due(question: d.Question, answers: Answers, visibility: Visibility) -> bool:
    """Whether a required answer is still to come, here or in the question that decides whether this one is asked.

    A question that waits for an answer nobody has to give is not due: it may stay undecided for good.
    """
    asked = visibility.question(question.key)
    if asked is False or not is_empty(answers.get(question.key)):
        return False
    if asked:
        return question.required
    form = visibility.form
    deciding = (*conditions_in(question.show_if), *conditions_in(form.section_of[question.key].show_if))
    return question.required and any(_is_due(form.questions[c.question], answers, visibility) for c in deciding)


@dataclass(frozen=True)
class LoadFigure:
    """How much a form asks: at most this many answers and files, of which so many are required.

    `wallet` are the kinds of certificate that companies keep and may hand in for one of the files.
    """

    answers: int
    files: int
    required: int
    wallet: tuple[str, ...] = ()


def load_figure(form: d.Form) -> LoadFigure:
    """Counts over all questions, whatever their conditions say."""
    questions = list(form.questions.values())
    files = [question for question in questions if question.kind is d.Kind.FILE]
    return LoadFigure(
        answers=len(questions) - len(files),
        files=len(files),
        required=sum(q.required for q in questions),
        wallet=tuple(q.accept.wallet for q in files if q.accept and q.accept.wallet),
    )


def file_bytes(form: d.Form, answers: Answers) -> int:
    """Sum of the sizes of all attached files, shown or not: they all take room."""
    keys = [key for key, question in form.questions.items() if question.kind is d.Kind.FILE]
    attached: list[Plain] = [file for key in keys for file in answers.get(key) or ()]
    return sum(int(file["size"]) for file in attached)
