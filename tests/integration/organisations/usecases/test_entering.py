"""Enter a company or start as pre-founder."""

from __future__ import annotations

import contextvars
import threading
import unicodedata

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import IntegrityError

from incubator.audit.models import AuditEntry
from incubator.core.errors import Invalid, RuleBroken
from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work
from incubator.organisations import queries, rules
from incubator.organisations.models import Organisation
from incubator.organisations.rules import OrganisationKind
from incubator.organisations.usecases.register_organisation import MOST_COMPANIES, register_organisation
from incubator.organisations.usecases.start_as_pre_founder import start_as_pre_founder
from tests.factories.accounts import a_branch, a_user, an_actor
from tests.factories.organisations import a_pre_founder, an_organisation, details

C, S, P = OrganisationKind.CORPORATION, OrganisationKind.SOLE_TRADER, OrganisationKind.PRE_FOUNDER
HOSTILE = (
    "가" * 60, "𠮷野家 😀", "'; DROP TABLE users;--", "<script>alert(1)</script>", "{{7*7}}", "=1+1", "%s%n", "\\", "가" * 100_000,
    "\x00", "\x1b[31m", "\ud800", "\u202e", "900517-1234567", " ", "１２３",
)  # fmt: skip


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
    assert sorted(facts(session, made)) == ["organisation.registered", "representative.declared"]


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


def test_names_are_stored_in_one_spelling(app, session):
    made = an_organisation(name=unicodedata.normalize("NFD", "한빛정밀") + "\u202e").id

    assert queries.get_organisation(session, made).name == "한빛정밀"


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
