from datetime import date

from incubator.applications.rules.answered import declared_in, keys_behind, longest_file, otherwise, supports_in
from incubator.programs.rules.eligibility import Facts, ReferenceDates, Support, check_eligibility, load_rules
from incubator.questionnaires.rules import load
from tests.factories.applications import a_form

ON = date(2026, 3, 2)
DATES = ReferenceDates(ON, ON)


def _rule(**data):
    return load_rules([{"key": "one"} | data])[0]


def test_a_question_with_the_key_of_a_declaration_answers_it():
    assert declared_in({"no_tax_arrears": "no", "not_closed": "yes"}) == {"no_tax_arrears": False, "not_closed": True}


def test_a_prize_won_before_takes_the_declaration_back():
    assert declared_in({"won_before": "yes"}) == {"not_awarded_elsewhere": False}
    assert declared_in({"won_before": "no"}) == {"not_awarded_elsewhere": True}


def test_what_is_no_yes_or_no_says_nothing():
    assert declared_in({"won_before": ["yes"], "not_closed": "perhaps", "story": "yes"}) == {}


def test_support_without_a_readable_last_day_counts_as_running():
    rows = [
        {"program": "가", "ends_on": "2026-03-02"},
        {"program": "나", "ends_on": "2026-03-01"},
        {"program": "다"},
        {"program": "라", "ends_on": {"raw": "작년"}},
        {"ends_on": "2026-01-01"},
    ]

    found = supports_in({"supported": "yes", "supports": rows}, ON)

    assert found == (Support("가", True), Support("나", False), Support("다", True), Support("라", True))


def test_who_says_no_has_no_support_whatever_the_table_still_holds():
    assert supports_in({"supported": "no", "supports": [{"program": "가"}]}, ON) == ()


def test_the_longest_file_counts_and_one_without_pages_does_not():
    files = [{"file_id": "1", "pages": 3}, {"file_id": "2", "pages": 9}, {"file_id": "3", "pages": None}]

    assert longest_file({"plan": files, "table": [{"pages": 99}]}) == 9
    assert longest_file({}) is None


def test_conditions_look_at_the_questions_the_form_has():
    form = load(a_form())

    assert keys_behind(_rule(kind="page_limit", pages=3), form) == {"plan_file"}
    assert keys_behind(_rule(kind="overlapping_support"), form) == frozenset()
    assert keys_behind(_rule(kind="one_application_per_round"), form) == frozenset()


def test_only_another_outcome_or_reason_is_a_change():
    rules = load_rules(
        [
            {"kind": "declaration", "key": "a", "declaration": "not_closed"},
            {"kind": "page_limit", "key": "b", "pages": 5},
        ]
    )
    before = check_eligibility(rules, Facts(pages=3), DATES)
    after = check_eligibility(rules, Facts(pages=4), DATES)

    assert otherwise(before, before) == ()
    assert otherwise(before, after) == (after[1],)
