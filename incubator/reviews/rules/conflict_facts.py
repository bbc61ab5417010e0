"""What is compared to find a conflict of interest: plain facts of an application and of a reviewer, blank where unknown."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class Person:
    name: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Firm:
    """A company by name and, where known, by 사업자등록번호 or 법인등록번호."""

    name: str = ""
    brn: str = ""
    corporate_no: str = ""


@dataclass(frozen=True)
class ApplicationFacts:
    """Known of an application.  `people`: representative and members; `mentors`: earlier ones by name and e-mail."""

    application: UUID
    firm: Firm
    people: tuple[Person, ...] = ()
    emails: tuple[str, ...] = ()
    address: str = ""
    mentors: tuple[Person, ...] = ()
    investors: tuple[Firm, ...] = ()
    group: str = ""


@dataclass(frozen=True)
class Employment:
    """`until_year` None: still there."""

    firm: Firm
    from_year: int | None = None
    until_year: int | None = None


@dataclass(frozen=True)
class Dealing:
    """Mentoring, consulting or joint research for a company, on its last day."""

    firm: Firm
    on: date


@dataclass(frozen=True)
class ReviewerFacts:
    """Known of a reviewer.  `declared`: applications he said yes to; `relatives`: declared people, the past ones too."""

    reviewer: UUID
    person: Person
    employer: Firm = field(default_factory=Firm)
    address: str = ""
    history: tuple[Employment, ...] = ()
    dealings: tuple[Dealing, ...] = ()
    relatives: tuple[Person, ...] = ()
    investments: tuple[Firm, ...] = ()
    group: str = ""
    declared: tuple[tuple[UUID, str], ...] = ()


@dataclass(frozen=True)
class Challenge:
    """What an applicant wrote: a person, an organisation, or both."""

    application: UUID
    name: str = ""
    organisation: str = ""
