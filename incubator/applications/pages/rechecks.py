"""How far a re-check is, what it found, whose answer changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row
from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.applications.models import Recheck, RecheckedApplication
from incubator.applications.policy.desk import may_work_at_desk
from incubator.applications.queries.rechecks import count_handed_in, list_changed, list_rechecks
from incubator.core.text import Text
from incubator.db.pages import Page
from incubator.programs.models import Round
from incubator.programs.rules.kinds import Outcome
from incubator.web.i18n import chosen_locale


@dataclass(frozen=True)
class RunShown:
    id: UUID
    asked_at: datetime
    asked_by: str
    total: int
    done: int
    passed: int
    failed: int
    unknown: int
    changed: int
    finished_at: datetime | None

    @property
    def percent(self) -> int:
        """Rounded down: a hundred means done."""
        return 100 * self.done // self.total if self.total else 100


@dataclass(frozen=True)
class ChangeShown:
    condition: Text
    before: Outcome
    after: Outcome
    reason: Text


@dataclass(frozen=True)
class ChangedShown:
    application_id: UUID
    organisation_id: UUID
    receipt_no: str
    applicant: str
    project: str
    before: Outcome
    after: Outcome
    changes: tuple[ChangeShown, ...]


@dataclass(frozen=True)
class RecheckPage:
    """`rows` are of the newest run."""

    round_id: UUID
    round_title: str
    handed_in: int
    may_start: bool
    runs: tuple[RunShown, ...]
    rows: Page[ChangedShown] | None
    url: str

    @property
    def newest(self) -> RunShown | None:
        return self.runs[0] if self.runs else None

    @property
    def is_running(self) -> bool:
        return self.newest is not None and self.newest.finished_at is None


def recheck_page(session: Session, actor: Actor, round_: Round, *, url: str, number: int) -> RecheckPage:
    runs = tuple(_run(row) for row in list_rechecks(session, round_.id))
    rows: Page[ChangedShown] | None = None
    if runs:
        found = list_changed(session, runs[0].id, number=number)
        rows = Page([_changed(row) for row in found.items], found.number, found.size, found.total)
    is_running = bool(runs) and runs[0].finished_at is None
    handed_in = count_handed_in(session, round_.id)
    is_english = chosen_locale() == "en"
    return RecheckPage(
        round_id=round_.id,
        round_title=round_.title_en if is_english and round_.title_en else round_.title,
        handed_in=handed_in,
        may_start=bool(may_work_at_desk(actor, round_)) and not is_running and handed_in > 0,
        runs=runs,
        rows=rows,
        url=url,
    )


def _run(row: Row[Any]) -> RunShown:
    run: Recheck = row[0]
    return RunShown(
        id=run.id,
        asked_at=run.asked_at,
        asked_by=row.name,
        total=run.total,
        done=run.done,
        passed=run.passed,
        failed=run.failed,
        unknown=run.unknown,
        changed=row.changed,
        finished_at=run.finished_at,
    )


def _changed(row: Row[Any]) -> ChangedShown:
    found: RecheckedApplication = row[0]
    return ChangedShown(
        application_id=found.application_id,
        organisation_id=row.organisation_id,
        receipt_no=row.receipt_no or "",
        applicant=row.applicant_name,
        project=row.project_title,
        before=found.before,
        after=found.after,
        changes=tuple(
            ChangeShown(
                Text.from_payload(item["condition"]),
                Outcome(item["before"]),
                Outcome(item["after"]),
                Text.from_payload(item["reason"]),
            )
            for item in found.findings
        ),
    )
