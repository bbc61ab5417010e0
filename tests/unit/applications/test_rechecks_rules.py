"""What differs between the answers of submission and of now."""

from datetime import date

import pytest

from incubator.applications.rules.rechecks import differences, outcome_then
from incubator.programs.rules.eligibility import Facts, ReferenceDates, check_eligibility, load_rules
from incubator.programs.rules.kinds import Outcome

DATES = ReferenceDates(date(2026, 3, 2), date(2026, 3, 9))
RULES = load_rules([{"key": "taxes", "kind": "declaration", "declaration": "no_tax_arrears"}])


def _fresh(said):
    return check_eligibility(RULES, Facts(declarations={} if said is None else {"no_tax_arrears": said}), DATES)


@pytest.mark.parametrize(
    ("stored", "said", "expected"),
    [
        ("pass", True, []),
        ("pass", False, [("pass", "fail")]),
        ("unknown", True, [("unknown", "pass")]),
        ("fail", None, [("fail", "unknown")]),
        (None, None, []),
        (None, False, [("unknown", "fail")]),
    ],
)
def test_only_answers_that_changed(stored, said, expected):
    rows = [{"rule": "taxes", "outcome": stored}] if stored else []

    assert [(row["before"], row["after"]) for row in differences(rows, _fresh(said))] == expected


@pytest.mark.parametrize(
    ("outcomes", "expected"),
    [
        ([], Outcome.PASS),
        (["pass", "pass"], Outcome.PASS),
        (["pass", "unknown"], Outcome.UNKNOWN),
        (["unknown", "fail"], Outcome.FAIL),
    ],
)
def test_all_together_then(outcomes, expected):
    assert outcome_then([{"rule": str(n), "outcome": outcome} for n, outcome in enumerate(outcomes)]) is expected
