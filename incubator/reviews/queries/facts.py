"""What is known of applications and reviewers, in the shape `rules.conflicts` compares; a fixed number of statements."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, cast
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from incubator.accounts.models import RoleGrant, User
from incubator.accounts.roles import ORGANISATION_ROLES
from incubator.applications.models import Application
from incubator.organisations.models import Organisation, PartnerOrganisation
from incubator.organisations.rules import PartnerKind, company_name_key
from incubator.reviews.models import Appointment, Conflict, PoolMember
from incubator.reviews.rules.conflict_facts import (
    ApplicationFacts,
    Dealing,
    Employment,
    Firm,
    Person,
    ReviewerFacts,
)
from incubator.reviews.rules.conflicts import ConflictKind
from incubator.reviews.rules.pool import RelationKind

GROUP = "협력 그룹 계열사"
"""What both sides carry who belong to the group the centre works with (partners of the kind 계열사)."""


def application_facts(session: Session, application_ids: Collection[UUID]) -> list[ApplicationFacts]:
    """In key order: the company, its representatives, whoever is or was its member."""
    found = session.scalars(
        select(Application)
        .where(Application.id.in_(application_ids))
        .options(joinedload(Application.organisation))
        .order_by(Application.id)
    ).all()
    people = _people_of(session, {application.organisation_id for application in found})
    affiliates = _affiliates(session)
    return [_of_application(application, people, affiliates) for application in found]


def _of_application(
    application: Application, people: dict[UUID, list[Person]], affiliates: set[str]
) -> ApplicationFacts:
    company = application.organisation
    named = [company.representative_name, *re.split(r"[,·/]", company.co_representatives)]
    return ApplicationFacts(
        application=application.id,
        firm=Firm(company.name, company.brn or "", company.corporate_no or ""),
        people=(*(Person(name.strip()) for name in named if name.strip()), *people.get(company.id, ())),
        emails=(company.email,) if company.email else (),
        address=company.address,
        group=GROUP if company.name_key in affiliates else "",
    )


def _people_of(session: Session, organisation_ids: Collection[UUID]) -> dict[UUID, list[Person]]:
    """Former members, too: who has left a company has worked there."""
    rows = session.execute(
        select(RoleGrant.organisation_id, User.name, User.email, User.phone)
        .join(User, User.id == RoleGrant.user_id)
        .where(RoleGrant.role.in_(ORGANISATION_ROLES), RoleGrant.organisation_id.in_(organisation_ids))
        .distinct()
        .order_by(RoleGrant.organisation_id, User.email)
    )
    people: dict[UUID, list[Person]] = {}
    for organisation_id, name, email, phone in rows:
        people.setdefault(cast("UUID", organisation_id), []).append(Person(name, email, phone))
    return people


def _affiliates(session: Session) -> set[str]:
    return set(
        session.scalars(
            select(PartnerOrganisation.name_key).where(
                PartnerOrganisation.kind == PartnerKind.AFFILIATE, PartnerOrganisation.active.is_(True)
            )
        )
    )


def reviewer_facts(session: Session, members: Sequence[PoolMember], *, on: date) -> list[ReviewerFacts]:
    """`members` come with their persons; `reviewer` is the id of the person."""
    affiliates, declared = _affiliates(session), _declared(session, [member.user_id for member in members])
    return [_of_reviewer(member, affiliates, declared.get(member.user_id, ()), on) for member in members]


def _of_reviewer(
    member: PoolMember, affiliates: set[str], declared: tuple[tuple[UUID, str], ...], on: date
) -> ReviewerFacts:
    person, relations = member.user, list(member.relations)
    employer = member.employer.strip()
    return ReviewerFacts(
        reviewer=member.user_id,
        person=Person(person.name, person.email, person.phone),
        employer=Firm(member.employer, member.employer_brn),
        address=member.address,
        history=tuple(Employment(_firm(row), _year(row["since"]), _year(row["until"])) for row in member.employments),
        dealings=tuple(
            Dealing(_firm(row), date.fromisoformat(row["until"]) if row["until"] else on)
            for row in relations
            if row["kind"] in (RelationKind.MENTORED, RelationKind.CONSULTED)
        ),
        relatives=tuple(Person(row["name"]) for row in relations if row["kind"] == RelationKind.FAMILY),
        investments=tuple(_firm(row) for row in relations if row["kind"] == RelationKind.INVESTED),
        group=GROUP if employer and company_name_key(employer) in affiliates else "",
        declared=declared,
    )


def _firm(row: dict[str, Any]) -> Firm:
    return Firm(row["name"], row["brn"])


def _year(day: str | None) -> int | None:
    return date.fromisoformat(day).year if day else None


def _declared(session: Session, user_ids: Collection[UUID]) -> dict[UUID, tuple[tuple[UUID, str], ...]]:
    """What these people have said themselves, on whatever panel: it holds on the next one."""
    rows = session.execute(
        select(Appointment.user_id, Conflict.application_id, Conflict.facts)
        .join(Appointment, Appointment.id == Conflict.appointment_id)
        .where(Appointment.user_id.in_(user_ids), Conflict.kind == ConflictKind.RECUSAL)
        .order_by(Conflict.id)
    )
    found: dict[UUID, dict[UUID, str]] = {}
    for user_id, application_id, facts in rows:
        found.setdefault(user_id, {})[application_id] = facts[0]["reviewer"] if facts else ""
    return {user_id: tuple(said.items()) for user_id, said in found.items()}


def list_representatives(session: Session, application_ids: Collection[UUID]) -> list[tuple[UUID, str, str, UUID]]:
    """`(application, company, representative, company's id)` by the name of the company."""
    rows = session.execute(
        select(Application.id, Organisation.name, Organisation.representative_name, Organisation.id)
        .join(Organisation, Organisation.id == Application.organisation_id)
        .where(Application.id.in_(application_ids))
        .order_by(Organisation.name, Application.id)
    )
    return [(key, company, person, company_id) for key, company, person, company_id in rows]
