"""Conditions about other support, the representative, the length of the plan, and lower limits of age."""

from datetime import date

import pytest

from incubator.programs.rules.eligibility import (
    DocumentDates,
    Facts,
    ReferenceDates,
    Support,
    check_eligibility,
    load_rules,
)
from incubator.programs.rules.kinds import ApplicantKind

DATES = ReferenceDates(date(2021, 3, 2), date(2021, 3, 30))


def _outcome(rule, **facts):
    (found,) = check_eligibility(load_rules([{"key": "it", **rule}]), Facts(**facts), DATES)
    return str(found.outcome)


OLDER = {"kind": "company_age", "operator": "ge", "years": 7, "reference": "announced"}
BEYOND = {**OLDER, "operator": "gt"}
RUNNING, OVER = Support("IGEN", is_running=True), Support("WATER", is_running=False)
PAPERS = {"kind": "documents_valid", "documents": ["national_tax"], "months": 1, "reference": "announced"}


@pytest.mark.parametrize(
    ("rule", "facts", "outcome"),
    [
        (OLDER, {"applicant_kind": ApplicantKind.SOLE_TRADER, "opened_on": date(2014, 3, 2)}, "pass"),
        (OLDER, {"applicant_kind": ApplicantKind.SOLE_TRADER, "opened_on": date(2014, 3, 3)}, "fail"),
        (BEYOND, {"applicant_kind": ApplicantKind.SOLE_TRADER, "opened_on": date(2014, 3, 1)}, "pass"),
        (BEYOND, {"applicant_kind": ApplicantKind.SOLE_TRADER, "opened_on": date(2014, 3, 2)}, "fail"),
        (OLDER, {"applicant_kind": ApplicantKind.PRE_FOUNDER}, "fail"),
        (OLDER, {"applicant_kind": ApplicantKind.CORPORATION}, "unknown"),
        ({"kind": "representative"}, {}, "unknown"),
        ({"kind": "representative"}, {"is_representative": True}, "pass"),
        ({"kind": "representative"}, {"is_representative": False}, "fail"),
        ({"kind": "overlapping_support"}, {}, "unknown"),
        ({"kind": "overlapping_support"}, {"supports": ()}, "pass"),
        ({"kind": "overlapping_support"}, {"supports": (OVER,)}, "pass"),
        ({"kind": "overlapping_support"}, {"supports": (OVER, RUNNING)}, "fail"),
        ({"kind": "overlapping_support", "ever": True}, {"supports": (OVER,)}, "fail"),
        ({"kind": "participation_restriction"}, {}, "unknown"),
        ({"kind": "participation_restriction"}, {"declarations": {"not_restricted": True}}, "pass"),
        ({"kind": "participation_restriction"}, {"declarations": {"not_restricted": False}}, "fail"),
        ({"kind": "page_limit", "pages": 15}, {}, "unknown"),
        ({"kind": "page_limit", "pages": 15}, {"pages": 15}, "pass"),
        ({"kind": "page_limit", "pages": 15}, {"pages": 16}, "fail"),
        (PAPERS, {"documents": {"national_tax": DocumentDates(date(2021, 2, 2))}}, "pass"),
        (PAPERS, {"documents": {"national_tax": DocumentDates(date(2021, 2, 1))}}, "fail"),
        ({**PAPERS, "reference": "agreement"}, {"documents": {}}, "unknown"),
    ],
)
def test_outcomes(rule, facts, outcome):
    assert _outcome(rule, **facts) == outcome


@pytest.mark.parametrize(
    ("operator", "born", "outcome"),
    [
        ("ge", date(1981, 3, 30), "pass"),
        ("ge", date(1981, 3, 31), "fail"),
        ("gt", date(1980, 3, 30), "pass"),
        ("gt", date(1980, 3, 31), "fail"),
    ],
)
def test_the_lower_limit_of_a_person_turns_on_a_birthday(operator, born, outcome):
    rule = {"kind": "representative_age", "operator": operator, "years": 40, "reference": "applied"}

    assert _outcome(rule, representative_born_on=born) == outcome


def test_whatever_is_not_met_says_what_would_change_it():
    rules = load_rules(
        [
            {"key": "a", **OLDER},
            {"key": "b", "kind": "representative"},
            {"key": "c", "kind": "overlapping_support"},
            {"key": "d", "kind": "page_limit", "pages": 1},
        ]
    )
    facts = Facts(applicant_kind=ApplicantKind.PRE_FOUNDER, is_representative=False, supports=(RUNNING,), pages=2)

    assert all(found.remedy for found in check_eligibility(rules, facts, DATES))
