"""Conditions that nobody can meet together are found, and only those."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incubator.core.errors import Invalid
from incubator.programs.rules.consistency import contradictions, possible_applicant, refuse_contradictions
from incubator.programs.rules.eligibility import Facts, Outcome, ReferenceDates, check_eligibility, load_rules
from incubator.programs.rules.kinds import ApplicantKind
from incubator.programs.rules.library import TEMPLATES
from incubator.programs.rules.names import DECLARATIONS, DOCUMENTS, INDUSTRIES, REGIONS

DATES = ReferenceDates(date(2026, 3, 2), date(2026, 3, 9), date(2026, 5, 11))
AGE = {
    "operator": st.sampled_from(["lt", "le", "ge", "gt"]),
    "years": st.integers(1, 60),
    "reference": st.sampled_from(["announced", "applied", "agreement"]),
}


def _some(table):
    return st.lists(st.sampled_from(sorted(table)), min_size=1, max_size=3, unique=True)


def _of(kind, **more):
    return st.fixed_dictionaries({"kind": st.just(kind), **more})


ROW = st.one_of(
    _of("applicant_kind", kinds=_some([str(kind) for kind in ApplicantKind])),
    _of("pre_founder_without_registration"),
    _of("company_age", may_be_younger=st.booleans(), **AGE),
    _of("representative"),
    _of("representative_age", **AGE),
    _of("region", regions=_some(REGIONS)),
    _of("allowed_industry", industries=_some(INDUSTRIES)),
    _of("excluded_industry", industries=_some(INDUSTRIES)),
    _of("overlapping_support", ever=st.booleans()),
    _of("participation_restriction"),
    _of(
        "documents_valid", documents=_some(DOCUMENTS), months=st.none() | st.integers(1, 24), reference=AGE["reference"]
    ),
    _of("page_limit", pages=st.integers(1, 50)),
    _of("one_application_per_round"),
    _of("declaration", declaration=st.sampled_from(sorted(DECLARATIONS))),
)
RULES = st.lists(ROW, max_size=9).map(
    lambda rows: load_rules([{**row, "key": f"r{number}"} for number, row in enumerate(rows)])
)
FACTS = st.builds(
    Facts,
    applicant_kind=st.sampled_from(ApplicantKind),
    opened_on=st.dates(date(1960, 1, 1), date(2026, 12, 31)),
    incorporated_on=st.dates(date(1960, 1, 1), date(2026, 12, 31)),
    region=st.sampled_from(sorted(REGIONS)),
    ksic=st.sampled_from(sorted(INDUSTRIES)).map(lambda code: code.ljust(5, "0")),
    representative_born_on=st.dates(date(1930, 1, 1), date(2020, 1, 1)),
    is_registered=st.just(False),
    other_applications=st.just(0),
    is_representative=st.just(True),
    supports=st.just(()),
    pages=st.just(1),
    declarations=st.just(dict.fromkeys(DECLARATIONS, True)),
)


@settings(max_examples=400)
@given(rules=RULES)
def test_whoever_is_found_meets_every_condition(rules):
    found = possible_applicant(rules, DATES)

    if found is not None:
        assert [item for item in check_eligibility(rules, found, DATES) if item.outcome is not Outcome.PASS] == []


@settings(max_examples=400)
@given(rules=RULES, facts=FACTS)
def test_where_nobody_is_found_nobody_passes(rules, facts):
    if possible_applicant(rules, DATES) is None:
        assert Outcome.FAIL in {item.outcome for item in check_eligibility(rules, facts, DATES)}


@settings(max_examples=200)
@given(rules=RULES)
def test_the_conditions_named_are_the_smallest_clash(rules):
    if possible_applicant(rules, DATES) is None:
        keys = contradictions(rules, DATES)[-1].keys
        clashing = [rule for rule in rules if rule.key in keys]

        assert possible_applicant(clashing, DATES) is None
        for left_out in clashing:
            assert possible_applicant([rule for rule in clashing if rule is not left_out], DATES) is not None


def _rules(*rows):
    return load_rules([{"key": f"r{number}", **row} for number, row in enumerate(rows)])


PRE = {"kind": "applicant_kind", "kinds": ["pre_founder"]}
COMPANY = {"kind": "applicant_kind", "kinds": ["sole_trader", "corporation"]}
YOUNG = {"kind": "company_age", "operator": "le", "years": 3, "reference": "announced"}
OLD = {"kind": "company_age", "operator": "ge", "years": 7, "reference": "announced"}


@pytest.mark.parametrize(
    ("rows", "keys"),
    [
        ((PRE, COMPANY), [("r0", "r1")]),
        ((YOUNG, COMPANY, OLD), [("r0", "r2")]),
        ((PRE, OLD), [("r0", "r1")]),
        ((PRE, YOUNG), [("r1",)]),
        ((COMPANY, {"kind": "pre_founder_without_registration"}), [("r1",)]),
        (({"kind": "region", "regions": ["4812"]}, {"kind": "region", "regions": ["4817", "4822"]}), [("r0", "r1")]),
        (({"kind": "allowed_industry", "industries": ["204"]}, {"kind": "excluded_industry", "industries": ["20"]}), [("r0", "r1")]),
        (({"kind": "representative_age", "operator": "le", "years": 39, "reference": "applied"},
          {"kind": "representative_age", "operator": "gt", "years": 39, "reference": "applied"}), [("r0", "r1")]),
        (({"kind": "page_limit", "pages": 10}, {"kind": "page_limit", "pages": 10}), [("r0", "r1")]),
        ((YOUNG, {**YOUNG, "operator": "gt", "years": 1}, {"kind": "region", "regions": ["48"]}), []),
        (({"kind": "allowed_industry", "industries": ["20"]}, {"kind": "excluded_industry", "industries": ["204"]}), []),
        (({"kind": "region", "regions": ["48"]}, {"kind": "region", "regions": ["4812"]}), []),
    ],
)  # fmt: skip
def test_real_contradictions(rows, keys):
    assert [item.keys for item in contradictions(_rules(*rows), DATES)] == keys


def test_the_boundaries_of_under_and_beyond_meet_without_a_gap():
    under = {"kind": "company_age", "operator": "lt", "years": 7, "reference": "announced"}
    reaching = {**under, "operator": "ge"}
    on = ReferenceDates(date(2021, 3, 2), date(2021, 3, 2))

    young, old = (load_rules([{"key": "a", **row}])[0].boundary(on) for row in (under, reaching))

    assert (young, old) == (date(2014, 3, 3), date(2014, 3, 2))


def test_the_refusal_says_which_conditions_clash():
    with pytest.raises(Invalid, match="함께 채울 수 있는 신청자가 없습니다") as refusal:
        refuse_contradictions(_rules(YOUNG, OLD), DATES)

    assert "업력 3년 이내" in str(refusal.value.problems["eligibility"][0])
    assert "업력 7년 이상" in str(refusal.value.problems["eligibility"][0])


@pytest.mark.parametrize("key", sorted(TEMPLATES))
def test_the_templates_can_be_met(key):
    assert contradictions(load_rules(TEMPLATES[key].eligibility), DATES) == ()
