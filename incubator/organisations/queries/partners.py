"""Reading the centre's partners."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.core.errors import or_not_found
from incubator.db.pages import Page, paginate
from incubator.organisations import policy
from incubator.organisations.models import PartnerOrganisation
from incubator.organisations.rules import PartnerKind, company_name_key


@dataclass(frozen=True)
class PartnerFilter:
    """What to look for; empty leaves a criterion out.  Retired ones are left out unless `with_retired`."""

    words: str = ""
    kind: PartnerKind | None = None
    with_retired: bool = False


def list_partners(session: Session, actor: Actor, wanted: PartnerFilter, *, number: int) -> Page[Any]:
    """By name.  Raises Forbidden."""
    policy.may_read_partners(actor).enforce()
    statement = select(PartnerOrganisation).order_by(PartnerOrganisation.name_key, PartnerOrganisation.id)
    if not wanted.with_retired:
        statement = statement.where(PartnerOrganisation.active.is_(True))
    if wanted.kind:
        statement = statement.where(PartnerOrganisation.kind == wanted.kind)
    if wanted.words:
        named = PartnerOrganisation.name_key.contains(company_name_key(wanted.words), autoescape=True)
        english = PartnerOrganisation.name_en.icontains(wanted.words, autoescape=True)
        statement = statement.where(or_(named, english))
    return paginate(session, statement, number=number)


def list_active_partners(session: Session) -> list[PartnerOrganisation]:
    """Those offered for new programs, by kind and name; the caller has asked its policy."""
    statement = select(PartnerOrganisation).where(PartnerOrganisation.active.is_(True))
    return list(session.scalars(statement.order_by(PartnerOrganisation.kind, PartnerOrganisation.name_key)))


def get_partner(session: Session, partner_id: UUID) -> PartnerOrganisation:
    """Raises NotFound."""
    return or_not_found(session.get(PartnerOrganisation, partner_id))


def get_partner_for_change(session: Session, partner_id: UUID) -> PartnerOrganisation:
    """Locked.  Raises NotFound."""
    return or_not_found(session.get(PartnerOrganisation, partner_id, with_for_update=True, populate_existing=True))
