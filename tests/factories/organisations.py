"""Companies and pre-founders: the smallest valid ones.  Numbers carry the unassigned prefix 000."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from itertools import count
from typing import Any
from uuid import UUID

from incubator.accounts.models import User
from incubator.accounts.roles import Role
from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work
from incubator.organisations import queries
from incubator.organisations.models import Organisation, PartnerOrganisation, WalletDocument
from incubator.organisations.rules import (
    Details,
    OrganisationKind,
    PartnerKind,
    WalletKind,
    brn_is_valid,
    company_name_key,
)
from incubator.organisations.usecases.add_wallet_document import add_wallet_document
from incubator.organisations.usecases.register_organisation import register_organisation
from incubator.organisations.usecases.start_as_pre_founder import start_as_pre_founder
from incubator.web import clock
from tests.factories.accounts import a_branch, a_grant, a_user, an_actor

_numbers = count(1)
SMALL_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\nxref\n0 4\n0000000000 65535 f \n"
    b"0000000009 00000 n \n0000000052 00000 n \n0000000101 00000 n \n"
    b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n164\n%%EOF\n"
)


def a_brn(kind: OrganisationKind = OrganisationKind.CORPORATION) -> str:
    """A fresh number with a fitting check digit and the unassigned prefix."""
    middle = "81" if kind is OrganisationKind.CORPORATION else "01"
    # Low numbers belong to the tests that name theirs; the rest is used round and round.
    front = f"000{middle}{100 + next(_numbers) % 9_900:04d}"
    return next(front + digit for digit in "0123456789" if brn_is_valid(front + digit))


def details(kind: OrganisationKind = OrganisationKind.CORPORATION, **changes: Any) -> Details:
    """What a person would type for a company of this kind."""
    number = next(_numbers)
    values: dict[str, Any] = {
        "name": f"주식회사 시험{number}",
        "representative_name": "김하늘",
        "region": "48120",
        "branch_id": a_branch().id,
    }
    if kind is not OrganisationKind.PRE_FOUNDER:
        values |= {
            "brn": a_brn(kind),
            "address": "경상남도 창원시 의창구 창원대로18번길 46",
            "opened_on": date(2024, 3, 2),
        }
    if kind is OrganisationKind.CORPORATION:
        values["incorporated_on"] = date(2024, 2, 27)
    return Details(**values | changes)


def an_organisation(
    owner: User | UUID | None = None,
    *,
    kind: OrganisationKind = OrganisationKind.CORPORATION,
    is_representative: bool = True,
    now: datetime | None = None,
    **changes: Any,
) -> Organisation:
    """A company with its owner, who is also its representative unless told otherwise."""
    actor = an_actor(owner if owner is not None else a_user(), now=now)
    made_at = now or clock.now()
    if kind is OrganisationKind.PRE_FOUNDER:
        organisation_id = start_as_pre_founder(actor=actor, details=details(kind, **changes), now=made_at)
    else:
        organisation_id = register_organisation(
            actor=actor, kind=kind, details=details(kind, **changes), is_representative=is_representative, now=made_at
        )
    return queries.get_organisation(session_now(), organisation_id)


def a_pre_founder(owner: User | UUID | None = None, **changes: Any) -> Organisation:
    return an_organisation(owner, kind=OrganisationKind.PRE_FOUNDER, **changes)


def a_member(organisation: Organisation | UUID, role: Role = Role.ORGANISATION_EDITOR, *, name: str = "이바다") -> User:
    """A new person with this role in the company."""
    organisation_id = organisation if isinstance(organisation, UUID) else organisation.id
    user = a_user(name)
    user_id = user.id
    a_grant(user_id, role, organisation_id=organisation_id)
    found = session_now().get(User, user_id)
    assert found is not None
    return found


def a_wallet_document(
    organisation: Organisation | UUID,
    member: User | UUID,
    *,
    kind: WalletKind = WalletKind.BUSINESS_REGISTRATION,
    issued_on: date = date(2026, 2, 20),
    expires_on: date | None = None,
    content: bytes = SMALL_PDF,
    now: datetime | None = None,
) -> WalletDocument:
    organisation_id = organisation if isinstance(organisation, UUID) else organisation.id
    document_id = add_wallet_document(
        actor=an_actor(member, now=now),
        organisation_id=organisation_id,
        kind=kind,
        title="",
        issued_on=issued_on,
        expires_on=expires_on,
        stream=BytesIO(content),
        filename="사업자등록증.pdf",
        now=now or clock.now(),
    )
    return queries.get_wallet_document(session_now(), organisation_id, document_id)


def a_partner(
    name: str | None = None,
    *,
    kind: PartnerKind = PartnerKind.AFFILIATE,
    name_en: str = "",
    active: bool = True,
    now: datetime | None = None,
) -> PartnerOrganisation:
    """A body the centre runs programs with."""
    named = name or f"두산시험{next(_numbers)}"
    with unit_of_work(bookkeeping=True) as work:
        partner = PartnerOrganisation(
            name=named,
            name_en=name_en,
            name_key=company_name_key(named),
            kind=kind,
            active=active,
            created_at=now or clock.now(),
        )
        work.session.add(partner)
        work.session.flush()
        partner_id = partner.id
    found = session_now().get(PartnerOrganisation, partner_id)
    assert found is not None
    return found
