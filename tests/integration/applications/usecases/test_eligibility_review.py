import pytest
from sqlalchemy import select

from incubator.applications.models.desk import DeskAssignment
from incubator.applications.rules.grounds import Ground, Verdict
from incubator.applications.rules.intake import Judgement
from incubator.applications.usecases.accept_proposals import accept_proposals
from incubator.applications.usecases.begin_review import begin_review
from incubator.applications.usecases.judge_check import judge_check
from incubator.applications.usecases.judge_checks import judge_checks
from incubator.applications.usecases.judge_eligible import judge_eligible
from incubator.applications.usecases.propose_ineligible import propose_ineligible
from incubator.applications.workflow import ApplicationState, ReviewState
from incubator.core.errors import Forbidden, Invalid, NotFound, RuleBroken, Stale
from tests.factories.applications import a_world
from tests.factories.intake import a_desk

KIND = {"kind": "applicant_kind", "key": "kind", "kinds": ["corporation"]}
ARREARS = Judgement("s.arrears", Verdict.FAIL, Ground.ARREARS, "납세증명서에 체납 1건")


@pytest.fixture
def desk(clock):
    return a_desk(eligibility=(KIND,))


def _acts(desk, clock, who="manager"):
    return {"actor": desk.actor(who), "application_id": desk.application_id, "now": clock.now}


def test_the_list_asks_conditions_documents_and_what_every_round_checks(desk):
    assert desk.row_keys() == [
        "c.kind", "d.plan_file", "s.representative_is_applicant", "s.arrears", "s.closed_business",
        "s.participation_restriction", "s.duplicate_support",
    ]  # fmt: skip


def test_begin_review_makes_the_list_with_the_systems_proposals(desk, clock, session):
    begin_review(**_acts(desk, clock))

    review = desk.review()
    assert (review.state, review.taken_from) == (ReviewState.CHECKING, 1)
    assert [(row.key, row.proposal, row.verdict) for row in review.rows][:4] == [
        ("c.kind", "pass", None),
        ("d.plan_file", "pass", None),
        ("s.representative_is_applicant", "pass", None),
        ("s.arrears", "unknown", None),
    ]
    assert session.scalars(select(DeskAssignment.user_id)).all() == [desk.manager_id]


def test_begin_review_happens_once(desk, clock):
    begin_review(**_acts(desk, clock))
    clock.advance(minutes=1)

    with pytest.raises(RuleBroken, match="이미 검토를 시작"):
        begin_review(**_acts(desk, clock, "colleague"))


def test_nothing_is_checked_before_the_deadline(clock):
    world = a_world().complete()
    world.submit()

    with pytest.raises(RuleBroken, match="지금은 자격을 검토하는"):
        begin_review(actor=world.actor("manager"), application_id=world.application_id, now=clock.now)


@pytest.mark.parametrize("who", ["head", "auditor"])
def test_readers_judge_nothing(desk, clock, who):
    with pytest.raises(Forbidden):
        judge_check(wanted=ARREARS, **_acts(desk, clock, who))


@pytest.mark.parametrize("who", ["representative", "outsider"])
def test_others_do_not_know_the_desk(desk, clock, who):
    with pytest.raises(NotFound):
        judge_check(wanted=ARREARS, **_acts(desk, clock, who))


def test_judge_check_keeps_who_when_and_why(desk, clock):
    judge_check(wanted=ARREARS, **_acts(desk, clock))

    row = next(row for row in desk.review().rows if row.key == "s.arrears")
    assert (row.verdict, row.ground, row.evidence) == (Verdict.FAIL, Ground.ARREARS, "납세증명서에 체납 1건")
    assert (row.judged_by, row.judged_at) == (desk.manager_id, clock.now)


@pytest.mark.parametrize(
    "wrong",
    [
        Judgement("s.arrears", Verdict.FAIL, Ground.ARREARS, "  "),
        Judgement("s.arrears", Verdict.HOLD, Ground.WAITS_FOR_INQUIRY),
        Judgement("s.arrears", Verdict.PASS, Ground.ARREARS),
        Judgement("s.arrears", Verdict.FAIL, Ground.ARREARS, "대표자 주민번호 900101-1234568"),
    ],
    ids=["fail without evidence", "hold without evidence", "ground of another verdict", "resident number"],
)
def test_a_verdict_needs_its_ground_and_evidence(desk, clock, wrong):
    with pytest.raises(Invalid):
        judge_check(wanted=wrong, **_acts(desk, clock))


def test_an_unknown_row_is_not_there(desk, clock):
    with pytest.raises(NotFound):
        judge_check(wanted=Judgement("s.nothing", Verdict.PASS, Ground.NOT_CONCERNED), **_acts(desk, clock))


def test_a_refused_row_leaves_the_others_standing(desk, clock):
    judged = judge_checks(
        wanted=(
            Judgement("c.kind", Verdict.PASS, Ground.MET_BY_DOCUMENT),
            Judgement("s.arrears", Verdict.FAIL, Ground.ARREARS),
        ),
        **_acts(desk, clock),
    )

    assert (judged.saved, list(judged.refused)) == (("c.kind",), ["s.arrears"])
    assert [row.key for row in desk.review().rows if row.verdict] == ["c.kind"]


def test_two_colleagues_on_one_row_keep_both_texts(desk, clock):
    judge_check(wanted=ARREARS, **_acts(desk, clock))

    with pytest.raises(Stale) as refused:
        judge_check(
            wanted=Judgement("s.arrears", Verdict.PASS, Ground.MET_BY_DOCUMENT, seen=1),
            **_acts(desk, clock, "colleague"),
        )

    assert refused.value.theirs == (Verdict.FAIL, Ground.ARREARS, "납세증명서에 체납 1건")


def test_saying_the_same_again_changes_nothing(desk, clock):
    judge_check(wanted=ARREARS, **_acts(desk, clock))
    clock.advance(minutes=5)

    judge_check(wanted=ARREARS, **_acts(desk, clock, "colleague"))

    row = next(row for row in desk.review().rows if row.key == "s.arrears")
    assert (row.judged_by, row.version) == (desk.manager_id, 2)


def test_accept_proposals_agrees_with_what_was_found_fulfilled_and_refuses_nothing(desk, clock):
    assert accept_proposals(**_acts(desk, clock)) == 3

    assert [(row.key, row.ground) for row in desk.review().rows if row.verdict] == [
        ("c.kind", Ground.MET_BY_CHECK),
        ("d.plan_file", Ground.MET_BY_CHECK),
        ("s.representative_is_applicant", Ground.MET_BY_CHECK),
    ]


def test_judge_eligible_needs_every_row(desk, clock):
    accept_proposals(**_acts(desk, clock))

    with pytest.raises(RuleBroken, match="판정하지 않은 항목이 4개"):
        judge_eligible(**_acts(desk, clock))


def test_judge_eligible_takes_one_person_and_tells_nobody_yet(desk, clock):
    desk.judge()

    judge_eligible(**_acts(desk, clock))

    application = desk.application()
    assert (application.state, application.shown_state) == (ApplicationState.ELIGIBLE, ApplicationState.IN_REVIEW)
    assert (desk.review().state, desk.review().decided_by) == (ReviewState.PASSED, desk.manager_id)


def test_judge_eligible_refuses_a_list_with_a_failing_row(desk, clock):
    desk.judge_arrears_fail()

    with pytest.raises(RuleBroken, match="부적합이나 보류"):
        judge_eligible(**_acts(desk, clock))


def test_propose_ineligible_needs_a_failing_row_and_a_reason(desk, clock):
    desk.judge()
    with pytest.raises(RuleBroken, match="부적합으로 판정한 항목이 없어"):
        propose_ineligible(reason="체납", **_acts(desk, clock))

    desk.judge_arrears_fail()
    with pytest.raises(Invalid):
        propose_ineligible(reason="  ", **_acts(desk, clock))

    assert desk.application().state is ApplicationState.IN_REVIEW
