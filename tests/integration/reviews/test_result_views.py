"""The pages from the sheet to the result, as the right people press their buttons; and nobody outside learns early."""

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from incubator.applications.workflow import OutcomeState
from incubator.approvals.queries import find_pending
from incubator.approvals.usecases.sign_approval import sign_approval
from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work
from incubator.reviews.models import Assignment, Conflict
from incubator.reviews.usecases.confirm_decision import confirm_decision
from incubator.reviews.workflow import ConflictState
from tests.factories.reviews_results import MINUTES, a_locked_panel, a_results_round, a_stage

EXAMPLE = {
    "(주)가람": [820, 880, 910, 850, 790],
    "(주)나래": [700, 710, 720, 730, 740],
    "(주)다솜": [500, 510, 520, 530, 540],
}


@pytest.fixture
def world(app, clock):
    return a_results_round(EXAMPLE, quota=1, waiting_list_length=1)


def _stage(world, rest=""):
    return f"/staff/stages/{world.stage_id()}/computation{rest}"


def _decision(world, rest=""):
    return f"/staff/rounds/{world.round_id}/decision{rest}"


def _confirmed(world, clock):
    world.settle()
    world.propose("(주)가람", shows_scores=True, next_steps="협약 서류를 냅니다.")
    world.deliberate()
    decision = world.decision()
    confirm_decision(actor=world.actor("head"), decision_id=decision.id, seen=decision.sha256, now=clock.now)


def _released(world, clock, client_as):
    _confirmed(world, clock)
    manager = client_as(world.manager_id)
    asked = manager.submit(_decision(world, "/release"), approver_id=str(world.head_id))
    assert asked.status_code == 302
    approval = find_pending(session_now(), "decision", world.decision().id)
    sign_approval(actor=world.actor("head"), approval_id=approval.id, now=clock.now)


def test_a_manager_computes_and_reads_how_each_number_came_about(world, client_as):
    manager = client_as(world.manager_id)
    assert manager.submit(_stage(world), action=_stage(world)).status_code == 302

    page = manager.get(_stage(world))
    assert "서류 평가 집계표 제1호" in page.html.h1
    assert "85.00" in page.html.main
    link = next(url for words, url in page.html.links.items() if "(주)가람" in words)
    explained = manager.get(link).html.main
    assert "평가표 5장: 1) 82, 2) 88, 3) 91, 4) 85, 5) 79" in explained
    assert "가장 낮은 점수 하나(위원5, 79)와 가장 높은 점수 하나(위원3, 91)를 뺍니다." in explained
    assert "남은 점수의 합 255 ÷ 3 = 85" in explained


def test_computing_again_without_a_reason_says_so_beside_the_field(world, client_as):
    world.compute()

    page = client_as(world.manager_id).post(_stage(world), data={"pooling": "pool_together", "reason": "왜"})

    assert page.status_code == 422
    assert "다시 집계하는 까닭을 5자 이상" in page.html.main


def test_two_sheets_stand_beside_each_other(world, client_as):
    world.compute()
    world.compute(reason="위원의 점수를 다시 확인했습니다.")

    page = client_as(world.auditor_id).get(_stage(world, "/compare?before=1&after=2"))

    assert "3건 가운데 0건이 다릅니다." in page.html.main
    assert client_as(world.auditor_id).get(_stage(world, "/compare?before=1&after=9")).status_code == 404


def test_paper_and_workbook_say_what_the_page_says(world, client_as):
    world.compute()
    manager = client_as(world.manager_id)
    shown = manager.get(_stage(world)).html.main
    sent = {"reason": "운영위원회 자료", "no": "1"}

    paper = manager.post(_stage(world, "/export"), data=sent | {"form": "pdf"})
    book = manager.post(_stage(world, "/export"), data=sent | {"form": "xlsx"})

    printed = " ".join(page.extract_text() for page in PdfReader(BytesIO(paper.data)).pages)
    rows = [[cell for cell in row if cell is not None] for row in load_workbook(BytesIO(book.data)).active.values]
    finals = next(row for row in rows if "(주)가람" in row)
    for words in ("85.00", "72.00", "52.00", "(주)나래", world.sheet().sha256):
        assert words in shown
        assert words.replace(" ", "") in printed.replace(" ", "").replace("\n", "")
    assert finals[-2:] == ["85.00", "순위 안"]
    assert "1) 82, 2) 88, 3) (91), 4) 85, 5) (79)" in finals
    assert manager.post(_stage(world, "/export"), data={"reason": "", "no": "1"}).status_code == 422


def test_a_reviewer_signs_a_sheet_without_names_ranks_or_hindered_applications(world, client_as, clock):
    with unit_of_work(bookkeeping=True) as work:
        hindered = world.applications["(주)나래"]
        row = work.session.query(Assignment).filter_by(application_id=hindered).first()
        appointment_id, user_id = row.appointment_id, None
        work.session.add(
            Conflict(
                appointment_id=appointment_id, application_id=hindered, kind="exclusion", ground="employer", facts=[],
                state=ConflictState.PROPOSED, created_at=clock.now,
            )
        )  # fmt: skip
    world.compute()
    user_id = next(one.user_id for one in world.signers() if one.id == appointment_id)
    reviewer, address = client_as(user_id), f"/reviews/computations/{world.sheet().id}"

    page = reviewer.get(address)

    words = page.get_data(as_text=True)
    assert [name for name in EXAMPLE if name in words] == []
    assert len(re.findall(r"<th scope=\"row\"", words)) == 2
    assert "71" not in page.html.main
    assert reviewer.submit(address).status_code == 302
    assert "서명하셨습니다" in reviewer.get(address).html.main
    assert client_as(world.outsider_id).get(address).status_code == 404


def test_a_head_confirms_what_is_signed_and_reads_why_not_before(world, client_as):
    world.compute()
    head = client_as(world.head_id)

    refused = head.post(_stage(world, "/confirm"))
    assert (refused.status_code, "서명하지 않은 위원이 있습니다" in refused.html.main) == (409, True)
    world.sign()
    assert head.post(_stage(world, "/confirm")).status_code == 302
    assert "집계 확정" in head.get(_stage(world)).html.main


def test_a_tie_is_settled_on_the_page(app, clock, client_as):
    world = a_results_round({"(주)가람": [800], "(주)나래": [800]}, quota=1)
    world.compute()
    manager, (one, other) = client_as(world.manager_id), world.applications.values()

    form = {"tie": "1", "kind": "lot", f"place.{one}": "2", f"place.{other}": "2", "minutes": "위원회에서 추첨함"}
    refused = manager.post(_stage(world, "/ties"), data=form)
    assert (refused.status_code, "위원회에서 추첨함" in refused.html.main) == (422, True)
    assert manager.post(_stage(world, "/ties"), data=form | {f"place.{other}": "1"}).status_code == 302
    assert "동점이 풀리지 않았습니다" not in manager.get(_stage(world)).html.main


def test_bonuses_are_judged_row_by_row_and_nothing_typed_is_lost(app, clock, client_as):
    bonus = {"key": "b1", "label": "여성기업", "points": 3, "evidence": "확인서"}
    world = a_results_round({"(주)가람": [800], "(주)나래": [700]}, bonuses=[bonus], bonus_cap=5)
    manager, (one, other) = client_as(world.manager_id), world.applications.values()
    address = f"/staff/rounds/{world.round_id}/results/bonuses"

    refused = manager.post(
        address,
        data={f"claim.{one}.b1": "yes", f"evidence.{one}.b1": "확인서 원본", f"evidence.{other}.b1": "보지 못함"},
    )
    assert (refused.status_code, "보지 못함" in refused.get_data(as_text=True)) == (422, True)
    assert "인정하는지 골라 주세요." in refused.html.main
    world.compute()
    assert "83.00" in manager.get(_stage(world)).html.main


def test_the_whole_way_to_the_release(world, clock, client_as, deliver):
    world.settle()
    manager, head = client_as(world.manager_id), client_as(world.head_id)
    chosen = f"pick.{world.applications['(주)가람']}"
    propose = {"budget": "10,000,000", "next_steps": "협약 서류를 냅니다."}

    refused = manager.submit(_decision(world), action=_decision(world), **propose)
    assert (refused.status_code, "40,000,000원 많습니다" in refused.html.main) == (422, True)
    answer = manager.submit(_decision(world), action=_decision(world), **propose | {"budget": "60,000,000"})
    assert answer.status_code == 302, chosen
    members = {f"member.{number}": f"위원{number}" for number in range(1, 6)}
    votes = {f"vote.{number}": "for" for number in range(1, 6)}
    few = manager.post(
        _decision(world, "/deliberate"), data={"minutes": MINUTES, "member.1": "김위원", "vote.1": "for"}
    )
    assert (few.status_code, "5명부터" in few.html.main, "김위원" in few.get_data(as_text=True)) == (422, True, True)
    held = manager.post(_decision(world, "/deliberate"), data={"minutes": MINUTES} | members | votes)
    assert held.status_code == 302
    assert manager.post(_decision(world, "/confirm"), data={"seen": world.decision().sha256}).status_code == 403
    assert head.submit(_decision(world), action=_decision(world, "/confirm")).status_code == 302
    shown = manager.get(_decision(world, "/release")).html.main
    assert "신청 3건의 구성원 9명에게 알림이 바로 가고" in shown
    assert "(주)가람" in shown
    _ask_and_sign(world, manager, clock)
    deliver()
    applicant = client_as(world.members["(주)가람"])
    assert "선정되셨습니다. 축하합니다" in applicant.get(_own(world, "(주)가람", "/outcome")).html.main


def _own(world, name, rest=""):
    return f"/applications/{world.applications[name]}{rest}"


def _ask_and_sign(world, manager, clock):
    nobody = manager.submit(_decision(world, "/release"), approver_id="")
    assert (nobody.status_code, "결재할 사람을 골라 주세요" in nobody.html.main) == (422, True)
    assert manager.submit(_decision(world, "/release"), approver_id=str(world.head_id)).status_code == 302
    approval = find_pending(session_now(), "decision", world.decision().id)
    sign_approval(actor=world.actor("head"), approval_id=approval.id, now=clock.now)


def test_the_applicant_reads_the_result_everywhere(world, clock, client_as, deliver, mails):
    _released(world, clock, client_as)
    clock.advance(minutes=20)
    deliver()
    applicant = client_as(world.members["(주)나래"])

    assert "예비" in applicant.get("/applications").html.main
    assert "선정 결과가 나왔습니다" in applicant.get(_own(world, "(주)나래")).html.main
    page = applicant.get(_own(world, "(주)나래", "/outcome")).html.main
    assert "예비 1번입니다" in page
    assert "72.00" in page
    # Told on Monday 2026-03-02; the sixth day is Sunday the 8th: until Monday 24:00.
    assert "2026. 3. 9.(월) 24:00까지" in page
    assert any("예비 1번" in mail["subject"] for mail in mails())
    below = client_as(world.members["(주)다솜"]).get(_own(world, "(주)다솜", "/outcome")).html.main
    assert "과락 점수보다 낮았습니다" in below
    assert client_as(world.members["(주)다솜"]).get(_own(world, "(주)나래", "/outcome")).status_code == 404


def test_everybody_reads_a_masked_list_from_the_call(world, clock, client_as, anonymous):
    _released(world, clock, client_as)

    call = anonymous.get(f"/calls/{world.round_id}")
    assert "선정 결과를 발표했습니다" in call.html.main
    page = anonymous.get(f"/calls/{world.round_id}/results").html.main
    assert ("(주)가람" in page, "(주)나래" in page, "(주)다솜" in page) == (True, False, False)


def test_staff_filter_the_list_by_the_result(world, clock, client_as):
    _released(world, clock, client_as)

    page = client_as(world.manager_id).get(f"/staff/rounds/{world.round_id}/applications?outcome=outcome_selected")

    words = page.html.main
    assert [name for name in EXAMPLE if f"{name} " in words or name in words] == ["(주)가람"]


def test_what_the_centre_alone_may_read_is_shut_to_others(world, client_as, clock):
    _confirmed(world, clock)
    own = client_as(world.members["(주)가람"])

    for path in (
        f"/staff/rounds/{world.round_id}/results",
        f"/staff/rounds/{world.round_id}/results/bonuses",
        _stage(world),
        _stage(world, f"/lines/{world.applications['(주)가람']}"),
        _decision(world),
        _decision(world, "/release"),
    ):
        assert own.get(path).status_code == 404, path
        assert client_as(world.auditor_id).get(path).status_code == 200, path


def test_the_round_shows_where_its_results_stand(app, clock, client_as):
    world = a_results_round(
        {"(주)가람": [800]}, stages=[a_stage("s1", weight_percent=30), a_stage("s2", weight_percent=70)], quota=1
    )
    world.settle("s1")
    a_locked_panel(world, "s2", {"(주)가람": [800]}, label="발표")

    page = client_as(world.head_id).get(f"/staff/rounds/{world.round_id}/results").html.main

    assert "집계 확정 제1호" in page
    assert "1개 모두 마감" in page
    assert OutcomeState.SELECTED.value not in page
