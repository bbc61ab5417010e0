"""Public pages kept for a second: one rendering for many visitors, never a word meant for one of them."""

from __future__ import annotations

import re

import pytest

from incubator.web import kept
from tests.factories.accounts import a_branch, a_user
from tests.factories.programs import a_round

NONCE = re.compile(r"nonce-([\w-]+)")


@pytest.fixture
def keeping(app):
    kept.init_app(app, seconds=60)
    yield
    kept.init_app(app, seconds=0)


def nonce_of(answer):
    return NONCE.search(answer.headers["Content-Security-Policy"]).group(1)


def test_the_second_visitor_costs_no_statement(anonymous, keeping, query_budget):
    a_round(title="열린 공모전")
    first = anonymous.get("/calls")

    with query_budget(0):
        second = anonymous.get("/calls")

    assert second.html.main == first.html.main


def test_each_visitor_gets_a_fresh_word_of_the_policy(anonymous, keeping):
    a_branch()
    answers = [anonymous.get("/calls") for _ in range(3)]
    words = [nonce_of(answer) for answer in answers]

    assert len(set(words)) == 3
    assert all(
        {script.get("nonce") for script in answer.html.find_all("script")} == {word}
        for answer, word in zip(answers, words, strict=True)
    )


def test_languages_and_filters_are_kept_apart(anonymous, keeping):
    a_round(title="열린 공모전", title_en="Open contest")

    assert "열린 공모전" in anonymous.get("/calls").html.main
    assert "Open contest" in anonymous.get("/calls?lang=en").html.main
    assert "열린 공모전" not in anonymous.get("/calls?lang=ko&state=closed").html.main


def test_a_signed_in_person_never_leaves_a_page_for_others(anonymous, client_as, keeping):
    a_branch()
    person = a_user("김하늘")

    own = client_as(person).get("/calls")
    other = anonymous.get("/calls")

    assert "김하늘" in own.get_data(as_text=True)
    assert own.headers["Cache-Control"] == "no-store"
    assert "김하늘" not in other.get_data(as_text=True)


def test_a_call_that_does_not_exist_is_not_kept(anonymous, keeping, app):
    path = "/calls/01890000-0000-7000-8000-000000000001"

    assert [anonymous.get(path).status_code for _ in range(2)] == [404, 404]


def test_the_shelf_has_an_end(anonymous, keeping, monkeypatch):
    monkeypatch.setattr(kept, "MOST_PAGES", 3)
    a_branch()

    for number in range(6):
        anonymous.get(f"/calls?page={number}")

    assert len(kept._Shelf.pages) == 3
