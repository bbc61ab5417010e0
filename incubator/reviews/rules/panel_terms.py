"""What a panel is set to, checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from incubator.core.errors import Invalid
from incubator.core.text import Text, text
from incubator.core.typed import one_spelling, problem_of

LONGEST_LABEL = 60
MOST_SEATS = 30
MOST_SLOT = 240


@dataclass(frozen=True)
class PanelTerms:
    """The columns of `Panel` that staff write; None: without limit."""

    label: str
    seats: int
    secretary_id: UUID
    meets_at: datetime
    access_ends_at: datetime
    place: str = ""
    slot_minutes: int = 20
    load_most: int | None = None
    cases_most: int | None = None
    division_id: UUID | None = None
    is_blind: bool = False
    is_graded: bool = False


def accepted(terms: PanelTerms, *, now: datetime) -> PanelTerms:
    """In one spelling.  Raises Invalid with a sentence for each field that is wrong."""
    label, place = one_spelling(terms.label), one_spelling(terms.place)
    problems = _of_words(label, place) | _of_times(terms, now)
    for key, number, most in (("seats", terms.seats, MOST_SEATS), ("slot_minutes", terms.slot_minutes, MOST_SLOT)):
        if not 1 <= number <= most:
            problems[key] = (text("1에서 %(most)d 사이의 숫자로 적어 주세요.", most=most),)
    for key, limit in (("load_most", terms.load_most), ("cases_most", terms.cases_most)):
        if limit is not None and limit < 1:
            problems[key] = (text("1보다 작을 수 없습니다. 제한하지 않으려면 비워 두세요."),)
    if problems:
        raise Invalid(text("고칠 곳이 있습니다."), problems=problems)
    return PanelTerms(**{**vars(terms), "label": label, "place": place})


def _of_words(label: str, place: str) -> dict[str, tuple[Text, ...]]:
    problems: dict[str, tuple[Text, ...]] = {}
    for key, words in (("label", label), ("place", place)):
        problem = problem_of(words, most=LONGEST_LABEL)
        if problem or (key == "label" and not words):
            problems[key] = (problem or text("위원회의 이름을 적어 주세요. 예: 1분과"),)
    return problems


def _of_times(terms: PanelTerms, now: datetime) -> dict[str, tuple[Text, ...]]:
    problems: dict[str, tuple[Text, ...]] = {}
    if terms.meets_at <= now:
        problems["meets_at"] = (text("이미 지난 때입니다. 앞으로 올 때를 적어 주세요."),)
    if terms.access_ends_at <= terms.meets_at:
        problems["access_ends_at"] = (text("평가를 시작하는 때보다 늦어야 합니다."),)
    return problems
