"""Scanning, opening, releasing, purging and reconciling stored files."""

from __future__ import annotations

import io
import json
import os
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.core.errors import Forbidden, Unavailable
from incubator.db.unit_of_work import unit_of_work
from incubator.documents import queries
from incubator.documents.models import FileAccess, StoredFile
from incubator.documents.rules import FileRule
from incubator.documents.usecases.open_file import open_file
from incubator.documents.usecases.purge_expired import purge_expired
from incubator.documents.usecases.reconcile_files import reconcile_files
from incubator.documents.usecases.record_scan import record_scan
from incubator.documents.usecases.release_file import GRACE, release_file
from incubator.documents.usecases.store_file import store_file
from incubator.documents.workflow import FileState
from incubator.ports import blobs, scanner
from incubator.ports.scanner import ScannerFailedError
from tests.factories.accounts import a_user, an_actor
from tests.factories.documents import a_stored_file
from tests.support import files
from tests.support.clock import Clock


@pytest.fixture
def actor(app: Flask) -> Actor:
    del app
    return an_actor()


@contextmanager
def a_scanner(answer: bytes) -> Iterator[list[bytes]]:
    """A clamd that says this; gives the contents it was sent."""
    received: list[bytes] = []

    def serve(listener: socket.socket) -> None:
        line, _ = listener.accept()
        with line, line.makefile("rb") as words:
            assert words.read(10) == b"zINSTREAM\0"
            content = b""
            while length := struct.unpack("!L", words.read(4))[0]:
                content += words.read(length)
            received.append(content)
            line.sendall(answer)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve, args=(listener,), daemon=True)
        thread.start()
        scanner.configure(f"127.0.0.1:{listener.getsockname()[1]}", timeout_seconds=5)
        try:
            yield received
            thread.join(5)
        finally:
            scanner.configure("")


def age(file: StoredFile, at: datetime) -> None:
    os.utime(blobs.path_of(file.sha256), (at.timestamp(), at.timestamp()))


def damage(file: StoredFile) -> None:
    path = blobs.path_of(file.sha256)
    content = bytearray(path.read_bytes())
    content[0] ^= 1
    path.write_bytes(bytes(content))


@pytest.mark.parametrize(
    ("answer", "state", "note"),
    [
        (b"stream: OK\0", FileState.CLEAN, ""),
        (b"stream: Eicar-Signature FOUND\0", FileState.INFECTED, "Eicar-Signature"),
    ],
)
def test_the_verdict_of_the_scanner_is_recorded(
    answer: bytes, state: FileState, note: str, actor: Actor, clock: Clock, session: Session
) -> None:
    file_id = a_stored_file(actor.user_id, content=b"content", state=FileState.UPLOADED).id

    with a_scanner(answer) as received:
        record_scan(file_id=file_id, now=clock.now)
        record_scan(file_id=file_id, now=clock.now)

    file = queries.get_file(session, file_id)
    assert received == [b"content"]
    assert (file.state, file.scan_note) == (state, note)


@pytest.mark.parametrize("answer", [b"", b"INSTREAM size limit exceeded. ERROR\0"])
def test_without_a_verdict_a_file_stays_unscanned(answer: bytes, actor: Actor, clock: Clock, session: Session) -> None:
    file_id = a_stored_file(actor.user_id, state=FileState.UPLOADED).id

    with a_scanner(answer), pytest.raises(ScannerFailedError):
        record_scan(file_id=file_id, now=clock.now)

    assert queries.get_file(session, file_id).state is FileState.UPLOADED


def test_a_scanner_that_is_away_gives_no_verdict(actor: Actor, clock: Clock) -> None:
    file_id = a_stored_file(actor.user_id, state=FileState.UPLOADED).id
    scanner.configure("127.0.0.1:1", timeout_seconds=1)
    try:
        with pytest.raises(ScannerFailedError):
            record_scan(file_id=file_id, now=clock.now)
    finally:
        scanner.configure("")


def test_an_unscanned_file_is_for_its_uploader_alone(actor: Actor, clock: Clock) -> None:
    file_id = a_stored_file(actor.user_id, content=b"mine", state=FileState.UPLOADED).id

    assert b"".join(open_file(actor=actor, file_id=file_id, purpose="test", now=clock.now).chunks) == b"mine"
    with pytest.raises(Forbidden, match="검사가 끝나지"):
        open_file(actor=an_actor(), file_id=file_id, purpose="test", now=clock.now)


def test_an_infected_file_is_for_nobody(actor: Actor, clock: Clock) -> None:
    file_id = a_stored_file(actor.user_id, state=FileState.INFECTED).id

    with pytest.raises(Forbidden, match="악성코드"):
        open_file(actor=actor, file_id=file_id, purpose="test", now=clock.now)


def test_who_opened_a_file_is_remembered(actor: Actor, clock: Clock, session: Session) -> None:
    file = a_stored_file(a_user(), content=b"content")

    opened = open_file(actor=actor, file_id=file.id, purpose="applications.file", now=clock.now)

    assert (b"".join(opened.chunks), opened.name, opened.size) == (b"content", "사업계획서.pdf", 7)
    access = session.scalars(select(FileAccess)).one()
    assert (access.user_id, access.at, access.purpose) == (actor.user_id, clock.now, "applications.file")


def test_one_changed_byte_stops_the_download_and_is_named_by_the_reconciliation(
    app: Flask, actor: Actor, clock: Clock, session: Session
) -> None:
    file = a_stored_file(actor.user_id)
    file_id, sha256 = file.id, file.sha256
    damage(file)

    with pytest.raises(Unavailable, match="처음 받은 것과 달라"):
        open_file(actor=actor, file_id=file_id, purpose="test", now=clock.now)

    assert session.scalar(select(func.count()).select_from(FileAccess)) == 0
    result = app.test_cli_runner().invoke(args=["files", "reconcile"])
    assert result.exit_code == 1
    assert json.loads(result.output)["differing"] == [sha256]


def test_a_file_that_is_gone_is_missing(actor: Actor, clock: Clock) -> None:
    file = a_stored_file(actor.user_id)
    blobs.path_of(file.sha256).unlink()

    found = reconcile_files(now=clock.now, sweep=True)

    assert (found.missing, found.agrees) == ((file.sha256,), False)


def test_a_released_file_is_purged_after_its_grace(actor: Actor, clock: Clock, session: Session) -> None:
    file = a_stored_file(actor.user_id)
    file_id, sha256 = file.id, file.sha256
    age(file, clock.now)
    release_file(actor=actor, file_id=file_id, now=clock.now)

    clock.advance(seconds=GRACE.total_seconds() - 1)
    assert purge_expired(now=clock.now) == 0
    clock.advance(seconds=1)
    assert purge_expired(now=clock.now) == 1
    assert purge_expired(now=clock.now) == 0

    file = queries.get_file(session, file_id)
    assert (file.state, file.name, file.purged_at) == (FileState.PURGED, "", clock.now)
    assert not blobs.is_stored(sha256)
    with pytest.raises(Forbidden, match="파기된"):
        open_file(actor=actor, file_id=file_id, purpose="test", now=clock.now)


def test_content_that_another_row_names_is_not_destroyed(actor: Actor, clock: Clock) -> None:
    file = a_stored_file(actor.user_id, content=b"shared")
    a_stored_file(actor.user_id, content=b"shared")
    age(file, clock.now - timedelta(days=1))
    sha256 = file.sha256
    release_file(actor=actor, file_id=file.id, now=clock.now, grace=timedelta(0))

    assert purge_expired(now=clock.now) == 1

    assert blobs.is_intact(sha256)


def test_leftovers_are_swept_when_they_are_old_enough(actor: Actor, clock: Clock) -> None:
    kept = a_stored_file(actor.user_id, content=b"kept")
    old, young = (a_stored_file(actor.user_id, content=word) for word in (b"old", b"young"))
    hashes = old.sha256, young.sha256, kept.sha256
    age(old, clock.now - timedelta(hours=25))
    age(young, clock.now - timedelta(hours=1))
    _forget_rows(*hashes[:2])

    found = reconcile_files(now=clock.now, sweep=False)
    assert (found.leftovers, found.young, found.agrees) == ((hashes[0],), (hashes[1],), False)
    swept = reconcile_files(now=clock.now, sweep=True)
    assert (swept.leftovers, swept.swept, swept.agrees) == ((), 1, True)
    assert sorted(blobs.stored()) == sorted(hashes[1:])


def _forget_rows(*hashes: str) -> None:
    with unit_of_work(bookkeeping=True) as work:
        for file in work.session.scalars(select(StoredFile).where(StoredFile.sha256.in_(hashes))):
            work.session.delete(file)


def test_an_upload_waits_for_the_scanner_through_the_outbox(
    actor: Actor, clock: Clock, session: Session, deliver: Callable[[], int]
) -> None:
    with a_scanner(b"stream: OK\0") as received:
        file = store_file(
            actor=actor, stream=io.BytesIO(files.good_docx()), filename="가.docx", accept=FileRule(), now=clock.now
        )
        file_id = file.id
        assert file.state is FileState.UPLOADED
        deliver()
    session.rollback()  # what was read before is read again

    assert received == [files.good_docx()]
    assert queries.get_file(session, file_id).state is FileState.CLEAN
