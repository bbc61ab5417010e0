"""How companies get into the house: entered by their founders, compared with their papers by the centre."""

from __future__ import annotations

from datetime import date

from incubator.accounts.roles import Role
from incubator.core.dates import official_day
from incubator.demo.companies import Company
from incubator.demo.papers import paper
from incubator.demo.people import Person
from incubator.demo.story import Story
from incubator.organisations.rules import Details, OrganisationKind, WalletKind, format_brn
from incubator.organisations.rules.wallet import LABELS as WALLET_NAMES
from incubator.organisations.usecases.accept_invitation import accept_invitation
from incubator.organisations.usecases.add_wallet_document import add_wallet_document
from incubator.organisations.usecases.invite_member import invite_member
from incubator.organisations.usecases.register_organisation import register_organisation
from incubator.organisations.usecases.start_as_pre_founder import start_as_pre_founder
from incubator.organisations.usecases.verify_organisation import verify_organisation

ISSUERS = {
    WalletKind.BUSINESS_REGISTRATION: "가상세무서장",
    WalletKind.CORPORATE_REGISTER: "가상지방법원 등기소",
    WalletKind.NATIONAL_TAX: "가상세무서장",
    WalletKind.LOCAL_TAX: "가상시장",
}


def enter_company(story: Story, company: Company, person: Person) -> None:
    """The founder enters the company and declares himself its representative."""
    is_corporation = company.kind is OrganisationKind.CORPORATION
    details = Details(
        name=company.name,
        brn=company.brn,
        representative_name=person.name,
        representative_born_on=person.born_on,
        opened_on=company.started_on,
        incorporated_on=company.started_on if is_corporation else None,
        ksic=company.ksic,
        postcode=company.postcode,
        address=company.address,
        region=company.region,
        phone=f"055-000-{company.serial:04d}",
        email=f"office@{person.email.partition('@')[2]}",
        branch_id=story.branches[company.branch],
    )
    story.companies[company.key] = register_organisation(
        actor=story.actor(person.key), kind=company.kind, details=details, is_representative=True, now=story.now
    )


def enter_pre_founder(story: Story, person: Person, *, name: str, region: str, branch: str = "main") -> None:
    """A person without a company starts under his own or his team's name."""
    details = Details(
        name=name,
        representative_name=person.name,
        representative_born_on=person.born_on,
        region=region,
        email=person.email,
        branch_id=story.branches[branch],
    )
    story.companies[person.key] = start_as_pre_founder(actor=story.actor(person.key), details=details, now=story.now)


def verify(story: Story, key: str, *, by: str) -> None:
    verify_organisation(
        actor=story.actor(by),
        organisation_id=story.companies[key],
        reason="사업자등록증과 국세청 사업자 상태를 견주어 확인함",
        now=story.now,
    )


def keep_certificate(story: Story, company: Company, person: Person, kind: WalletKind, issued_on: date) -> None:
    """Put a certificate into the company's wallet."""
    name = str(WALLET_NAMES[kind])
    rows = [
        ("상호", company.name),
        ("등록번호", format_brn(company.brn)),
        ("대표자", person.name),
        ("개업연월일", official_day(company.started_on)),
        ("사업장 소재지", company.address),
        ("발급일", official_day(issued_on)),
        ("발급", ISSUERS[kind]),
    ]
    add_wallet_document(
        actor=story.actor(person.key),
        organisation_id=story.companies[company.key],
        kind=kind,
        title="",
        issued_on=issued_on,
        expires_on=None,
        stream=paper(name, on=issued_on, rows=rows),
        filename=f"{name}_{company.name}.pdf",
        now=story.now,
    )


def bring_in(story: Story, key: str, *, email: str, by: str, role: Role, to: str) -> None:
    """An owner invites a colleague, who accepts."""
    invitation_id = invite_member(
        actor=story.actor(by), organisation_id=story.companies[to], email=email, role=role, now=story.now
    )
    accept_invitation(actor=story.actor(key), invitation_id=invitation_id, now=story.now)
