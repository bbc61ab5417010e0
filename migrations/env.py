"""Runs migrations through the application's engine.  A migration itself never imports the package."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic import context
from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy import JSON, Connection

from incubator.core import crash

LOCK_SECONDS, STATEMENT_SECONDS = 4, 60


def render_item(kind: str, obj: Any, autogen: Any) -> Any:
    """Write plain types into migrations instead of the package's own."""
    if kind == "type" and type(obj).__name__ == "UtcDateTime":
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(obj, JSON):
        # Alembic writes the variant's inner type without its module.
        autogen.imports.add("from sqlalchemy.dialects import postgresql")
        return "sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')"
    return False


def include_object(_thing: Any, _name: str | None, kind: str, reflected: bool, compare_to: Any) -> bool:
    """A table that no model knows is nobody's to drop by itself: SQLite keeps a search index in tables of its own."""
    return not (kind == "table" and reflected and compare_to is None)


def note_head() -> None:
    """Keep `migrations/HEAD` equal to the single head: two heads then collide in version control."""
    script = ScriptDirectory.from_config(context.config)
    head = Path(script.dir) / "HEAD"
    wanted = "\n".join(script.get_heads()) + "\n"
    if (not head.exists() or head.read_text() != wanted) and head.parent.stat().st_mode & 0o200:
        head.write_text(wanted)


def run(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        migrate(connection)
        return
    # Batch operations rebuild tables; SQLite checks foreign keys at the end instead of in between.
    mind_foreign_keys(connection, "OFF")
    try:
        migrate(connection)
        connection.rollback()
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    finally:
        connection.rollback()
        mind_foreign_keys(connection, "ON")
    if broken:
        raise RuntimeError(f"foreign keys are broken: {broken[:5]}")


def mind_foreign_keys(connection: Connection, word: str) -> None:
    """Straight through the driver: inside a transaction, which SQLAlchemy would begin, SQLite ignores the switch."""
    connection.connection.driver_connection.execute(f"PRAGMA foreign_keys={word}")  # type: ignore[union-attr]


def migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=current_app.extensions["migrate"].db.metadata,
        render_as_batch=True,
        compare_type=True,
        render_item=render_item,
        include_object=include_object,
        transaction_per_migration=True,
        on_version_apply=lambda **_step: crash.reached("migration-step"),
    )
    with context.begin_transaction():
        if connection.dialect.name != "sqlite":
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{LOCK_SECONDS}s'")
            connection.exec_driver_sql(f"SET LOCAL statement_timeout = '{STATEMENT_SECONDS}s'")
        context.run_migrations()


if context.is_offline_mode():
    raise SystemExit("migrations run against a live database: set DATABASE_URL and call `flask db upgrade`")
engine = current_app.extensions["migrate"].db.engine
with engine.connect() as live:
    run(live)
note_head()
