"""Which pairs of many applications and reviewers are worth comparing.

Every ground of `rules.conflicts` is an equality of something written on both sides.  What is written is brought to a key
that equal things share, so that a pair without a common key has no conflict and is never compared.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date

from incubator.core.phones import phone_digits
from incubator.organisations.rules.names import company_name_key
from incubator.organisations.rules.numbers import digits_of
from incubator.reviews.rules.conflict_facts import ApplicationFacts, Firm, Person, ReviewerFacts
from incubator.reviews.rules.conflicts import Finding, find_conflicts, mail_domain


def _word(raw: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", raw)).casefold()


def _firm(firm: Firm) -> Iterator[str]:
    if firm.name.strip():
        yield company_name_key(firm.name)
    yield from (digits_of(number) for number in (firm.brn, firm.corporate_no))


def _person(person: Person) -> Iterator[str]:
    yield from (_word(person.name), person.email.strip().casefold(), phone_digits(person.phone))
    yield mail_domain(person.email)


def keys_of_application(facts: ApplicationFacts) -> frozenset[str]:
    found = [*_firm(facts.firm), _word(facts.address), _word(facts.group), str(facts.application)]
    found += [mail_domain(address) for address in facts.emails]
    for person in (*facts.people, *facts.mentors):
        found += _person(person)
    for firm in facts.investors:
        found += _firm(firm)
    return frozenset(key for key in found if key)


def keys_of_reviewer(facts: ReviewerFacts) -> frozenset[str]:
    found = [*_person(facts.person), *_firm(facts.employer), _word(facts.address), _word(facts.group)]
    dealt = [*(row.firm for row in facts.history), *(row.firm for row in facts.dealings), *facts.investments]
    for firm in dealt:
        found += _firm(firm)
    for person in facts.relatives:
        found += _person(person)
    found += [str(application) for application, _ in facts.declared]
    return frozenset(key for key in found if key)


def find_among(
    applications: Iterable[ApplicationFacts], reviewers: Iterable[ReviewerFacts], *, on: date
) -> tuple[Finding, ...]:
    """All findings of all pairs, as comparing each pair would give them."""
    by_key: dict[str, list[ApplicationFacts]] = {}
    for facts in applications:
        for key in keys_of_application(facts):
            by_key.setdefault(key, []).append(facts)
    found: list[Finding] = []
    for reviewer in reviewers:
        near = {facts.application: facts for key in keys_of_reviewer(reviewer) for facts in by_key.get(key, ())}
        for application_id in sorted(near, key=str):
            found += find_conflicts(near[application_id], reviewer, on=on)
    return tuple(found)
