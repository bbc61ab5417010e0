"""Snapshots, differences and words."""

from __future__ import annotations

import json
import time

from hypothesis import given
from hypothesis import strategies as st

from incubator.questionnaires.rules import canonical, difference, load, refit, shown, snapshot, totals, typed_text
from incubator.questionnaires.rules.comparing import segments
from incubator.questionnaires.rules.definition import Kind
from tests.factories.questionnaires import WHOLE, a_definition

FORM = load(a_definition())


def test_canonical_is_one_spelling_of_what_counts():
    turned = dict(reversed(WHOLE.items())) | {"nobody": "asks"}

    assert canonical(FORM, turned) == canonical(FORM, WHOLE)
    assert json.loads(canonical(FORM, WHOLE)) == snapshot(FORM, WHOLE) == WHOLE


def test_equal_answers_do_not_differ():
    assert difference(FORM, WHOLE, FORM, WHOLE) == ()


def test_difference_shows_added_changed_and_removed_answers_in_order():
    old = WHOLE | {"story": "바닷물을 거릅니다."}
    new = {key: value for key, value in WHOLE.items() if key != "fields"} | {"people": "5"}
    found = difference(FORM, old, FORM, new)

    assert [(d.question_key, d.change.value, d.before, d.after) for d in found] == [
        ("story", "changed", "바닷물을 거릅니다.", "바닷물을 걸러\n마실 물을 만듭니다."),
        ("people", "changed", "4명", "5명"),
        ("fields", "removed", "메카트로닉스, 대체물산업", ""),
    ]


def test_difference_notices_a_file_replaced_by_another_of_the_same_name():
    new = WHOLE | {"paper": [WHOLE["paper"][0] | {"sha256": "cd" * 32}]}

    assert [d.question_key for d in difference(FORM, WHOLE, FORM, new)] == ["paper"]


def test_difference_between_versions_shows_questions_that_are_gone_last():
    definition = a_definition()
    definition["sections"][0]["questions"].pop(1)
    found = difference(FORM, WHOLE, load(definition), WHOLE)

    assert [(d.question_key, d.change.value) for d in found] == [("story", "removed")]


@given(st.text(alphabet="가나 \n.ab", max_size=60), st.text(alphabet="가나 \n.ab", max_size=60))
def test_segments_weave_both_texts(before: str, after: str):
    woven = list(segments(before, after))

    assert "".join(s.words for s in woven if s.how != "added") == before
    assert "".join(s.words for s in woven if s.how != "removed") == after


def test_long_texts_are_compared_in_time():
    started = time.process_time()
    list(segments("가 나 " * 10_000, "가 다 " * 10_000))

    assert time.process_time() - started < 1


def test_shown():
    assert {key: shown(FORM.questions[key], WHOLE[key]) for key in WHOLE} == {
        "name": "담수화 막 세척기",
        "story": "바닷물을 걸러\n마실 물을 만듭니다.",
        "people": "4명",
        "founded": "2015. 1. 5.(월)",
        "invested": "예",
        "amount": "50,000,000원",
        "fields": "메카트로닉스, 대체물산업",
        "budget": "비목: 재료비 · 금액: 3,000,000원",
        "paper": "계획서.pdf (1 KB)",
    }


def test_shown_in_english():
    assert shown(FORM.questions["invested"], "yes", "en") == "Yes"
    assert shown(FORM.questions["amount"], 5000, "en") == "KRW 5,000"
    assert shown(FORM.questions["founded"], "2015-01-05", "en") == "2015-01-05"


def test_what_could_not_be_read_is_shown_as_typed():
    assert shown(FORM.questions["amount"], {"raw": "많이"}) == "많이"
    assert typed_text(Kind.MULTI_CHOICE, {"raw": ["a", "b"]}) == "a, b"


def test_totals_add_up_what_can_be_read():
    rows = [{"item": "가", "won": 1000}, {"item": "나", "won": {"raw": "x"}}, {"won": 500}, {}]

    assert totals(FORM.questions["budget"], rows) == {"won": 1500}


def test_refit_keeps_what_fits_and_lists_what_does_not():
    definition = a_definition()
    about, plan = (section["questions"] for section in definition["sections"])
    about[0]["kind"] = "long_text"  # another kind
    about.pop(3)  # gone
    plan[0]["options"].pop(0)  # an option less
    plan[1]["columns"].pop(1)  # a column less
    fitted = refit(FORM, WHOLE, load(definition))

    assert fitted.kept == {key: WHOLE[key] for key in ("story", "people", "invested", "amount", "paper")} | {
        "fields": ["water"],
        "budget": [{"item": "재료비"}],
    }
    assert [(item.key, item.text) for item in fitted.dropped] == [
        ("name", "담수화 막 세척기"),
        ("founded", "2015. 1. 5.(월)"),
        ("fields", "메카트로닉스, 대체물산업"),
        ("budget", "비목: 재료비 · 금액: 3,000,000원"),
    ]
