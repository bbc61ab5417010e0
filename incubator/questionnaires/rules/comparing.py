"""Snapshots and what changed between two of them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any as Plain

from incubator.questionnaires.rules import definition as d
from incubator.questionnaires.rules.conditions import Visibility
from incubator.questionnaires.rules.dumping import one_line
from incubator.questionnaires.rules.showing import shown
from incubator.questionnaires.rules.values import Answers, is_empty

MOST_WORDS = 4_000
"""Longer texts are compared by lines: comparing word by word takes time in the square of the length."""
_WORDS = re.compile(r"\s+|[^\s]+")


def snapshot(form: d.Form, answers: Answers) -> dict[str, Plain]:
    """The answers that count: of questions that are asked, in the order of the form."""
    visibility = Visibility(form, answers)
    return {key: answers[key] for key in form.questions if visibility.question(key) and not is_empty(answers.get(key))}


def canonical(form: d.Form, answers: Answers) -> str:
    """The snapshot as JSON in one spelling, for hashing and keeping."""
    return one_line(snapshot(form, answers))


class Change(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True)
class Segment:
    """A stretch of text: `kept`, `added` or `removed`."""

    how: str
    words: str


@dataclass(frozen=True)
class Difference:
    """One answer that is not what it was.  `before` and `after` are shown texts, empty when there was none."""

    section_title: str
    question_key: str
    label: str
    change: Change
    before: str
    after: str
    segments: tuple[Segment, ...]


def difference(
    form_old: d.Form, old: Answers, form_new: d.Form, new: Answers, locale: str = "ko"
) -> tuple[Difference, ...]:
    """What changed in the answers that count, in the order of the new form; questions that are gone come last."""
    before, after = snapshot(form_old, old), snapshot(form_new, new)
    keys = [*form_new.questions, *(key for key in form_old.questions if key not in form_new.questions)]
    found = []
    for key in keys:
        was = _words_of(form_old, key, before, locale)
        now = _words_of(form_new, key, after, locale)
        if was == now and _files_of(before, key) == _files_of(after, key):
            continue
        form = form_new if key in form_new.questions else form_old
        section, question = form.section_of[key], form.questions[key]
        found.append(
            Difference(
                section_title=d.words(locale, section.title, section.title_en),
                question_key=key,
                label=d.words(locale, question.label, question.label_en),
                change=Change.ADDED if not was else Change.REMOVED if not now else Change.CHANGED,
                before=was,
                after=now,
                segments=tuple(segments(was, now)),
            )
        )
    return tuple(found)


def _words_of(form: d.Form, key: str, answers: Answers, locale: str) -> str:
    question = form.questions.get(key)
    return shown(question, answers.get(key), locale) if question else ""


def _files_of(answers: Answers, key: str) -> list[str]:
    """Hashes: a file replaced by another of the same name and size is a change too."""
    value = answers.get(key)
    return (
        [item["sha256"] for item in value if "sha256" in item] if isinstance(value, list) and _all_maps(value) else []
    )


def _all_maps(value: list[Plain]) -> bool:
    return all(isinstance(item, dict) for item in value)


def segments(before: str, after: str) -> Iterator[Segment]:
    """The two texts woven together, by words or, when they are long, by lines."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if len(old) + len(new) > MOST_WORDS:
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=len(old) + len(new) > MOST_WORDS)
    for how, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if how == "equal":
            yield Segment("kept", "".join(old[old_from:old_to]))
            continue
        if old_to > old_from:
            yield Segment("removed", "".join(old[old_from:old_to]))
        if new_to > new_from:
            yield Segment("added", "".join(new[new_from:new_to]))
