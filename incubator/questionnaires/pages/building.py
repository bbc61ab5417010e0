"""The builder: what a form maker sees of a version."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.core.text import Text, text
from incubator.organisations.rules.wallet import LABELS as WALLET_LABELS
from incubator.organisations.rules.wallet import WalletKind
from incubator.questionnaires import policy, queries
from incubator.questionnaires.models import QuestionnaireVersion
from incubator.questionnaires.rules import KIND_LABELS, Form, LoadFigure, Question, Section, load_figure
from incubator.questionnaires.rules.definition import Rule, conditions_in, words
from incubator.questionnaires.rules.editing import digest, outline
from incubator.questionnaires.rules.wording import in_words
from incubator.questionnaires.workflow import SEALED, VersionState


@dataclass(frozen=True)
class QuestionRow:
    """`users` names what asks for this question; with any it cannot be deleted."""

    key: str
    number: int
    label: str
    kind: Text
    required: bool
    condition: Text | None
    users: str


@dataclass(frozen=True)
class SectionCard:
    key: str
    number: int
    title: str
    condition: Text | None
    questions: tuple[QuestionRow, ...]
    is_first: bool
    is_last: bool


@dataclass(frozen=True)
class VersionHead:
    """A version as every page about it names it."""

    id: UUID
    questionnaire_id: UUID
    key: str
    number: int
    state: VersionState
    title: str
    may_write: bool

    @property
    def is_draft(self) -> bool:
        return self.state is VersionState.DRAFT

    @property
    def is_discarded(self) -> bool:
        return self.state is VersionState.DISCARDED

    @property
    def may_edit(self) -> bool:
        return self.may_write and self.is_draft


@dataclass(frozen=True)
class Older:
    """The published version a draft was begun from, with the answers that stand on it."""

    id: UUID
    number: int
    answers: int


@dataclass(frozen=True)
class BuilderPage:
    head: VersionHead
    base: str
    sections: tuple[SectionCard, ...]
    figure: tuple[Text, ...]
    older: Older | None
    answers: int
    empty: tuple[str, ...]


@dataclass(frozen=True)
class FormRow:
    """A line of the list of forms, or of the versions of one."""

    id: UUID
    questionnaire_id: UUID
    title: str
    key: str
    number: int
    state: VersionState
    at: datetime
    questions: int
    answers: int


def version_head(actor: Actor, version: QuestionnaireVersion, locale: str) -> VersionHead:
    definition = version.definition
    return VersionHead(
        id=version.id,
        questionnaire_id=version.questionnaire_id,
        key=version.questionnaire.key,
        number=version.number,
        state=version.state,
        title=words(locale, definition.get("title", ""), definition.get("title_en", "")),
        may_write=bool(policy.may_write_forms(actor)),
    )


def builder_page(session: Session, actor: Actor, version: QuestionnaireVersion, locale: str) -> BuilderPage:
    form = queries.form_of(version)
    published = [
        other
        for other in queries.list_versions(session, version.questionnaire_id)
        if other.number < version.number and other.state in SEALED
    ]
    counts = queries.count_answer_sets(session, [version.id, *(other.id for other in published[:1])])
    return BuilderPage(
        head=version_head(actor, version, locale),
        base=digest(outline(version.definition)),
        sections=section_cards(form, locale),
        figure=figure_words(load_figure(form)),
        older=Older(published[0].id, published[0].number, counts.get(published[0].id, 0)) if published else None,
        answers=counts.get(version.id, 0),
        empty=tuple(section.title for section in form.sections if not section.questions),
    )


def section_cards(form: Form, locale: str) -> tuple[SectionCard, ...]:
    """The outline; who asks for whom is gathered once for the whole form."""
    numbers = {key: number for number, key in enumerate(form.questions, 1)}
    users = _users(form, locale)
    last = len(form.sections)
    return tuple(
        SectionCard(
            key=section.key,
            number=number,
            title=words(locale, section.title, section.title_en),
            condition=_condition(form, section.show_if, locale),
            questions=tuple(
                _row(form, question, numbers[question.key], users.get(question.key, []), locale)
                for question in section.questions
            ),
            is_first=number == 1,
            is_last=number == last,
        )
        for number, section in enumerate(form.sections, 1)
    )


def _users(form: Form, locale: str) -> dict[str, list[str]]:
    """{question key: the names of the parts that ask for it}."""
    found: dict[str, list[str]] = {}
    named = [(section, words(locale, section.title, section.title_en)) for section in form.sections]
    asking: list[tuple[Section | Question, str]] = [*named]
    asking += [(item, words(locale, item.label, item.label_en)) for item in form.questions.values()]
    for part, name in asking:
        for key in dict.fromkeys(condition.question for condition in conditions_in(part.show_if)):
            found.setdefault(key, []).append(name)
    return found


def _row(form: Form, question: Question, number: int, users: list[str], locale: str) -> QuestionRow:
    return QuestionRow(
        key=question.key,
        number=number,
        label=words(locale, question.label, question.label_en),
        kind=KIND_LABELS[question.kind],
        required=question.required,
        condition=_condition(form, question.show_if, locale),
        users=", ".join(f"‘{name}’" for name in users),
    )


def _condition(form: Form, rule: Rule | None, locale: str) -> Text | None:
    return None if rule is None else in_words(form, rule, locale)


def part_condition(form: Form, part: Section | Question, locale: str) -> Text | None:
    """When this part is shown, in words; None means always."""
    return _condition(form, part.show_if, locale)


def figure_words(figure: LoadFigure, kept: Collection[str] | None = None) -> tuple[Text, ...]:
    """`답 27개와 파일 6개`, how many of them are required, and which files may come from a wallet.

    `kept` are the kinds of valid certificates a company has; None when nobody in particular is asked.
    """
    found = [
        text(
            "답 %(answers)s개와 파일 %(files)s개를 묻습니다. 그 가운데 꼭 내야 하는 것은 %(required)s개입니다.",
            answers=figure.answers,
            files=figure.files,
            required=figure.required,
        )
    ]
    if kept is not None:
        have = [WALLET_LABELS[WalletKind(kind)] for kind in figure.wallet if kind in kept]
        if have:
            words = text(
                "파일 %(count)s개는 이미 기업 서류함에 있습니다: %(names)s", count=len(have), names=_joined(have)
            )
            found.append(words)
    elif figure.wallet:
        names = [WALLET_LABELS[WalletKind(kind)] for kind in figure.wallet]
        found.append(
            text(
                "파일 %(count)s개는 기업 서류함에 있는 서류로 낼 수 있습니다: %(names)s",
                count=len(names),
                names=_joined(names),
            )
        )
    return tuple(found)


def _joined(names: Sequence[Text]) -> Text:
    found = names[0]
    for name in names[1:]:
        found = text("%(left)s, %(right)s", left=found, right=name)
    return found


def form_rows(session: Session, versions: Sequence[QuestionnaireVersion], locale: str) -> tuple[FormRow, ...]:
    """Two statements at most, however many there are."""
    counts = queries.count_answer_sets(session, [version.id for version in versions])
    return tuple(
        FormRow(
            id=version.id,
            questionnaire_id=version.questionnaire_id,
            title=words(locale, version.definition.get("title", ""), version.definition.get("title_en", "")),
            key=version.questionnaire.key,
            number=version.number,
            state=version.state,
            at=version.published_at or version.updated_at or version.created_at,
            questions=sum(len(section.get("questions", ())) for section in version.definition.get("sections", ())),
            answers=counts.get(version.id, 0),
        )
        for version in versions
    )
