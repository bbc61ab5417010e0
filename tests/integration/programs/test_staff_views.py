"""Rounds as managers work on them: by form, with what was typed kept; others see nothing."""

from __future__ import annotations

import base64
from io import BytesIO

import pytest

from incubator.approvals.queries import find_pending
from incubator.core.dates import kst
from incubator.db.session import session_now
from incubator.notifications.queries import list_inbox
from incubator.programs import queries
from incubator.programs.models import Program
from incubator.programs.usecases.open_due_rounds import open_due_rounds
from incubator.programs.usecases.plan_round_from_template import plan_round_from_template
from incubator.programs.workflow import RoundState
from tests.factories.approvals import publish as publish_round
from tests.factories.approvals import sign
from tests.factories.programs import a_program, a_round

PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==")
STEPS = ("edit", "publish", "extend", "correct", "cancel", "take-back", "recall")


@pytest.fixture
def manager(world, client_as):
    return client_as(world.manager)


@pytest.fixture
def planned(world, clock):
    return plan_round_from_template(
        actor=world.acts,
        program_id=world.program_id,
        template="igen",
        questionnaire_version_id=world.version_id,
        now=clock.now,
    )


def test_from_template_to_public_by_form(world, manager, client_as, anonymous, clock, session):
    answer = manager.submit("/staff/rounds/new", template="igen", program_id=str(world.program_id))
    edit = answer.headers["Location"]
    answer = manager.submit(
        edit, title="2026년 봄 공모전", questionnaire_version_id=str(world.version_id), closes_at="2026. 3. 27. 18:00"
    )
    detail = answer.headers["Location"]
    asked = manager.submit(f"{detail}/publish")

    round_id = detail.rsplit("/", 1)[-1]
    hidden = anonymous.get(f"/calls/{round_id}").status_code
    head = client_as(world.head)
    inbox = head.get("/staff/approvals").html
    approval = inbox.links["2026년 봄 공모전"]
    signed = head.post(f"{approval}/sign", data={"opinion": "좋습니다."})
    page = anonymous.get(f"/calls/{round_id}").html
    assert (asked.status_code, hidden, signed.status_code) == (302, 404, 302)
    assert page.h1 == "2026년 봄 공모전"
    assert "2026. 3. 27.(금) 18:00" in page.main
    assert "2026년 봄 공모전" in manager.get("/staff/rounds?state=scheduled&q=봄공모전").html.main


def test_a_template_comes_with_its_own_program(world, manager, session):
    a_program("3D프린터 교육", code="AAA", branch_id=session.get(Program, world.program_id).branch_id)

    page = manager.get("/staff/rounds/new").html

    assert [item.get("value") for item in page.find_all("option") if item.get("selected") is not None] == [
        "igen",
        str(world.program_id),
    ]


def test_wrong_input_stays_in_the_form_with_reasons_beside(world, manager, planned):
    long_title = "가" * 301
    answer = manager.submit(
        f"/staff/rounds/{planned}/edit",
        title=long_title,
        closes_at="2026-03-02 09:00",
        opens_at="내일 아침",
        documents_wanted="계획서 | Plan | 언젠가",
        schedule="발표 | Pitch | 2026-13-45",
        quota="-1",
        contact_phone="전화 주세요",
    )

    page = answer.html
    assert answer.status_code == 422
    assert page.find("textarea", name="documents_wanted").text.strip() == "계획서 | Plan | 언젠가"
    assert page.find("input", name="opens_at").get("value") == "내일 아침"
    assert page.find("input", name="title").get("value") == long_title
    assert "1번째 줄을 서류 | 영문 | 신청 또는 나중 모양으로 적어 주세요." in page.main
    assert "날짜와 시각을 2016-04-20 18:00 모양으로 적어 주세요." in page.main


def test_rules_of_the_round_are_told_beside_the_field(world, manager, planned):
    answer = manager.submit(f"/staff/rounds/{planned}/edit", opens_at="2026-03-05 09:00", closes_at="2026-03-05 09:00")

    assert answer.status_code == 422
    assert "접수 마감: 접수 마감이 접수 시작보다 늦어야 합니다." in answer.html.texts("a")


@pytest.mark.parametrize(
    "field", ["title", "documents_wanted", "schedule", "opens_at", "quota", "agreement_on", "version"]
)
@pytest.mark.parametrize("value", ["", "０９", "\U0001f600" * 9, "=1+1", "' OR 1=1 --", "9" * 400, "1899-12-31 00:00"])
def test_hostile_input_never_breaks_the_form(manager, planned, field, value):
    answer = manager.submit(f"/staff/rounds/{planned}/edit", **{field: value})

    assert answer.status_code in (302, 409, 422)


def test_rows_survive_a_round_trip(manager, planned, session):
    before = queries.get_round(session, planned)
    kept = (before.schedule, before.documents_wanted, before.closes_at)

    assert manager.submit(f"/staff/rounds/{planned}/edit").status_code == 302

    after = queries.get_round(session, planned)
    assert (after.schedule, after.documents_wanted, after.closes_at) == kept


def test_a_stale_edit_is_refused_with_the_typed_text_kept(manager, planned):
    path = f"/staff/rounds/{planned}/edit"
    page = manager.get(path).html.form().with_values({"title": "나중에 쓴 이름"})
    manager.submit(path, title="먼저 쓴 이름")

    answer = manager.post(path, data=page)

    assert answer.status_code == 409
    assert answer.html.find("input", name="title").get("value") == "나중에 쓴 이름"
    assert "그사이 다른 사람이 이 공고를 고쳤습니다." in answer.html.main


def test_publish_page_says_what_will_happen_and_what_is_missing(world, client_as, clock, planned):
    clock.advance(days=1)
    manager = client_as(world.manager)

    page = manager.get(f"/staff/rounds/{planned}/publish").html
    answer = manager.submit(f"/staff/rounds/{planned}/publish")

    assert "승인이 공고일에 나면 바로 보입니다." in page.main
    assert "공고일이 지났습니다." in page.main
    assert answer.status_code == 422


def test_extend_and_correct_and_cancel_by_form(world, manager, clock, session):
    round_id = a_round(world.program_id, questionnaire_version_id=world.version_id, closes_at=kst(2026, 3, 20, 18)).id
    base = f"/staff/rounds/{round_id}"

    refused = manager.submit(f"{base}/extend", closes_at="2026-03-19 18:00", reason="접수 서버 장애")
    unread = manager.submit(f"{base}/extend", closes_at="", reason="접수 서버 장애")
    extended = manager.submit(f"{base}/extend", closes_at="2026-03-25 18:00", reason="접수 서버 장애")
    twice = manager.submit(f"{base}/cancel", reason="예산이 줄었습니다.")
    _sign_all(world, clock, round_id)
    corrected = manager.submit(f"{base}/correct", support="최대 3,000만 원", reason="금액을 바로잡습니다.")
    cancelled = manager.submit(f"{base}/cancel", reason="예산이 줄었습니다.")
    _sign_all(world, clock, round_id)

    assert twice.status_code == 409
    assert (refused.status_code, unread.status_code) == (422, 422)
    assert "접수 기간은 줄일 수 없습니다." in refused.html.main
    assert [answer.status_code for answer in (extended, corrected, cancelled)] == [302, 302, 302]
    assert [notice.no for notice in queries.list_notices(session, round_id)] == [3, 2, 1]
    assert queries.get_round(session, round_id).state is RoundState.CANCELLED


def _sign_all(world, clock, round_id):
    pending = find_pending(session_now(), "round", round_id)
    sign(pending.id, clock.now)


def test_buttons_are_there_exactly_when_they_work(world, manager, client_as, clock, planned):
    def buttons(client, round_id):
        links = client.get(f"/staff/rounds/{round_id}").html.links
        return [name for name, url in links.items() if url.rsplit("/", 1)[-1] in STEPS]

    open_id = a_round(world.program_id, closes_at=kst(2026, 3, 20, 18)).id
    gone_id = a_round(world.program_id, state=RoundState.CANCELLED).id

    assert buttons(manager, planned) == ["공고 고치기", "게시 결재 올리기", "공고 취소하기"]
    assert buttons(manager, open_id) == ["접수 기간 연장하기", "정정공고 내기", "공고 취소하기"]
    assert buttons(manager, gone_id) == ["재공고 준비하기"]
    assert buttons(client_as(world.head), planned) == []


@pytest.mark.parametrize("who", ["stranger", "founder"])
def test_others_do_not_learn_that_the_round_exists(world, client_as, planned, who):
    client = client_as(getattr(world, who))
    base = f"/staff/rounds/{planned}"

    for path in (base, f"{base}/preview", f"{base}/attachments", *(f"{base}/{step}" for step in STEPS)):
        assert client.get(path).status_code == 404
    for step in (*STEPS, "attachments"):
        assert client.post(f"{base}/{step}", data={"reason": "충분히 긴 사유"}).status_code == 404


def test_lists_hold_only_ones_own_programs(world, client_as, planned):
    a_round(world.other_program.id, title="남의 공고")

    own, other = client_as(world.manager), client_as(world.stranger)

    assert "남의 공고" not in own.get("/staff/rounds").html.main
    assert "I-Gen" not in other.get("/staff/rounds").html.main
    assert "IGEN" in own.get("/staff/programs").html.main
    assert "IGEN" not in other.get("/staff/programs").html.main
    for path in ("/staff/rounds", "/staff/programs", "/staff/rounds/new", "/staff/programs/new"):
        assert client_as(world.founder).get(path).status_code == 403


def test_a_reader_may_look_and_not_touch(world, client_as, planned):
    head = client_as(world.head)

    assert head.get(f"/staff/rounds/{planned}/preview").status_code == 200
    for step in STEPS:
        assert head.get(f"/staff/rounds/{planned}/{step}").status_code == 403
        assert head.post(f"/staff/rounds/{planned}/{step}", data={"reason": "충분히 긴 사유"}).status_code == 403


def test_a_visitor_is_sent_to_sign_in(anonymous, planned):
    assert anonymous.get(f"/staff/rounds/{planned}").status_code in (302, 401)


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_staff_list_has_a_constant_number_of_statements(world, manager, query_budget, rows):
    for number in range(rows):
        a_round(world.program_id, title=f"공고 {number}")

    manager.get("/staff/rounds")
    with query_budget(8):
        manager.get("/staff/rounds")


def test_a_file_is_attached_and_given_out(world, manager, anonymous, session, clock):
    round_id = a_round(world.program_id, state=RoundState.PLANNED).id
    path = f"/staff/rounds/{round_id}/attachments"

    nothing = manager.post(path, data={"title": "서식"})
    lying = manager.post(path, data={"file": (BytesIO(b"not a pdf"), "서식.pdf")})
    empty = manager.post(path, data={"file": (BytesIO(b""), "서식.pdf")})
    drawn = manager.post(path, data={"file": (BytesIO(PNG), "포스터.png"), "title": "포스터"})

    assert [answer.status_code for answer in (nothing, lying, empty)] == [422, 422, 422]
    assert drawn.status_code == 302
    assert "포스터.png" in manager.get(path).html.main
    download = manager.get(path).html.links["포스터.png"]
    assert manager.get(download).data == PNG
    assert anonymous.get(download.replace("/staff/rounds", "/calls")).status_code == 404


def test_a_file_on_a_public_round_is_a_published_correction(world, manager, session):
    round_id = a_round(world.program_id).id
    path = f"/staff/rounds/{round_id}/attachments"

    silent = manager.post(path, data={"file": (BytesIO(PNG), "포스터.png")})
    told = manager.post(path, data={"file": (BytesIO(PNG), "포스터.png"), "reason": "포스터를 더합니다."})

    assert (silent.status_code, told.status_code) == (422, 302)
    assert [notice.reason for notice in queries.list_notices(session, round_id)] == ["포스터를 더합니다."]


def test_staff_pages_are_not_kept(manager, planned):
    assert manager.get(f"/staff/rounds/{planned}").headers["Cache-Control"] == "no-store"
    assert manager.get("/calls").headers["Cache-Control"] == "no-store"


def test_people_of_the_program_are_told(world, client_as, clock, deliver, session, planned):
    publish_round(actor=world.acts, round_id=planned, now=clock.now)
    clock.advance(days=2)
    open_due_rounds(clock.now)
    deliver()
    deliver()

    def inbox(user):
        session.rollback()
        return sorted(notice.title for notice in list_inbox(session, world.actor(user)).items)

    title = "2026년 제1기 I-Gen 챌린지 공모전"
    assert inbox(world.manager) == [
        f"공고를 게시했습니다: {title}",
        f"승인되었습니다: 공고 게시 – {title}",
        f"접수를 시작했습니다: {title}",
    ]
    assert inbox(world.head) == [f"접수를 시작했습니다: {title}"]
    assert inbox(world.stranger) == []
