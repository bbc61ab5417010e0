"""Before a version is frozen: how much it asks, what it changes, who is writing on the one before."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.core.text import Text, text
from incubator.questionnaires import queries
from incubator.questionnaires.models import QuestionnaireVersion
from incubator.questionnaires.pages.building import Older, VersionHead, figure_words, version_head
from incubator.questionnaires.rules import Form, Question, load_figure
from incubator.questionnaires.rules.definition import words
from incubator.questionnaires.rules.editing import digest
from incubator.questionnaires.workflow import SEALED


@dataclass(frozen=True)
class Change:
    """A question that is new, gone or different in the new version."""

    what: Text
    label: str


@dataclass(frozen=True)
class PublishPage:
    head: VersionHead
    base: str
    figure: tuple[Text, ...]
    older: Older | None
    changes: tuple[Change, ...]
    empty: tuple[str, ...]
    is_empty: bool


def publish_page(session: Session, actor: Actor, version: QuestionnaireVersion, locale: str) -> PublishPage:
    form = queries.form_of(version)
    older = next(
        (
            other
            for other in queries.list_versions(session, version.questionnaire_id)
            if other.number < version.number and other.state in SEALED
        ),
        None,
    )
    counts = queries.count_answer_sets(session, [older.id]) if older else {}
    return PublishPage(
        head=version_head(actor, version, locale),
        base=digest(version.definition),
        figure=figure_words(load_figure(form)),
        older=Older(older.id, older.number, counts.get(older.id, 0)) if older else None,
        changes=changes_between(queries.form_of(older), form, locale) if older else (),
        empty=tuple(words(locale, s.title, s.title_en) for s in form.sections if not s.questions),
        is_empty=not form.sections,
    )


def changes_between(old: Form, new: Form, locale: str) -> tuple[Change, ...]:
    """Question by question, in the order of the new form; what is gone comes last."""
    found = []
    for key, question in new.questions.items():
        before = old.questions.get(key)
        if before is None:
            found.append(Change(text("더함"), _label(question, locale)))
        elif before.kind is not question.kind:
            found.append(Change(text("종류가 바뀌어 앞의 답을 옮기지 못함"), _label(question, locale)))
        elif before != question:
            found.append(Change(text("고침"), _label(question, locale)))
    gone = [question for key, question in old.questions.items() if key not in new.questions]
    return (*found, *(Change(text("뺌"), _label(question, locale)) for question in gone))


def _label(question: Question, locale: str) -> str:
    return words(locale, question.label, question.label_en)
