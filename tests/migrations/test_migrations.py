"""Migrations: one head, no drift from the models, up and down with rows in the tables, on both databases."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from flask_migrate import downgrade, upgrade
from sqlalchemy import MetaData, create_engine, inspect, select, text
from sqlalchemy.schema import CreateIndex, CreateTable

from incubator.db.base import Base
from incubator.db.session import db
from incubator.settings import data_dir
from tests.factories.applications import a_world

SCRIPTS = ScriptDirectory(str(data_dir("migrations")))
REVISIONS = [script.revision for script in reversed(list(SCRIPTS.walk_revisions()))]


def test_there_is_one_head_and_the_file_names_it():
    assert SCRIPTS.get_heads() == [(data_dir("migrations") / "HEAD").read_text().strip()]


def test_files_are_numbered_in_order():
    names = sorted(path.name for path in (data_dir("migrations") / "versions").glob("*.py"))

    assert [name[:4] for name in names] == [f"{number:04}" for number in range(1, len(names) + 1)]
    assert [name[:4] for name in names] == REVISIONS


@pytest.mark.parametrize("path", sorted((data_dir("migrations") / "versions").glob("*.py")), ids=lambda path: path.name)
def test_a_migration_never_imports_the_package(path: Path):
    assert "incubator" not in re.sub(r'"""[\s\S]*?"""', "", path.read_text())


def _reflected(engine):
    """All tables but those in which SQLite itself keeps an index of words."""
    meta = MetaData()
    meta.reflect(engine, only=lambda name, _meta: not name.startswith("answer_grams"))
    return meta


def _described(engine):
    """Tables, columns, constraints and indexes as the database itself tells them."""
    meta = _reflected(engine)
    found = {}
    for table in meta.sorted_tables:
        if table.name == "alembic_version":
            continue
        ddl = str(CreateTable(table).compile(engine))
        found[table.name] = sorted(line.strip().rstrip(",") for line in ddl.splitlines() if line.strip())
        found[table.name] += sorted(str(CreateIndex(index).compile(engine)) for index in table.indexes)
    return found


def _checks(engine):
    inspector = inspect(engine)
    return {
        name: sorted(
            (check["name"], " ".join(check["sqltext"].split())) for check in inspector.get_check_constraints(name)
        )
        for name in sorted(_reflected(engine).tables)
        if name != "alembic_version"
    }


def _triggers(engine):
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' "
        "UNION ALL SELECT sql FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL%'",
        "postgresql": "SELECT DISTINCT trigger_name FROM information_schema.triggers",
    }[engine.dialect.name]
    with engine.connect() as connection:
        return sorted(connection.execute(text(query)).scalars())


def test_the_migrated_schema_is_the_models_schema(app, tmp_path):
    """SQLite compares against a database made from the models; PostgreSQL against a schema of its own beside."""
    if db.engine.dialect.name == "sqlite":
        made = create_engine(f"sqlite:///{tmp_path / 'models.db'}")
        Base.metadata.create_all(made)
        try:
            assert _described(db.engine) == _described(made)
            assert _checks(db.engine) == _checks(made)
            assert _triggers(db.engine) == _triggers(made)
        finally:
            made.dispose()
        return
    migrated = (_described(db.engine), _checks(db.engine), _triggers(db.engine))
    downgrade(revision="base")
    try:
        Base.metadata.create_all(db.engine)
        assert migrated == (_described(db.engine), _checks(db.engine), _triggers(db.engine))
    finally:
        _empty_schema()
        upgrade()


def _empty_schema():
    with db.engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))


def _rows(engine):
    meta = _reflected(engine)
    with engine.connect() as connection:
        return {
            table.name: json.dumps(
                [list(map(str, row)) for row in connection.execute(select(*table.primary_key.columns))]
            )
            for table in meta.sorted_tables
            if table.name != "alembic_version"
        }


@pytest.mark.parametrize("revision", REVISIONS)
def test_up_down_up_with_rows(app, revision):
    """Every revision is taken back and made again while its tables hold rows; what it does not touch stays."""
    a_world().complete().submit()
    db.session.remove()
    before = _rows(db.engine)
    assert before["application_versions"] != "[]"
    index = REVISIONS.index(revision)
    below = REVISIONS[index - 1] if index else "base"

    downgrade(revision=below)
    kept = {table.name for table in _reflected(db.engine).sorted_tables if table.name != "alembic_version"}
    after_down = _rows(db.engine)
    upgrade()

    assert {name: after_down[name] for name in kept} == {name: before[name] for name in kept}
    assert set(_rows(db.engine)) == set(before)
