"""The pages of one question: its kind, its place, its condition in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from incubator.core.text import Text, text
from incubator.questionnaires import queries
from incubator.questionnaires.models import QuestionnaireVersion
from incubator.questionnaires.pages.building import VersionHead, part_condition
from incubator.questionnaires.rules import KIND_LABELS, Kind
from incubator.questionnaires.rules.definition import COLUMN_KINDS, words
from incubator.questionnaires.rules.editing import (
    SETTING_LABELS,
    Place,
    conversion,
    holders_of_kind,
    reader_of_kind,
)

KIND_HELP: Mapping[Kind, Text] = {
    Kind.SHORT_TEXT: text("한 줄. 과제명, 이름, 번호"),
    Kind.LONG_TEXT: text("여러 줄. 동기, 계획, 설명"),
    Kind.NUMBER: text("단위가 있는 수. 인원, 기간, 비율"),
    Kind.WON: text("원 단위의 금액. 쉼표를 찍어 보여 줍니다"),
    Kind.DATE: text("하루. 설립일, 시작하는 날"),
    Kind.CHOICE: text("보기에서 하나"),
    Kind.MULTI_CHOICE: text("보기에서 여럿"),
    Kind.TABLE: text("줄을 더하는 표. 팀원, 일정, 사업비"),
    Kind.FILE: text("붙이는 파일. 사업계획서, 증명서"),
}
SPECIAL: Mapping[str, Text] = {
    "project_title": text("이 답은 접수 목록과 접수증에 과제명으로 쓰입니다."),
    "requested_won": text("이 답은 접수 목록에 신청 금액으로 쓰입니다."),
}


YES_NO = "yes_no"


@dataclass(frozen=True)
class KindChoice:
    """`value` is a kind, or `YES_NO`: a choice that begins with the two options conditions know as yes and no."""

    value: str
    label: Text
    help: Text


@dataclass(frozen=True)
class KindChange:
    """What becomes of a question that takes another kind; `places` and `reader` are why it cannot."""

    choice: KindChoice
    kept: tuple[Text, ...]
    lost: tuple[Text, ...]
    needed: tuple[Text, ...]
    places: tuple[Place, ...] = ()
    reader: Text | None = None

    @property
    def may(self) -> bool:
        return not self.places and self.reader is None


@dataclass(frozen=True)
class QuestionPage:
    """`key` is None for a question that is being added; `is_gone` says that somebody has removed it meanwhile."""

    head: VersionHead
    key: str | None
    section_key: str
    section_title: str
    label: str
    kind: Kind
    kind_label: Text
    condition: Text | None
    is_gone: bool
    special: Text | None
    change: KindChange | None
    column_kinds: tuple[tuple[str, Text], ...]


def kind_choices() -> tuple[KindChoice, ...]:
    found = [KindChoice(kind.value, KIND_LABELS[kind], KIND_HELP[kind]) for kind in Kind]
    yes_no = KindChoice(YES_NO, text("예/아니요"), text("조건에서 ‘예’일 때를 바로 고를 수 있습니다"))
    return (*found[:5], yes_no, *found[5:])


def kind_change(definition: Mapping[str, Any], question: Mapping[str, Any], kind: Kind) -> KindChange:
    """For a stored question."""
    found = conversion(question, kind)
    kept = [SETTING_LABELS[name] for name in found.kept if name in SETTING_LABELS]
    return KindChange(
        choice=KindChoice(kind.value, KIND_LABELS[kind], KIND_HELP[kind]),
        kept=tuple(kept),
        lost=tuple(SETTING_LABELS[name] for name in found.lost),
        needed=tuple(SETTING_LABELS[name] for name in found.needed),
        places=holders_of_kind(definition, question["key"], kind),
        reader=reader_of_kind(question, kind),
    )


def kind_changes(definition: Mapping[str, Any], question: Mapping[str, Any]) -> tuple[KindChange, ...]:
    """One for each other kind."""
    return tuple(kind_change(definition, question, kind) for kind in Kind if kind.value != question["kind"])


def question_page(
    head: VersionHead,
    version: QuestionnaireVersion,
    key: str | None,
    *,
    section_key: str,
    kind: Kind,
    locale: str,
    change: KindChange | None = None,
) -> QuestionPage:
    form = queries.form_of(version)
    question = form.questions.get(key) if key else None
    section = form.section_of[question.key] if question else form.section.get(section_key)
    return QuestionPage(
        head=head,
        key=key,
        section_key=section.key if section else "",
        section_title=words(locale, section.title, section.title_en) if section else "",
        label=words(locale, question.label, question.label_en) if question else "",
        kind=kind,
        kind_label=KIND_LABELS[kind],
        condition=part_condition(form, question, locale) if question else None,
        is_gone=key is not None and question is None,
        special=SPECIAL.get(key or ""),
        change=change,
        column_kinds=tuple((item.value, KIND_LABELS[item]) for item in Kind if item in COLUMN_KINDS),
    )
