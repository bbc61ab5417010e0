"""The form in which the centre asks for a supplement: one line for each row of the check list, and room for more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from incubator.applications import queries
from incubator.applications.forms.intake import TypedItem
from incubator.applications.models import Application
from incubator.applications.queries import checklist, intake, supplements
from incubator.applications.rules.grounds import PLAN_DEFECTS, Defect, Verdict
from incubator.applications.rules.intake import LONGEST_ASKED
from incubator.applications.usecases.request_supplement import LEAST_DAYS, MOST_DAYS
from incubator.core.dates import day_in_kst
from incubator.core.text import Text, text
from incubator.parameters.queries import value
from incubator.web.filters import label

FREE_LINES = 2
OTHER = text("그 밖의 보완")


@dataclass(frozen=True)
class Line:
    number: int
    row_key: str
    label: Text
    use: bool
    defect: str
    asked: str
    defects: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class AskingPage:
    id: UUID
    round_id: UUID
    organisation: str
    receipt_no: str
    lines: tuple[Line, ...]
    due_on: date
    least_days: int
    most_days: int
    max_chars: int = LONGEST_ASKED


def asking_page(session: Session, application: Application, typed: list[TypedItem] | None, now: datetime) -> AskingPage:
    """`typed` is what came back with a refusal; otherwise rows on hold or 부적합 are chosen beforehand."""
    review = intake.find_review(session, application.id)
    version = queries.get_version(session, application.id, application.version_no)
    rows = review.rows if review else checklist.fresh_rows(session, application, version)
    lines: list[Line] = []
    for row in rows:
        doubtful = row.verdict in (Verdict.HOLD, Verdict.FAIL)
        first = Defect.UNSIGNED if row.is_plan else Defect.MISSING
        stored = TypedItem(doubtful, row.key, first, row.evidence if doubtful else "")
        lines.append(_line(len(lines), Text.from_payload(row.label), stored, typed, is_plan=row.is_plan))
    for _ in range(FREE_LINES):
        lines.append(_line(len(lines), OTHER, TypedItem(False, "", Defect.MISSING, ""), typed))
    today = day_in_kst(now)
    return AskingPage(
        id=application.id,
        round_id=application.round_id,
        organisation=application.organisation.display_name,
        receipt_no=application.receipt_no or "",
        lines=tuple(lines),
        due_on=supplements.proposed_due_day(session, now),
        least_days=value(session, LEAST_DAYS, on=today),
        most_days=value(session, MOST_DAYS, on=today),
    )


def _line(number: int, words: Text, stored: TypedItem, typed: list[TypedItem] | None, *, is_plan: bool = False) -> Line:
    shown = typed[number] if typed and number < len(typed) else stored
    defects = tuple((defect.value, label(defect)) for defect in Defect if not is_plan or defect in PLAN_DEFECTS)
    return Line(number, stored.row_key, words, shown.use, (shown.defect or Defect.MISSING).value, shown.asked, defects)
