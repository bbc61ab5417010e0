"""Doors for operators that belong to no slice: the house itself and its outbox."""

from __future__ import annotations

import json
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Any

import click
import structlog
from flask import Flask, current_app
from flask.cli import AppGroup

from incubator.accounts import workflow as accounts
from incubator.accounts.usecases.forget_attempts import forget_attempts
from incubator.applications import workflow as applications
from incubator.applications.usecases.lapse_offers import lapse_offers
from incubator.applications.usecases.lapse_supplements import lapse_supplements
from incubator.applications.usecases.make_print import make_missing_prints
from incubator.applications.usecases.remind_drafts import remind_drafts
from incubator.applications.usecases.run_rechecks import run_rechecks
from incubator.applications.usecases.search_duplicates import search_duplicates
from incubator.applications.usecases.send_planned_message import send_planned_messages
from incubator.approvals import workflow as approvals
from incubator.audit.usecases.seal_entries import seal_entries
from incubator.core.dates import day_in_kst, in_kst
from incubator.core.events import Bus
from incubator.core.workflow import Workflow
from incubator.db.relay import deliver_next, drain
from incubator.db.session import session_now
from incubator.documents import workflow as documents
from incubator.documents.usecases.purge_expired import purge_expired
from incubator.documents.usecases.reconcile_files import reconcile_files
from incubator.notifications.usecases.deliver_next_mail import deliver_next_mail
from incubator.notifications.usecases.send_digests import send_digests
from incubator.organisations import workflow as organisations
from incubator.parameters.queries import value
from incubator.ports import backups, blobs
from incubator.ports.backups import BackupError
from incubator.privacy.usecases.purge_access_log import purge_access_log
from incubator.programs import workflow as programs
from incubator.programs.usecases.close_due_rounds import close_due_rounds
from incubator.programs.usecases.open_due_rounds import open_due_rounds
from incubator.programs.usecases.publish_due_rounds import publish_due_rounds
from incubator.questionnaires import workflow as questionnaires
from incubator.reviews import workflow as reviews
from incubator.reviews.usecases.close_waiting_lists import close_waiting_lists
from incubator.reviews.usecases.finish_appointments import finish_appointments
from incubator.reviews.usecases.lapse_invitations import lapse_invitations
from incubator.web import clock
from incubator.web.access import manifest

log = structlog.get_logger("worker")
outbox_group = AppGroup("outbox", help="Messages and mails that wait to leave.")
backup_group = AppGroup("backup", help="Database and files as one set.")
house_group = AppGroup("house", help="What the house looks like.")
IDLE_SECONDS = 0.5
QUIET_HOUR = 3
WORKFLOWS: Mapping[str, Workflow[Any, Any]] = {
    "account": accounts.WORKFLOW,
    "company": organisations.ORGANISATION_WORKFLOW,
    "invitation": organisations.INVITATION_WORKFLOW,
    "form version": questionnaires.WORKFLOW,
    "round": programs.WORKFLOW,
    "application": applications.WORKFLOW,
    "eligibility check": applications.REVIEW_WORKFLOW,
    "supplement request": applications.SUPPLEMENT_WORKFLOW,
    "planned message": applications.OUTGOING_WORKFLOW,
    "possible duplicate": applications.DUPLICATE_WORKFLOW,
    "outcome": applications.OUTCOME_WORKFLOW,
    "reviewer of the pool": reviews.POOL_WORKFLOW,
    "panel": reviews.PANEL_WORKFLOW,
    "appointment": reviews.APPOINTMENT_WORKFLOW,
    "conflict of interest": reviews.CONFLICT_WORKFLOW,
    "score sheet": reviews.SHEET_WORKFLOW,
    "computation sheet": reviews.COMPUTATION_WORKFLOW,
    "decision": reviews.DECISION_WORKFLOW,
    "objection": reviews.OBJECTION_WORKFLOW,
    "approval": approvals.WORKFLOW,
    "file": documents.FILES,
    "paper": documents.PAPERS,
}


@dataclass(frozen=True)
class Tick:
    """What has to be looked at from time to time.  `act(now)` does what is due, all of it, and nothing twice."""

    name: str
    every_seconds: float
    act: Callable[[datetime], object]


def _digests(now: datetime) -> None:
    send_digests(now=now, hour=value(session_now(), "notifications.digest_hour", on=day_in_kst(now)))


def _purge(now: datetime) -> None:
    purge_access_log(now=now, years=value(session_now(), "privacy.access_log_years", on=day_in_kst(now)))


def _compare_files(now: datetime) -> None:
    """Once a night, for it reads every stored byte; what differs is in the trail and in the log."""
    if in_kst(now).hour != QUIET_HOUR:
        return
    found = reconcile_files(now=now, sweep=True)
    if not found.agrees:
        log.error("files do not agree", missing=found.missing, differing=found.differing, leftovers=found.leftovers)


TICKS: tuple[Tick, ...] = (
    Tick("publish rounds", 5, publish_due_rounds),
    Tick("open rounds", 1, open_due_rounds),
    Tick("close rounds", 5, close_due_rounds),
    Tick("seal the trail", 2, lambda now: seal_entries(now=now)),
    Tick("read what was handed in", 15, lambda now: make_missing_prints(now=now)),
    Tick("search for duplicates", 2, lambda now: search_duplicates(now=now)),
    Tick("send planned messages", 5, lambda now: send_planned_messages(now=now)),
    Tick("daily mails", 60, _digests),
    Tick("close overdue supplements", 15, lambda now: lapse_supplements(now=now)),
    Tick("hand unanswered offers on", 15, lambda now: lapse_offers(now=now)),
    Tick("end waiting lists", 60, lambda now: close_waiting_lists(now=now)),
    Tick("check conditions again", 1, run_rechecks),
    Tick("close unanswered invitations", 15, lambda now: lapse_invitations(now=now)),
    Tick("end rights of reviewers", 5, lambda now: finish_appointments(now=now)),
    Tick("remind of deadlines", 60, lambda now: remind_drafts(now=now)),
    Tick("forget old sign-in attempts", 3600, lambda now: forget_attempts(now=now)),
    Tick("purge the access log", 3600, _purge),
    Tick("purge files", 3600, lambda now: purge_expired(now=now)),
    Tick("compare files with rows", 3600, _compare_files),
)


def tick(now: datetime, *, ticks: Sequence[Tick] = TICKS) -> None:
    """Let each do what is due.  One that fails is logged and keeps nobody from the others."""
    for one in ticks:
        try:
            one.act(now)
        except Exception as error:
            session_now().rollback()
            log.exception("tick failed", tick=one.name, error=type(error).__name__)


def deliver_all(bus: Bus, now: datetime) -> int:
    """Hand every due message to its listener and send every due mail; returns how many were handled."""
    handled = 0
    while True:
        done = drain(bus, now)
        while deliver_next_mail(now):
            done += 1
        if not done:
            return handled
        handled += done


@outbox_group.command("drain")
def drain_command() -> None:
    """Do what is due: what the time has brought, messages, mails.  Then stop."""
    tick(clock.now())
    handled = deliver_all(current_app.extensions["incubator"].bus, clock.now())
    click.echo(json.dumps({"handled": handled}))


@outbox_group.command("deliver")
@click.option("--forever", is_flag=True, help="Keep on until SIGTERM or Ctrl-C.")
def deliver_command(*, forever: bool) -> None:
    """Deliver what is due; with --forever keep waiting for more."""
    stopping = _stop_on_signal()
    bus = current_app.extensions["incubator"].bus
    next_at = dict.fromkeys(TICKS, 0.0)
    while not stopping:
        _tick_those_due(next_at)
        if deliver_next(bus, clock.now()) or deliver_next_mail(clock.now()):
            continue
        if not forever:
            return
        time.sleep(IDLE_SECONDS)


def _tick_those_due(next_at: dict[Tick, float]) -> None:
    passed = time.monotonic()
    due = [one for one, at in next_at.items() if at <= passed]
    next_at.update({one: passed + one.every_seconds for one in due})
    tick(clock.now(), ticks=due)


def _stop_on_signal() -> list[int]:
    """A list that a signal fills, so that the message in hand is finished first."""
    received: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        received.append(number)

    signal.signal(signal.SIGTERM, note)
    signal.signal(signal.SIGINT, note)
    return received


@house_group.command("manifest")
def manifest_command() -> None:
    """Print the route manifest as JSON, from the live URL map."""
    click.echo(json.dumps(manifest(current_app), ensure_ascii=False, indent=1))


@house_group.command("workflows")
def workflows_command() -> None:
    """Print every workflow as a Mermaid state diagram, drawn from the tables the program runs on."""
    for title, workflow in WORKFLOWS.items():
        click.echo(f"---\ntitle: {title}\n---\n{workflow.mermaid()}\n")


@backup_group.command("take")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def take_backup_command(folder: Path) -> None:
    """Write a new set of database and files into FOLDER while the program runs; prints where it is."""
    settings = current_app.extensions["incubator"].settings
    with _said_plainly():
        taken = backups.take(
            database_url=settings.database_url, files=blobs.folder(), to=folder, at=clock.now().astimezone(UTC)
        )
        click.echo(json.dumps({"taken": str(taken)}))


@backup_group.command("check")
@click.argument("folder", type=click.Path(path_type=Path))
def check_backup_command(folder: Path) -> None:
    """Read every byte of the set in FOLDER; exit code 1 and a list when it is not as it was taken."""
    problems = backups.problems_of(folder)
    click.echo(json.dumps({"whole": not problems, "problems": problems}, ensure_ascii=False))
    sys.exit(1 if problems else 0)


@backup_group.command("restore")
@click.argument("folder", type=click.Path(path_type=Path))
def restore_backup_command(folder: Path) -> None:
    """Put the set in FOLDER into the empty database and file folder of the settings; never over what is there."""
    settings = current_app.extensions["incubator"].settings
    with _said_plainly():
        manifest = backups.put_back(folder=folder, database_url=settings.database_url, files=blobs.folder())
        click.echo(json.dumps({"restored": manifest.taken_at, "files": manifest.files}))


@contextmanager
def _said_plainly() -> Iterator[None]:
    """A failure is a sentence for the operator and exit code 1."""
    try:
        yield
    except BackupError as error:
        raise click.ClickException(str(error)) from error


def init_app(app: Flask) -> None:
    app.cli.add_command(backup_group)
    app.cli.add_command(outbox_group)
    app.cli.add_command(house_group)
