"""Whatever the facts: an answer for each rule, and unknown exactly when a needed fact is missing."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from incubator.core.text import Text
from incubator.programs.rules.eligibility import (
    DocumentDates,
    Facts,
    Outcome,
    ReferenceDates,
    check_eligibility,
    describe,
    load_rules,
)
from incubator.programs.rules.kinds import ApplicantKind
from incubator.programs.rules.library import TEMPLATES

RULES = load_rules(
    [{**rule, "key": f"{key}-{rule['key']}"} for key, shape in TEMPLATES.items() for rule in shape.eligibility]
)
maybe = st.none
codes = st.text(max_size=6)
documents = st.dictionaries(
    st.sampled_from(["business_registration", "national_tax", "local_tax", "corporate_register", "other"]),
    st.builds(DocumentDates, issued_on=st.dates(), expires_on=maybe() | st.dates()),
)
FACTS = st.builds(
    Facts,
    applicant_kind=maybe() | st.sampled_from(ApplicantKind),
    opened_on=maybe() | st.dates(),
    incorporated_on=maybe() | st.dates(),
    region=maybe() | codes,
    ksic=maybe() | codes,
    representative_born_on=maybe() | st.dates(),
    is_registered=maybe() | st.booleans(),
    other_applications=maybe() | st.integers(0, 9),
    documents=maybe() | documents,
    declarations=st.dictionaries(codes, st.booleans()),
)
DATES = st.builds(ReferenceDates, announced_on=st.dates(), applied_on=st.dates(), agreement_on=maybe() | st.dates())
ALL_DECLARED = {rule.declaration: True for rule in RULES if hasattr(rule, "declaration")}
ALL_DOCUMENTS = {
    kind: DocumentDates(date(2026, 1, 1)) for rule in RULES if hasattr(rule, "documents") for kind in rule.documents
}
COMPLETE = st.builds(
    Facts,
    applicant_kind=st.sampled_from(ApplicantKind),
    opened_on=st.dates(),
    incorporated_on=st.dates(),
    region=st.text(min_size=1, max_size=5),
    ksic=st.text(min_size=1, max_size=5),
    representative_born_on=st.dates(),
    is_registered=st.booleans(),
    other_applications=st.integers(0, 9),
    documents=st.just(ALL_DOCUMENTS),
    declarations=st.just(ALL_DECLARED),
)


@given(facts=FACTS, dates=DATES)
def test_never_raises_and_always_explains(facts, dates):
    findings = check_eligibility(RULES, facts, dates)

    assert [finding.rule_key for finding in findings] == [rule.key for rule in RULES]
    for finding in findings:
        assert str(finding.rule)
        assert str(finding.reason)
        assert str(finding.source)
        assert (finding.remedy is None) is (finding.outcome is Outcome.PASS)
        assert Text.from_payload(finding.reason.payload()).msgid == finding.reason.msgid


@given(facts=COMPLETE, dates=DATES)
def test_with_every_fact_nothing_is_unknown(facts, dates):
    on = dates.agreement_on or dates.applied_on

    findings = check_eligibility(RULES, facts, replace(dates, agreement_on=on))

    assert [finding.rule_key for finding in findings if finding.outcome is Outcome.UNKNOWN] == []


@given(dates=DATES)
def test_with_no_fact_everything_is_unknown(dates):
    findings = check_eligibility(RULES, Facts(), dates)

    assert {finding.outcome for finding in findings} == {Outcome.UNKNOWN}


@given(dates=DATES)
def test_every_rule_can_be_printed(dates):
    assert all(str(describe(rule, dates)) for rule in RULES)
