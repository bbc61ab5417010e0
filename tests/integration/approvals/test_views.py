"""The inbox, one approval with its difference, and the people who are told, as they meet them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from incubator.accounts.models import RoleGrant
from incubator.accounts.roles import Role
from incubator.accounts.usecases.revoke_role import revoke_role
from incubator.approvals import queries
from incubator.approvals.usecases.return_approval import return_approval
from incubator.approvals.usecases.sign_approval import sign_approval
from incubator.approvals.workflow import ApprovalState
from incubator.core.dates import day_in_kst
from incubator.notifications.queries import list_inbox
from incubator.programs.usecases.edit_round import edit_round
from incubator.programs.usecases.request_publication import request_publication
from incubator.programs.workflow import RoundState
from tests.factories.accounts import a_grant, a_user, an_actor
from tests.factories.programs import a_program, a_round

REASON = "정원과 예산이 서로 맞지 않습니다."


@pytest.fixture
def people(office, client_as):
    return {who: client_as(getattr(office, who)) for who in ("manager", "colleague", "head", "stranger")}


def test_the_approver_reads_signs_and_it_is_public(office, clock, people, anonymous):
    asked = office.ask(clock.now)
    path = f"/staff/approvals/{asked}"

    inbox = people["head"].get("/staff/approvals").html
    page = people["head"].get(path).html
    answer = people["head"].post(f"{path}/sign", data={"opinion": "그대로 진행하세요."})
    after = people["manager"].get(path).html

    assert inbox.links["2026년 제1기 공모전"] == path
    assert "총 1억 원" in page.main
    assert "내 차례입니다" in page.main
    assert answer.status_code == 302
    assert "그대로 진행하세요." in after.main
    assert anonymous.get(f"/calls/{office.round_id}").status_code == 200


def test_the_drafter_sees_why_he_may_not_and_may_take_it_back(office, clock, people, session):
    asked = office.ask(clock.now)
    path = f"/staff/approvals/{asked}"

    page = people["manager"].get(path).html
    tried = people["manager"].post(f"{path}/sign", data={"opinion": ""})
    empty = people["manager"].post(f"{path}/withdraw", data={"reason": " "})
    taken = people["manager"].post(f"{path}/withdraw", data={"reason": "정원을 고치려고 합니다."})

    assert "기안한 사람은 자기 안을 검토하거나 승인할 수 없습니다." in page.main
    assert "내 차례입니다" not in page.main
    assert (tried.status_code, empty.status_code, taken.status_code) == (403, 422, 302)
    assert queries.get_approval(session, asked).state is ApprovalState.WITHDRAWN


def test_a_draft_that_came_back_shows_its_reason_and_then_its_difference(office, clock, people):
    first = office.ask(clock.now)
    silent = people["head"].post(f"/staff/approvals/{first}/return", data={"reason": ""})
    given = people["head"].post(f"/staff/approvals/{first}/return", data={"reason": REASON})
    told = people["manager"].get(f"/staff/rounds/{office.round_id}").html
    edit_round(actor=office.actor("manager"), round_id=office.round_id, changes={"quota": 9}, now=clock.now)
    second = office.ask(clock.now)
    page = people["head"].get(f"/staff/approvals/{second}").html

    assert (silent.status_code, given.status_code) == (422, 302)
    assert "사유를" in silent.html.main or "입력해 주세요." in silent.html.main
    assert REASON in told.main
    assert "반려된 안과 달라진 점" in page.main
    assert REASON in page.main
    assert page.links["2026-IGEN-01-A1"] == f"/staff/approvals/{first}"


def test_a_refused_signature_says_what_to_do_and_signs_nothing(office, clock, client_as, session):
    asked = office.ask(clock.now)
    clock.advance(days=2)

    answer = client_as(office.head).post(f"/staff/approvals/{asked}/sign", data={"opinion": "좋습니다."})

    assert answer.status_code == 409
    assert "공고일이 지났습니다" in answer.html.main
    assert "반려하면 기안한 사람이 고쳐서 다시 올립니다." in answer.html.main
    assert queries.get_approval(session, asked).state is ApprovalState.IN_REVIEW


def test_others_do_not_learn_that_it_exists(office, clock, people, client_as, anonymous):
    asked = office.ask(clock.now)
    path = f"/staff/approvals/{asked}"
    founder = client_as(a_user("김창업").id)

    for client in (people["stranger"], founder):
        assert client.get(path).status_code == 404
        for act in ("sign", "return", "withdraw"):
            assert client.post(f"{path}/{act}", data={"reason": REASON}).status_code == 404
    assert "공모전" not in people["stranger"].get("/staff/approvals?show=all").html.main
    assert founder.get("/staff/approvals").status_code == 403
    assert anonymous.get(path).status_code in (302, 401)


def test_the_lists_of_the_inbox(office, clock, people):
    office.ask(clock.now, "colleague")

    def rows(who, show=""):
        page = people[who].get(f"/staff/approvals{show}").html
        return "2026년 제1기 공모전" in page.links

    assert [rows(who) for who in ("manager", "colleague", "head")] == [False, True, False]
    assert [rows(who, "?show=mine") for who in ("manager", "colleague", "head")] == [True, False, False]
    assert [rows(who, "?show=all") for who in ("manager", "colleague", "head")] == [True, True, True]


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("show", ["", "?show=mine", "?show=all"])
def test_lists_have_a_constant_number_of_statements(office, clock, people, query_budget, rows, show):
    for number in range(rows):
        found = a_round(
            office.program_id,
            title=f"공고 {number}",
            state=RoundState.PLANNED,
            announced_on=day_in_kst(clock.now),
            opens_at=clock.now + timedelta(days=1),
            closes_at=clock.now + timedelta(days=30),
            questionnaire_version_id=office.version_id,
        )
        request_publication(
            actor=office.actor("manager"), round_id=found.id, line=office.line("colleague"), now=clock.now
        )

    who = "manager" if show else "colleague"
    people[who].get(f"/staff/approvals{show}")
    with query_budget(9):
        people[who].get(f"/staff/approvals{show}")


def test_authority_is_lent_and_taken_back_by_form(office, clock, people, session):
    path = "/staff/approvals/delegations"
    wanted = {"to_id": str(office.colleague), "manner": "stand_in", "acts": ["publish"], "reason": "출장입니다."}

    endless = people["head"].post(path, data=wanted | {"starts_on": "2026-03-02"})
    crossed = people["head"].post(path, data=wanted | {"starts_on": "2026-03-05", "ends_on": "2026-03-04"})
    none = people["head"].post(path, data=wanted | {"acts": [], "starts_on": "2026-03-02", "ends_on": "2026-03-04"})
    lent = people["head"].post(path, data=wanted | {"starts_on": "2026-03-02", "ends_on": "2026-03-04"})
    by_manager = people["manager"].post(path, data=wanted | {"starts_on": "2026-03-02", "ends_on": "2026-03-04"})
    asked = office.ask(clock.now)
    page = people["colleague"].get(f"/staff/approvals/{asked}").html
    (given,) = queries.list_delegations(session, office.actor("head"))
    ended = people["head"].post(f"{path}/{given.id}/end")

    assert [answer.status_code for answer in (endless, crossed, none, lent)] == [422, 422, 422, 302]
    assert "끝나는 날을 적어 주세요." in endless.html.main
    assert by_manager.status_code == 403
    assert "대결" in page.main
    assert ended.status_code == 302
    assert "내 차례입니다" not in people["colleague"].get(f"/staff/approvals/{asked}").html.main


@pytest.mark.parametrize("value", ["", "０９", "\U0001f600" * 9, "=1+1", "' OR 1=1 --", "9" * 400, "1899-12-31"])
def test_hostile_input_never_breaks_the_forms(people, value):
    answer = people["head"].post(
        "/staff/approvals/delegations",
        data={"to_id": value, "manner": value, "acts": [value], "starts_on": value, "ends_on": value, "reason": value},
    )

    assert answer.status_code == 422


def test_everybody_is_told_in_his_turn(office, clock, session, deliver, people):
    def inbox(who):
        session.rollback()
        return [notice.title for notice in list_inbox(session, office.actor(who)).items]

    asked = office.ask(clock.now, "colleague")
    deliver()
    assert inbox("colleague") == ["검토해 주세요: 공고 게시 – 2026년 제1기 공모전"]
    assert inbox("head") == []
    sign_approval(actor=office.actor("colleague"), approval_id=asked, now=clock.now)
    deliver()
    assert inbox("head") == ["결재해 주세요: 공고 게시 – 2026년 제1기 공모전"]
    return_approval(actor=office.actor("head"), approval_id=asked, reason=REASON, now=clock.now)
    deliver()
    assert inbox("manager") == ["반려되었습니다: 공고 게시 – 2026년 제1기 공모전"]
    home = people["manager"].get("/home").html.main
    assert "반려되었습니다: 공고 게시. 고쳐서 다시 올려 주세요." in home


def test_home_has_what_waits_for_a_signature(office, clock, people):
    asked = office.ask(clock.now)

    page = people["head"].get("/home").html
    assert "결재를 기다립니다: 공고 게시" in page.main
    assert f"/staff/approvals/{asked}" in page.links.values()
    assert "결재를 기다립니다" not in people["manager"].get("/home").html.main


def test_the_page_says_when_somebody_of_the_line_cannot_sign_any_more(office, clock, people, session, deliver):
    asked = office.ask(clock.now)
    _revoke(office, clock, session)
    deliver()

    page = people["manager"].get(f"/staff/approvals/{asked}").html
    lost = people["head"].get(f"/staff/approvals/{asked}").status_code
    titles = [notice.title for notice in list_inbox(session, office.actor("manager")).items]
    assert "지금은 결재 권한이 없습니다." in page.main
    assert lost == 404
    assert titles == ["결재선을 바꿔야 합니다: 공고 게시 – 2026년 제1기 공모전"]


def _revoke(office, clock, session):
    grant_id = session.scalars(select(RoleGrant.id).where(RoleGrant.user_id == office.head)).one()
    admin = an_actor(a_user("오관리", role=Role.ADMIN))
    revoke_role(by=admin, grant_id=grant_id, reason="인사 이동", now=clock.now)


def test_who_was_moved_to_another_program_reads_no_more_what_he_drafted_or_signed(office, clock, people, session):
    asked = office.ask(clock.now, "colleague")
    path = f"/staff/approvals/{asked}"
    for who in ("manager", "colleague"):
        person = getattr(office, who)
        assert people[who].get(path).status_code == 200
        grant_id = session.scalars(select(RoleGrant.id).where(RoleGrant.user_id == person)).one()
        session.rollback()
        a_grant(person, Role.MANAGER, program_id=a_program(name="다른 사업").id)
        revoke_role(by=an_actor(a_user(role=Role.ADMIN)), grant_id=grant_id, reason="자리 이동", now=clock.now)

    for who in ("manager", "colleague"):
        told = [people[who].get(f"/staff/approvals{shown}").html.main for shown in ("", "?show=mine", "?show=all")]
        assert [people[who].get(path).status_code, *("2026년 제1기 공모전" in main for main in told)] == [
            404,
            False,
            False,
            False,
        ]
    assert people["manager"].post(f"{path}/withdraw", data={"reason": "정원을 고치려고 합니다."}).status_code == 404
