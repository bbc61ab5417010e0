"""Database and files as one consistent set, taken while the program runs, checked byte by byte, put back elsewhere.

Order of taking: the database first, the files after it.  A file is named by the hash of its content and never changes,
so what is copied later holds every file the earlier database names.  A set is written under a temporary name and gets
its own when it is whole: half a set is never taken for one.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

import psycopg
from sqlalchemy.engine import make_url

from incubator.core.ids import new_id

CHUNK = 1024 * 1024
MANIFEST = "manifest.json"
DATABASE = "database"
FILES = "files"


class BackupError(Exception):
    """What went wrong and what to do, for the operator."""


@dataclass(frozen=True)
class Manifest:
    """What a set holds.  `taken_at` is UTC in ISO form; sizes in bytes; hashes are lower-case hex SHA-256."""

    taken_at: str
    kind: str
    database_sha256: str
    database_bytes: int
    files: int
    files_bytes: int
    files_sha256: str

    @property
    def seal(self) -> str:
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


def take(*, database_url: str, files: Path, to: Path, at: datetime) -> Path:
    """Write a new set into the folder `to` and return its place.  Raises BackupError; nothing is left behind then."""
    unfinished = to / f".unfinished-{new_id().hex}"
    unfinished.mkdir(parents=True, mode=0o700)
    try:
        kind = _dump(database_url, unfinished / DATABASE)
        _copy_files(files, unfinished / FILES)
        manifest = _manifest(unfinished, kind, at.isoformat())
        (unfinished / MANIFEST).write_text(json.dumps({**asdict(manifest), "seal": manifest.seal}, indent=1))
        whole = to / f"incubator-{at:%Y%m%dT%H%M%SZ}-{manifest.seal[:8]}"
        unfinished.rename(whole)
    except OSError as error:
        raise BackupError(f"백업을 쓰지 못했습니다: {error}. 남은 공간과 폴더의 권한을 확인해 주세요.") from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return whole


def problems_of(folder: Path) -> list[str]:
    """What is wrong with a set, each in a sentence; empty when every byte is as it was taken."""
    try:
        stored = json.loads((folder / MANIFEST).read_text())
        seal = stored.pop("seal")
        manifest = Manifest(**stored)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        return [f"{MANIFEST}을 읽을 수 없습니다: {error}"]
    if manifest.seal != seal:
        return [f"{MANIFEST}이 바뀌었습니다."]
    found = [
        f"파일의 내용이 이름과 다릅니다: {one.name}" for one in _files_in(folder / FILES) if _sha256(one) != one.name
    ]
    try:
        now = _manifest(folder, manifest.kind, manifest.taken_at)
    except OSError as error:
        return [*found, f"백업을 읽을 수 없습니다: {error}"]
    if now.database_sha256 != manifest.database_sha256:
        found.append("데이터베이스의 내용이 백업할 때와 다릅니다.")
    if (now.files, now.files_bytes, now.files_sha256) != (manifest.files, manifest.files_bytes, manifest.files_sha256):
        found.append(f"파일이 {manifest.files}개여야 하는데 {now.files}개이거나 다른 파일입니다.")
    return found


def put_back(*, folder: Path, database_url: str, files: Path) -> Manifest:
    """Restore a checked set into an empty database and an empty file folder.

    Raises BackupError when the set is damaged, is of another kind of database, or the place is not empty: what is
    there is never overwritten.
    """
    problems = problems_of(folder)
    if problems:
        raise BackupError("이 백업은 온전하지 않아 쓰지 않았습니다. " + " ".join(problems))
    stored = json.loads((folder / MANIFEST).read_text())
    del stored["seal"]
    manifest = Manifest(**stored)
    if manifest.kind != kind_of(database_url):
        raise BackupError(f"{manifest.kind} 백업은 {manifest.kind} 데이터베이스에만 복구할 수 있습니다.")
    if next(_files_in(files), None) is not None:
        raise BackupError(f"파일 폴더가 비어 있지 않습니다: {files}. 빈 폴더를 정해 주세요.")
    _load(folder / DATABASE, database_url)
    _copy_files(folder / FILES, files)
    return manifest


def kind_of(database_url: str) -> str:
    return make_url(database_url).get_backend_name()


def _dump(database_url: str, to: Path) -> str:
    kind = kind_of(database_url)
    if kind == "sqlite":
        # The file alone lacks what is still in the write-ahead log: the backup API reads one consistent state.
        with closing(sqlite3.connect(_sqlite_path(database_url))) as live, closing(sqlite3.connect(to)) as copy:
            live.backup(copy)
            if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise BackupError("데이터베이스가 손상되어 있습니다. 앞선 백업을 지우지 말고 복구해 주세요.")
    else:
        _run(["pg_dump", "--format=custom", f"--file={to}", "--dbname", _libpq(database_url)])
    return kind


def _load(dump: Path, database_url: str) -> None:
    if kind_of(database_url) == "sqlite":
        target = _sqlite_path(database_url)
        if target.exists() and target.stat().st_size:
            raise BackupError(f"데이터베이스가 이미 있습니다: {target}. 옮긴 뒤 다시 하거나 다른 곳을 정해 주세요.")
        target.parent.mkdir(parents=True, exist_ok=True)
        for suffix in ("-wal", "-shm"):
            Path(f"{target}{suffix}").unlink(missing_ok=True)
        shutil.copyfile(dump, target)
        return
    with psycopg.connect(_libpq(database_url)) as connection:
        found = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    if found is None or found[0]:
        raise BackupError("데이터베이스에 표가 이미 있습니다. 빈 데이터베이스를 새로 만들어 정해 주세요.")
    _run(
        [
            "pg_restore",
            "--no-owner",
            "--exit-on-error",
            "--single-transaction",
            "--dbname",
            _libpq(database_url),
            str(dump),
        ]
    )


def _run(command: Sequence[str]) -> None:
    program = shutil.which(command[0])
    if program is None:
        raise BackupError(f"{command[0]}이 없습니다. PostgreSQL 클라이언트를 설치해 주세요(데비안: postgresql-client).")
    done = subprocess.run([program, *command[1:]], capture_output=True, text=True, check=False)  # noqa: S603 (ours)
    if done.returncode:
        raise BackupError(f"{command[0]}이 실패했습니다: {done.stderr.strip()[-500:]}")


def _libpq(database_url: str) -> str:
    return make_url(database_url).set(drivername="postgresql").render_as_string(hide_password=False)


def _sqlite_path(database_url: str) -> Path:
    return Path(make_url(database_url).database or "")


def _files_in(folder: Path) -> Iterator[Path]:
    """Stored contents, in the order of their names; not what is still arriving."""
    return iter(sorted(one for one in folder.glob("[0-9a-f][0-9a-f]/*") if one.is_file()))


def _copy_files(source: Path, to: Path) -> None:
    to.mkdir(parents=True, exist_ok=True, mode=0o700)
    for one in _files_in(source):
        (to / one.parent.name).mkdir(exist_ok=True, mode=0o700)
        shutil.copyfile(one, to / one.parent.name / one.name)


def _manifest(folder: Path, kind: str, taken_at: str) -> Manifest:
    names, size = hashlib.sha256(), 0
    files = list(_files_in(folder / FILES))
    for one in files:
        names.update(one.name.encode())
        size += one.stat().st_size
    database = folder / DATABASE
    return Manifest(taken_at, kind, _sha256(database), database.stat().st_size, len(files), size, names.hexdigest())


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
