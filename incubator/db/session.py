"""The session of a request or a worker step, and the engine's manners.

SQLite: write-ahead log, full sync, foreign keys on.  A transaction that will write says so at its start
(`BEGIN IMMEDIATE`), because SQLite loses updates silently otherwise; a reading one never waits for the writer.

PostgreSQL: reading opens no transaction.  Under READ COMMITTED each statement sees what is committed when it starts,
inside a transaction as outside, so that `BEGIN` and `ROLLBACK` would be two more ways to the server for nothing.  The
unit of work opens one.
"""

from __future__ import annotations

import json
import time
from typing import Any
from weakref import WeakKeyDictionary

from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session as FlaskSession
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.orm import Session, UOWTransaction

from incubator.db.base import Base

WRITES = "incubator_writes"
REST_SECONDS = 1.0
"""Asking at each loan would cost as much as a statement; in a rush the connection has just answered somebody else."""
_reading: WeakKeyDictionary[Engine, Engine] = WeakKeyDictionary()
"""The same pool, lent without a transaction."""


class Written(str):
    """JSON that has been written already (for its hash): it is stored as it stands."""

    __slots__ = ()


def compact_json(value: Any) -> str:
    """Hangul as it is: escaped it takes twice the room and the time, on the way and in the database."""
    return value if isinstance(value, Written) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class ReadingSession(FlaskSession):
    """Reads on connections without a transaction; `writing_options` open one."""

    def get_bind(self, *_args: Any, **_kwargs: Any) -> Engine:
        engine = self._db.engine
        return _reading.get(engine, engine)

    def execute(self, statement: Any, *args: Any, **kwargs: Any) -> Any:
        self._hold_portions(statement)
        return super().execute(statement, *args, **kwargs)

    def scalars(self, statement: Any, *args: Any, **kwargs: Any) -> Any:
        self._hold_portions(statement)
        return super().scalars(statement, *args, **kwargs)

    def _hold_portions(self, statement: Any) -> None:
        """What is fetched in portions is held by a cursor of the server, which lives in a transaction."""
        asked = statement.get_execution_options()
        if ("yield_per" in asked or "stream_results" in asked) and self.get_bind().dialect.name == "postgresql":
            lent: Any = self.connection().connection.dbapi_connection
            if lent.autocommit:  # a second list in portions finds the transaction of the first
                lent.autocommit = False


db = SQLAlchemy(
    metadata=Base.metadata,
    disable_autonaming=True,
    session_options={"expire_on_commit": True, "class_": ReadingSession},
)


def writing_options(session: Session) -> dict[str, Any]:
    """How a unit of work borrows its connection."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    return {WRITES: True} if is_sqlite else {WRITES: True, "isolation_level": "READ COMMITTED"}


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
    _reading[engine] = engine.execution_options(isolation_level="AUTOCOMMIT")

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
        # Every write of another process empties the cache of this connection; mapped pages need not be read again.
        "mmap_size=1073741824",
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
