"""Triggers that let the database itself refuse what must never happen to a table's rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import DDL, FromClause, event

Statements = Mapping[str, Sequence[str]]
"""By dialect (`sqlite`, `postgresql`), in order."""


def append_only(table: str) -> Statements:
    """After these statements UPDATE and DELETE on the table fail."""
    sqlite = [
        f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} BEGIN "
        f"SELECT RAISE(ABORT, '{table} is append-only'); END;"
        for verb in ("update", "delete")
    ]
    function = f"""CREATE OR REPLACE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$"""
    trigger = f"""CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION {table}_append_only()"""
    return {"sqlite": sqlite, "postgresql": [function, trigger]}


def guard(table: FromClause, statements: Statements) -> None:
    """Issue the statements whenever the metadata creates the table; a migration issues the same ones."""
    for dialect, many in statements.items():
        for statement in many:
            ddl = DDL(statement.replace("%", "%%"))  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it untyped
            event.listen(table, "after_create", ddl.execute_if(dialect=dialect))
