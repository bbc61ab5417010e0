"""A file is taken whole or not at all."""

from __future__ import annotations

import hashlib
import io
import resource
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.core.errors import Invalid, TooMany, Unavailable
from incubator.db.session import session_now
from incubator.documents import rules
from incubator.documents.models import StoredFile
from incubator.documents.rules import FileKind, FileRule
from incubator.documents.usecases import store_file as module
from incubator.documents.usecases.store_file import store_file
from incubator.documents.workflow import FileState
from incubator.ports import blobs
from incubator.settings import Settings
from tests.factories.accounts import an_actor
from tests.support import files
from tests.support.clock import Clock
from tests.support.hostile import zip_bomb

ANY = FileRule()


@pytest.fixture
def actor(app: Flask) -> Actor:
    del app
    return an_actor()


def put(actor: Actor, clock: Clock, content: bytes, name: str, accept: FileRule = ANY) -> StoredFile:
    return store_file(actor=actor, stream=io.BytesIO(content), filename=name, accept=accept, now=clock.now)


def rows(session: Session) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(StoredFile)) or 0


def left_over(settings: Settings) -> list[Path]:
    return list((settings.data_folder / "files" / "incoming").iterdir())


@pytest.mark.parametrize("name", files.GOOD)
def test_a_good_file_is_stored_under_its_hash(name: str, actor: Actor, clock: Clock, settings: Settings) -> None:
    file = put(actor, clock, files.GOOD[name](), name)

    content = b"".join(blobs.read(file.sha256))
    assert hashlib.sha256(content).hexdigest() == file.sha256
    assert (file.name, file.size, file.uploaded_by) == (name, len(content), actor.user_id)
    assert (file.state, file.scan_note) == (FileState.CLEAN, module.NOT_SCANNED)
    assert blobs.path_of(file.sha256).stat().st_mode & 0o777 == 0o600
    assert left_over(settings) == []


def test_documents_are_stored_as_they_came(actor: Actor, clock: Clock) -> None:
    content = files.good_hwp()

    assert put(actor, clock, content, "a.hwp").sha256 == hashlib.sha256(content).hexdigest()


def test_a_decomposed_name_is_composed(actor: Actor, clock: Clock) -> None:
    name = unicodedata.normalize("NFD", "사업계획서 최종.pdf")

    assert put(actor, clock, files.good_pdf(), name).name == "사업계획서 최종.pdf"


def test_the_place_of_a_photograph_is_not_stored(actor: Actor, clock: Clock) -> None:
    file = put(actor, clock, files.good_jpg(place=True), "현장.jpg")

    assert b"Samsung" not in b"".join(blobs.read(file.sha256))


def test_the_same_content_twice_is_one_blob_and_two_rows(actor: Actor, clock: Clock, session: Session) -> None:
    first, second = put(actor, clock, files.good_docx(), "가.docx"), put(actor, clock, files.good_docx(), "나.docx")

    assert first.sha256 == second.sha256
    assert rows(session) == 2
    assert list(blobs.stored()) == [first.sha256]


@pytest.mark.parametrize(
    ("content", "name", "accept", "what"),
    [
        (b"", "빈.pdf", ANY, "내용이 없는 빈 파일입니다."),
        (b"x", "이름없음", ANY, "파일 이름이 비어 있거나 쓸 수 없는 이름입니다."),
        (b"x", "가.zip", ANY, "압축 파일은 받지 않습니다. 안에 든 문서를 확인할 수 없기 때문입니다."),
        (files.good_pdf(), "가.hwp", ANY, "파일 이름은 ‘.hwp’인데 내용은 PDF 문서입니다."),
        (files.good_pdf(3), "가.pdf", FileRule(max_pages=2), "이 PDF는 3쪽입니다. 2쪽까지 받습니다."),
        (
            files.good_docx(),
            "가.docx",
            FileRule(frozenset({FileKind.PDF})),
            "이 항목은 워드 문서(DOCX) 형식을 받지 않습니다.",
        ),
        (
            files.good_pdf(),
            "가.pdf",
            FileRule(max_bytes=1_000),
            "파일이 너무 큽니다. 한 파일은 0.001 MB까지 올릴 수 있습니다.",
        ),
    ],
    ids=["empty", "no name", "archive", "lying", "pages", "kind", "size"],
)
def test_a_refused_file_leaves_nothing_and_says_how_to_go_on(
    content: bytes,
    name: str,
    accept: FileRule,
    what: str,
    actor: Actor,
    clock: Clock,
    session: Session,
    settings: Settings,
) -> None:
    with pytest.raises(Invalid) as refused:
        put(actor, clock, content, name, accept)

    assert str(refused.value.message) == what
    assert "주세요" in str(refused.value.how)
    assert rows(session) == 0
    assert left_over(settings) == []
    assert list(blobs.stored()) == []


def test_a_bomb_grows_in_the_child_only(actor: Actor, clock: Clock) -> None:
    content = zip_bomb()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    with pytest.raises(Invalid, match="지나치게"):
        put(actor, clock, content, "폭탄.docx")

    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000  # kilobytes


class Cut(io.RawIOBase):
    """A connection that breaks after some bytes."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def read(self, size: int = -1) -> bytes:
        del size
        if not self.content:
            raise ConnectionResetError
        content, self.content = self.content, b""
        return content


def test_an_upload_cut_in_the_middle_leaves_nothing(
    actor: Actor, clock: Clock, session: Session, settings: Settings
) -> None:
    stream: BinaryIO = Cut(files.good_pdf()[:3000])  # type: ignore[assignment]  # the reading half of one

    with pytest.raises(ConnectionResetError):
        store_file(actor=actor, stream=stream, filename="가.pdf", accept=ANY, now=clock.now)

    assert rows(session) == 0
    assert left_over(settings) == []


@contextmanager
def little_disk(size: int) -> Iterator[None]:
    """The kernel refuses to let any file grow beyond this, as a full disk does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_is_an_answer_and_leaves_nothing(
    actor: Actor, clock: Clock, session: Session, settings: Settings
) -> None:
    with little_disk(4_000), pytest.raises(Unavailable, match="저장 공간이 부족") as refused:
        put(actor, clock, files.good_pdf(), "가.pdf")

    assert "이미 저장된 내용은 그대로" in str(refused.value.how)
    assert rows(session) == 0
    assert left_over(settings) == []
    assert put(actor, clock, files.good_pdf(), "가.pdf").name == "가.pdf"


def test_the_last_of_the_disk_is_kept_for_the_database(actor: Actor, clock: Clock, settings: Settings) -> None:
    root = settings.data_folder / "files"
    blobs.configure(root, floor_bytes=10**18)
    try:
        with pytest.raises(Unavailable, match="저장 공간이 부족"):
            put(actor, clock, files.good_pdf(), "가.pdf")
    finally:
        blobs.configure(root)

    assert left_over(settings) == []


def test_a_failure_before_the_commit_leaves_no_row_and_the_sweep_takes_the_rest(
    actor: Actor, clock: Clock, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(**_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "FileStored", crash)

    with pytest.raises(KeyboardInterrupt):
        put(actor, clock, files.good_docx(), "가.docx")

    assert rows(session) == 0
    assert len(list(blobs.stored())) == 1


def test_the_daily_sum_is_never_passed_by_parallel_uploads(
    app: Flask, actor: Actor, clock: Clock, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = files.good_docx()
    monkeypatch.setattr(rules, "MOST_DAILY_BYTES", 3 * len(content))
    refused = []

    def upload() -> None:
        with app.app_context():
            try:
                put(actor, clock, content, "가.docx")
            except TooMany as error:
                refused.append(error)
            finally:
                session_now().rollback()

    threads = [threading.Thread(target=upload) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert rows(session) == 3
    assert len(refused) == 3
