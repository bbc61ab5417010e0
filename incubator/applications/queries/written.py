"""What the applications of a pair have written: answers and the texts of the plans handed in with them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from incubator.applications.models import ApplicationVersion
from incubator.applications.rules.duplicates import Enclosed, Written, plans_in, written
from incubator.documents.queries import list_texts
from incubator.documents.rules.reading.gathering import Reading
from incubator.questionnaires.models import QuestionnaireVersion
from incubator.questionnaires.queries import form_of, list_versions_by_id


def texts_of(session: Session, ids: Collection[UUID]) -> dict[UUID, Written]:
    """Of the versions handed in last.  Three statements, however many there are."""
    snapshots = _last_snapshots(session, ids)
    plans = plans_of(session, snapshots)
    known = list_texts(session, {plan.sha256 for found in plans.values() for plan in found})
    return {
        key: written(
            snapshot["answers"],
            (replace(plan, text=known[plan.sha256].text) for plan in plans[key] if plan.sha256 in known),
        )
        for key, snapshot in snapshots.items()
    }


def plans_of(session: Session, snapshots: Mapping[UUID, Mapping[str, Any]]) -> dict[UUID, tuple[Enclosed, ...]]:
    """The files of these versions whose text is compared: no certificates of the wallet."""
    wanted = {UUID(item["form"]["version_id"]) for item in snapshots.values() if item.get("files")}
    papers = {version.id: _papers(version) for version in list_versions_by_id(session, wanted)}
    return {
        key: plans_in(item, papers.get(UUID(item["form"]["version_id"]), frozenset())) if item.get("files") else ()
        for key, item in snapshots.items()
    }


def _papers(version: QuestionnaireVersion) -> frozenset[str]:
    questions = form_of(version).questions.items()
    return frozenset(key for key, question in questions if question.accept and question.accept.wallet)


def list_unread(session: Session, application_id: UUID) -> list[tuple[str, Reading]]:
    """(file name, what became of it) of the plans whose text is not compared, or not to its end."""
    snapshots = _last_snapshots(session, [application_id])
    plans = plans_of(session, snapshots).get(application_id, ())
    known = list_texts(session, {plan.sha256 for plan in plans})
    found = [(plan.name, known[plan.sha256].reading if plan.sha256 in known else Reading.FAILED) for plan in plans]
    return [item for item in found if item[1] is not Reading.READ]


def _last_snapshots(session: Session, ids: Collection[UUID]) -> dict[UUID, dict[str, Any]]:
    """The parts that are compared: `answers`, `files`, `form`."""
    last = (
        select(ApplicationVersion.application_id, func.max(ApplicationVersion.number).label("number"))
        .where(ApplicationVersion.application_id.in_(ids))
        .group_by(ApplicationVersion.application_id)
        .subquery()
    )
    parts = [ApplicationVersion.snapshot[name] for name in ("answers", "files", "form")]
    rows = session.execute(
        select(ApplicationVersion.application_id, *parts).join(
            last,
            (ApplicationVersion.application_id == last.c.application_id) & (ApplicationVersion.number == last.c.number),
        )
    )
    return {row[0]: {"answers": row[1], "files": row[2], "form": row[3]} for row in rows}
