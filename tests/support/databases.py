"""The databases the suite runs on: made once per worker, emptied after each test.

SQLite: a template file is copied over the database.  PostgreSQL: the rows of tables that hold any are deleted, and
those that the migrations themselves brought are put back (TEST_DATABASE_URL must name a superuser for that).
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit, urlunsplit

import psycopg
from flask import Flask
from sqlalchemy import Connection, Engine, MetaData, create_engine, insert, inspect, select, text
from sqlalchemy.exc import OperationalError

from incubator.db.base import Base
from incubator.db.session import db
from incubator.settings import data_dir

BOOKKEEPING = "alembic_version"


class Database(Protocol):
    """Where a worker's tests keep their rows."""

    url: str

    def make(self, app: Flask) -> None:
        """Lay out the schema and remember what an untouched database holds."""

    def empty(self) -> None:
        """Bring it back to that state."""

    def remove(self) -> None:
        """Leave nothing behind."""


def lay_out(app: Flask) -> None:
    """The schema as an installation gets it: by the migrations, or from the models while there are none."""
    with app.app_context():
        if any(data_dir("migrations").glob("versions/*.py")):
            from flask_migrate import upgrade  # noqa: PLC0415 -- Alembic is slow to import and often not needed

            upgrade()
        else:
            import incubator.schema  # noqa: F401, PLC0415 -- makes the metadata whole

            Base.metadata.create_all(db.engine)
        db.engine.dispose()


class SqliteDatabase:
    """A file in `folder`, which lies in memory where the machine has such a place: each commit is a full sync."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "incubator.db"
        self.untouched = folder / "untouched.db"
        self.url = f"sqlite:///{self.path}"
        self.app: Flask | None = None

    def make(self, app: Flask) -> None:
        lay_out(app)
        self.app = app
        with app.app_context(), db.engine.connect() as connection:
            connection.execute(text("SELECT 1"))
            connection.commit()
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        self._close()
        shutil.copyfile(self.path, self.untouched)

    def empty(self) -> None:
        self._close()
        for suffix in ("-wal", "-shm"):
            Path(f"{self.path}{suffix}").unlink(missing_ok=True)
        # A new file under the old name: a connection that a test forgot cannot write into the next test's rows.
        fresh = self.path.with_suffix(".fresh")
        shutil.copyfile(self.untouched, fresh)
        fresh.replace(self.path)

    def remove(self) -> None:
        """The folder goes with its worker."""

    def _close(self) -> None:
        assert self.app is not None
        with self.app.app_context():
            db.engine.dispose()


class PostgresDatabase:
    """A database of its own on the server of this run, or on the one TEST_DATABASE_URL names."""

    def __init__(self, server_url: str, worker: str) -> None:
        self.server_url = server_url
        self.name = f"incubator_test_{worker}"
        parts = urlsplit(server_url)
        self.url = urlunsplit(parts._replace(path=f"/{self.name}"))
        self.tables: list[str] = []
        self.sequences: list[str] = []
        self.brought: dict[str, list[dict[str, Any]]] = {}
        self.engine: Engine | None = None

    def make(self, app: Flask) -> None:
        with psycopg.connect(self.server_url, autocommit=True) as server:
            server.execute(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')
            server.execute(f"CREATE DATABASE \"{self.name}\" ENCODING 'UTF8' TEMPLATE template0")
        lay_out(app)
        self.engine = create_engine(self.url)
        present = MetaData()
        present.reflect(self.engine)
        self.tables = [table.name for table in present.sorted_tables if table.name != BOOKKEEPING]
        self.sequences = inspect(self.engine).get_sequence_names()
        with self.engine.connect() as connection:
            for name in _with_rows(connection, self.tables):
                rows = connection.execute(select(present.tables[name])).mappings()
                self.brought[name] = [dict(row) for row in rows]
        self.present = present

    def empty(self) -> None:
        assert self.engine is not None
        try:
            with self.engine.begin() as connection:
                connection.execute(text("SET LOCAL lock_timeout = '5s'"))
                full = _with_rows(connection, self.tables)
                if full or self.brought:
                    self._clear(connection, full)
        except OperationalError as error:
            raise AssertionError("the test left a transaction open that still holds locks") from error

    def _clear(self, connection: Connection, full: list[str]) -> None:
        """Delete the rows of these tables; neither foreign keys nor the triggers that keep a trail whole take part."""
        # Ten times faster than TRUNCATE, which writes new files for each table, its indexes and all that refer to it.
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        if full:
            connection.exec_driver_sql(";".join(f'DELETE FROM "{name}"' for name in full))
        for sequence in self.sequences:
            connection.exec_driver_sql(f'ALTER SEQUENCE "{sequence}" RESTART')
        for name in self.tables:
            if name in self.brought:
                connection.execute(insert(self.present.tables[name]), self.brought[name])

    def remove(self) -> None:
        if self.engine is not None:
            self.engine.dispose()
        with psycopg.connect(self.server_url, autocommit=True) as server:
            server.execute(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')


def _with_rows(connection: Connection, tables: list[str]) -> list[str]:
    """Which of the tables hold at least one row: one statement for all."""
    if not tables:
        return []
    parts = (f"SELECT '{name}' AS name WHERE EXISTS (SELECT 1 FROM \"{name}\")" for name in tables)
    return list(connection.execute(text(" UNION ALL ".join(parts))).scalars())


def server_url() -> str:
    """The maintenance database of the server for this run; the controller has put it into the environment."""
    return os.environ["TEST_DATABASE_URL"]
