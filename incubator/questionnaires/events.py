"""What has happened to questionnaires and answers.  Keys and ids only: an answer is personal and never copied here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from incubator.core.events import Event


@dataclass(frozen=True, kw_only=True)
class QuestionnaireCreated(Event):
    name: ClassVar[str] = "questionnaire.created"
    about: ClassVar[str] = "questionnaire_id"

    questionnaire_id: UUID
    version_id: UUID
    key: str


@dataclass(frozen=True, kw_only=True)
class QuestionnaireDrafted(Event):
    """A new version was begun from an earlier one."""

    name: ClassVar[str] = "questionnaire.drafted"
    about: ClassVar[str] = "questionnaire_id"

    questionnaire_id: UUID
    version_id: UUID
    number: int


@dataclass(frozen=True, kw_only=True)
class QuestionnaireRevised(Event):
    """The definition of a draft version was saved: as a whole, or by one act (`rules.editing.EditAct`) on `part`."""

    name: ClassVar[str] = "questionnaire.revised"
    about: ClassVar[str] = "questionnaire_id"

    questionnaire_id: UUID
    version_id: UUID
    number: int
    act: str = ""
    part: str = ""


@dataclass(frozen=True, kw_only=True)
class QuestionnairePublished(Event):
    name: ClassVar[str] = "questionnaire.published"
    about: ClassVar[str] = "questionnaire_id"

    questionnaire_id: UUID
    version_id: UUID
    number: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class QuestionnaireRetired(Event):
    name: ClassVar[str] = "questionnaire.retired"
    about: ClassVar[str] = "questionnaire_id"

    questionnaire_id: UUID
    version_id: UUID
    number: int


@dataclass(frozen=True, kw_only=True)
class QuestionnaireDiscarded(Event):
    """A draft was given up; `is_whole` says that the form was never published, so that the form went with it."""

    name: ClassVar[str] = "questionnaire.discarded"
    about: ClassVar[str] = "questionnaire_id"

    questionnaire_id: UUID
    version_id: UUID
    number: int
    is_whole: bool


@dataclass(frozen=True, kw_only=True)
class AnswerSetOpened(Event):
    name: ClassVar[str] = "answer_set.opened"
    about: ClassVar[str] = "answer_set_id"

    answer_set_id: UUID
    version_id: UUID


@dataclass(frozen=True, kw_only=True)
class AnswersSaved(Event):
    """These questions were answered anew; `revision` counts the saves of the whole set."""

    name: ClassVar[str] = "answers.saved"
    about: ClassVar[str] = "answer_set_id"

    answer_set_id: UUID
    keys: tuple[str, ...]
    revision: int


@dataclass(frozen=True, kw_only=True)
class AnswerFileAttached(Event):
    name: ClassVar[str] = "answer_file.attached"
    about: ClassVar[str] = "answer_set_id"

    answer_set_id: UUID
    question_key: str
    file_id: UUID


@dataclass(frozen=True, kw_only=True)
class AnswerFileRemoved(Event):
    name: ClassVar[str] = "answer_file.removed"
    about: ClassVar[str] = "answer_set_id"

    answer_set_id: UUID
    question_key: str
    file_id: UUID


@dataclass(frozen=True, kw_only=True)
class AnswerSetMoved(Event):
    """A draft went over to a newer version; `dropped` names the questions whose answers no longer fit."""

    name: ClassVar[str] = "answer_set.moved"
    about: ClassVar[str] = "answer_set_id"

    answer_set_id: UUID
    from_version_id: UUID
    to_version_id: UUID
    dropped: tuple[str, ...]
