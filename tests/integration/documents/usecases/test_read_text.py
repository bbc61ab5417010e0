"""Texts of stored contents: read once, in the sandbox, and gone with the content."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from incubator.documents.models import FileText
from incubator.documents.queries import get_file
from incubator.documents.rules.reading.gathering import Reading
from incubator.documents.usecases.purge_expired import purge_expired
from incubator.documents.usecases.read_text import read_text
from incubator.documents.usecases.release_file import release_file
from incubator.ports import blobs
from tests.factories.accounts import an_actor
from tests.factories.documents import a_stored_file
from tests.support import files

PLAN = "진해만의 바닷물을 거르는 막을 씻는 초음파 장치를 우리 손으로 만들고 시험하는 사업의 계획입니다."


@pytest.fixture
def actor(app):
    del app
    return an_actor()


def texts(session):
    session.rollback()
    return [(row.sha256, row.reading, row.text) for row in session.scalars(select(FileText))]


def test_a_content_is_read_once_whoever_names_it(actor, clock, session):
    first = a_stored_file(actor.user_id, "계획.docx", files.good_docx(PLAN))
    again = a_stored_file(actor.user_id, "같은 계획.docx", files.good_docx(PLAN))
    sha256 = first.sha256
    assert again.sha256 == sha256

    for _ in range(2):
        read_text(sha256=sha256, now=clock.now)

    assert texts(session) == [(sha256, Reading.READ, PLAN)]
    assert list(blobs.incoming().iterdir()) == []


@pytest.mark.parametrize(
    ("name", "content", "reading"),
    [
        ("빈.pdf", lambda: files.good_pdf(1, ""), Reading.NO_TEXT),
        ("깨진.pdf", lambda: b"%PDF-1.7 nothing else", Reading.FAILED),
        ("무엇.pdf", lambda: b"no file at all", Reading.FAILED),
    ],
)
def test_what_cannot_be_read_is_known_as_such(actor, clock, session, name, content, reading):
    file = a_stored_file(actor.user_id, name, content())
    sha256 = file.sha256

    read_text(sha256=sha256, now=clock.now)

    assert texts(session) == [(sha256, reading, "")]


def test_the_text_goes_with_the_last_file_of_its_content(actor, clock, session):
    kept, gone = (a_stored_file(actor.user_id, name, files.good_docx(PLAN)).id for name in ("하나.docx", "둘.docx"))
    sha256 = get_file(session, kept).sha256
    read_text(sha256=sha256, now=clock.now)
    release_file(actor=actor, file_id=gone, now=clock.now, grace=timedelta(0))
    purge_expired(now=clock.now)
    assert [row[0] for row in texts(session)] == [sha256]

    release_file(actor=actor, file_id=kept, now=clock.now, grace=timedelta(0))
    purge_expired(now=clock.now)
    read_text(sha256=sha256, now=clock.now)

    assert texts(session) == []
