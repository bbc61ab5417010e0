"""Puts a database back to where it was, quickly, and says whether it has changed."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import Any

from sqlalchemy import text

from incubator.db.base import Base
from incubator.db.session import db

SESSIONS = frozenset({"user_sessions", "access_entries"})
"""Who looks at what is written down, and when a person was last active: that is no change."""


class Keeper:
    """Holds a picture of every table."""

    def __init__(self, database: Any, name: str = "kept") -> None:
        self.name = name
        self.path: Path | None = getattr(database, "path", None)
        self.tables = [table.name for table in Base.metadata.sorted_tables]

    def take(self) -> None:
        """Remember the database as it is."""
        db.session.rollback()
        if self.path is not None:
            db.engine.dispose()
            with db.engine.connect() as connection:
                connection.exec_driver_sql("SELECT 1")
                connection.rollback()
                connection.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]
            db.engine.dispose()
            shutil.copyfile(self.path, self.path.with_suffix(f".{self.name}"))
            return
        with db.engine.begin() as connection:
            connection.execute(text(f"DROP SCHEMA IF EXISTS {self.name} CASCADE"))
            connection.execute(text(f"CREATE SCHEMA {self.name}"))
            for name in self.tables:
                connection.execute(text(f'CREATE TABLE {self.name}."{name}" AS TABLE public."{name}"'))

    def put_back(self, changed: set[str] | None = None) -> None:
        """Restore; on PostgreSQL only the tables that are named, if any are."""
        db.session.rollback()
        if self.path is not None:
            db.engine.dispose()
            for suffix in ("-wal", "-shm"):
                Path(f"{self.path}{suffix}").unlink(missing_ok=True)
            fresh = self.path.with_suffix(".fresh")
            shutil.copyfile(self.path.with_suffix(f".{self.name}"), fresh)
            fresh.replace(self.path)
            return
        with db.engine.begin() as connection:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            for name in self.tables if changed is None else sorted(changed & set(self.tables)):
                connection.execute(text(f'DELETE FROM public."{name}"'))
                connection.execute(text(f'INSERT INTO public."{name}" SELECT * FROM {self.name}."{name}"'))

    def forget(self) -> None:
        db.session.rollback()
        if self.path is None:
            with db.engine.begin() as connection:
                connection.execute(text(f"DROP SCHEMA IF EXISTS {self.name} CASCADE"))


def digest(tables: set[str] | None = None) -> str:
    """One hash over the rows of these tables (all but sessions and the access log)."""
    chosen = [t for t in Base.metadata.sorted_tables if t.name not in SESSIONS and (tables is None or t.name in tables)]
    found = hashlib.sha256()
    db.session.rollback()
    with db.engine.connect() as connection:
        for table in chosen:
            rows = sorted(repr(tuple(row)) for row in connection.exec_driver_sql(f'SELECT * FROM "{table.name}"'))
            found.update(repr((table.name, rows)).encode())
    return found.hexdigest()
