from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incubator.applications.rules.checklist import draft_rows
from incubator.applications.rules.grounds import GROUNDS, LABELS, Defect, Ground, RowSource, Verdict
from incubator.applications.rules.intake import (
    STANDING,
    ItemWanted,
    Judgement,
    check_all_pass,
    check_items,
    check_judgement,
    check_reason,
    check_seen,
    check_some_fail,
    default_due_day,
    due_moment,
)
from incubator.core.dates import kst
from incubator.core.errors import Invalid, RuleBroken, Stale
from incubator.core.text import text
from incubator.programs.rules.kinds import Outcome
from incubator.questionnaires.rules import load

MONDAY = kst(2026, 3, 2, 10)
FINDING = {
    "rule": "kind", "condition": text("법인").payload(), "outcome": "pass", "reason": text("법인입니다.").payload(),
    "source": text("기업 정보").payload(), "boundary": None,
}  # fmt: skip


class Row:
    def __init__(self, verdict):
        self.verdict = verdict


def _form(**question):
    accept = {"kinds": ["pdf", "hwp"], "max_bytes": 1000, "max_files": 3} | question.pop("accept", {})
    one = {"key": "plan", "kind": "file", "label": "사업계획서", "required": True, "accept": accept} | question
    asked = {
        "key": "has",
        "kind": "choice",
        "label": "특허",
        "options": [{"key": "yes", "label": "예"}, {"key": "no", "label": "아니요"}],
    }
    return load({"title": "양식", "sections": [{"key": "a", "title": "가", "questions": [asked, one]}]})


def _rows(form=None, answers=None, *, asked=(), page_limit=None, is_representative=True):
    return draft_rows(
        findings=[FINDING],
        form=form or _form(),
        answers={"plan": [{"name": "a.pdf", "pages": 10}]} if answers is None else answers,
        page_limit=page_limit,
        asked=asked,
        is_representative=is_representative,
    )


def test_every_code_has_a_label():
    assert [item for kind in (Verdict, Ground, Defect, RowSource) for item in kind if item not in LABELS] == []


def test_every_ground_belongs_to_one_verdict():
    belonging = [ground for grounds in GROUNDS.values() for ground in grounds]

    assert sorted(belonging) == sorted(Ground)


def test_rows_come_in_three_parts():
    assert [row.source for row in _rows()] == [RowSource.CONDITION, RowSource.DOCUMENT] + [RowSource.STANDING] * len(
        STANDING
    )


@pytest.mark.parametrize(
    ("pages", "limit", "outcome"),
    [
        (15, 15, Outcome.PASS),
        (16, 15, Outcome.FAIL),
        (None, 15, Outcome.UNKNOWN),
        (12, 20, Outcome.PASS),
        (16, 20, Outcome.FAIL),
    ],
)
def test_the_pages_of_a_plan_are_proposed_by_the_stricter_limit(pages, limit, outcome):
    form = _form(accept={"max_pages": 15})

    row = _rows(form, {"plan": [{"name": "a", "pages": pages}]}, page_limit=limit)[1]

    assert (row.proposal, row.is_plan) == (outcome, True)


def test_a_document_nobody_can_read_is_left_open():
    row = _rows()[1]

    assert (row.proposal, row.is_plan) == (Outcome.UNKNOWN, False)


def test_a_required_document_that_is_not_there_is_proposed_to_fail():
    assert _rows(answers={})[1].proposal == Outcome.FAIL


def test_an_optional_document_that_is_not_there_is_no_row():
    assert [row.source for row in _rows(_form(required=False), {})].count(RowSource.DOCUMENT) == 0


def test_a_document_that_is_not_asked_is_no_row():
    form = _form(show_if={"question": "has", "operator": "is_yes"})

    assert [row.source for row in _rows(form, {"has": "no"})].count(RowSource.DOCUMENT) == 0


@pytest.mark.parametrize("check", [check for check in STANDING if check.covered_by], ids=lambda check: check.key)
def test_what_the_round_asks_itself_is_not_asked_twice(check):
    keys = [row.key for row in _rows(asked=check.covered_by)]

    assert f"s.{check.key}" not in keys


@pytest.mark.parametrize(("is_representative", "outcome"), [(True, Outcome.PASS), (False, Outcome.UNKNOWN)])
def test_the_representatives_own_account_is_seen(is_representative, outcome):
    rows = {row.key: row.proposal for row in _rows(is_representative=is_representative)}

    assert rows["s.representative_is_applicant"] == outcome


@given(
    verdict=st.sampled_from(Verdict),
    ground=st.sampled_from(Ground),
    evidence=st.sampled_from(["", "  ", "납세증명서 1쪽", "가" * 1001, "900101-1234568"]),
)
def test_no_doubt_without_ground_and_evidence(verdict, ground, evidence):
    fits = ground in GROUNDS[verdict]
    readable = len(evidence) <= 1000 and "900101" not in evidence
    enough = verdict is Verdict.PASS or bool(evidence.strip())

    if fits and readable and enough:
        assert check_judgement(Judgement("k", verdict, ground, evidence)) == evidence.strip()
    else:
        with pytest.raises(Invalid):
            check_judgement(Judgement("k", verdict, ground, evidence))


@given(verdicts=st.lists(st.sampled_from([None, *Verdict]), max_size=8))
def test_a_list_is_eligible_ineligible_or_not_ready(verdicts):
    rows = [Row(verdict) for verdict in verdicts]

    assert _passes(check_all_pass, rows) == all(verdict is Verdict.PASS for verdict in verdicts)
    assert _passes(check_some_fail, rows) == (Verdict.FAIL in verdicts)


def _passes(check, rows):
    try:
        check(rows)
    except RuleBroken:
        return False
    return True


@pytest.mark.parametrize("defect", Defect)
def test_a_plan_can_be_signed_or_made_readable_and_not_rewritten(defect):
    item = ItemWanted(defect, "고쳐 주세요", "d.plan")

    if defect in {Defect.UNSIGNED, Defect.UNREADABLE, Defect.RESIDENT_NUMBER}:
        assert check_items((item,), frozenset({"d.plan"})) == (item,)
    else:
        with pytest.raises(Invalid, match="사업계획의 내용"):
            check_items((item,), frozenset({"d.plan"}))
    assert check_items((item,), frozenset()) == (item,)


OFF = frozenset({date(2026, 3, 12), date(2026, 3, 13)})
"""A Thursday and a Friday."""


@given(days=st.integers(-5, 60))
def test_a_due_day_is_a_working_day_between_the_bounds(days):
    day = date(2026, 3, 2) + timedelta(days=days)

    if 3 <= days <= 30 and day.weekday() < 5 and day not in OFF:
        due = due_moment(day, off=OFF, now=MONDAY, least_days=3, most_days=30)
        assert due == kst(day.year, day.month, day.day, 18)
    else:
        with pytest.raises(Invalid):
            due_moment(day, off=OFF, now=MONDAY, least_days=3, most_days=30)


@given(start=st.integers(0, 365), days=st.integers(1, 30))
def test_the_proposed_due_day_is_a_working_day(start, days):
    now = MONDAY + timedelta(days=start)

    day = default_due_day(now, days, OFF)

    assert day.weekday() < 5
    assert day not in OFF
    assert 0 <= (day - (date(2026, 3, 2) + timedelta(days=start + days))).days <= 4


def test_a_day_off_is_refused_with_the_next_working_day():
    with pytest.raises(Invalid, match=r"2026. 3. 12.\(목\)은\(는\) 휴일이라.*2026. 3. 16.\(월\)") as refused:
        due_moment(date(2026, 3, 12), off=OFF, now=MONDAY, least_days=3, most_days=30)

    assert refused.value.field == "due_on"


@pytest.mark.parametrize("reason", ["", "  ", "가" * 1001, "\x07"])
def test_a_reason_is_words(reason):
    with pytest.raises(Invalid):
        check_reason(reason)


def test_what_changed_is_not_confirmed():
    check_seen(3, 3)
    check_seen(3, None)
    with pytest.raises(Stale):
        check_seen(4, 3)
