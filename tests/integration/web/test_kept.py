"""Public pages are rendered once for many visitors, are always true, and hold never a word meant for one of them."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from incubator.accounts.models import Branch
from incubator.db.unit_of_work import unit_of_work
from incubator.programs.models import Program, Round
from incubator.programs.rules.kinds import KIND_LABELS, ProgramKind
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


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        (lambda round_, _program, _branch: setattr(round_, "title", "새 제목"), "새 제목"),
        (lambda _round, program, _branch: setattr(program, "kind", ProgramKind.JOBS), KIND_LABELS[ProgramKind.JOBS]),
        (lambda _round, _program, branch: setattr(branch, "name", "남부센터"), "남부센터"),
    ],
    ids=["call", "program", "branch"],
)
def test_a_change_is_seen_by_the_next_visitor_who_looks(anonymous, app, change, shown):
    round_id = a_round(title="열린 공모전").id
    before = anonymous.get("/calls").html.main
    with unit_of_work(bookkeeping=True) as work:
        round_ = work.session.get_one(Round, round_id)
        program = work.session.get_one(Program, round_.program_id)
        change(round_, program, work.session.get_one(Branch, program.branch_id))

    after = anonymous.get("/calls").html

    assert str(shown) in [*after.texts("h2", class_="call-card__title"), *after.texts("span", class_="tag")]
    assert after.main != before


def test_a_look_at_a_list_that_is_still_true_costs_one_statement(anonymous, app, clock, query_budget):
    a_round(title="열린 공모전")
    anonymous.get("/calls?utm_source=letter")

    with query_budget(1):
        again = anonymous.get("/calls?utm_source=else")

    assert "열린 공모전" in again.html.main


def test_phases_and_the_time_left_follow_the_clock(anonymous, clock):
    a_round(title="열린 공모전", opens_at=clock.now + timedelta(hours=1), closes_at=clock.now + timedelta(hours=27))

    def tags_after(**time):
        clock.advance(**time)
        page = anonymous.get("/calls").html
        return page.texts("strong", class_="tag"), next((words for words in page.texts("dd") if "남음" in words), None)

    assert tags_after() == (["접수 예정"], None)
    assert tags_after(minutes=60) == (["접수 중"], "1일 2시간 남음")
    assert tags_after(minutes=59) == (["접수 중"], "1일 1시간 남음")
    assert tags_after(hours=24) == (["접수 중"], "1시간 1분 남음")
    assert tags_after(seconds=1) == (["접수 중"], "1시간 0분 남음")
    assert tags_after(seconds=61) == (["접수 중"], "59분 58초 남음")
    assert tags_after(hours=1) == (["접수 종료"], None)


def test_a_part_is_made_once_for_each_key_and_language(app):
    page = app.jinja_env.from_string("{% call kept('here', key) %}{{ made(key) }}{% endcall %}")
    asked = []

    def show(key, language="ko"):
        with app.test_request_context(f"/?lang={language}"):
            return page.render(key=key, made=lambda value: asked.append(value) or f"<{value}>")

    assert [show("a"), show("a"), show("b"), show("a", "en")] == ["&lt;a&gt;", "&lt;a&gt;", "&lt;b&gt;", "&lt;a&gt;"]
    assert asked == ["a", "b", "a"]
