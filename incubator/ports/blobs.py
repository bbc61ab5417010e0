"""Files by the hash of their content, durable before anybody is told of them.

Order of a write: temporary file, fsync, rename to the hash name, fsync of the folder; only then may a row name it.
A crash in between leaves a temporary file that `sweep` removes, never a row without its file.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from incubator.core import crash
from incubator.core.errors import Invalid, Unavailable
from incubator.core.text import text

CHUNK = 256 * 1024
_SHORT_OF_SPACE = {28, 122, 27}  # ENOSPC, EDQUOT, EFBIG


@dataclass(frozen=True)
class Blob:
    """What was stored: lower-case hex SHA-256 and size in bytes."""

    sha256: str
    size: int


class _Place:
    root: Path | None = None
    floor_bytes = 0


def configure(root: Path, *, floor_bytes: int = 0) -> None:
    """Name the folder, and the room that is kept free on its disk; called once by the composition root."""
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    (root / "incoming").mkdir(exist_ok=True, mode=0o700)
    _Place.root, _Place.floor_bytes = root, floor_bytes


def _root() -> Path:
    if _Place.root is None:
        raise RuntimeError("the blob store is not configured")
    return _Place.root


def folder() -> Path:
    """Where the contents lie; for a backup."""
    return _root()


def incoming() -> Path:
    """A place on the same disk for what is being worked on; what is left there is swept."""
    return _root() / "incoming"


def path_of(sha256: str) -> Path:
    return _root() / sha256[:2] / sha256


def check_space() -> None:
    """Raises Unavailable when less than the floor is free: the database needs room to the end."""
    if shutil.disk_usage(_root()).free < _Place.floor_bytes:
        raise _no_space()


def receive(stream: BinaryIO, *, most_bytes: int) -> tuple[Path, Blob]:
    """Write a stream to a temporary file and hash it; the caller keeps or drops the result.

    Raises Invalid when it is longer than `most_bytes`, Unavailable when the disk is full.
    """
    incoming = _root() / "incoming" / secrets.token_hex(16)
    digest, size = hashlib.sha256(), 0
    try:
        with incoming.open("xb") as out:
            os.chmod(out.fileno(), 0o600)
            while chunk := stream.read(CHUNK):
                size += len(chunk)
                if size > most_bytes:
                    raise Invalid(
                        text(
                            "파일이 너무 큽니다. 한 파일은 %(most)s MB까지 올릴 수 있습니다.",
                            most=f"{most_bytes / 1_000_000:g}",
                        ),
                        how=text("사진의 해상도를 낮추어 다시 저장하거나 파일을 나누어 올려 주세요."),
                    )
                digest.update(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
    except OSError as error:
        incoming.unlink(missing_ok=True)
        raise _explained(error) from error
    except BaseException:
        incoming.unlink(missing_ok=True)
        raise
    crash.reached("file-received")
    return incoming, Blob(digest.hexdigest(), size)


def measure(path: Path) -> Blob:
    """The hash and size of a file in `incoming` that another program wrote, made durable."""
    digest, size = hashlib.sha256(), 0
    try:
        os.chmod(path, 0o600)
        with path.open("rb") as source:
            while chunk := source.read(CHUNK):
                size += len(chunk)
                digest.update(chunk)
            os.fsync(source.fileno())
    except OSError as error:
        path.unlink(missing_ok=True)
        raise _explained(error) from error
    return Blob(digest.hexdigest(), size)


def keep(incoming: Path, blob: Blob) -> None:
    """Give a received file its lasting name.  Twice the same content is one file."""
    target = path_of(blob.sha256)
    try:
        if not target.parent.exists():
            target.parent.mkdir(mode=0o700, exist_ok=True)
            _sync_folder(_root())
        os.replace(incoming, target)
        crash.reached("file-renamed")
        _sync_folder(target.parent)
        crash.reached("file-kept")
    except OSError as error:
        incoming.unlink(missing_ok=True)
        raise _explained(error) from error


def drop(incoming: Path) -> None:
    incoming.unlink(missing_ok=True)


def discard(sha256: str, *, older_than: float) -> bool:
    """Remove stored content that was last received before `older_than` (seconds of the epoch).

    The same content may be received again at this very moment: it is moved aside first, and put back when it turns
    out to be newer.  Returns whether it is gone.
    """
    target, aside = path_of(sha256), _root() / "incoming" / secrets.token_hex(16)
    try:
        if target.stat().st_mtime >= older_than:
            return False
        os.replace(target, aside)
    except FileNotFoundError:
        return True
    if aside.stat().st_mtime >= older_than and not target.exists():
        os.replace(aside, target)
        return False
    aside.unlink()
    return True


def read(sha256: str) -> Iterator[bytes]:
    """The content in chunks.  Raises FileNotFoundError when it is gone."""
    with path_of(sha256).open("rb") as source:
        while chunk := source.read(CHUNK):
            yield chunk


def is_intact(sha256: str) -> bool:
    """Whether the stored bytes still have the hash of their name."""
    path = path_of(sha256)
    if not path.is_file():
        return False
    digest = hashlib.sha256()
    for chunk in read(sha256):
        digest.update(chunk)
    return digest.hexdigest() == sha256


def is_stored(sha256: str) -> bool:
    return path_of(sha256).is_file()


def received_before(sha256: str, moment: float) -> bool:
    """Whether the content was last received before this second of the epoch."""
    try:
        return path_of(sha256).stat().st_mtime < moment
    except FileNotFoundError:
        return False


def stored() -> Iterator[str]:
    """Every hash in the store."""
    for folder in sorted(_root().iterdir()):
        if folder.name != "incoming" and folder.is_dir():
            yield from (path.name for path in sorted(folder.iterdir()))


def sweep(*, older_than: float) -> int:
    """Remove temporary files last touched before `older_than` (seconds of the epoch); returns how many."""
    swept = 0
    for path in (_root() / "incoming").iterdir():
        if path.stat().st_mtime < older_than:
            path.unlink(missing_ok=True)
            swept += 1
    return swept


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def space_explained() -> Iterator[None]:
    """Work beside the store that may meet the same full disk: it is said in the same words (Unavailable)."""
    try:
        yield
    except OSError as error:
        raise _explained(error) from error


def _explained(error: OSError) -> Exception:
    return _no_space() if error.errno in _SHORT_OF_SPACE else error


def _no_space() -> Unavailable:
    return Unavailable(
        text("저장 공간이 부족하여 지금은 파일을 받을 수 없습니다."),
        how=text("이미 저장된 내용은 그대로 있습니다. 잠시 뒤 다시 올려 주세요."),
    )
