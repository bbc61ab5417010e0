import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from incubator.accounts.roles import Role
from incubator.applications.rules.grounds import Ground, Verdict
from incubator.applications.rules.intake import Judgement
from incubator.applications.usecases.confirm_ineligible import confirm_ineligible
from incubator.applications.usecases.judge_check import judge_check
from incubator.applications.usecases.judge_eligible import judge_eligible
from incubator.applications.usecases.propose_ineligible import propose_ineligible
from incubator.applications.usecases.release_outcomes import release_outcomes
from incubator.applications.usecases.reopen_review import reopen_review
from incubator.applications.usecases.return_proposal import return_proposal
from incubator.applications.usecases.withdraw_application import withdraw_application
from incubator.applications.workflow import ApplicationState, ReviewState
from incubator.core.errors import Forbidden, RuleBroken, Stale, StepNotAllowed
from incubator.db.unit_of_work import unit_of_work
from tests.factories.accounts import a_grant
from tests.factories.intake import a_desk

KIND = {"kind": "applicant_kind", "key": "kind", "kinds": ["corporation"]}
ARREARS = Judgement("s.arrears", Verdict.FAIL, Ground.ARREARS, "납세증명서에 체납 1건")


@pytest.fixture
def desk(clock):
    return a_desk(eligibility=(KIND,))


def _acts(desk, clock, who="manager"):
    return {"actor": desk.actor(who), "application_id": desk.application_id, "now": clock.now}


def _proposed(desk, clock, who="manager"):
    desk.judge_arrears_fail(who)
    propose_ineligible(reason="지방세를 체납하고 있습니다.", **_acts(desk, clock, who))


def test_a_proposal_is_no_decision(desk, clock):
    _proposed(desk, clock)

    assert (desk.application().state, desk.review().state) == (ApplicationState.IN_REVIEW, ReviewState.PROPOSED)


def test_nothing_is_judged_while_a_second_person_looks(desk, clock):
    _proposed(desk, clock)

    with pytest.raises(StepNotAllowed):
        judge_check(wanted=ARREARS, **_acts(desk, clock, "colleague"))
    with pytest.raises(StepNotAllowed):
        judge_eligible(**_acts(desk, clock))


def test_the_proposer_never_confirms(desk, clock):
    _proposed(desk, clock)

    with pytest.raises(Forbidden, match="두 사람이 확인"):
        confirm_ineligible(**_acts(desk, clock))

    assert desk.application().state is ApplicationState.IN_REVIEW


def test_the_database_itself_wants_two_people(desk, clock):
    _proposed(desk, clock)

    with pytest.raises(IntegrityError), unit_of_work(bookkeeping=True) as work:
        work.session.execute(
            text("UPDATE eligibility_reviews SET state = 'failed', decided_by = proposed_by, decided_at = proposed_at")
        )


@pytest.mark.parametrize("second", ["colleague", "head"])
def test_confirm_ineligible_takes_a_second_person(desk, clock, second):
    _proposed(desk, clock)

    confirm_ineligible(seen=desk.review().version, **_acts(desk, clock, second))

    application, review = desk.application(), desk.review()
    assert (application.state, application.shown_state) == (ApplicationState.INELIGIBLE, ApplicationState.IN_REVIEW)
    assert (review.state, review.proposed_by, review.decided_by) == (
        ReviewState.FAILED,
        desk.manager_id,
        getattr(desk, f"{second}_id"),
    )


def test_confirm_ineligible_refuses_what_changed_meanwhile(desk, clock):
    _proposed(desk, clock)
    seen = desk.review().version
    return_proposal(reason="증명서를 다시 보아 주세요.", **_acts(desk, clock, "colleague"))
    propose_ineligible(reason="다시 확인했습니다.", **_acts(desk, clock))

    with pytest.raises(Stale):
        confirm_ineligible(seen=seen, **_acts(desk, clock, "head"))


def test_return_proposal_gives_it_back_with_the_reason(desk, clock):
    _proposed(desk, clock)

    return_proposal(reason="체납 처분 유예를 확인해 주세요.", **_acts(desk, clock, "head"))

    review = desk.review()
    assert (review.state, review.returned_reason) == (ReviewState.CHECKING, "체납 처분 유예를 확인해 주세요.")


def test_reopen_review_before_the_release_is_the_managers(desk, clock):
    desk.judge()
    judge_eligible(**_acts(desk, clock))

    reopen_review(reason="동점자 확인 중 오류를 찾았습니다.", **_acts(desk, clock, "colleague"))

    assert (desk.application().state, desk.review().state) == (ApplicationState.IN_REVIEW, ReviewState.CHECKING)
    assert {row.verdict for row in desk.review().rows} == {Verdict.PASS}


def test_reopen_review_after_the_release_is_the_heads(desk, clock):
    desk.judge()
    judge_eligible(**_acts(desk, clock))
    assert release_outcomes(actor=desk.actor(), round_id=desk.world.round_id, now=clock.now) == 1

    with pytest.raises(Forbidden):
        reopen_review(reason="다시 봅니다.", **_acts(desk, clock))
    reopen_review(reason="새 자료가 나왔습니다.", **_acts(desk, clock, "head"))

    application = desk.application()
    assert (application.state, application.released_at) == (ApplicationState.IN_REVIEW, None)


def test_release_outcomes_tells_each_decision_once(desk, clock):
    _proposed(desk, clock)
    confirm_ineligible(**_acts(desk, clock, "head"))
    acts = {"actor": desk.actor("head"), "round_id": desk.world.round_id, "now": clock.now}

    assert (release_outcomes(**acts), release_outcomes(**acts)) == (1, 0)

    assert desk.application().shown_state is ApplicationState.INELIGIBLE


def test_release_outcomes_is_not_the_auditors(desk, clock):
    with pytest.raises(Forbidden):
        release_outcomes(actor=desk.actor("auditor"), round_id=desk.world.round_id, now=clock.now)


def test_an_applicant_cannot_feel_out_an_unreleased_decision(desk, clock):
    _proposed(desk, clock)
    confirm_ineligible(**_acts(desk, clock, "head"))

    withdraw_application(reason="", **_acts(desk, clock, "representative"))

    assert desk.application().state is ApplicationState.WITHDRAWN


def test_what_was_told_to_be_ineligible_is_not_withdrawn(desk, clock):
    _proposed(desk, clock)
    confirm_ineligible(**_acts(desk, clock, "head"))
    release_outcomes(actor=desk.actor(), round_id=desk.world.round_id, now=clock.now)

    with pytest.raises(RuleBroken, match="철회할 수 없습니다"):
        withdraw_application(reason="", **_acts(desk, clock, "representative"))


def test_no_person_judges_the_own_company(desk, clock):
    a_grant(desk.colleague_id, Role.ORGANISATION_VIEWER, organisation_id=desk.world.organisation_id)

    with pytest.raises(Forbidden, match="본인이 속한 기업"):
        judge_check(wanted=ARREARS, **_acts(desk, clock, "colleague"))
