"""What still stands between a draft and its submission."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from incubator.applications.models import Application
from incubator.applications.rules import ANOTHER_COMPANY, CLOSED_COMPANY
from incubator.core.text import Text, text
from incubator.documents.models import StoredFile
from incubator.documents.workflow import FileState
from incubator.organisations.workflow import OrganisationState
from incubator.questionnaires.rules import Form, Kind, Visibility, file_bytes, problems

MEGABYTE = 1_000_000
REFUSED_STATES = (FileState.INFECTED, FileState.PURGED)
"""Files in these states cannot be handed in."""

_REFUSED = select(StoredFile.id).where(
    StoredFile.id.in_(bindparam("ids", expanding=True)),
    StoredFile.state.in_(REFUSED_STATES),
)


@dataclass(frozen=True)
class Obstacle:
    """One thing to mend.  Without `section_key` it concerns the whole form; `anchor` is the control on its page."""

    message: Text
    how: Text
    section_key: str | None = None
    question_key: str | None = None
    anchor: str = ""


def list_obstacles(session: Session, application: Application, form: Form) -> list[Obstacle]:
    """Everything, in the order of the form, so that one look is enough."""
    return [*list_obstacles_of_answers(application, form), *_of_files(session, application, form)]


def list_obstacles_of_answers(application: Application, form: Form) -> list[Obstacle]:
    """What the row itself tells, without asking what has become of its files."""
    found = [*_of_form(application, form)]
    return found + [
        Obstacle(problem.message, problem.how, problem.section_key, problem.question_key, problem.anchor)
        for problem in problems(form, application.answer_set.answers, for_submit=True)
    ]


def _of_form(application: Application, form: Form) -> Iterator[Obstacle]:
    round_ = application.round
    if application.organisation.state is OrganisationState.CLOSED:
        yield Obstacle(CLOSED_COMPANY, ANOTHER_COMPANY)
    if application.answer_set.version_id != round_.questionnaire_version_id:
        yield Obstacle(
            text("작성을 시작하신 뒤에 신청 양식이 바뀌었습니다."),
            text("신청서 화면에서 ‘새 양식으로 옮기기’를 눌러 주세요. 쓰신 답은 그대로 옮겨집니다."),
        )
    total = file_bytes(form, application.answer_set.answers)
    if total > round_.file_total_limit:
        yield Obstacle(
            text(
                "첨부 파일을 모두 합한 크기(%(total)s MB)가 한도(%(most)s MB)를 넘었습니다.",
                total=-(-total // MEGABYTE),
                most=round_.file_total_limit // MEGABYTE,
            ),
            text("파일의 크기를 줄이거나 필요 없는 파일을 지워 주세요."),
        )


def list_attached(application: Application, form: Form) -> dict[UUID, tuple[str, str]]:
    """`{file: (question key, name)}` of all files that are handed in."""
    answers = application.answer_set.answers
    visibility = Visibility(form, answers)
    return {
        UUID(file["file_id"]): (key, file["name"])
        for key, question in form.questions.items()
        if question.kind is Kind.FILE and visibility.question(key)
        for file in answers.get(key) or ()
    }


def _of_files(session: Session, application: Application, form: Form) -> Iterator[Obstacle]:
    attached = list_attached(application, form)
    if not attached:
        return
    for file_id in session.scalars(_REFUSED, {"ids": list(attached)}):
        key, name = attached[file_id]
        yield Obstacle(
            text("파일 %(name)s에서 악성코드가 발견되어 받을 수 없습니다.", name=name),
            text("이 파일을 지우고 깨끗한 파일을 다시 올려 주세요."),
            form.section_of[key].key,
            key,
            f"q-{key}",
        )
