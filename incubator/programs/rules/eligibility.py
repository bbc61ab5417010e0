"""The eligibility engine: rules of a call as data, facts of an applicant, one answer for each rule.

It never decides alone: an answer is shown with its reason, and people decide (개인정보 보호법 제37조의2).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from incubator.core.errors import Invalid
from incubator.core.text import Text, text
from incubator.programs.rules.conditions_age import CompanyAge, RepresentativeAge
from incubator.programs.rules.conditions_business import (
    AllowedIndustry,
    Declaration,
    DocumentsValid,
    ExcludedIndustry,
    OneApplication,
    Region,
)
from incubator.programs.rules.conditions_people import ApplicantKinds, ByRepresentative, PreFounderUnregistered
from incubator.programs.rules.conditions_record import FROM_REGISTER, NoOverlappingSupport, NotRestricted, PageLimit
from incubator.programs.rules.findings import Condition, DocumentDates, Facts, Finding, Restricted, Support
from incubator.programs.rules.kinds import Outcome
from incubator.programs.rules.names import DECLARATIONS
from incubator.programs.rules.references import ReferenceDates

__all__ = [
    "FROM_REGISTER",
    "Condition",
    "DocumentDates",
    "Facts",
    "Finding",
    "Outcome",
    "ReferenceDates",
    "Restricted",
    "Support",
    "asks_birthday",
    "asks_pages",
    "asks_register",
    "asks_registration",
    "asks_supports",
    "check_eligibility",
    "declarations_asked",
    "describe",
    "load_rules",
    "outcome_of",
]

CONDITIONS: tuple[type[Condition], ...] = (
    ApplicantKinds,
    PreFounderUnregistered,
    CompanyAge,
    ByRepresentative,
    RepresentativeAge,
    Region,
    AllowedIndustry,
    ExcludedIndustry,
    NoOverlappingSupport,
    NotRestricted,
    DocumentsValid,
    PageLimit,
    OneApplication,
    Declaration,
)
"""In the order a manager thinks of them."""
BY_KIND: Mapping[str, type[Condition]] = {condition.kind: condition for condition in CONDITIONS}


def load_rules(data: Iterable[Mapping[str, Any]]) -> tuple[Condition, ...]:
    """The conditions of a round from its stored rows.  Raises Invalid for an unreadable row or a key used twice."""
    rules: list[Condition] = []
    for number, row in enumerate(data, start=1):
        try:
            rule = BY_KIND[row["kind"]].read(row)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise Invalid(
                text("자격 조건 %(number)d번을 읽을 수 없습니다.", number=number), field="eligibility"
            ) from error
        if rule.key in {known.key for known in rules}:
            raise Invalid(text("자격 조건의 이름 %(key)s이 두 번 쓰였습니다.", key=rule.key), field="eligibility")
        rules.append(rule)
    return tuple(rules)


def check_eligibility(rules: Iterable[Condition], facts: Facts, dates: ReferenceDates) -> tuple[Finding, ...]:
    """One finding for each rule, in the order of the call."""
    return tuple(rule.check(facts, dates) for rule in rules)


def describe(rule: Condition, dates: ReferenceDates) -> Text:
    """The rule in words with its boundary day, as the call prints it."""
    return rule.describe(dates)


def outcome_of(findings: Iterable[Finding]) -> Outcome:
    """All together: a single fail fails, else a single unknown leaves it open."""
    found = {finding.outcome for finding in findings}
    if Outcome.FAIL in found:
        return Outcome.FAIL
    return Outcome.UNKNOWN if Outcome.UNKNOWN in found else Outcome.PASS


def declarations_asked(rules: Iterable[Condition]) -> tuple[tuple[str, Text], ...]:
    """What the self-check must ask, as (key, statement to answer with yes or no)."""
    return tuple((rule.declaration, DECLARATIONS[rule.declaration]) for rule in rules if isinstance(rule, Declaration))


def asks_birthday(rules: Iterable[Condition]) -> bool:
    """Whether the representative's birthday is needed."""
    return any(isinstance(rule, RepresentativeAge) for rule in rules)


def asks_registration(rules: Iterable[Condition]) -> bool:
    """Whether a pre-founder must say that nothing was registered on the day of the announcement."""
    return any(isinstance(rule, PreFounderUnregistered) for rule in rules)


def asks_supports(rules: Iterable[Condition]) -> bool:
    """Whether it must be looked up what else the organisation takes part in."""
    return any(isinstance(rule, NoOverlappingSupport) for rule in rules)


def asks_register(rules: Iterable[Condition]) -> bool:
    """Whether the register of restrictions and support matters."""
    return any(isinstance(rule, NotRestricted | NoOverlappingSupport) for rule in rules)


def asks_pages(rules: Iterable[Condition]) -> bool:
    """Whether the files of the application matter."""
    return any(isinstance(rule, PageLimit) for rule in rules)
