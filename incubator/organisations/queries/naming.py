"""What companies and partners are called, for pages that know only their ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.accounts.roles import Role
from incubator.core.books import MOST_FOUND, Book, Named
from incubator.core.masking import mask_name
from incubator.organisations import policy
from incubator.organisations.models import FormerIdentity, Organisation, PartnerOrganisation, Restriction, SupportRecord
from incubator.organisations.rules import company_name_key, digits_of, format_brn


def _companies(session: Session, ids: Sequence[UUID]) -> Mapping[UUID, Named]:
    rows = session.execute(select(Organisation.id, Organisation.display_name).where(Organisation.id.in_(ids)))
    return {company_id: Named(name, f"/staff/organisations/{company_id}") for company_id, name in rows}


def find_company_ids(session: Session, words: str) -> Sequence[UUID]:
    """By a part of the name or the whole registration number, as they are or as they were before."""
    key, number = company_name_key(words), digits_of(words)
    former = select(FormerIdentity.organisation_id).where(_named(FormerIdentity, key, number))
    statement = select(Organisation.id).where(or_(_named(Organisation, key, number), Organisation.id.in_(former)))
    return session.scalars(statement.order_by(Organisation.id).limit(MOST_FOUND)).all()


def _named(table: Any, key: str, number: str) -> ColumnElement[bool]:
    named: ColumnElement[bool] = table.name_key.contains(key, autoescape=True)
    return or_(named, table.brn == number) if number else named


def _partners(session: Session, ids: Sequence[UUID]) -> Mapping[UUID, Named]:
    rows = session.execute(
        select(PartnerOrganisation.id, PartnerOrganisation.name).where(PartnerOrganisation.id.in_(ids))
    )
    return {partner_id: Named(name, f"/staff/partners/{partner_id}") for partner_id, name in rows}


def _find_partners(session: Session, words: str) -> Sequence[UUID]:
    named = PartnerOrganisation.name_key.contains(company_name_key(words), autoescape=True)
    return session.scalars(select(PartnerOrganisation.id).where(named).limit(MOST_FOUND)).all()


def _restrictions(session: Session, ids: Sequence[UUID]) -> Mapping[UUID, Named]:
    rows = session.scalars(select(Restriction).where(Restriction.id.in_(ids)))
    return {row.id: Named(_whom(row), f"/staff/restrictions/{row.id}") for row in rows}


def _supports(session: Session, ids: Sequence[UUID]) -> Mapping[UUID, Named]:
    rows = session.scalars(select(SupportRecord).where(SupportRecord.id.in_(ids)))
    return {row.id: Named(f"{_whom(row)} – {row.program}", f"/staff/supports/{row.id}") for row in rows}


def _whom(row: Restriction | SupportRecord) -> str:
    return row.company_name or format_brn(row.brn) or mask_name(row.representative_name)


def _find_restrictions(session: Session, words: str) -> Sequence[UUID]:
    return session.scalars(select(Restriction.id).where(_entered(Restriction, words)).limit(MOST_FOUND)).all()


def _find_supports(session: Session, words: str) -> Sequence[UUID]:
    return session.scalars(select(SupportRecord.id).where(_entered(SupportRecord, words)).limit(MOST_FOUND)).all()


def _entered(table: type[Restriction | SupportRecord], words: str) -> ColumnElement[bool]:
    named = table.company_name.contains(words, autoescape=True)
    number = digits_of(words)
    return or_(named, table.brn == number) if number else named


def _reads_companies(reader: Actor) -> bool:
    """Whoever works on calls; the officer for personal data reads the log, not the companies."""
    return any(reader.has(role) for role in (Role.MANAGER, Role.HEAD, Role.AUDITOR))


BOOKS = (
    Book("organisation", _companies, find_company_ids, _reads_companies),
    Book("partner_organisation", _partners, _find_partners, policy.may_edit_partners),
    Book("restriction", _restrictions, _find_restrictions, policy.may_read_register),
    Book("support_record", _supports, _find_supports, policy.may_read_register),
)
