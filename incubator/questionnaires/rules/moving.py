"""Which answers still fit when a draft goes over to a newer version of its form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any as Plain

from incubator.questionnaires.rules import definition as d
from incubator.questionnaires.rules.showing import shown
from incubator.questionnaires.rules.values import Answers, is_empty, is_unread


@dataclass(frozen=True)
class Dropped:
    """An answer that has no place in the new version, kept readable."""

    key: str
    label: str
    text: str


@dataclass(frozen=True)
class Refit:
    kept: dict[str, Plain]
    dropped: tuple[Dropped, ...]


def refit(old_form: d.Form, answers: Answers, new_form: d.Form) -> Refit:
    """Answers whose question key and kind still exist go over; of tables and choices, what the new one knows."""
    kept: dict[str, Plain] = {}
    dropped: list[Dropped] = []
    for key, value in answers.items():
        if is_empty(value):
            continue
        old, new = old_form.questions.get(key), new_form.questions.get(key)
        fitting = None if new is None or old is None or old.kind is not new.kind else _fitting(new, value)
        if fitting is not None:
            kept[key] = fitting
        if old is not None and fitting != value:
            dropped.append(Dropped(key, old.label, shown(old, value)))
    return Refit(kept, tuple(dropped))


def _fitting(new: d.Question, value: Plain) -> Plain:
    """The part of the answer that the new question can hold; None when nothing is left."""
    if is_unread(value):
        return value
    if new.kind is d.Kind.CHOICE:
        return value if value in new.option_keys else None
    if new.kind is d.Kind.MULTI_CHOICE:
        return [key for key in new.option_keys if key in value] or None
    if new.kind is d.Kind.TABLE:
        rows = [_fitting_row(new, row) for row in value]
        return [row for row in rows if row] or None
    return value


def _fitting_row(new: d.Question, row: dict[str, Plain]) -> dict[str, Plain]:
    columns = {column.key: column for column in new.columns}
    return {key: value for key, value in row.items() if key in columns and _cell_fits(columns[key], value)}


def _cell_fits(column: d.Column, value: Plain) -> bool:
    """A cell whose column changed its kind does not fit; numbers and won read each other's whole numbers."""
    if is_unread(value):
        return True
    if column.kind is d.Kind.WON:
        return isinstance(value, int)
    if not isinstance(value, str):
        return False
    return column.kind is not d.Kind.CHOICE or value in column.option_keys
