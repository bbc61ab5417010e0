from datetime import timedelta

import pytest
from sqlalchemy import select

from incubator.applications.models import Application
from incubator.applications.workflow import ApplicationState
from incubator.core.errors import Forbidden, Invalid, NotFound, RuleBroken, StepNotAllowed
from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work
from incubator.reviews.models import PanelCase
from incubator.reviews.usecases.cancel_panel import cancel_panel
from incubator.reviews.usecases.confirm_conflict import confirm_conflict
from incubator.reviews.usecases.create_panel import create_panel
from incubator.reviews.usecases.draw_reviewers import draw_reviewers
from incubator.reviews.usecases.edit_panel import edit_panel
from incubator.reviews.usecases.open_scoring import open_scoring
from incubator.reviews.usecases.set_cases import set_cases
from incubator.reviews.workflow import AppointmentState, PanelState
from tests.factories.accounts import a_user, an_actor
from tests.factories.reviews_people import a_panel_world, a_pool_member, an_eligible, some_terms, user_of


def _cases(world):
    session_now().rollback()
    statement = select(PanelCase.application_id).where(PanelCase.panel_id == world.panel_id).order_by(PanelCase.no)
    return list(session_now().scalars(statement))


def test_only_eligible_applications_come_before_the_panel(clock):
    world = a_panel_world()
    fresh = an_eligible(world.round_id, "(주)마바")
    with unit_of_work(bookkeeping=True) as work:
        work.session.get_one(Application, world.applications[0].application_id).state = ApplicationState.IN_REVIEW

    counts = set_cases(actor=world.actor(), panel_id=world.panel_id, now=clock.now)

    assert counts == (1, 1)
    assert _cases(world) == [world.applications[1].application_id, fresh.application_id]


def test_a_second_panel_of_the_stage_takes_what_is_left(clock):
    world = a_panel_world(cases_most=1)
    terms = some_terms(world.manager_id, label="2분과")

    create_panel(actor=world.actor(), round_id=world.round_id, stage_id=world.stage_id, terms=terms, now=clock.now)

    assert _cases(world) == [world.applications[0].application_id]
    assert len(session_now().scalars(select(PanelCase)).all()) == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"label": ""}, "label"),
        ({"label": "1분과"}, "label"),
        ({"seats": 0}, "seats"),
        ({"seats": 31}, "seats"),
        ({"load_most": 0}, "load_most"),
        ({"slot_minutes": 0}, "slot_minutes"),
    ],
)
def test_a_panel_with_impossible_terms_is_refused(clock, changes, field):
    world = a_panel_world()
    terms = some_terms(world.manager_id, **({"label": "2분과"} | changes))

    with pytest.raises(Invalid) as refused:
        create_panel(actor=world.actor(), round_id=world.round_id, stage_id=world.stage_id, terms=terms, now=clock.now)

    assert set(refused.value.problems) == {field}


def test_a_panel_ends_after_it_begins_and_lies_ahead(clock):
    world = a_panel_world()
    terms = some_terms(world.manager_id, meets_at=clock.now, access_ends_at=clock.now)

    with pytest.raises(Invalid) as refused:
        edit_panel(actor=world.actor(), panel_id=world.panel_id, terms=terms, now=clock.now)

    assert set(refused.value.problems) == {"meets_at", "access_ends_at"}


def test_a_secretary_works_on_the_program(clock):
    world = a_panel_world()

    with pytest.raises(Invalid) as refused:
        edit_panel(actor=world.actor(), panel_id=world.panel_id, terms=some_terms(a_user().id), now=clock.now)

    assert set(refused.value.problems) == {"secretary_id"}


def test_scoring_opens_with_everything_in_order(clock):
    world = a_panel_world()
    world.ready()

    open_scoring(actor=world.actor(), panel_id=world.panel_id, now=clock.now)

    panel = world.panel()
    assert (panel.state, panel.opened_at) == (PanelState.SCORING, clock.now)


def test_scoring_needs_a_quorum_of_two_thirds(clock):
    world = a_panel_world(people=4, pool=4)
    world.draw()
    world.invite()
    world.accept(1, 2)
    world.swear(1, 2)

    with pytest.raises(RuleBroken, match=r"정족수에 모자랍니다. 서약을 마친 위원이 3명 있어야 하는데 2명입니다"):
        open_scoring(actor=world.actor(), panel_id=world.panel_id, now=clock.now)


def test_scoring_waits_for_oaths(clock):
    world = a_panel_world()
    world.draw()
    world.invite()
    world.accept()
    world.swear(1, 2)

    with pytest.raises(RuleBroken, match=r"서약하지 않은 위원이 있습니다: .*\(위원 3\)"):
        open_scoring(actor=world.actor(), panel_id=world.panel_id, now=clock.now)


def test_nobody_at_all_cannot_score(clock):
    world = a_panel_world()
    world.draw()

    with pytest.raises(RuleBroken, match="한 사람도 없습니다"):
        open_scoring(actor=world.actor(), panel_id=world.panel_id, now=clock.now)


def test_one_reviewer_needs_a_stage_for_one_and_a_reason(clock):
    world = a_panel_world(people=1, stage_people=1)
    world.ready()

    with pytest.raises(Invalid) as refused:
        open_scoring(actor=world.actor(), panel_id=world.panel_id, now=clock.now)
    open_scoring(actor=world.actor(), panel_id=world.panel_id, reason="서류 확인 단계입니다.", now=clock.now)

    assert (set(refused.value.problems), world.panel().state) == ({"reason"}, PanelState.SCORING)


def test_one_reviewer_is_too_few_where_several_were_announced(clock):
    world = a_panel_world(people=1, stage_people=3)
    world.ready()

    with pytest.raises(RuleBroken, match="위원 한 사람만으로는 평가할 수 없습니다"):
        open_scoring(actor=world.actor(), panel_id=world.panel_id, reason="급합니다.", now=clock.now)


def test_an_application_everybody_is_kept_from_is_named(clock):
    world = a_panel_world()
    world.ready()
    for person in world.people():
        world.declare(person, a0="같은 학교")

    with pytest.raises(RuleBroken, match="평가할 사람이 없는 신청서") as refused:
        open_scoring(actor=world.actor(), panel_id=world.panel_id, now=clock.now)

    assert str(world.applications[0].application().receipt_no) in str(refused.value.message)


def test_undecided_conflicts_are_named_and_once_decided_no_more(clock):
    world = a_panel_world(pool=2)
    a_pool_member("소속위원", employer="(주)가나")
    world.ready()

    with pytest.raises(RuleBroken, match=r"확인하지 않은 이해충돌이 1건 있습니다: 소속위원"):
        open_scoring(actor=world.actor(), panel_id=world.panel_id, now=clock.now)
    (found,) = world.conflicts()
    confirm_conflict(
        actor=world.actor(), panel_id=world.panel_id, conflict_id=found.id, reason="같은 회사", now=clock.now
    )
    open_scoring(actor=world.actor(), panel_id=world.panel_id, now=clock.now)

    assert world.panel().state is PanelState.SCORING


def test_a_cancelled_panel_lets_everybody_go_and_frees_the_applications(clock):
    world = a_panel_world()
    world.ready()

    cancel_panel(actor=world.actor(), panel_id=world.panel_id, reason="신청이 적습니다.", now=clock.now)

    assert {person.state for person in world.people()} == {AppointmentState.DISMISSED}
    assert (_cases(world), world.panel().state) == ([], PanelState.CANCELLED)
    with pytest.raises(StepNotAllowed):
        world.draw()


def test_after_the_opening_applications_and_terms_stand(clock):
    world = a_panel_world()
    world.ready()
    open_scoring(actor=world.actor(), panel_id=world.panel_id, now=clock.now)

    with pytest.raises(RuleBroken, match="평가할 신청서를 바꿀 수 없습니다"):
        set_cases(actor=world.actor(), panel_id=world.panel_id, now=clock.now)
    with pytest.raises(RuleBroken, match="눈가림과 평가 방식"):
        terms = some_terms(world.manager_id, is_blind=True)
        edit_panel(actor=world.actor(), panel_id=world.panel_id, terms=terms, now=clock.now)
    longer = some_terms(world.manager_id, access_ends_at=clock.now + timedelta(days=20))
    edit_panel(actor=world.actor(), panel_id=world.panel_id, terms=longer, now=clock.now)

    assert world.panel().access_ends_at == clock.now + timedelta(days=20)


@pytest.mark.parametrize(("who", "error"), [("head", Forbidden), ("stranger", NotFound)])
def test_others_run_nothing(clock, who, error):
    world = a_panel_world()
    actor = world.actor("head") if who == "head" else an_actor(user_of(world.members[0]))

    for act in (
        lambda: open_scoring(actor=actor, panel_id=world.panel_id, now=clock.now),
        lambda: cancel_panel(actor=actor, panel_id=world.panel_id, reason="까닭", now=clock.now),
        lambda: set_cases(actor=actor, panel_id=world.panel_id, now=clock.now),
        lambda: draw_reviewers(
            actor=actor, panel_id=world.panel_id, field=None, witness_id=world.witness_id, now=clock.now
        ),
    ):
        with pytest.raises(error):
            act()
