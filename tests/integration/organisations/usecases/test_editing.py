"""Edit, found, verify, reopen, close."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from incubator.accounts.roles import Role
from incubator.audit.models import AuditEntry
from incubator.core.errors import Forbidden, Invalid, NotFound, RuleBroken, Stale, StepNotAllowed
from incubator.organisations import queries, rules
from incubator.organisations.queries.naming import find_company_ids
from incubator.organisations.rules import OrganisationKind, Succession
from incubator.organisations.usecases.close_organisation import close_organisation
from incubator.organisations.usecases.edit_organisation import edit_organisation
from incubator.organisations.usecases.found_company import found_company
from incubator.organisations.usecases.reopen_organisation import reopen_organisation
from incubator.organisations.usecases.verify_organisation import verify_organisation
from incubator.organisations.workflow import OrganisationState
from tests.factories.accounts import a_branch, a_user, an_actor
from tests.factories.organisations import a_brn, a_member, a_pre_founder, an_organisation, details

C, S, P = OrganisationKind.CORPORATION, OrganisationKind.SOLE_TRADER, OrganisationKind.PRE_FOUNDER


def facts(session, organisation_id):
    return list(
        session.scalars(
            select(AuditEntry.event_name).where(AuditEntry.subject_id == organisation_id).order_by(AuditEntry.id)
        )
    )


def edit(actor, organisation, clock, version=None, **changes):
    edit_organisation(
        actor=actor,
        organisation_id=organisation.id,
        details=replace(organisation.details(), **changes),
        version=version or organisation.version,
        now=clock.now,
    )


def test_edit_stores_and_leaves_a_fact_with_masked_changes(app, session, clock):
    user = a_user()
    organisation = an_organisation(user.id)

    edit(an_actor(user.id), organisation, clock, display_name="짧은 이름", phone="010-1234-5678")

    changed = queries.get_organisation(session, organisation.id)
    entry = session.scalars(select(AuditEntry).where(AuditEntry.event_name == "organisation.edited")).one()
    assert (changed.display_name, changed.phone, changed.version) == ("짧은 이름", "01012345678", 2)
    assert entry.payload["fields"] == ["display_name", "phone"]
    assert "01012345678" not in str(entry.payload)


def test_edit_without_a_change_leaves_nothing(app, session, clock):
    user = a_user()
    organisation = an_organisation(user.id)

    edit(an_actor(user.id), organisation, clock)

    assert queries.get_organisation(session, organisation.id).version == 1
    assert "organisation.edited" not in facts(session, organisation.id)


def test_a_stale_edit_is_refused_with_what_is_stored(app, session, clock):
    user = a_user()
    organisation = an_organisation(user.id)
    colleague = a_member(organisation.id)
    seen = organisation.version
    edit(an_actor(colleague.id), organisation, clock, display_name="동료의 이름")

    with pytest.raises(Stale) as refused:
        edit(
            an_actor(user.id),
            queries.get_organisation(session, organisation.id),
            clock,
            version=seen,
            display_name="나의 이름",
        )

    assert refused.value.theirs.display_name == "동료의 이름"
    assert queries.get_organisation(session, organisation.id).display_name == "동료의 이름"


def test_edit_is_for_owners_and_editors(app, clock):
    organisation = an_organisation()
    viewer = a_member(organisation.id, Role.ORGANISATION_VIEWER)

    with pytest.raises(Forbidden, match="관리자나 작성자"):
        edit(an_actor(viewer.id), organisation, clock, name="바뀐 이름")
    with pytest.raises(NotFound):
        edit(an_actor(), organisation, clock, name="바뀐 이름")


def test_edit_refuses_a_number_of_another_company(app, clock):
    user = a_user()
    organisation = an_organisation(user.id)
    an_organisation(brn="0008100125")

    with pytest.raises(RuleBroken, match="이미 등록된"):
        edit(an_actor(user.id), organisation, clock, brn="000-81-00125")


def test_a_pre_founder_becomes_a_company_and_stays_the_same_entry(app, session, clock):
    user = a_user()
    organisation = a_pre_founder(user.id)

    found_company(
        actor=an_actor(user.id),
        organisation_id=organisation.id,
        kind=S,
        details=details(S, brn="000-01-00128" if rules.brn_is_valid("000-01-00128") else a_brn(S)),
        version=organisation.version,
        now=clock.now,
    )

    founded = queries.get_organisation(session, organisation.id)
    assert (founded.kind, founded.start_on) == (S, date(2024, 3, 2))
    assert an_actor(user.id).is_owner_of(organisation.id)
    assert "organisation.founded" in facts(session, organisation.id)


def test_a_verified_sole_trader_becomes_a_corporation_and_is_verified_again(app, session, clock):
    user = a_user()
    organisation = an_organisation(user.id, kind=S)
    officer = a_user(role=Role.MANAGER)
    verify_organisation(
        actor=an_actor(officer.id), organisation_id=organisation.id, reason="사업자등록증", now=clock.now
    )
    present = queries.get_organisation(session, organisation.id)

    found_company(
        actor=an_actor(user.id),
        organisation_id=present.id,
        kind=C,
        details=details(C),
        version=present.version,
        succession=Succession.TAKEN_OVER,
        now=clock.now,
    )

    founded = queries.get_organisation(session, organisation.id)
    assert (founded.kind, founded.state, founded.start_on) == (C, OrganisationState.CANDIDATE, date(2024, 2, 27))


def test_what_a_company_was_before_stays_with_it_and_its_number_is_nobody_elses(app, session, clock):
    user, stranger = a_user().id, a_user().id
    organisation = an_organisation(user, kind=S, name="새벽공방")
    organisation_id, former_brn = organisation.id, organisation.brn

    found_company(
        actor=an_actor(user),
        organisation_id=organisation_id,
        kind=C,
        details=details(C, name="(주)새벽"),
        version=organisation.version,
        succession=Succession.TAKEN_OVER,
        now=clock.now,
    )

    (former,) = queries.list_former_identities(session, organisation_id)
    assert (former.kind, former.name, former.brn, former.succession) == (
        S,
        "새벽공방",
        former_brn,
        Succession.TAKEN_OVER,
    )
    assert list(find_company_ids(session, former_brn)) == [organisation_id]
    assert list(find_company_ids(session, "새벽 공방")) == [organisation_id]
    with pytest.raises(RuleBroken):
        an_organisation(stranger, kind=S, brn=former_brn)


@pytest.mark.parametrize("succession", [None, Succession.REGISTERED])
def test_a_sole_trader_says_how_the_business_went_over(app, clock, succession):
    user = a_user().id
    organisation = an_organisation(user, kind=S)
    with pytest.raises(Invalid) as refused:
        found_company(
            actor=an_actor(user),
            organisation_id=organisation.id,
            kind=C,
            details=details(C),
            version=organisation.version,
            succession=succession,
            now=clock.now,
        )
    assert list(refused.value.problems) == ["succession"]


def test_a_corporation_has_a_number_of_its_own(app, clock):
    user = a_user().id
    organisation = an_organisation(user, kind=S)
    with pytest.raises(Invalid) as refused:
        found_company(
            actor=an_actor(user),
            organisation_id=organisation.id,
            kind=C,
            details=details(C, brn=organisation.brn),
            version=organisation.version,
            succession=Succession.CONTRIBUTED,
            now=clock.now,
        )
    assert list(refused.value.problems) == ["brn"]


@pytest.mark.parametrize(("present", "wanted"), [(C, S), (S, S), (C, C), (S, P)])
def test_found_company_goes_one_way(app, clock, present, wanted):
    user = a_user()
    organisation = an_organisation(user.id, kind=present)

    with pytest.raises((RuleBroken, Invalid)):
        found_company(
            actor=an_actor(user.id),
            organisation_id=organisation.id,
            kind=wanted,
            details=details(wanted),
            version=organisation.version,
            now=clock.now,
        )


def test_verified_identity_is_kept_and_the_rest_may_change(app, session, clock):
    user, officer = a_user(), a_user(role=Role.MANAGER)
    user_id = user.id
    organisation = an_organisation(user_id)
    verify_organisation(
        actor=an_actor(officer.id), organisation_id=organisation.id, reason="사업자등록증", now=clock.now
    )
    present = queries.get_organisation(session, organisation.id)

    with pytest.raises(RuleBroken, match="확인한 내용") as refused:
        edit(an_actor(user_id), present, clock, name="다른 이름")
    assert refused.value.field == "name"

    present = queries.get_organisation(session, organisation.id)
    edit(an_actor(user_id), present, clock, phone="055-123-4567")
    assert queries.get_organisation(session, organisation.id).state is OrganisationState.VERIFIED


def test_verify_needs_staff_of_the_branch_a_reason_and_a_company(app, session, clock):
    owner = a_user()
    organisation = an_organisation(owner.id)
    west = a_branch("west", "서부센터")
    stranger = a_user(role=Role.MANAGER, branch_id=west.id)
    officer = a_user(role=Role.MANAGER, branch_id=organisation.branch_id)
    team = a_pre_founder()

    with pytest.raises(NotFound):
        verify_organisation(
            actor=an_actor(stranger.id), organisation_id=organisation.id, reason="등록증", now=clock.now
        )
    with pytest.raises(Forbidden):
        verify_organisation(actor=an_actor(owner.id), organisation_id=organisation.id, reason="등록증", now=clock.now)
    with pytest.raises(Invalid, match="견주었는지"):
        verify_organisation(actor=an_actor(officer.id), organisation_id=organisation.id, reason=" ", now=clock.now)
    with pytest.raises(RuleBroken, match="예비창업자"):
        verify_organisation(actor=an_actor(officer.id), organisation_id=team.id, reason="등록증", now=clock.now)

    verify_organisation(actor=an_actor(officer.id), organisation_id=organisation.id, reason="등록증", now=clock.now)
    with pytest.raises(StepNotAllowed):
        verify_organisation(actor=an_actor(officer.id), organisation_id=organisation.id, reason="등록증", now=clock.now)
    reopen_organisation(actor=an_actor(officer.id), organisation_id=organisation.id, reason="상호 변경", now=clock.now)
    assert queries.get_organisation(session, organisation.id).verified_at is None


def test_a_closed_company_is_neither_edited_nor_listed(app, session, clock):
    owner = a_user()
    owner_id = owner.id
    organisation = an_organisation(owner_id)
    editor = a_member(organisation.id)

    with pytest.raises(Forbidden):
        close_organisation(actor=an_actor(editor.id), organisation_id=organisation.id, reason="폐업", now=clock.now)
    close_organisation(actor=an_actor(owner_id), organisation_id=organisation.id, reason="폐업", now=clock.now)

    present = queries.get_organisation(session, organisation.id)
    assert present.state is OrganisationState.CLOSED
    assert queries.list_for_member(session, an_actor(owner_id)) == []
    with pytest.raises(Forbidden, match="닫힌"):
        edit(an_actor(owner_id), present, clock, phone="055-123-4567")
