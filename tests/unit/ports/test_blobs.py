"""Files by their hash: kept, discarded, swept."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from incubator.core.errors import Invalid, Unavailable
from incubator.ports import blobs


@pytest.fixture(autouse=True)
def store(tmp_path: Path) -> Iterator[Path]:
    before = blobs._Place.root, blobs._Place.floor_bytes
    blobs.configure(tmp_path / "files")
    yield tmp_path / "files"
    blobs._Place.root, blobs._Place.floor_bytes = before


def kept(content: bytes = b"content") -> str:
    incoming, blob = blobs.receive(io.BytesIO(content), most_bytes=1_000)
    blobs.keep(incoming, blob)
    return blob.sha256


def age(path: Path, seconds: float) -> None:
    at = time.time() - seconds
    os.utime(path, (at, at))


def test_content_lies_under_its_hash() -> None:
    sha256 = kept()

    assert sha256 == hashlib.sha256(b"content").hexdigest()
    assert b"".join(blobs.read(sha256)) == b"content"
    assert (list(blobs.stored()), blobs.is_intact(sha256)) == ([sha256], True)


def test_one_byte_too_many_is_refused_and_dropped(store: Path) -> None:
    with pytest.raises(Invalid, match="파일이 너무 큽니다"):
        blobs.receive(io.BytesIO(bytes(1_001)), most_bytes=1_000)

    assert list((store / "incoming").iterdir()) == []


def test_content_is_discarded_when_it_is_old_enough() -> None:
    sha256 = kept()
    age(blobs.path_of(sha256), 100)

    assert not blobs.discard(sha256, older_than=time.time() - 200)
    assert blobs.is_stored(sha256)
    assert blobs.discard(sha256, older_than=time.time() - 50)
    assert not blobs.is_stored(sha256)
    assert blobs.discard(sha256, older_than=time.time())


def test_content_received_again_is_young_again() -> None:
    sha256 = kept()
    age(blobs.path_of(sha256), 100)
    kept()

    assert not blobs.discard(sha256, older_than=time.time() - 50)


def test_content_received_while_it_is_discarded_is_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    sha256 = kept()
    age(blobs.path_of(sha256), 100)
    move = os.replace

    def slowly(source: Path, target: Path) -> None:
        monkeypatch.setattr(os, "replace", move)
        kept()  # somebody else, between the look and the move
        move(source, target)

    monkeypatch.setattr(os, "replace", slowly)

    assert not blobs.discard(sha256, older_than=time.time() - 50)
    assert blobs.is_intact(sha256)


def test_unfinished_uploads_are_swept_when_they_are_old(store: Path) -> None:
    old, young = store / "incoming" / "old", store / "incoming" / "young"
    for path in (old, young):
        path.write_bytes(b"x")
    age(old, 100)

    assert blobs.sweep(older_than=time.time() - 50) == 1
    assert list((store / "incoming").iterdir()) == [young]


def test_the_floor_of_the_disk_is_kept(store: Path) -> None:
    blobs.check_space()
    blobs.configure(store, floor_bytes=10**18)

    with pytest.raises(Unavailable, match="저장 공간"):
        blobs.check_space()


def test_nothing_lies_open_to_other_people_of_the_machine(store: Path) -> None:
    sha256 = kept()

    modes = [path.stat().st_mode & 0o077 for path in (store, store / "incoming", blobs.path_of(sha256).parent)]
    assert [*modes, blobs.path_of(sha256).stat().st_mode & 0o777] == [0, 0, 0, 0o600]


def test_a_write_is_durable_before_it_has_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    sync, move = os.fsync, os.replace
    monkeypatch.setattr(os, "fsync", lambda handle: (order.append("sync"), sync(handle))[1])
    monkeypatch.setattr(os, "replace", lambda *paths: (order.append("name"), move(*paths))[1])
    kept(b"first")
    order.clear()

    incoming, blob = blobs.receive(io.BytesIO(b"first"), most_bytes=1_000)
    blobs.keep(incoming, blob)

    assert order == ["sync", "name", "sync"]


def test_a_full_disk_is_said_in_words_and_other_failures_stay_what_they_are() -> None:
    with pytest.raises(Unavailable, match="저장 공간"), blobs.space_explained():
        raise OSError(errno.ENOSPC, "No space left on device")
    with pytest.raises(PermissionError), blobs.space_explained():
        raise PermissionError(errno.EACCES, "Permission denied")
