"""Acts on many applications: what is chosen, what would happen, what has happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import url_for
from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.applications import queries
from incubator.applications.forms.bulk import Offered
from incubator.applications.models import Application, BulkRun
from incubator.applications.queries import bulk, checklist, desk
from incubator.applications.rules.desk import BulkAct, BulkOutcome, filled
from incubator.applications.usecases.perform_act import On, rehearse_act
from incubator.applications.usecases.plan_message import values_for
from incubator.core.dates import day_in_kst
from incubator.core.errors import Invalid
from incubator.core.text import Text, text
from incubator.db.pages import Page
from incubator.parameters.queries import value
from incubator.programs.models import Round
from incubator.questionnaires.rules.definition import words
from incubator.web.i18n import chosen_locale, tr

NEEDS_ROWS = frozenset({BulkAct.SUPPLEMENT, BulkAct.PASS_CHECK})
WAIT = "notifications.outbox_minutes"


@dataclass(frozen=True)
class ChosenRow:
    """One application of the choice; `problem` is why the act would fail, `words` the message it would get."""

    id: UUID
    receipt_no: str
    organisation: str
    project: str
    url: str
    organisation_id: UUID
    problem: Text | None = None
    words: str = ""


@dataclass(frozen=True)
class BulkPage:
    round_id: UUID
    round_title: str
    act: BulkAct
    rows: tuple[ChosenRow, ...]
    is_preview: bool = False
    key: str = ""

    @property
    def possible(self) -> int:
        return sum(row.problem is None for row in self.rows)

    @property
    def failing(self) -> int:
        return len(self.rows) - self.possible


def offered_for(
    session: Session, actor: Actor, round_: Round, ids: Sequence[UUID], act: BulkAct, now: datetime
) -> Offered:
    """What the form of the act may choose from; check rows are those of the first application."""
    rows: tuple[tuple[str, str], ...] = ()
    if act in NEEDS_ROWS and ids:
        first = queries.get_visible(session, actor, ids[0])
        drafts = checklist.list_drafts(session, first)
        rows = tuple((draft.key, tr(Text.from_payload(draft.label))) for draft in drafts)
    people = desk.list_colleagues(session, round_, now) if act is BulkAct.ASSIGN else []
    templates = bulk.list_templates(session, round_.program_id) if act is BulkAct.MESSAGE else []
    tags = desk.list_tags(session, round_.program_id) if act is BulkAct.UNTAG else []
    return Offered(
        tags=tuple((str(tag.id), tag.name) for tag in tags),
        people=tuple((str(user.id), user.name) for user in people),
        templates={str(item.id): (item.name, item.body) for item in templates},
        rows=rows,
        minutes=value(session, WAIT, on=day_in_kst(now)),
    )


def chosen_page(session: Session, round_: Round, act: BulkAct, ids: Sequence[UUID]) -> BulkPage:
    chosen = bulk.list_chosen(session, round_.id, ids)
    return BulkPage(round_.id, _title(round_), act, tuple(_row(item) for item in chosen))


def preview_page(
    session: Session,
    actor: Actor,
    round_: Round,
    act: BulkAct,
    ids: Sequence[UUID],
    *,
    wanted: dict[str, Any],
    key: str,
    now: datetime,
) -> BulkPage:
    """Each row after a rehearsal of the very act."""
    round_id, title = round_.id, _title(round_)
    problems = {one: rehearse_act(On(actor, one, now), act, wanted) for one in dict.fromkeys(ids)}
    shown = []
    for item in bulk.list_chosen(session, round_id, ids):
        message = _message(session, actor, item.id, wanted["body"]) if act is BulkAct.MESSAGE else ""
        shown.append(_row(item, problems[item.id], message))
    return BulkPage(round_id, title, act, tuple(shown), is_preview=True, key=key)


def _message(session: Session, actor: Actor, application_id: UUID, body: str) -> str:
    application = queries.get_visible(session, actor, application_id)
    try:
        return filled(body, values_for(actor, application))
    except Invalid:
        return ""


def _title(round_: Round) -> str:
    return words(chosen_locale(), round_.title, round_.title_en)


def _row(item: Application, problem: Text | None = None, message: str = "") -> ChosenRow:
    return ChosenRow(
        item.id,
        item.receipt_no or "–",
        item.organisation.display_name,
        item.project_title or "–",
        url_for("applications.staff_detail", application_id=item.id),
        item.organisation_id,
        problem,
        message,
    )


@dataclass(frozen=True)
class ReportRow:
    id: UUID
    receipt_no: str
    organisation: str
    url: str
    outcome: BulkOutcome
    problem: Text | None
    organisation_id: UUID


@dataclass(frozen=True)
class ReportPage:
    """What became of a run; `may_continue` when something is left and this person began it."""

    run_id: UUID
    round_id: UUID
    round_title: str
    act: BulkAct
    started_at: datetime
    rows: tuple[ReportRow, ...]
    may_continue: bool

    def of(self, outcome: BulkOutcome) -> tuple[ReportRow, ...]:
        return tuple(row for row in self.rows if row.outcome is outcome)

    @property
    def done(self) -> int:
        return len(self.of(BulkOutcome.DONE))

    @property
    def failed(self) -> tuple[ReportRow, ...]:
        return self.of(BulkOutcome.FAILED)

    @property
    def ordered(self) -> tuple[ReportRow, ...]:
        """What failed first."""
        return (*self.failed, *(row for row in self.rows if row.outcome is not BulkOutcome.FAILED))

    @property
    def waiting(self) -> int:
        return len(self.of(BulkOutcome.WAITING))


def report_page(session: Session, actor: Actor, run: BulkRun, round_: Round) -> ReportPage:
    rows = tuple(
        ReportRow(
            application.id,
            application.receipt_no or "–",
            organisation.display_name,
            url_for("applications.staff_detail", application_id=application.id),
            row.outcome,
            Text.from_payload(row.problem) if row.problem else None,
            organisation.id,
        )
        for row, application, organisation in bulk.list_rows(session, run.id)
    )
    left = any(row.outcome is BulkOutcome.WAITING for row in rows)
    return ReportPage(
        run.id, round_.id, _title(round_), run.act, run.started_at, rows, left and run.started_by == actor.user_id
    )


@dataclass(frozen=True)
class RunRow:
    act: BulkAct
    who: str
    at: datetime
    total: int
    failed: int
    url: str
    state: Text


@dataclass(frozen=True)
class RunsPage:
    round_id: UUID
    round_title: str
    rows: Page[RunRow]
    url: str


def runs_page(session: Session, round_: Round, number: int) -> RunsPage:
    found = bulk.list_runs(session, round_.id, number=number)
    rows = [
        RunRow(
            run.act,
            who,
            run.started_at,
            total,
            failed,
            url_for("applications.bulk_run", round_id=round_.id, run_id=run.id),
            text("마침") if run.finished_at else text("남은 것이 있음"),
        )
        for run, who, total, failed in found.items
    ]
    url = url_for("applications.bulk_runs", round_id=round_.id)
    return RunsPage(round_.id, _title(round_), Page(rows, found.number, found.size, found.total), url)


@dataclass(frozen=True)
class TemplatesPage:
    round_id: UUID
    round_title: str
    rows: tuple[tuple[str, str, str, str], ...]
    may_write: bool
    template_id: UUID | None = None
    theirs: str | None = None


def templates_page(
    session: Session, round_: Round, *, may_write: bool, template_id: UUID | None = None, theirs: str | None = None
) -> TemplatesPage:
    """Rows: (name, body, address, address to retire it)."""
    rows = tuple(
        (
            item.name,
            item.body,
            url_for("applications.template", round_id=round_.id, template_id=item.id),
            url_for("applications.drop_template", round_id=round_.id, template_id=item.id),
        )
        for item in bulk.list_templates(session, round_.program_id)
    )
    return TemplatesPage(round_.id, _title(round_), rows, may_write, template_id, theirs)
