"""What the pages of the intake desk send: verdicts, a request for a supplement, reasons."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, TypeVar

from werkzeug.datastructures import MultiDict
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from incubator.applications.rules.grounds import Defect, Ground, Verdict
from incubator.applications.rules.intake import LONGEST_EVIDENCE, MOST_ITEMS, ItemWanted, Judgement
from incubator.core.text import text
from incubator.web.fields import KstDateField
from incubator.web.forms import BaseForm
from incubator.web.i18n import tr

E = TypeVar("E", Verdict, Ground, Defect)
MOST_KEY = 80


@dataclass(frozen=True)
class TypedRow:
    """One row as it was sent; shown again when it is refused."""

    verdict: Verdict
    ground: Ground | None
    evidence: str
    seen: int | None


def _member(kind: type[E], raw: str) -> E | None:
    return next((item for item in kind if item.value == raw), None)


def typed_rows(sent: MultiDict[str, str], keys: Collection[str]) -> dict[str, TypedRow]:
    """`verdict.<key>`, `ground.<key>`, `evidence.<key>`, `seen.<key>` of rows with a verdict; others mean nothing said."""
    found = {}
    for key in keys:
        verdict = _member(Verdict, sent.get(f"verdict.{key}", ""))
        if verdict is not None:
            found[key] = TypedRow(
                verdict,
                _member(Ground, sent.get(f"ground.{key}", "")),
                sent.get(f"evidence.{key}", ""),
                _number(sent.get(f"seen.{key}", "")),
            )
    return found


def _number(raw: str) -> int | None:
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) <= MOST_NUMBER else None


MOST_NUMBER = 9


def judgement(key: str, typed: TypedRow, *, agrees: bool, file_id: Any = None) -> Judgement | None:
    """What was typed as a judgement; a 적합 without a ground rests on the system's finding, or on the documents.

    `agrees`: the system found the row fulfilled.  None when another verdict has no ground.
    """
    ground = typed.ground
    if ground is None and typed.verdict is Verdict.PASS:
        ground = Ground.MET_BY_CHECK if agrees else Ground.MET_BY_DOCUMENT
    if ground is None:
        return None
    return Judgement(key, typed.verdict, ground, typed.evidence, file_id, typed.seen)


class ReasonForm(BaseForm):
    """Why something is proposed, returned, taken back."""

    reason = TextAreaField(validators=[DataRequired(), Length(max=LONGEST_EVIDENCE)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reason.label.text = tr(text("까닭"))


class SupplementForm(BaseForm):
    """Until when, and words to all of it; the items are `item.<n>.use|row|defect|asked`."""

    due_on = KstDateField(validators=[DataRequired()])
    note = TextAreaField(validators=[Optional(), Length(max=LONGEST_EVIDENCE)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.due_on.label.text = tr(text("제출 기한"))
        self.due_on.description = tr(text("고르신 날의 18:00까지 받습니다. 토요일, 일요일과 휴일은 고를 수 없습니다."))
        self.note.label.text = tr(text("함께 드릴 말씀"))


@dataclass(frozen=True)
class TypedItem:
    use: bool
    row_key: str
    defect: Defect | None
    asked: str


def typed_items(sent: MultiDict[str, str]) -> list[TypedItem]:
    """Every line of the request form, chosen or not."""
    return [
        TypedItem(
            bool(sent.get(f"item.{number}.use")),
            sent.get(f"item.{number}.row", "")[:MOST_KEY],
            _member(Defect, sent.get(f"item.{number}.defect", "")),
            sent.get(f"item.{number}.asked", ""),
        )
        for number in range(MOST_ITEMS * 2)
        if f"item.{number}.defect" in sent
    ]


def items_wanted(typed: list[TypedItem]) -> list[ItemWanted]:
    """The chosen ones; a chosen line without a kind of defect is a missing document."""
    return [ItemWanted(item.defect or Defect.MISSING, item.asked, item.row_key) for item in typed if item.use]
