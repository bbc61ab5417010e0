"""The public page that says whether a paper is real."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from sqlalchemy import update

from incubator.db.unit_of_work import unit_of_work
from incubator.documents import views
from incubator.documents.models import IssuedPaper
from incubator.documents.rules import grouped
from incubator.documents.rules.throttle import Throttle
from incubator.documents.usecases.reissue_paper import reissue_paper
from incubator.documents.usecases.revoke_paper import revoke_paper
from tests.factories.documents import a_paper
from tests.support.client import Client
from tests.support.clock import Clock


def test_the_form_asks_for_a_code_without_a_cookie(anonymous: Client) -> None:
    response = anonymous.get("/verify")

    assert response.html.h1 == "접수증·증명서 확인"
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("spelling", ["{}", " {} ", "{lower}", "{bare}", "{spaced}"])
def test_a_code_in_any_spelling_leads_to_its_paper(spelling: str, anonymous: Client) -> None:
    code = a_paper("2016-IGEN-03-0042").code
    typed = spelling.format(grouped(code), lower=grouped(code).lower(), bare=code, spaced=" ".join(grouped(code)))

    response = anonymous.get("/verify", query_string={"code": typed}, follow_redirects=True)

    assert response.request.path == f"/verify/{grouped(code)}"
    page = response.html.main
    for word in ("2016-IGEN-03-0042", "해수담수화 막모듈 국산화", "김*늘", "2026. 3. 2.(월) 10:00:00", "유효한 문서"):
        assert word in page


@pytest.mark.parametrize("typed", ["ABC", "ABCD-EFGH-JKL0", "가나다라마바사아자차카타", "A" * 300, "'; DROP TABLE--"])
def test_what_cannot_be_a_code_is_said_beside_the_field(typed: str, anonymous: Client) -> None:
    response = anonymous.get("/verify", query_string={"code": typed})

    assert response.status_code == 422
    assert "12자리입니다" in response.html.main


def test_an_unknown_code_is_said_clearly(anonymous: Client) -> None:
    response = anonymous.get("/verify/ABCD-EFGH-JKMN")

    assert response.status_code == 404
    assert "이 번호로 발급된 문서가 없습니다" in response.html.main


def test_a_reissued_paper_names_no_new_code(anonymous: Client, clock: Clock) -> None:
    first = a_paper("2016-IGEN-03-0001")
    old_code, old_id = first.code, first.id
    clock.advance(minutes=5)
    new_code = reissue_paper(
        actor=None, paper_id=old_id, title="제목", holder_masked="김*늘", content={}, now=clock.now
    ).code

    page = anonymous.get(f"/verify/{old_code}").html.main

    assert "다시 발급되어" in page
    assert "2026. 3. 2.(월) 10:05:00" in page
    assert grouped(new_code) not in page


def test_a_revoked_paper_is_shown_as_revoked(anonymous: Client, clock: Clock) -> None:
    paper = a_paper()
    code = paper.code
    revoke_paper(actor=None, paper_id=paper.id, reason="비공개 사유", now=clock.now)

    page = anonymous.get(f"/verify/{code}").html.main

    assert "취소된 문서입니다" in page
    assert "비공개 사유" not in page


def test_content_that_was_changed_is_warned_of(anonymous: Client) -> None:
    paper = a_paper()
    code = paper.code
    with unit_of_work(bookkeeping=True) as work:
        work.session.execute(update(IssuedPaper).where(IssuedPaper.id == paper.id).values(sha256="0" * 64))

    assert "발급할 때와 다릅니다" in anonymous.get(f"/verify/{code}").html.main


def test_asking_too_often_is_refused_for_a_while(
    anonymous: Client, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "questions", Throttle(most=2, seconds=60))
    answers = [anonymous.get("/verify/ABCD-EFGH-JKMN") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [404, 404, 429]
    assert answers[2].headers["Retry-After"] == "60"
    clock.advance(seconds=60)
    assert anonymous.get("/verify/ABCD-EFGH-JKMN").status_code == 404


def test_the_answer_costs_one_statement(
    anonymous: Client, query_budget: Callable[[int], AbstractContextManager[list[str]]]
) -> None:
    code = a_paper().code

    with query_budget(1):
        anonymous.get(f"/verify/{code}")
