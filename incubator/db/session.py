"""The session of a request or a worker step, and the engine's manners.

SQLite: write-ahead log, full sync, foreign keys on.  A transaction that will write says so at its start
(`BEGIN IMMEDIATE`), because SQLite loses updates silently otherwise; a reading one never waits for the writer.
"""

from __future__ import annotations

import time
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.orm import Session, UOWTransaction

from incubator.db.base import Base

WRITES = "incubator_writes"
REST_SECONDS = 1.0
"""Asking at each loan would cost as much as a statement; in a rush the connection has just answered somebody else."""
db = SQLAlchemy(metadata=Base.metadata, disable_autonaming=True, session_options={"expire_on_commit": True})


def session_now() -> Session:
    """The session for reading in this request.  It refuses to flush outside a unit of work."""
    session: Session = db.session()
    return session


def prepare_engine(engine: Engine) -> None:
    """Set the manners above on a SQLite engine; a connection to a server is asked whether it is alive after a rest."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _sqlite_manners)
        event.listen(engine, "begin", _sqlite_begin)
        return

    def ask_after_rest(connection: Any, record: Any, _proxy: Any) -> None:
        if time.monotonic() - record.info.get("rested_at", time.monotonic()) < REST_SECONDS:
            return
        try:
            alive = engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise InvalidatePoolError from error
        if not alive:
            raise InvalidatePoolError

    event.listen(engine, "checkin", _note_rest)
    event.listen(engine, "checkout", ask_after_rest)


def _note_rest(_connection: Any, record: Any) -> None:
    record.info["rested_at"] = time.monotonic()


def _sqlite_manners(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in (
        "journal_mode=wal",
        "busy_timeout=15000",
        "synchronous=full",
        "foreign_keys=on",
        "cache_size=-32000",
        "temp_store=memory",
    ):
        connection.execute(f"pragma {pragma}")


def _sqlite_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def refuse_stray_flush(session: Session, _context: UOWTransaction, _instances: Any) -> None:
    """A change that no unit of work knows of would have no trail: it is a programming error."""
    if not session.info.get("unit_of_work") and (session.new or session.dirty or session.deleted):
        raise RuntimeError("a change was flushed outside a unit of work")


event.listen(db.session, "before_flush", refuse_stray_flush)
