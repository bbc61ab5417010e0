"""View data, and the pages drawn from it."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask, render_template_string

from incubator.core.dates import kst
from incubator.core.text import text
from incubator.questionnaires.pages import FileUrls, SectionView, Typing, answer_sections, section_view
from incubator.questionnaires.rules import difference, load
from incubator.questionnaires.usecases.save_answers import Conflict, Refusal
from tests.factories.questionnaires import WHOLE, a_definition
from tests.support.html import Document

FORM = load(a_definition())
URLS = FileUrls("/x/files/{key}", "/x/files/{key}/{file_id}", "/x/files/{key}/{file_id}/remove")
STAMPS = {key: {"v": 3} for key in WHOLE}
SHELL = "<!doctype html><html lang=ko><head><title>t</title></head><body><main><h1>t</h1>%s</main></body></html>"


def view(section: str, answers: dict[str, Any], **options: Any) -> SectionView:
    options.setdefault("locale", "ko")
    return section_view(FORM, section, answers, STAMPS, urls=URLS, **options)


def drawn(app: Flask, source: str, **context: Any) -> Document:
    with app.test_request_context():
        page = Document(SHELL % render_template_string(source, **context))
    assert page.problems == []
    return page


WRITE = (
    "{% from 'questionnaires/_section.html' import section_questions %}"
    "<form method=post>{{ section_questions(section) }}<button>save</button></form>"
)
READ = "{% from 'questionnaires/_answers.html' import answers %}{{ answers(sections, hashes=true) }}"
COMPARE = "{% from 'questionnaires/_difference.html' import differences %}{{ differences(changes) }}"
LEFT = "{% from 'questionnaires/_left_behind.html' import left_behind %}{{ left_behind(left) }}"


def test_a_section_says_what_was_typed_and_which_version_it_is():
    about = view("about", WHOLE)

    assert (about.title, about.help) == ("일반현황", "기업을 소개해 주세요.")
    assert [(q.key, q.value, q.version, q.visible) for q in about.questions] == [
        ("name", "담수화 막 세척기", 3, True),
        ("story", "바닷물을 걸러\n마실 물을 만듭니다.", 3, True),
        ("people", "4", 3, True),
        ("founded", "2015-01-05", 3, True),
        ("invested", "yes", 3, True),
        ("amount", "50,000,000", 3, True),
    ]


def test_a_section_speaks_english_where_the_form_does():
    about = view("about", {}, locale="en")

    assert (about.title, [q.label for q in about.questions][:2]) == ("About you", ["Title", "개요"])


def test_a_question_not_known_yet_is_shown_as_such():
    assert [q.visible for q in view("about", {}).questions][-1] is None
    assert [q.visible for q in view("about", {"invested": "no"}).questions][-1] is False


def test_what_was_typed_and_not_stored_is_shown_again():
    typing = Typing(
        raw={"name": ["홍 900101-1234567"], "fields": ["water"], "budget": [{"item": "가"}]},
        refused={"name": Refusal(text("저장하지 않았습니다."), text("지워 주세요."))},
    )
    about = view("about", WHOLE | {"name": "가" * 50}, typing=typing)
    name = about.questions[0]

    assert (name.value, name.unsaved, [str(p) for p in name.problems]) == (
        "홍 900101-1234567",
        True,
        ["저장하지 않았습니다. 지워 주세요."],
    )
    assert [(p.anchor, str(p.message)) for p in about.problems] == [
        ("q-name", "과제명: 저장하지 않았습니다. 지워 주세요.")
    ]


def test_a_conflict_shows_both_texts_and_stands_on_the_newer_version():
    conflict = Conflict(7, "상대 글", "상대 글", "이바다", kst(2026, 3, 2, 10), "내 글", "내 글")
    typing = Typing(raw={"name": ["내 글"]}, conflicts={"name": conflict})
    name = view("about", WHOLE, typing=typing).questions[0]

    assert (name.value, name.version, name.unsaved) == ("내 글", 7, True)
    assert name.conflict is not None
    assert (name.conflict.mine, name.conflict.theirs, name.conflict.theirs_by) == ("내 글", "상대 글", "이바다")


def test_an_upload_says_its_limits():
    upload = view("plan", WHOLE).questions[2].upload

    assert upload is not None
    assert [str(limit) for limit in upload.limits] == [
        "PDF, HWP 파일",
        "한 파일에 1 KB까지",
        "2개까지",
        "15쪽까지",
        "쪽수는 PDF만 자동으로 세므로 다른 파일은 직접 확인해 주세요",
    ]
    assert (upload.url, upload.accept, upload.several, str(upload.total_text)) == (
        "/x/files/paper",
        ".pdf,.hwp",
        True,
        "파일 1개, 모두 1 KB",
    )
    assert [(f.download_url, f.remove_url) for f in upload.files] == [("/x/files/paper/f1", "/x/files/paper/f1/remove")]


@pytest.mark.parametrize("answers", [{}, WHOLE, {"amount": {"raw": "<b>많이</b>"}, "invested": "yes"}])
@pytest.mark.parametrize("section", ["about", "plan"])
def test_a_section_is_a_good_page(app: Flask, section: str, answers: dict[str, Any]):
    page = drawn(app, WRITE, section=view(section, answers, for_submit=True))

    for question in FORM.section[section].questions:
        assert page.find("input", name=f"v.{question.key}").get("value") == str(STAMPS[question.key]["v"])
        assert page.find("div", id=f"question-{question.key}") is not None


def test_markup_in_answers_is_only_text(app: Flask):
    hostile = "</textarea><script>alert(1)</script>"
    page = drawn(app, WRITE, section=view("about", {"name": hostile, "story": hostile, "people": {"raw": hostile}}))

    assert page.texts("script") == []


def test_an_added_row_is_drawn_empty(app: Flask):
    plan = view("plan", WHOLE, typing=Typing(added_rows={"budget": 1}))
    page = drawn(app, WRITE, section=plan)

    assert plan.questions[1].value == [{"item": "재료비", "won": "3,000,000"}, {}]
    assert page.find("input", id="q-budget-1-item").get("value") == ""


def test_answers_are_read_by_section(app: Flask):
    sections = answer_sections(FORM, WHOLE, urls=URLS, locale="ko", change_url="/x/sections/{section}")
    page = drawn(app, READ, sections=sections)

    assert [section.title for section in sections] == ["일반현황", "계획"]
    assert sections[1].answers[1].rows == (("재료비", "3,000,000원"),)
    assert sections[1].answers[1].sums == ("", "3,000,000원")
    assert sections[0].answers[0].change_url == "/x/sections/about#question-name"
    assert page.texts("h2") == ["일반현황", "계획"]
    assert page.texts("code") == ["ab" * 32]


def test_answers_not_asked_are_not_read(app: Flask):
    sections = answer_sections(FORM, WHOLE | {"invested": "no"}, urls=URLS, locale="ko")

    assert "amount" not in [answer.key for answer in sections[0].answers]
    drawn(app, READ, sections=sections)


def test_missing_and_unread_answers_say_so(app: Flask):
    sections = answer_sections(FORM, {"people": {"raw": "넷"}}, urls=URLS, locale="ko")
    page = drawn(app, READ, sections=sections)

    assert [(a.key, a.is_missing, a.is_unread) for a in sections[0].answers][:3] == [
        ("name", True, False),
        ("story", True, False),
        ("people", False, True),
    ]
    assert "읽을 수 없는 답" in page.texts("strong")


def test_a_difference_is_drawn_with_insertions_and_deletions(app: Flask):
    new = WHOLE | {"story": "바닷물을 걸러\n먹을 물을 만듭니다.", "paper": [WHOLE["paper"][0] | {"sha256": "cd" * 32}]}
    page = drawn(app, COMPARE, changes=difference(FORM, WHOLE, FORM, new))

    assert (page.texts("del"), page.texts("ins")) == (["마실"], ["먹을"])
    drawn(app, COMPARE, changes=())


def test_answers_left_behind_are_drawn(app: Flask):
    left = [{"key": "a", "label": "옛 질문", "text": "옛 답", "number": 1, "at": "2026-03-02T10:00:00+09:00"}]
    page = drawn(app, LEFT, left=left)

    assert "옛 답" in page.texts("dd")
