"""Certificates: kept, dated, opened, removed."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from sqlalchemy import func, select

from incubator.accounts.roles import Role
from incubator.core.errors import Forbidden, Invalid, NotFound
from incubator.documents.models import FileAccess, StoredFile
from incubator.organisations import queries
from incubator.organisations.rules import WalletKind
from incubator.organisations.usecases.add_wallet_document import add_wallet_document
from incubator.organisations.usecases.open_wallet_document import open_wallet_document
from incubator.organisations.usecases.remove_wallet_document import remove_wallet_document
from tests.factories.accounts import a_user, an_actor
from tests.factories.organisations import SMALL_PDF, a_member, a_wallet_document, an_organisation


@pytest.fixture
def company(app):
    owner = a_user().id
    return owner, an_organisation(owner).id


def add(company, clock, *, by=None, kind=WalletKind.NATIONAL_TAX, title="", issued_on=date(2026, 2, 20), expires_on=None,
        content=SMALL_PDF, filename="납세증명서.pdf"):  # fmt: skip
    return add_wallet_document(
        actor=an_actor(by or company[0]),
        organisation_id=company[1],
        kind=kind,
        title=title,
        issued_on=issued_on,
        expires_on=expires_on,
        stream=BytesIO(content),
        filename=filename,
        now=clock.now,
    )


@pytest.mark.parametrize(
    ("kind", "expires_on"),
    [
        (WalletKind.NATIONAL_TAX, date(2026, 3, 22)),
        (WalletKind.LOCAL_TAX, date(2026, 3, 22)),
        (WalletKind.CORPORATE_REGISTER, date(2026, 5, 20)),
        (WalletKind.INSURANCE_ROLL, date(2026, 3, 20)),
        (WalletKind.BUSINESS_REGISTRATION, None),
        (WalletKind.FINANCIAL_STATEMENT, None),
    ],
)
def test_the_last_day_follows_from_the_kind(company, session, clock, kind, expires_on):
    made = add(company, clock, kind=kind)

    assert queries.get_wallet_document(session, company[1], made).expires_on == expires_on


def test_a_printed_last_day_wins(company, session, clock):
    made = add(company, clock, expires_on=date(2026, 3, 1))

    assert queries.get_wallet_document(session, company[1], made).expires_on == date(2026, 3, 1)
    assert queries.list_wallet_on(session, company[1], date(2026, 3, 1)) != []
    assert queries.list_wallet_on(session, company[1], date(2026, 3, 2)) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"issued_on": None}, "issued_on"),
        ({"issued_on": date(2026, 3, 3)}, "issued_on"),
        ({"expires_on": date(2026, 2, 1)}, "expires_on"),
        ({"kind": WalletKind.OTHER}, "title"),
        ({"title": "가" * 81}, "title"),
        ({"title": "900517-1234567"}, "title"),
    ],
)
def test_wrong_values_are_refused_before_the_file_is_taken_in(company, session, clock, changes, field):
    with pytest.raises(Invalid) as refused:
        add(company, clock, **changes)

    assert list(refused.value.problems) == [field]
    assert session.scalar(select(func.count(StoredFile.id))) == 0


@pytest.mark.parametrize(
    ("content", "filename"), [(b"", "빈.pdf"), (b"MZ not a pdf", "가짜.pdf"), (SMALL_PDF, "실행.exe")]
)
def test_a_wrong_file_is_refused(company, session, clock, content, filename):
    with pytest.raises(Invalid):
        add(company, clock, content=content, filename=filename)

    assert queries.list_wallet(session, company[1]) == []


def test_writing_is_for_owners_and_editors_opening_for_all_members(company, session, clock):
    viewer = a_member(company[1], Role.ORGANISATION_VIEWER).id
    stranger = a_user().id
    made = add(company, clock)

    with pytest.raises(Forbidden):
        add(company, clock, by=viewer)
    with pytest.raises(NotFound):
        add(company, clock, by=stranger)
    opened = open_wallet_document(
        actor=an_actor(viewer), organisation_id=company[1], wallet_document_id=made, now=clock.now
    )
    assert b"".join(opened.chunks) == SMALL_PDF
    with pytest.raises(NotFound):
        open_wallet_document(
            actor=an_actor(stranger), organisation_id=company[1], wallet_document_id=made, now=clock.now
        )
    assert session.scalar(select(func.count(FileAccess.id))) == 1


def test_a_certificate_of_another_company_is_not_found(company, clock):
    other_owner = a_user().id
    other = an_organisation(other_owner).id
    foreign = a_wallet_document(other, other_owner).id

    for act in (open_wallet_document, remove_wallet_document):
        with pytest.raises(NotFound):
            act(actor=an_actor(company[0]), organisation_id=company[1], wallet_document_id=foreign, now=clock.now)


def test_a_removed_certificate_is_gone_for_good(company, session, clock):
    made = add(company, clock)
    viewer = a_member(company[1], Role.ORGANISATION_VIEWER).id
    act = {"organisation_id": company[1], "wallet_document_id": made, "now": clock.now}

    with pytest.raises(Forbidden):
        remove_wallet_document(actor=an_actor(viewer), **act)
    remove_wallet_document(actor=an_actor(company[0]), **act)

    assert queries.list_wallet(session, company[1]) == []
    with pytest.raises(NotFound):
        open_wallet_document(actor=an_actor(company[0]), **act)
