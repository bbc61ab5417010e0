"""A form as the applicant will see it, drawn by the same macros from answers nobody keeps."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from incubator.core.errors import Invalid
from incubator.questionnaires.pages.uploads import FileUrls
from incubator.questionnaires.pages.writing import SectionView, section_view
from incubator.questionnaires.rules import Form, Kind, Raw, Visibility, parse
from incubator.questionnaires.rules.definition import words

NOWHERE = FileUrls("", "", "")


@dataclass(frozen=True)
class SectionTab:
    label: str
    url: str
    current: bool


@dataclass(frozen=True)
class SectionPreview:
    section: SectionView
    number: int
    count: int


def preview_of(form: Form, section_key: str, raw: Mapping[str, Raw], locale: str) -> SectionPreview | None:
    """The section of this key, else the first one; None for a form without sections."""
    if not form.sections:
        return None
    key = section_key if section_key in form.section else form.sections[0].key
    view = section_view(form, key, answers_tried(form, raw), {}, urls=NOWHERE, locale=locale)
    return SectionPreview(view, list(form.section).index(key) + 1, len(form.sections))


def answers_tried(form: Form, raw: Mapping[str, Raw]) -> dict[str, Any]:
    """What was typed into the preview, as it would be stored."""
    found = {}
    for key, typed in raw.items():
        question = form.questions.get(key)
        if question is None or question.kind is Kind.FILE:
            continue
        with suppress(Invalid):  # what could not be stored decides nothing; the applicant's own page says why
            found[key] = parse(question, typed)
    return {key: value for key, value in found.items() if value is not None}


def visible_in(form: Form, raw: Mapping[str, Raw]) -> dict[str, bool | None]:
    visibility = Visibility(form, answers_tried(form, raw))
    return {key: visibility.question(key) for key in form.questions}


def section_titles(form: Form, locale: str) -> list[tuple[str, str]]:
    return [(section.key, words(locale, section.title, section.title_en)) for section in form.sections]
