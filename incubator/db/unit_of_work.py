"""The one place that commits.

`with unit_of_work() as work:` opens a write transaction, or joins the open one.  Only the outermost commits, after the
facts recorded in it have been shown to their inside listeners (the trail) and written to the outbox for the others.
"""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from flask import current_app
from sqlalchemy import Table, event, insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, UOWTransaction
from sqlalchemy.orm.exc import StaleDataError

from incubator.core import crash
from incubator.core.errors import Stale
from incubator.core.events import Bus, Event
from incubator.core.text import text
from incubator.db.outbox import OutboxMessage
from incubator.db.session import db, writing_options

_turn = threading.Lock()
_lock_files: dict[tuple[int, str], int] = {}
_MESSAGES = insert(cast("Table", OutboxMessage.__table__))


class Work:
    """An open unit of work: the session to change and the facts it leaves."""

    def __init__(self, session: Session, bus: Bus, *, bookkeeping: bool) -> None:
        self.session = session
        self.bus = bus
        self.bookkeeping = bookkeeping
        self.facts: list[Event] = []
        self.changes: dict[UUID, dict[str, Any]] = {}
        self.spoilt = False
        self.flushed = False

    def record(self, fact: Event, *, changes: dict[str, Any] | None = None) -> None:
        """State what has happened.  The trail and the outbox follow from it when the outermost block ends.

        `changes` (see `db.changes.changes_of`) goes into the trail beside the fact, not into the fact.
        """
        self.facts.append(fact)
        if changes:
            self.changes[fact.id] = changes

    def settle(self) -> None:
        """Show each fact to its inside listeners and lay out one message for each later one."""
        self.session.flush()
        if self.flushed and not self.facts and not self.bookkeeping:
            raise RuntimeError("a unit of work changed rows but recorded no fact")
        messages: list[dict[str, Any]] = []
        for fact in self.facts:
            for sub in self.bus.listeners(fact, inside=True):
                sub.listener(self, fact)
            messages += [_message(fact, sub.key) for sub in self.bus.listeners(fact, inside=False)]
        self.session.flush()
        if messages:
            self.session.execute(_MESSAGES, messages)


def _message(fact: Event, listener: str) -> dict[str, Any]:
    return {
        "event_id": fact.id,
        "event_name": fact.name,
        "listener": listener,
        "payload": fact.payload(),
        "created_at": fact.stamp.at,
        "due_at": fact.stamp.at,
    }


@contextmanager
def unit_of_work(*, bookkeeping: bool = False) -> Iterator[Work]:
    """Open or join a write transaction.

    `bookkeeping=True` is for rows that follow from facts already recorded (relay, inbox, presence).  Raises `Stale`
    when a versioned row was saved by somebody else in between.  A failure inside a joined block spoils the outer one.
    """
    session: Session = db.session()
    work: Work | None = session.info.get("unit_of_work")
    if work is not None:
        try:
            yield work
        except BaseException:
            work.spoilt = True
            raise
        return
    with _open(session, bookkeeping=bookkeeping) as work:
        yield work


@contextmanager
def _open(session: Session, *, bookkeeping: bool) -> Iterator[Work]:
    session.rollback()  # what was read before must be read again under the lock
    work = Work(session, current_app.extensions["incubator"].bus, bookkeeping=bookkeeping)
    with _turn_of(session):
        session.info["unit_of_work"] = work
        try:
            session.connection(execution_options=writing_options(session))
            yield work
            if work.spoilt:
                raise RuntimeError("a failure inside this unit of work was swallowed")
            _finish(work)
        except StaleDataError as error:
            session.rollback()
            raise Stale(
                text("그사이 다른 사람이 먼저 저장했습니다."),
                how=text("화면을 새로 고쳐 바뀐 내용을 확인하고 다시 저장해 주세요."),
            ) from error
        except BaseException:
            session.rollback()
            raise
        finally:
            session.info.pop("unit_of_work", None)


def _finish(work: Work) -> None:
    crash.reached("changed", (fact.name for fact in work.facts))
    work.settle()
    crash.reached("before-commit", (fact.name for fact in work.facts))
    work.session.commit()
    crash.reached("after-commit", (fact.name for fact in work.facts))


@contextmanager
def _turn_of(session: Session) -> Iterator[None]:
    """SQLite writers wait for each other in the kernel, not in SQLite's sleeping retry loop."""
    bind = session.get_bind()
    path = bind.engine.url.database if bind.dialect.name == "sqlite" else None
    if not path or path == ":memory:":
        yield
        return
    with _turn:
        lock = _lock_file(path)
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(lock, fcntl.LOCK_UN)


def _lock_file(path: str) -> int:
    key = (os.getpid(), path)
    if key not in _lock_files:
        _lock_files[key] = os.open(Path(path).with_suffix(".writers"), os.O_CREAT | os.O_RDWR, 0o600)
    return _lock_files[key]


def note_flush(session: Session, _context: UOWTransaction, _instances: Any) -> None:
    """Remember that rows were written, so that a silent write cannot commit."""
    work: Work | None = session.info.get("unit_of_work")
    if work is not None and not work.flushed:
        changed = any(session.is_modified(row) for row in session.dirty)
        work.flushed = bool(session.new or session.deleted) or changed


event.listen(db.session, "before_flush", note_flush)


def is_unique_violation(error: IntegrityError, *names: str) -> bool:
    """Whether the database refused a second row under one of these constraint or column names."""
    message = str(error.orig)
    return any(name in message for name in names)
