"""Each condition: pass, fail, unknown, with its boundary day, reason and remedy."""

from datetime import date

import pytest

from incubator.core.errors import Invalid
from incubator.programs.rules.eligibility import (
    DocumentDates,
    Facts,
    Outcome,
    ReferenceDates,
    asks_birthday,
    asks_registration,
    check_eligibility,
    declarations_asked,
    describe,
    load_rules,
    outcome_of,
)
from incubator.programs.rules.kinds import ApplicantKind

DATES = ReferenceDates(date(2021, 3, 2), date(2021, 3, 15))
PRE, SOLE, CORP = ApplicantKind.PRE_FOUNDER, ApplicantKind.SOLE_TRADER, ApplicantKind.CORPORATION


def rule_of(**data):
    return load_rules([{"key": "rule", **data}])[0]


def outcome(rule, facts, dates=DATES):
    return rule.check(facts, dates).outcome


def age(operator, **more):
    return rule_of(kind="company_age", operator=operator, years=7, reference="announced", **more)


@pytest.mark.parametrize(
    ("operator", "started", "expected"),
    [
        ("lt", date(2014, 3, 2), Outcome.FAIL),
        ("lt", date(2014, 3, 3), Outcome.PASS),
        ("le", date(2014, 3, 1), Outcome.FAIL),
        ("le", date(2014, 3, 2), Outcome.PASS),
        ("lt", date(2021, 3, 2), Outcome.PASS),
        ("lt", date(2021, 3, 3), Outcome.FAIL),
    ],
)
def test_company_age_of_a_corporation(operator, started, expected):
    facts = Facts(applicant_kind=CORP, incorporated_on=started, opened_on=date(1990, 1, 1))

    assert outcome(age(operator), facts) is expected


def test_company_age_of_a_sole_trader_is_counted_from_the_opening():
    facts = Facts(applicant_kind=SOLE, opened_on=date(2014, 3, 2), incorporated_on=date(2020, 1, 1))

    finding = age("lt").check(facts, DATES)

    assert finding.outcome is Outcome.FAIL
    assert finding.boundary == date(2014, 3, 3)
    assert str(finding.source) == "기업 정보의 개업일"
    assert str(finding.reason) == "시작일이 2014. 3. 2.로, 기준인 2014. 3. 3.보다 앞섭니다(공고일에 만 7년)."
    assert finding.remedy is not None


def test_company_age_says_which_fact_is_missing():
    finding = age("lt").check(Facts(applicant_kind=CORP), DATES)

    assert finding.outcome is Outcome.UNKNOWN
    assert str(finding.remedy) == "기업 정보의 법인설립등기일을 적어 주세요."


def test_company_age_lets_a_pre_founder_pass():
    assert outcome(age("lt"), Facts(applicant_kind=PRE)) is Outcome.PASS


def test_a_younger_company_passes_where_pre_founders_may_apply():
    facts = Facts(applicant_kind=CORP, incorporated_on=date(2021, 3, 10))

    assert outcome(age("lt"), facts) is Outcome.FAIL
    assert outcome(age("lt", may_be_younger=True), facts) is Outcome.PASS


def test_company_age_on_an_agreement_day_not_yet_set():
    rule = rule_of(kind="company_age", operator="lt", years=7, reference="agreement")
    facts = Facts(applicant_kind=CORP, incorporated_on=date(2020, 1, 1))

    assert outcome(rule, facts) is Outcome.UNKNOWN
    assert outcome(rule, facts, ReferenceDates(DATES.announced_on, DATES.applied_on, date(2021, 6, 1))) is Outcome.PASS


@pytest.mark.parametrize(
    ("operator", "born", "expected"),
    [
        ("le", date(1981, 3, 15), Outcome.FAIL),
        ("le", date(1981, 3, 16), Outcome.PASS),
        ("lt", date(1982, 3, 15), Outcome.FAIL),
        ("lt", date(1982, 3, 16), Outcome.PASS),
    ],
)
def test_representative_age_on_the_day_of_application(operator, born, expected):
    rule = rule_of(kind="representative_age", operator=operator, years=39, reference="applied")

    assert outcome(rule, Facts(representative_born_on=born)) is expected


@pytest.mark.parametrize(
    ("data", "facts", "expected"),
    [
        ({"kind": "applicant_kind", "kinds": ["sole_trader"]}, Facts(applicant_kind=SOLE), Outcome.PASS),
        ({"kind": "applicant_kind", "kinds": ["sole_trader"]}, Facts(applicant_kind=PRE), Outcome.FAIL),
        ({"kind": "applicant_kind", "kinds": ["sole_trader"]}, Facts(), Outcome.UNKNOWN),
        ({"kind": "region", "regions": ["48"]}, Facts(region="48120"), Outcome.PASS),
        ({"kind": "region", "regions": ["4817"]}, Facts(region="48120"), Outcome.FAIL),
        ({"kind": "region", "regions": ["48"]}, Facts(region=""), Outcome.UNKNOWN),
        ({"kind": "excluded_industry"}, Facts(ksic="56211"), Outcome.FAIL),
        ({"kind": "excluded_industry"}, Facts(ksic="91249"), Outcome.FAIL),
        ({"kind": "excluded_industry"}, Facts(ksic="56111"), Outcome.PASS),
        ({"kind": "excluded_industry"}, Facts(ksic="56"), Outcome.UNKNOWN),
        ({"kind": "excluded_industry"}, Facts(ksic="5621"), Outcome.UNKNOWN),
        ({"kind": "excluded_industry"}, Facts(ksic="29"), Outcome.PASS),
        ({"kind": "allowed_industry", "industries": ["29", "204"]}, Facts(ksic="29"), Outcome.PASS),
        ({"kind": "allowed_industry", "industries": ["29", "204"]}, Facts(ksic="20"), Outcome.UNKNOWN),
        ({"kind": "allowed_industry", "industries": ["29", "204"]}, Facts(ksic="21"), Outcome.FAIL),
        ({"kind": "excluded_industry"}, Facts(), Outcome.UNKNOWN),
        ({"kind": "allowed_industry", "industries": ["29", "204"]}, Facts(ksic="20423"), Outcome.PASS),
        ({"kind": "allowed_industry", "industries": ["29", "204"]}, Facts(ksic="20111"), Outcome.FAIL),
        ({"kind": "one_application_per_round"}, Facts(other_applications=0), Outcome.PASS),
        ({"kind": "one_application_per_round"}, Facts(other_applications=1), Outcome.FAIL),
        ({"kind": "one_application_per_round"}, Facts(), Outcome.UNKNOWN),
        ({"kind": "pre_founder_without_registration"}, Facts(applicant_kind=PRE, is_registered=False), Outcome.PASS),
        ({"kind": "pre_founder_without_registration"}, Facts(applicant_kind=PRE, is_registered=True), Outcome.FAIL),
        ({"kind": "pre_founder_without_registration"}, Facts(applicant_kind=PRE), Outcome.UNKNOWN),
        ({"kind": "pre_founder_without_registration"}, Facts(applicant_kind=CORP), Outcome.PASS),
        (
            {"kind": "declaration", "declaration": "no_tax_arrears"},
            Facts(declarations={"no_tax_arrears": True}),
            Outcome.PASS,
        ),
        (
            {"kind": "declaration", "declaration": "no_tax_arrears"},
            Facts(declarations={"no_tax_arrears": False}),
            Outcome.FAIL,
        ),
        ({"kind": "declaration", "declaration": "no_tax_arrears"}, Facts(), Outcome.UNKNOWN),
    ],
)
def test_each_condition_answers(data, facts, expected):
    assert outcome(rule_of(**data), facts) is expected


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ({"corporate_register": DocumentDates(date(2020, 12, 15))}, Outcome.PASS),
        ({"corporate_register": DocumentDates(date(2020, 12, 14))}, Outcome.FAIL),
        ({"corporate_register": DocumentDates(date(2021, 1, 1), date(2021, 3, 15))}, Outcome.PASS),
        ({"corporate_register": DocumentDates(date(2021, 1, 1), date(2021, 3, 14))}, Outcome.FAIL),
        ({}, Outcome.UNKNOWN),
        (None, Outcome.UNKNOWN),
    ],
)
def test_certificates_are_in_force_and_young_enough(held, expected):
    rule = rule_of(kind="documents_valid", documents=["corporate_register"], months=3)

    assert outcome(rule, Facts(documents=held)) is expected


def test_the_call_prints_the_boundary_day():
    assert str(describe(age("lt"), DATES)) == (
        "업력 7년 미만: 공고일(2021. 3. 2.) 기준 2014. 3. 3. 또는 그 뒤에 개업하거나 설립한 기업"
    )
    assert str(describe(age("le"), DATES)) == (
        "업력 7년 이내: 공고일(2021. 3. 2.) 기준 2014. 3. 2. 또는 그 뒤에 개업하거나 설립한 기업"
    )


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"kind": "wishful"},
        {"kind": "company_age", "operator": "eq", "years": 7},
        {"kind": "company_age", "operator": "lt", "years": "7"},
        {"kind": "company_age", "operator": "lt", "years": 0},
        {"kind": "company_age", "operator": "lt", "years": 7, "reference": "someday"},
        {"kind": "region", "regions": []},
        {"kind": "region", "regions": ["99"]},
        {"kind": "declaration", "declaration": "unheard"},
        {"kind": "declaration", "declaration": ["a"]},
        {"kind": "applicant_kind", "kinds": "pre_founder"},
        {"kind": ["region"]},
    ],
)
def test_unreadable_rules_are_refused(data):
    with pytest.raises(Invalid):
        load_rules([{"key": "rule", **data}])


def test_a_rule_without_a_name_or_with_a_name_taken_is_refused():
    with pytest.raises(Invalid):
        load_rules([{"kind": "excluded_industry"}])
    with pytest.raises(Invalid):
        load_rules([{"key": "a", "kind": "excluded_industry"}, {"key": "a", "kind": "excluded_industry"}])


def test_all_findings_together():
    rules = load_rules(
        [
            {"key": "who", "kind": "applicant_kind", "kinds": ["corporation"]},
            {"key": "region", "kind": "region", "regions": ["48"]},
        ]
    )

    assert outcome_of(check_eligibility(rules, Facts(applicant_kind=CORP, region="48120"), DATES)) is Outcome.PASS
    assert outcome_of(check_eligibility(rules, Facts(applicant_kind=CORP), DATES)) is Outcome.UNKNOWN
    assert outcome_of(check_eligibility(rules, Facts(applicant_kind=PRE), DATES)) is Outcome.FAIL


def test_what_the_self_check_has_to_ask():
    rules = load_rules(
        [
            {"key": "a", "kind": "declaration", "declaration": "no_tax_arrears"},
            {"key": "b", "kind": "representative_age", "operator": "le", "years": 39},
        ]
    )

    assert [key for key, _ in declarations_asked(rules)] == ["no_tax_arrears"]
    assert asks_birthday(rules)
    assert not asks_registration(rules)
