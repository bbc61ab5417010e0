import re
from io import BytesIO

import pytest

from incubator.applications.rules.grounds import Ground, Verdict
from incubator.applications.rules.intake import Judgement
from incubator.applications.usecases.confirm_ineligible import confirm_ineligible
from incubator.applications.usecases.judge_check import judge_check
from incubator.applications.usecases.judge_eligible import judge_eligible
from incubator.applications.usecases.propose_ineligible import propose_ineligible
from incubator.applications.usecases.release_outcomes import release_outcomes
from incubator.applications.workflow import ApplicationState, ReviewState
from tests.factories.applications import a_round, a_world
from tests.factories.intake import a_desk, shut
from tests.support.files import good_pdf

SECRET = ("부적격", "적격")


@pytest.fixture
def desk(clock):
    return a_desk()


@pytest.fixture
def manager(desk, client_as):
    return client_as(desk.manager_id)


def _url(desk, rest=""):
    return f"/staff/applications/{desk.application_id}/intake{rest}"


def _queue(desk, rest=""):
    return f"/staff/rounds/{desk.world.round_id}/intake{rest}"


def _all_pass(desk):
    return {f"verdict.{key}": "pass" for key in desk.row_keys()} | {f"seen.{key}": "1" for key in desk.row_keys()}


def _propose(desk, clock, who="manager"):
    desk.judge_arrears_fail(who)
    propose_ineligible(actor=desk.actor(who), application_id=desk.application_id, reason="지방세 체납", now=clock.now)


def test_the_page_shows_papers_and_check_list_side_by_side(desk, manager):
    page = manager.get(_url(desk))
    text = page.get_data(as_text=True)

    assert page.status_code == 200
    assert page.html.h1 == "(주)바다정보 – 담수화 막 세척기"
    assert "사업계획서.pdf" in text
    assert "바닷물을 걸러 마실 물을 만듭니다." in text
    assert len(page.html.find_all("fieldset")) == len(desk.row_keys())


def test_the_frame_beside_the_list_shows_the_first_readable_file(desk, manager):
    frame = manager.get(_url(desk)).html.find("iframe")

    assert re.fullmatch(rf"/staff/applications/{desk.application_id}/files/[0-9a-f-]+\?inline=1", frame.get("src"))


def test_one_press_saves_and_finds_eligible(desk, manager):
    answer = manager.post(_url(desk), data=_all_pass(desk) | {"act": "eligible"})

    assert (answer.status_code, answer.location) == (302, _queue(desk))
    assert desk.application().state is ApplicationState.ELIGIBLE
    grounds = {row.key: row.ground for row in desk.review().rows}
    assert (grounds["d.plan_file"], grounds["s.arrears"]) == (Ground.MET_BY_CHECK, Ground.MET_BY_DOCUMENT)


def test_a_decision_leads_to_the_next_application_that_waits(clock, client_as):
    round_id = a_round(eligibility=[])
    second = a_world(round_id=round_id, name="(주)둘째").complete()
    second.submit()
    desk = a_desk(round_id=round_id, name="(주)셋째")
    client = client_as(desk.manager_id)

    answer = client.post(_url(desk), data=_all_pass(desk) | {"act": "eligible"})

    assert answer.location == f"/staff/applications/{second.application_id}/intake"


def test_a_row_without_ground_is_refused_and_nothing_typed_is_lost(desk, manager):
    answer = manager.post(
        _url(desk),
        data={
            "verdict.s.arrears": "fail",
            "evidence.s.arrears": "체납 확인",
            "verdict.d.plan_file": "pass",
            "act": "eligible",
        },
    )

    assert answer.status_code == 422
    assert "판정에 맞는 근거를 골라 주세요." in answer.get_data(as_text=True)
    assert "체납 확인" in answer.get_data(as_text=True)
    assert [row.key for row in desk.review().rows if row.verdict] == ["d.plan_file"]


def test_a_stale_row_answers_409_with_both_texts(desk, manager, clock):
    judge_check(
        actor=desk.actor("colleague"),
        application_id=desk.application_id,
        wanted=Judgement("s.arrears", Verdict.FAIL, Ground.ARREARS, "동료가 본 체납"),
        now=clock.now,
    )

    answer = manager.post(
        _url(desk), data={"verdict.s.arrears": "pass", "seen.s.arrears": "1", "evidence.s.arrears": "완납 증명 확인"}
    )

    assert answer.status_code == 409
    assert "동료가 본 체납" in answer.get_data(as_text=True)
    assert "완납 증명 확인" in answer.get_data(as_text=True)


def test_what_cannot_be_decided_says_why_and_keeps_the_verdicts(desk, manager):
    answer = manager.post(_url(desk), data={"verdict.d.plan_file": "pass", "act": "eligible"})

    assert answer.status_code == 409
    assert "아직 판정하지 않은 항목이 5개" in answer.get_data(as_text=True)
    assert [row.key for row in desk.review().rows if row.verdict] == ["d.plan_file"]


def test_accept_agrees_with_what_was_found_fulfilled(desk, manager):
    answer = manager.post(_url(desk), data={"act": "accept"})

    assert answer.status_code == 302
    assert [row.key for row in desk.review().rows if row.verdict] == ["d.plan_file", "s.representative_is_applicant"]


def test_evidence_can_be_a_file(desk, manager):
    answer = manager.post(
        _url(desk),
        data={
            "verdict.s.arrears": "pass",
            "file.s.arrears": (BytesIO(good_pdf()), "완납증명.pdf"),
            "act": "save",
        },
        content_type="multipart/form-data",
    )
    file_id = next(row.evidence_file_id for row in desk.review().rows if row.key == "s.arrears")
    opened = manager.get(f"/staff/applications/{desk.application_id}/evidence/{file_id}")

    assert (answer.status_code, opened.status_code, opened.mimetype) == (302, 200, "application/pdf")


def test_evidence_of_another_application_is_not_there(desk, manager):
    plan = desk.application().answer_set.answers["plan_file"][0]["file_id"]

    assert manager.get(f"/staff/applications/{desk.application_id}/evidence/{plan}").status_code == 404


def test_the_proposer_sees_no_button_to_confirm(desk, manager, clock):
    _propose(desk, clock)

    actions = [form.get("action") for form in manager.get(_url(desk)).html.find_all("form")]

    assert _url(desk, "/confirm") not in actions
    assert _url(desk, "/return") in actions
    assert manager.post(_url(desk, "/confirm"), data={"seen": str(desk.review().version)}).status_code == 403


def test_the_second_person_confirms_what_the_page_showed(desk, client_as, clock):
    _propose(desk, clock)
    head = client_as(desk.head_id)

    answer = head.submit(_url(desk), action=_url(desk, "/confirm"))

    assert answer.status_code == 302
    assert desk.application().state is ApplicationState.INELIGIBLE


def test_a_returned_proposal_shows_the_reason(desk, client_as, manager, clock):
    _propose(desk, clock)

    client_as(desk.colleague_id).post(_url(desk, "/return"), data={"reason": "완납 증명이 있습니다."})

    assert "완납 증명이 있습니다." in manager.get(_url(desk)).get_data(as_text=True)
    assert desk.review().state is ReviewState.CHECKING


def test_a_return_without_reason_is_refused_on_the_page(desk, client_as, clock):
    _propose(desk, clock)

    answer = client_as(desk.head_id).post(_url(desk, "/return"), data={"reason": " "})

    assert (answer.status_code, "까닭을 적어 주세요." in answer.get_data(as_text=True)) == (422, True)


def test_reopen_takes_a_decision_back(desk, manager, clock):
    desk.judge()
    judge_eligible(actor=desk.actor(), application_id=desk.application_id, now=clock.now)

    answer = manager.post(_url(desk, "/reopen"), data={"reason": "서류를 다시 봅니다."})

    assert (answer.status_code, desk.application().state) == (302, ApplicationState.IN_REVIEW)


@pytest.mark.parametrize("who", ["auditor", "head"])
def test_readers_see_the_list_without_controls(desk, client_as, who):
    page = client_as(getattr(desk, f"{who}_id")).get(_url(desk))

    assert (page.status_code, page.html.find_all("textarea")) == (200, [])


@pytest.mark.parametrize("who", ["representative", "editor", "outsider"])
@pytest.mark.parametrize("path", ["", "/confirm", "/return", "/reopen"])
def test_the_desk_is_not_there_for_applicants(desk, client_as, who, path):
    client = client_as(getattr(desk.world, f"{who}_id"))

    assert client.post(_url(desk, path), data={"reason": "x"}).status_code in (403, 404)
    assert client.get(_url(desk)).status_code in (403, 404)


@pytest.mark.parametrize("eligible", [True, False])
def test_an_applicant_reads_no_decision_before_its_release(desk, client_as, clock, eligible):
    if eligible:
        desk.judge()
        judge_eligible(actor=desk.actor(), application_id=desk.application_id, now=clock.now)
    else:
        _propose(desk, clock)
        confirm_ineligible(actor=desk.actor("head"), application_id=desk.application_id, now=clock.now)
    client = client_as(desk.world.representative_id)
    own = f"/applications/{desk.application_id}"

    pages = [client.get(path) for path in ("/home", "/applications", own, f"{own}/versions", f"{own}/withdraw")]
    refused = client.post(f"{own}/submit", data={"key": "k" * 20, "revision": "1", "truth": "y", "integrity": "y"})
    pages += [refused, client.post(f"{own}/unsubmit")]

    told = [page.request.path for page in pages if any(word in page.get_data(as_text=True) for word in SECRET)]
    assert told == []
    assert pages[4].status_code == 200


@pytest.mark.parametrize("eligible", [True, False])
def test_an_applicant_reads_the_decision_after_its_release(desk, client_as, clock, eligible):
    if eligible:
        desk.judge()
        judge_eligible(actor=desk.actor(), application_id=desk.application_id, now=clock.now)
    else:
        _propose(desk, clock)
        confirm_ineligible(actor=desk.actor("head"), application_id=desk.application_id, now=clock.now)
    release_outcomes(actor=desk.actor(), round_id=desk.world.round_id, now=clock.now)

    text = client_as(desk.world.viewer_id).get(f"/applications/{desk.application_id}").get_data(as_text=True)

    assert ("자격 검토 결과 적격입니다" in text, "지방세 체납" in text) == (eligible, not eligible)


def test_home_asks_the_second_person_and_not_the_proposer(desk, client_as, manager, clock):
    _propose(desk, clock)

    asked = [
        who for who in ("manager", "colleague", "head", "auditor") if _is_asked(client_as(getattr(desk, f"{who}_id")))
    ]

    assert asked == ["colleague", "head"]


def _is_asked(client):
    return "부적격 의견을 확인해 주세요" in client.get("/home").get_data(as_text=True)


def test_nothing_lies_on_the_desk_while_the_round_is_open(clock, client_as):
    world = a_world().complete()
    world.submit()
    manager = client_as(world.manager_id)

    page = manager.get(f"/staff/rounds/{world.round_id}/intake")
    answer = manager.post(f"/staff/applications/{world.application_id}/intake", data={"act": "accept"})

    assert "검토할 신청서가 없습니다" in page.get_data(as_text=True)
    assert answer.status_code == 409


def test_a_draft_has_no_place_on_the_desk(clock, client_as):
    world = a_world()
    shut(world.round_id)

    assert client_as(world.manager_id).get(f"/staff/applications/{world.application_id}/intake").status_code == 404
