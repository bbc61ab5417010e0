"""Conflicts of interest found from data: what is known of an application against what is known of a reviewer (domain.md §2.4).

A finding proposes and a person confirms or dismisses it.  제척 comes from data, 회피 from the reviewer's own word, 기피
from the applicant's; they are kept apart (창업사업화 지원사업 평가 지침 제12조·제9조).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from incubator.core.phones import phone_digits
from incubator.core.text import Text, text
from incubator.organisations.rules.names import company_name_key
from incubator.organisations.rules.numbers import digits_of
from incubator.reviews.rules.conflict_facts import ApplicationFacts, Challenge, Firm, Person, ReviewerFacts

EMPLOYMENT_YEARS = 3
SHORTEST_ADDRESS = 8
"""Letters and digits; less names a town, not a house."""


class ConflictKind(StrEnum):
    EXCLUSION = "exclusion"
    CHALLENGE = "challenge"
    RECUSAL = "recusal"


class Ground(StrEnum):
    SAME_PERSON = "same_person"
    SAME_EMPLOYER = "same_employer"
    PAST_EMPLOYER = "past_employer"
    MAIL_DOMAIN = "mail_domain"
    SAME_ADDRESS = "same_address"
    MENTORED = "mentored"
    INVESTED = "invested"
    AFFILIATE = "affiliate"
    RELATIVE = "relative"
    DECLARED = "declared"
    CHALLENGED = "challenged"


class Certainty(StrEnum):
    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"


KIND_LABELS: Mapping[ConflictKind, Text] = {
    ConflictKind.EXCLUSION: text("제척"),
    ConflictKind.CHALLENGE: text("기피"),
    ConflictKind.RECUSAL: text("회피"),
}
GROUND_LABELS: Mapping[Ground, Text] = {
    Ground.SAME_PERSON: text("신청 기업의 구성원 본인"),
    Ground.SAME_EMPLOYER: text("신청 기업에 소속됨"),
    Ground.PAST_EMPLOYER: text("최근에 신청 기업에서 일함"),
    Ground.MAIL_DOMAIN: text("전자우편 도메인이 같음"),
    Ground.SAME_ADDRESS: text("주소가 같음"),
    Ground.MENTORED: text("신청 기업을 멘토링·자문함"),
    Ground.INVESTED: text("신청 기업에 투자함"),
    Ground.AFFILIATE: text("신청 기업의 계열·협력 그룹에 속함"),
    Ground.RELATIVE: text("친족으로 신고한 사람이 신청 기업에 있음"),
    Ground.DECLARED: text("평가위원이 스스로 밝힘"),
    Ground.CHALLENGED: text("신청인이 기피를 신청함"),
}
CERTAINTY_LABELS: Mapping[Certainty, Text] = {
    Certainty.CERTAIN: text("확실함"),
    Certainty.LIKELY: text("가능성이 높음"),
    Certainty.POSSIBLE: text("확인이 필요함"),
}
FREE_MAIL = frozenset({
    "naver.com", "gmail.com", "daum.net", "hanmail.net", "kakao.com", "nate.com", "hotmail.com", "outlook.com",
    "outlook.kr", "live.com", "yahoo.com", "yahoo.co.kr", "icloud.com", "me.com", "proton.me", "protonmail.com",
    "korea.kr", "empas.com", "paran.com", "dreamwiz.com", "chol.com", "lycos.co.kr", "msn.com", "googlemail.com",
})  # fmt: skip
"""Mail anybody can have: that two people use it says nothing."""
_SECOND_LEVELS = frozenset({"co", "or", "go", "ac", "re", "pe", "ne", "hs", "ms", "es", "kg", "sc", "mil"})


@dataclass(frozen=True)
class Finding:
    """`theirs` is the fact of the application, `own` the reviewer's, both as they were written."""

    application: UUID
    reviewer: UUID
    kind: ConflictKind
    ground: Ground
    certainty: Certainty
    theirs: str
    own: str


Match = tuple[Ground, Certainty, str, str]
"""Ground, how sure, their fact, the reviewer's."""


def find_conflicts(
    application: ApplicationFacts,
    reviewer: ReviewerFacts,
    *,
    on: date,
    free_mail: Collection[str] = FREE_MAIL,
    employment_years: int = EMPLOYMENT_YEARS,
) -> tuple[Finding, ...]:
    """Exclusions proposed by data, and the reviewer's own recusal; each ground with the same two facts once.

    Employment counts when it ended in the year `employment_years` back or later; mentoring and consulting since
    1 January of the year before `on`; a reviewer related to somebody by name only is a question, not an answer.
    """
    matches = [
        *_of_person(application, reviewer),
        *_of_work(application, reviewer, on.year - employment_years),
        *_of_mail(application, reviewer, free_mail),
        *_of_address(application, reviewer),
        *_of_dealings(application, reviewer, date(on.year - 1, 1, 1)),
        *_of_money(application, reviewer),
        *_of_relatives(application, reviewer),
    ]
    own = [
        (Ground.DECLARED, Certainty.CERTAIN, application.firm.name, words)
        for declared, words in reviewer.declared
        if declared == application.application
    ]
    found = [_finding(application.application, reviewer, ConflictKind.EXCLUSION, match) for match in matches]
    found += [_finding(application.application, reviewer, ConflictKind.RECUSAL, match) for match in own]
    return tuple(dict.fromkeys(found))


def find_challenged(challenges: Iterable[Challenge], reviewer: ReviewerFacts) -> tuple[Finding, ...]:
    """Whom an applicant's challenge means: name and organisation make it certain, one that stands alone likely.

    When both were written and only one fits, it is probably somebody else.
    """
    found = []
    for row in challenges:
        named = _is_same(_word(row.name), _word(reviewer.person.name))
        works = _is_same(_company(row.organisation), _company(reviewer.employer.name))
        if not (named or works):
            continue
        both = bool(row.name.strip() and row.organisation.strip())
        sure = (Certainty.CERTAIN if named and works else Certainty.POSSIBLE) if both else Certainty.LIKELY
        theirs = " · ".join(part for part in (row.organisation.strip(), row.name.strip()) if part)
        own = " · ".join(part for part in (reviewer.employer.name, reviewer.person.name) if part)
        match = (Ground.CHALLENGED, sure, theirs, own)
        found.append(_finding(row.application, reviewer, ConflictKind.CHALLENGE, match))
    return tuple(dict.fromkeys(found))


def _finding(application: UUID, reviewer: ReviewerFacts, kind: ConflictKind, match: Match) -> Finding:
    return Finding(application, reviewer.reviewer, kind, *match)


def _word(raw: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", raw)).casefold()


def _company(raw: str) -> str:
    return company_name_key(raw) if raw.strip() else ""


def _is_same(first: str, second: str) -> bool:
    """Alike and not blank: two unknown facts are no match."""
    return bool(first) and first == second


def same_firm(first: Firm, second: Firm) -> Certainty | None:
    """By a number certain; by name likely; when numbers of one kind differ, they are different companies."""
    for one, other in ((first.brn, second.brn), (first.corporate_no, second.corporate_no)):
        one_digits, other_digits = digits_of(one), digits_of(other)
        if one_digits and other_digits:
            return Certainty.CERTAIN if one_digits == other_digits else None
    return Certainty.LIKELY if _is_same(_company(first.name), _company(second.name)) else None


def same_person(first: Person, second: Person) -> Certainty | None:
    """By e-mail or telephone certain, by name possible: many people share a name."""
    if _is_same(first.email.strip().casefold(), second.email.strip().casefold()):
        return Certainty.CERTAIN
    if _is_same(phone_digits(first.phone), phone_digits(second.phone)):
        return Certainty.CERTAIN
    return Certainty.POSSIBLE if _is_same(_word(first.name), _word(second.name)) else None


def mail_domain(address: str) -> str:
    """The domain somebody registered: `kim@mail.gana.co.kr` → `gana.co.kr`.  Blank for what is no address."""
    _, sign, domain = address.strip().casefold().rpartition("@")
    parts = [part for part in domain.strip(".").split(".") if part]
    if not sign or len(parts) < 2:
        return ""
    length = 3 if parts[-1] == "kr" and parts[-2] in _SECOND_LEVELS else 2
    return ".".join(parts[-length:]) if len(parts) >= length else ""


def _of_person(application: ApplicationFacts, reviewer: ReviewerFacts) -> Iterator[Match]:
    for person in application.people:
        if sure := same_person(person, reviewer.person):
            yield Ground.SAME_PERSON, sure, _shown(person), _shown(reviewer.person)


def _of_work(application: ApplicationFacts, reviewer: ReviewerFacts, since: int) -> Iterator[Match]:
    if sure := same_firm(application.firm, reviewer.employer):
        yield Ground.SAME_EMPLOYER, sure, _named(application.firm), _named(reviewer.employer)
    for row in reviewer.history:
        sure = same_firm(application.firm, row.firm)
        if sure and (row.until_year is None or row.until_year >= since):
            years = f"{row.from_year or ''}–{row.until_year or ''}"
            ground = Ground.SAME_EMPLOYER if row.until_year is None else Ground.PAST_EMPLOYER
            yield ground, sure, _named(application.firm), f"{_named(row.firm)}, {years}"


def _of_mail(application: ApplicationFacts, reviewer: ReviewerFacts, free: Collection[str]) -> Iterator[Match]:
    own = mail_domain(reviewer.person.email)
    if not own or own in free:
        return
    for address in (*application.emails, *(person.email for person in application.people)):
        if mail_domain(address) == own:
            yield Ground.MAIL_DOMAIN, Certainty.LIKELY, address, reviewer.person.email


def _of_address(application: ApplicationFacts, reviewer: ReviewerFacts) -> Iterator[Match]:
    """Possible only: many companies share a house of the centre."""
    theirs, own = _word(application.address), _word(reviewer.address)
    if len(own) >= SHORTEST_ADDRESS and theirs == own:
        yield Ground.SAME_ADDRESS, Certainty.POSSIBLE, application.address, reviewer.address


def _of_dealings(application: ApplicationFacts, reviewer: ReviewerFacts, since: date) -> Iterator[Match]:
    for mentor in application.mentors:
        if sure := same_person(mentor, reviewer.person):
            yield Ground.MENTORED, sure, _shown(mentor), _shown(reviewer.person)
    for row in reviewer.dealings:
        sure = same_firm(application.firm, row.firm)
        if sure and row.on >= since:
            yield Ground.MENTORED, sure, _named(application.firm), f"{_named(row.firm)}, {row.on.isoformat()}"


def _of_money(application: ApplicationFacts, reviewer: ReviewerFacts) -> Iterator[Match]:
    for firm in reviewer.investments:
        if sure := same_firm(application.firm, firm):
            yield Ground.INVESTED, sure, _named(application.firm), _named(firm)
    for investor in application.investors:
        if sure := same_firm(investor, reviewer.employer):
            yield Ground.INVESTED, sure, _named(investor), _named(reviewer.employer)
    if _is_same(_word(application.group), _word(reviewer.group)):
        yield Ground.AFFILIATE, Certainty.LIKELY, application.group, reviewer.group


def _of_relatives(application: ApplicationFacts, reviewer: ReviewerFacts) -> Iterator[Match]:
    for relative in reviewer.relatives:
        for person in application.people:
            if sure := same_person(person, relative):
                yield Ground.RELATIVE, sure, _shown(person), _shown(relative)


def _shown(person: Person) -> str:
    return " · ".join(part for part in (person.name, person.email, person.phone) if part)


def _named(firm: Firm) -> str:
    return " · ".join(part for part in (firm.name, firm.brn or firm.corporate_no) if part)
