"""What waits for a person after a selection: an offered place, an objection, a change of the selection."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from flask import url_for
from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.accounts.roles import Role
from incubator.applications.models import Application
from incubator.applications.queries.following import list_offered_to
from incubator.core.dates import official_until
from incubator.core.text import text
from incubator.portal.pages.tasks import Task
from incubator.programs.models import Round
from incubator.programs.policy import works_on_calls
from incubator.reviews.models import Objection
from incubator.reviews.queries.following import list_moved
from incubator.reviews.queries.objections import list_open

SOON = timedelta(days=3)
A_WEEK = timedelta(days=7)


def place_tasks(session: Session, actor: Actor, now: datetime) -> Iterator[Task]:
    """Offers to a company of this person that can still be answered."""
    for outcome in list_offered_to(session, actor):
        if (
            outcome.reply_due_at is None
            or outcome.reply_due_at <= now
            or not actor.is_owner_of(outcome.application.organisation_id)
        ):
            continue
        yield Task(
            text("선정 자리를 권합니다. %(moment)s까지 답해 주세요.", moment=official_until(outcome.reply_due_at)),
            _about(outcome.application),
            url_for("reviews.place", application_id=outcome.application_id),
            text("내용 보고 답하기"),
            "danger" if outcome.reply_due_at - now <= SOON else "warn",
            outcome.reply_due_at,
        )


def selection_tasks(session: Session, actor: Actor, now: datetime) -> Iterator[Task]:
    """For managers and heads of the program, however long ago the round closed."""
    if not works_on_calls(actor):
        return
    for objection, application in list_open(session):
        if _heads(actor, application.round) or _manages(actor, application.round):
            yield _objection_task(objection, application, now)
    for change in list_moved(session):
        if _heads(actor, change.application.round) and change.proposed_by != actor.user_id:
            yield Task(
                text("선정 변경안이 승인을 기다립니다."),
                _about(change.application),
                url_for("reviews.change", change_id=change.id),
                text("읽고 정하기"),
                "warn",
                change.proposed_at,
            )


def _objection_task(objection: Objection, application: Application, now: datetime) -> Task:
    is_late = now >= objection.due_at
    return Task(
        text("이의신청에 답할 기한이 지났습니다.")
        if is_late
        else text("이의신청에 %(moment)s까지 답해야 합니다.", moment=official_until(objection.due_at)),
        _about(application),
        url_for("reviews.objection_detail", objection_id=objection.id),
        text("읽고 심의하기"),
        "danger" if is_late or objection.due_at - now <= A_WEEK else "warn",
        objection.due_at,
    )


def _about(application: Application) -> str:
    return f"{application.organisation.display_name} · {application.receipt_no}"


def _heads(actor: Actor, round_: Round) -> bool:
    return actor.reaches(Role.HEAD, round_.program_id, round_.program.branch_id)


def _manages(actor: Actor, round_: Round) -> bool:
    return actor.manages(round_.program_id, round_.program.branch_id)
