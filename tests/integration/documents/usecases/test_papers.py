"""Papers: one number in force, a code for everybody, the same print at any later time."""

from __future__ import annotations

import io
import threading

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from incubator.core.errors import Forbidden, RuleBroken, StepNotAllowed, Unavailable
from incubator.core.ids import new_id
from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work
from incubator.documents import queries
from incubator.documents.models import IssuedPaper
from incubator.documents.rules import ReceiptFile, new_code, read_code
from incubator.documents.usecases.reissue_paper import reissue_paper
from incubator.documents.usecases.render_paper import render_paper
from incubator.documents.usecases.revoke_paper import revoke_paper
from incubator.documents.workflow import PaperState
from tests.factories.accounts import an_actor
from tests.factories.documents import a_paper, a_receipt
from tests.support.clock import Clock


def words_of(pdf: bytes) -> str:
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return "".join(text.split())


def test_a_paper_is_issued_with_a_code(app: Flask, clock: Clock, session: Session) -> None:
    del app
    actor = an_actor()

    paper = a_paper("2016-IGEN-03-0042", actor=actor)

    assert read_code(paper.code) == paper.code
    assert (paper.state, paper.issued_at, paper.issued_by) == (PaperState.ISSUED, clock.now, actor.user_id)
    assert queries.find_paper_by_code(session, paper.code) is paper


def test_a_code_made_before_is_taken(app: Flask) -> None:
    del app
    code = new_code()

    assert a_paper(code=code).code == code


def test_a_number_is_in_force_once(app: Flask) -> None:
    del app
    a_paper("2016-IGEN-03-0001")

    with pytest.raises(IntegrityError):
        a_paper("2016-IGEN-03-0001")


def test_a_reissued_paper_gives_way_under_the_same_number(app: Flask, clock: Clock, session: Session) -> None:
    del app
    first_id = a_paper("2016-IGEN-03-0001").id
    clock.advance(minutes=5)

    second = reissue_paper(
        actor=None, paper_id=first_id, title="새 제목", holder_masked="김*늘", content={"새": 1}, now=clock.now
    )

    first = queries.get_paper(session, first_id)
    assert (first.state, first.ended_at) == (PaperState.REISSUED, clock.now)
    assert queries.find_successor(session, first_id) is second
    assert (second.number, second.subject_id, second.replaced_id) == (first.number, first.subject_id, first_id)


def test_a_paper_gives_way_once(app: Flask, clock: Clock) -> None:
    del app
    paper_id = a_paper().id
    told = {"actor": None, "paper_id": paper_id, "title": "제목", "holder_masked": "김*늘", "content": {}}
    reissue_paper(**told, now=clock.now)

    with pytest.raises(StepNotAllowed):
        reissue_paper(**told, now=clock.now)


def test_an_outsider_takes_no_paper_back(app: Flask, clock: Clock) -> None:
    del app
    paper_id = a_paper().id

    with pytest.raises(Forbidden, match="권한이 없습니다"):
        revoke_paper(actor=an_actor(), paper_id=paper_id, reason="장난", now=clock.now)


def test_a_paper_is_revoked_once_with_a_reason(app: Flask, clock: Clock, session: Session) -> None:
    del app
    subject_id = new_id()
    paper_id = a_paper(subject_id=subject_id).id

    with pytest.raises(RuleBroken, match="까닭"):
        revoke_paper(actor=None, paper_id=paper_id, reason=" ", now=clock.now)
    revoke_paper(actor=None, paper_id=paper_id, reason="제출 취소", now=clock.now)
    with pytest.raises(StepNotAllowed):
        revoke_paper(actor=None, paper_id=paper_id, reason="다시", now=clock.now)

    paper = queries.get_paper(session, paper_id)
    assert (paper.state, paper.ended_at, paper.ended_reason) == (PaperState.REVOKED, clock.now, "제출 취소")
    assert queries.find_paper_in_force(session, subject_kind="application", subject_id=subject_id) is None


def test_a_receipt_prints_what_was_received(app: Flask) -> None:
    paper = a_paper("2016-IGEN-03-0042")

    printed = words_of(render_paper(paper_id=paper.id))

    for word in (
        "접수증",
        "2016-IGEN-03-0042",
        "해수담수화막모듈국산화",
        "김*늘",
        "2026.3.2.(월)10:00:00",
        "사업계획서.hwp",
        "1.2MB",
        "0123456789ab",
        "창업지원팀055-000-0000",
        "끝.",
    ):
        assert word in printed
    base_url = app.extensions["incubator"].settings.base_url
    assert f"{base_url}/verify/{paper.code[:4]}-{paper.code[4:8]}-{paper.code[8:]}" in printed


def test_letters_without_a_glyph_become_boxes_and_the_receipt_says_so(app: Flask) -> None:
    del app
    odd = ReceiptFile("계획서😀👨\u200d👩\u200d👧 \u202efdp.한글ก.pdf", 1, "f" * 64, 3)
    paper = a_paper(receipt=a_receipt(applicant="金哲洙 쀍펲", files=(odd,)))

    printed = words_of(render_paper(paper_id=paper.id))

    assert "계획서□□□□fdp.한글□.pdf" in printed
    assert "金哲洙쀍펲" in printed
    assert "□로바꾸어인쇄하였습니다" in printed


def test_a_receipt_of_many_long_names_is_printed(app: Flask) -> None:
    del app
    many = tuple(ReceiptFile("가" * 120 + f"{n}.pdf", 10**6 * n, f"{n:064}", n) for n in range(1, 60))

    pdf = render_paper(paper_id=a_paper(receipt=a_receipt(files=many)).id)

    assert len(PdfReader(io.BytesIO(pdf)).pages) > 3
    assert "59" in words_of(pdf)


def test_words_that_look_like_commands_stay_words(app: Flask) -> None:
    del app
    title = '#panic("no") $x^2$ *bold* = heading \\ @ref <label> `code` // remark'

    printed = words_of(render_paper(paper_id=a_paper(receipt=a_receipt(project_title=title)).id))

    assert '#panic("no")$x^2$*bold*=heading\\@ref<label>`code`//remark' in printed


def test_changed_content_is_not_printed(app: Flask) -> None:
    del app
    paper = a_paper()
    changed = {**paper.content, "project_title": "다른 과제"}
    with unit_of_work(bookkeeping=True) as work:
        work.session.execute(update(IssuedPaper).where(IssuedPaper.id == paper.id).values(content=changed))

    with pytest.raises(Unavailable, match="발급할 때와 달라"):
        render_paper(paper_id=paper.id)


def test_threads_print_at_the_same_time(app: Flask) -> None:
    paper_id = a_paper().id
    printed = []

    def render() -> None:
        with app.app_context():
            printed.append(len(render_paper(paper_id=paper_id)))
            session_now().rollback()

    threads = [threading.Thread(target=render) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(set(printed)) == 1
    assert len(printed) == 6
