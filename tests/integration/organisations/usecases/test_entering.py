"""Enter, start as pre-founder, edit, found, verify, reopen, close."""

from __future__ import annotations

import contextvars
import threading
import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import IntegrityError

from incubator.accounts.roles import Role
from incubator.audit.models import AuditEntry
from incubator.core.errors import Forbidden, Invalid, NotFound, RuleBroken, Stale, StepNotAllowed
from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work
from incubator.organisations import queries, rules
from incubator.organisations.models import Organisation
from incubator.organisations.rules import OrganisationKind
from incubator.organisations.usecases.close_organisation import close_organisation
from incubator.organisations.usecases.edit_organisation import edit_organisation
from incubator.organisations.usecases.found_company import found_company
from incubator.organisations.usecases.register_organisation import MOST_COMPANIES, register_organisation
from incubator.organisations.usecases.reopen_organisation import reopen_organisation
from incubator.organisations.usecases.start_as_pre_founder import start_as_pre_founder
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


def register(actor, clock, kind=C, *, is_representative=True, **changes):
    return register_organisation(
        actor=actor, kind=kind, details=details(kind, **changes), is_representative=is_representative, now=clock.now
    )


def test_register_makes_the_creator_owner_and_representative(app, session, clock):
    user = a_user()

    made = register(an_actor(user.id), clock, name="㈜ 한빛 정밀", brn="000-81-00125")

    organisation = queries.get_organisation(session, made)
    actor = an_actor(user.id)
    assert actor.is_owner_of(made)
    assert (organisation.brn, organisation.name_key, organisation.state) == ("0008100125", "한빛정밀", "candidate")
    assert (organisation.representative_user_id, organisation.display_name) == (user.id, "㈜ 한빛 정밀")
    assert facts(session, made)[:2] == ["organisation.registered", "representative.declared"]


def test_register_without_being_the_representative(app, session, clock):
    made = register(an_actor(), clock, is_representative=False)

    assert queries.get_organisation(session, made).representative_user_id is None


def test_register_refuses_a_taken_number_without_telling_whose_it_is(app, clock):
    an_organisation(a_user("박비밀"), brn="0008100125", name="비밀상사")

    with pytest.raises(RuleBroken, match="초대") as refused:
        register(an_actor(), clock, brn="０００－８１－００１２５")

    assert refused.value.field == "brn"
    assert "비밀" not in str(refused.value)


def test_register_tells_a_member_that_it_is_his_own_company(app, clock):
    user = a_user()
    an_organisation(user.id, brn="0008100125")

    with pytest.raises(RuleBroken, match="내 기업 목록"):
        register(an_actor(user.id), clock, brn="0008100125")


def test_register_refuses_every_wrong_field_at_once(app, session, clock):
    with pytest.raises(Invalid) as refused:
        register(an_actor(), clock, name="", brn="124-81-00997", region="99", branch_id=None)

    assert set(refused.value.problems) == {"name", "brn", "region", "branch_id"}
    assert session.scalar(select(func.count(Organisation.id))) == 0


def test_register_refuses_an_unknown_branch_and_a_pre_founder(app, clock):
    with pytest.raises(Invalid, match="센터") as refused:
        register(an_actor(), clock, branch_id=a_user().id)
    assert refused.value.field == "branch_id"

    with pytest.raises(Invalid, match="구분"):
        register_organisation(actor=an_actor(), kind=P, details=details(P), is_representative=True, now=clock.now)


def test_a_person_may_have_several_companies_but_not_thousands(app, clock):
    user = a_user()
    for _ in range(MOST_COMPANIES):
        an_organisation(user.id)

    with pytest.raises(RuleBroken, match=str(MOST_COMPANIES)):
        register(an_actor(user.id), clock)


def at_once(app, *works):
    """Run each in a thread with a context of its own, all starting together."""
    barrier, outcomes = threading.Barrier(len(works)), []

    def run(work):
        with app.app_context():
            barrier.wait(10)
            try:
                outcomes.append(work())
            except RuleBroken as refusal:
                outcomes.append(refusal)

    threads = [threading.Thread(target=contextvars.Context().run, args=(run, work)) for work in works]
    session_now().rollback()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return outcomes


def test_two_people_entering_one_number_at_once_make_one_entry(app, session, clock):
    actors = [an_actor(), an_actor()]
    branch_id = a_branch().id
    now = clock.now

    def enter(actor):
        wanted = details(brn="0008100125", branch_id=branch_id)
        return lambda: register_organisation(actor=actor, kind=C, details=wanted, is_representative=True, now=now)

    outcomes = at_once(app, *(enter(actor) for actor in actors))

    refusals = [item for item in outcomes if isinstance(item, RuleBroken)]
    assert len(outcomes) == 2
    assert len(refusals) == 1
    assert "초대" in str(refusals[0])
    assert refusals[0].field == "brn"
    assert session.scalar(select(func.count(Organisation.id))) == 1


def test_the_database_itself_refuses_a_second_number(app, session, clock):
    one, other = an_organisation(), an_organisation()
    one_brn, other_id = one.brn, other.id

    with pytest.raises(IntegrityError), unit_of_work(bookkeeping=True) as work:
        work.session.execute(update(Organisation).where(Organisation.id == other_id).values(brn=one_brn))


@pytest.mark.parametrize(
    "change",
    [
        {"brn": None},
        {"brn": "123"},
        {"kind": "pre_founder"},
        {"incorporated_on": None},
        {"state": "strange"},
        {"state": "verified"},
        {"name": ""},
        {"name_key": ""},
    ],
)
def test_the_database_refuses_what_cannot_be(app, change):
    made = an_organisation().id
    column, value = next(iter(change.items()))

    with pytest.raises(IntegrityError), unit_of_work(bookkeeping=True) as work:
        work.session.execute(text(f"UPDATE organisations SET {column} = :value"), {"value": value})

    assert session_now().get(Organisation, made) is not None


def test_pre_founder_starts_without_a_number(app, session, clock):
    user = a_user("정노을")

    made = start_as_pre_founder(
        actor=an_actor(user.id), details=details(P, name="노을팀", representative_name=""), now=clock.now
    )

    organisation = queries.get_organisation(session, made)
    assert (organisation.brn, organisation.start_on, organisation.representative_name) == (None, None, "정노을")
    assert organisation.representative_user_id == user.id


def test_two_pre_founders_without_a_number_stand_side_by_side(app):
    assert a_pre_founder().id != a_pre_founder().id


def test_a_second_press_starts_no_second_entry(app, session, clock):
    actor = an_actor()
    wanted, now = details(P, name="노을팀"), clock.now

    def start():
        return start_as_pre_founder(actor=actor, details=wanted, now=now)

    outcomes = at_once(app, start, start)

    assert [isinstance(item, RuleBroken) for item in outcomes].count(True) == 1
    assert session.scalar(select(func.count(Organisation.id))) == 1


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
        now=clock.now,
    )

    founded = queries.get_organisation(session, organisation.id)
    assert (founded.kind, founded.state, founded.start_on) == (C, OrganisationState.CANDIDATE, date(2024, 2, 27))


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


def test_names_are_stored_in_one_spelling(app, session):
    made = an_organisation(name=unicodedata.normalize("NFD", "한빛정밀") + "\u202e").id

    assert queries.get_organisation(session, made).name == "한빛정밀"


HOSTILE = (
    "가" * 60, "𠮷野家 😀", "'; DROP TABLE users;--", "<script>alert(1)</script>", "{{7*7}}", "=1+1", "%s%n", "\\", "가" * 100_000,
    "\x00", "\x1b[31m", "\ud800", "\u202e", "900517-1234567", " ", "１２３",
)  # fmt: skip


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("field", [*rules.MOST, "brn", "corporate_no", "ksic", "postcode", "region", "phone"])
def test_hostile_text_is_stored_whole_or_refused_with_a_sentence(app, session, clock, field, value):
    refusal, made = None, None
    try:
        made = register(an_actor(), clock, **{field: value})
    except Invalid as refused:
        refusal = refused

    if made is None:
        assert list(refusal.problems) == [field]
        assert all(str(sentence) for sentence in refusal.problems[field])
    else:
        assert "\x00" not in (getattr(queries.get_organisation(session, made), field) or "")
