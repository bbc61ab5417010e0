"""Take a round's list out as a workbook: exactly the filtered rows, with a reason on record."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from incubator.accounts.actor import Actor
from incubator.applications import policy, queries
from incubator.applications.events import ApplicationsExported
from incubator.applications.queries import StaffFilter
from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work
from incubator.ports.spreadsheets import Column, Sheet, write_workbook
from incubator.privacy.rules import AccessAction
from incubator.privacy.usecases.record_access import record_access
from incubator.programs.queries import get_visible_round

Cells = Callable[[Row[Any]], tuple[str | int | None, ...]]


def export_applications(
    *,
    actor: Actor,
    round_id: UUID,
    wanted: StaffFilter,
    head: tuple[str, tuple[str, ...], tuple[Column, ...]],
    row: Cells,
    reason: str,
    route: str,
    now: datetime,
) -> Path:
    """Write the workbook to a temporary file (the caller removes it) and note who took whose data out, and why.

    `head` is (title, notes, columns), `row` the cells of one application.  Raises NotFound, Invalid without a reason.
    """
    title, notes, columns = head
    with unit_of_work() as work:
        round_ = get_visible_round(work.session, actor, round_id)
        policy.may_read_as_staff(actor, round_).enforce()
        companies = queries.list_applicant_ids(work.session, round_id, wanted)
        record_access(
            actor=actor, action=AccessAction.EXPORT, subjects=companies, subject_kind="organisation", reason=reason,
            route=route, now=now,
        )  # fmt: skip
        work.record(
            ApplicationsExported(stamp=actor.stamp(now), reason=reason, round_id=round_id, count=len(companies))
        )
    with tempfile.NamedTemporaryFile(prefix="incubator-", suffix=".xlsx", delete=False) as place:
        path = Path(place.name)
    try:
        rows = (row(item) for item in queries.each_for_staff(session_now(), actor, round_id, wanted))
        write_workbook(path, Sheet("접수 목록", title, notes, columns, rows))
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path
