from datetime import timedelta

import pytest
from sqlalchemy import select

from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work
from incubator.organisations.models import Organisation, PartnerOrganisation
from incubator.organisations.rules import PartnerKind, company_name_key
from incubator.programs.models import RoundStage
from incubator.reviews.models import Computation, PanelCase, PoolMember
from incubator.reviews.queries.conflicts import unhindered
from incubator.reviews.queries.panels import list_passed
from incubator.reviews.rules.pool_details import accepted
from incubator.reviews.usecases.confirm_conflict import confirm_conflict
from incubator.reviews.usecases.dismiss_conflict import dismiss_conflict
from incubator.reviews.usecases.edit_reviewer import edit_reviewer
from incubator.reviews.usecases.finish_appointments import finish_appointments
from incubator.reviews.usecases.lapse_invitations import lapse_invitations
from incubator.reviews.usecases.open_scoring import open_scoring
from incubator.reviews.usecases.waive_affiliation import waive_affiliation
from incubator.reviews.workflow import AppointmentState, ComputationState, ConflictState
from tests.factories.reviews_people import a_panel_world, a_pool_member, user_of


def _edit(world, member, clock, **changes):
    session_now().rollback()
    version = session_now().get_one(PoolMember, member).version
    details = accepted(fields=["common"], **changes)
    edit_reviewer(actor=world.actor(), pool_member_id=member, details=details, version=version, now=clock.now)


@pytest.mark.parametrize(
    ("changes", "ground"),
    [
        ({"employer": "주식회사 가나"}, "same_employer"),
        ({"employments": "(주)가나 / / 2015-01-01 / 2025-06-30"}, "past_employer"),
        ({"employments": "(주)가나 / / 2010-01-01 / 2018-06-30"}, None),
        ({"relations": "멘토링 / (주)가나 / / 2025-02-01 / 2025-03-01"}, "mentored"),
        ({"relations": "멘토링 / (주)가나 / / 2020-02-01 / 2020-03-01"}, None),
        ({"relations": "투자 / (주)가나"}, "invested"),
        ({"relations": "친족 / 김하늘"}, "relative"),
    ],
)
def test_a_change_of_what_is_known_finds_conflicts_on_running_panels(clock, changes, ground):
    world = a_panel_world(people=1, pool=1, companies=("(주)가나", "(주)다라"))
    world.draw()

    _edit(world, world.members[0], clock, **changes)

    found = {(one.application_id, one.ground) for one in world.conflicts()}
    first, second = (one.application_id for one in world.applications)
    everybody = {(first, "relative"), (second, "relative")}  # both are represented by somebody of that name
    assert found == (set() if ground is None else everybody if ground == "relative" else {(first, ground)})


def test_a_registration_number_makes_it_certain(clock):
    world = a_panel_world(people=1, pool=1)
    company = session_now().get_one(Organisation, world.applications[0].organisation_id)
    brn = company.brn
    world.draw()

    _edit(world, world.members[0], clock, employer="이름이 다른 곳", employer_brn=brn)

    (found,) = world.conflicts()
    assert (found.kind, found.ground, found.facts[0]["label"]) == ("exclusion", "same_employer", "certain")
    assert brn in found.facts[0]["reviewer"]


def test_nothing_is_found_twice_and_what_was_decided_stays(clock):
    world = a_panel_world(people=1, pool=0)
    member = a_pool_member("소속위원", employer="(주)가나")
    world.draw()
    (found,) = world.conflicts()
    dismiss_conflict(
        actor=world.actor(), panel_id=world.panel_id, conflict_id=found.id, reason="다른 회사", now=clock.now
    )

    _edit(world, member, clock, employer="(주)가나", profile="바뀐 소개")

    assert [(one.id, one.state) for one in world.conflicts()] == [(found.id, ConflictState.DISMISSED)]


def test_the_one_filter_hinders_until_dismissed(clock):
    world = a_panel_world(people=1, pool=0)
    a_pool_member("소속위원", employer="(주)가나")
    world.draw()
    (person,), (found,) = world.people(), world.conflicts()
    first, second = (one.application_id for one in world.applications)
    person_id, found_id = person.id, found.id

    def shown():
        session_now().rollback()
        statement = select(PanelCase.application_id).where(unhindered(person_id, PanelCase.application_id))
        return set(session_now().scalars(statement))

    proposed = shown()
    confirm_conflict(actor=world.actor(), panel_id=world.panel_id, conflict_id=found_id, reason="맞음", now=clock.now)
    confirmed = shown()
    dismiss_conflict(actor=world.actor(), panel_id=world.panel_id, conflict_id=found_id, reason="아님", now=clock.now)

    assert (proposed, confirmed, shown()) == ({second}, {second}, {first, second})


def test_a_partner_groups_person_needs_an_exception_of_the_head(clock):
    world = a_panel_world(people=1, pool=0, companies=("두산로봇", "(주)다라"))
    with unit_of_work(bookkeeping=True) as work:
        work.session.add_all(
            PartnerOrganisation(
                name=name, name_key=company_name_key(name), kind=PartnerKind.AFFILIATE, created_at=clock.now
            )
            for name in ("두산로봇", "두산중공업")
        )
    a_pool_member("계열위원", employer="두산중공업")
    world.draw()
    (found,), (person,) = world.conflicts(), world.people()
    assert (found.ground, found.state) == ("affiliate", ConflictState.PROPOSED)

    waive_affiliation(
        actor=world.actor("head"), panel_id=world.panel_id, appointment_id=person.id, reason="개방형", now=clock.now
    )

    assert [one.state for one in world.conflicts()] == [ConflictState.DISMISSED]


def test_what_was_declared_once_is_known_on_the_next_panel(clock):
    world = a_panel_world(people=1, pool=1)
    world.ready()
    world.declare(world.people()[0], a0="사촌입니다.")
    next_world = a_panel_world(people=1, pool=0)
    with unit_of_work(bookkeeping=True) as work:
        for case in work.session.scalars(select(PanelCase).where(PanelCase.panel_id == world.panel_id)):
            work.session.delete(case)
    with unit_of_work(bookkeeping=True) as work:
        work.session.add(
            PanelCase(
                panel_id=next_world.panel_id,
                stage_id=next_world.stage_id,
                application_id=world.applications[0].application_id,
                no=9,
            )
        )

    next_world.draw()

    kinds = [(one.kind, one.state) for one in next_world.conflicts() if one.state is ConflictState.PROPOSED]
    assert kinds == [("recusal", ConflictState.PROPOSED)]


def test_an_unanswered_invitation_ends_by_the_clock_and_counts(clock, deliver, mails):
    world = a_panel_world()
    world.draw()
    world.invite()
    reply_due_at = world.people()[0].reply_due_at

    assert lapse_invitations(now=reply_due_at - timedelta(seconds=1)) == 0
    assert lapse_invitations(now=reply_due_at) == 3
    assert lapse_invitations(now=reply_due_at) == 0

    assert {person.state for person in world.people()} == {AppointmentState.NO_REPLY}
    drawn = {person.user_id for person in world.people()}
    refusals = {session_now().get_one(PoolMember, key).refusals for key in world.members if user_of(key) in drawn}
    assert refusals == {1}


def test_rights_end_with_the_access(clock):
    world = a_panel_world()
    world.ready()
    open_scoring(actor=world.actor(), panel_id=world.panel_id, now=clock.now)
    ends_at = world.panel().access_ends_at

    assert finish_appointments(now=ends_at - timedelta(seconds=1)) == 0
    assert finish_appointments(now=ends_at) == 3

    assert {person.state for person in world.people()} == {AppointmentState.FINISHED}


def test_a_later_stage_takes_those_who_passed(clock):
    world = a_panel_world()
    stage = world.panel().stage_id
    passed = str(world.applications[1].application_id)
    with unit_of_work(bookkeeping=True) as work:
        first = work.session.get_one(RoundStage, stage)
        copied = {
            column.key: getattr(first, column.key)
            for column in RoundStage.__table__.columns
            if column.key not in ("id", "key", "position")
        }
        later = RoundStage(key="s2", position=2, **copied)
        work.session.add(later)
        work.session.flush()
        before = list_passed(work.session, later)
        work.session.add(
            Computation(
                round_id=world.round_id,
                stage_id=stage,
                no=1,
                state=ComputationState.CONFIRMED,
                content={"pools": [{"cut": {"passed": [passed]}}]},
                sha256="0" * 64,
                computed_by=world.manager_id,
                computed_at=clock.now,
            )
        )
        work.session.flush()

        assert (before, [str(key) for key in list_passed(work.session, later)]) == ([], [passed])
        assert list_passed(work.session, first) is None
