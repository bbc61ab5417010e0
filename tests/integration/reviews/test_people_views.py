"""The whole way in the client: a manager fills the pool, draws and asks; reviewers answer, swear and declare."""

import pytest
from sqlalchemy import select

from incubator.accounts.models import User
from incubator.accounts.roles import Role
from incubator.db.session import session_now
from incubator.reviews.models import Appointment, Challenge, Conflict, Declaration, PoolMember
from incubator.reviews.rules.oaths import OATHS
from incubator.reviews.workflow import AppointmentState, ConflictState, PanelState, PoolState
from tests.factories.accounts import a_user
from tests.factories.reviews_people import a_panel_world, a_pool_member, user_of

OATHS_GIVEN = {oath.key: "y" for oath in OATHS}


@pytest.fixture
def world(clock):
    return a_panel_world()


@pytest.fixture
def manager(world, client_as):
    return client_as(world.manager_id)


def _fresh(kind, key):
    session_now().rollback()
    return session_now().get_one(kind, key)


def test_a_new_person_is_invited_into_the_pool(manager, deliver, mails):
    fields = {
        "email": "new@lab.example", "name": "나새로", "fields": ["common", "anti_aging"], "employer": "새로연구소",
        "employments": "(주)옛회사 / / 2020-01-01 / 2023-06-30", "relations": "멘토링 / (주)가나",
    }  # fmt: skip

    answer = manager.submit("/staff/reviewers/new", **fields)
    deliver()

    member = session_now().scalars(select(PoolMember).order_by(PoolMember.id.desc())).first()
    assert (answer.status_code, member.fields, member.employer) == (302, ["anti_aging", "common"], "새로연구소")
    assert member.employments == [{"name": "(주)옛회사", "brn": "", "since": "2020-01-01", "until": "2023-06-30"}]
    assert any("new@lab.example" in str(mail["To"]) for mail in mails())


def test_an_existing_account_is_taken_once(manager):
    person = a_user("다아는", email="known@lab.example")
    address = {"email": "known@lab.example", "fields": ["common"]}

    first, second = (manager.submit("/staff/reviewers/new", **address) for _ in range(2))

    assert (first.status_code, second.status_code) == (302, 409)
    assert "이미 평가위원 명단에 있는 사람입니다" in second.get_data(as_text=True)
    assert session_now().scalars(select(PoolMember).where(PoolMember.user_id == person.id)).one()


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("email", "이상한주소", "전자우편"),
        ("name", "", "이름을 적어 주세요"),
        ("employer_brn", "123-45-67890", "사업자등록번호가 맞지 않습니다"),
        ("employments", "(주)가 / / 2025-13-40", "1번째 줄: 날짜를"),
        ("relations", "이웃 / (주)가", "1번째 줄: 멘토링"),
        ("away", "2026-05-02 / 2026-05-01", "끝난 날이 시작한 날보다 빠릅니다"),
        ("yearly_cap", "0", "1에서 100"),
        ("yearly_cap", "많이", "숫자만"),
    ],
)
def test_bad_input_is_answered_beside_the_field_and_kept(manager, field, typed, said):
    fields = {"email": "other@lab.example", "name": "나새로", "fields": ["common"], "profile": "수처리 20년"}

    answer = manager.submit("/staff/reviewers/new", **(fields | {field: typed}))

    body = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert said in body
    assert "수처리 20년" in body
    assert typed in body


def test_the_pool_is_searched_and_filtered(manager, world):
    a_pool_member("홍길동", fields=["anti_aging"], employer="바다의료원")

    found = manager.get("/staff/reviewers?q=바다의료원").get_data(as_text=True)
    by_field = manager.get("/staff/reviewers?field=anti_aging").get_data(as_text=True)
    removed = manager.get("/staff/reviewers?state=pool_removed").get_data(as_text=True)

    assert ("홍길동" in found, "권위원0" in found) == (True, False)
    assert ("홍길동" in by_field, "권위원0" in by_field) == (True, False)
    assert "조건에 맞는 평가위원이 없습니다" in removed


@pytest.mark.parametrize("rows", [1, 6])
def test_the_pool_keeps_to_its_budget(clock, client_as, query_budget, rows):
    for number in range(rows):
        a_pool_member(f"위원{number}")
    client = client_as(a_user("담당", role=Role.MANAGER).id)
    client.get("/staff/reviewers")

    with query_budget(14):
        assert client.get("/staff/reviewers").status_code == 200


def test_a_reviewer_is_edited_paused_restored_and_removed(manager, world):
    key = world.members[0]
    page = f"/staff/reviewers/{key}"

    edited = manager.submit(page + "/edit", employer="다른연구소")
    acts = [
        manager.post(f"{page}/{act}", data={"reason": "확인했습니다."}).status_code
        for act in ("pause", "restore", "remove")
    ]
    unexplained = manager.post(page + "/pause", data={"reason": ""})

    member = _fresh(PoolMember, key)
    assert (edited.status_code, acts, unexplained.status_code) == (302, [302, 302, 302], 422)
    assert (member.employer, member.state, member.state_reason) == ("다른연구소", PoolState.REMOVED, "확인했습니다.")


def test_two_who_edit_one_person_do_not_overwrite(manager, world):
    page = f"/staff/reviewers/{world.members[0]}/edit"
    old = manager.get(page).html.form()
    manager.submit(page, employer="하나")

    answer = manager.post(page, data=old.fields | {"employer": "둘"})

    assert answer.status_code == 409
    assert "그사이 다른 사람이 먼저 저장했습니다" in answer.get_data(as_text=True)


def test_a_panel_is_made_drawn_and_asked(manager, world, deliver):
    hub = f"/staff/rounds/{world.round_id}/panels"

    made = manager.submit(f"{hub}/new", label="2분과", seats="2")
    panel = f"/staff/panels/{world.panel_id}"
    manager.submit(panel + "/edit", place="3층 회의실")
    drawn = manager.submit(panel + "/draw", field="", witness_id=str(world.witness_id))
    again = manager.get(drawn.location)
    asked = manager.post(panel + "/invite")
    deliver()

    assert (made.status_code, drawn.status_code, asked.status_code) == (302, 302, 302)
    assert "다시 추첨해도 같은 결과입니다" in again.get_data(as_text=True)
    assert {person.state for person in world.people()} == {AppointmentState.INVITED}
    assert "2분과" in manager.get(hub).get_data(as_text=True)
    assert manager.get(panel).status_code == 200


def test_a_reviewer_accepts_swears_and_declares(world, client_as):
    world.draw()
    world.invite()
    first = world.people()[0]
    page, client = f"/reviews/invitations/{first.id}", client_as(first.user_id)
    names = [world.applications[0].application().organisation.name, "(주)다라"]

    before = client.get(page).get_data(as_text=True) + client.get("/reviews").get_data(as_text=True)
    early = client.get(page + "/declarations")
    accepted = client.post(page + "/accept")
    half = client.submit(page + "/oaths", confidentiality="y", signature="다른이름")
    signature = _fresh(User, first.user_id).name
    sworn = client.submit(page + "/oaths", **OATHS_GIVEN, signature=signature)
    shown = client.get(page + "/declarations").get_data(as_text=True)

    assert [name in before for name in names] == [False, False]
    assert early.status_code == 409
    assert (accepted.status_code, half.status_code, sworn.status_code) == (302, 422, 302)
    assert "등록된 성함과 같게 적어 주세요" in half.get_data(as_text=True)
    assert [name in shown for name in names] == [True, True]
    person = _fresh(Appointment, first.id)
    assert (person.state, len(person.oaths)) == (AppointmentState.SWORN, 4)


def _relation(world, place, choice, what=""):
    key = world.applications[place].application_id
    return {f"relation.{key}": choice, f"what.{key}": what}


def test_a_relation_is_a_recusal_at_once(world, client_as):
    world.ready()
    first = world.people()[0]
    page, client = f"/reviews/invitations/{first.id}/declarations", client_as(first.user_id)

    blank = client.post(page, data=_relation(world, 0, "free"))
    wordless = client.post(page, data=_relation(world, 0, "related") | _relation(world, 1, "free"))
    saved = client.post(page, data=_relation(world, 0, "related", "사촌이 대표입니다") | _relation(world, 1, "free"))
    after = client.get(page).get_data(as_text=True)

    assert (blank.status_code, wordless.status_code, saved.status_code) == (422, 422, 302)
    assert "관계가 있는지 골라 주세요" in blank.get_data(as_text=True)
    assert "어떤 관계인지 적어 주세요" in wordless.get_data(as_text=True)
    (conflict,) = world.conflicts()
    assert (conflict.kind, conflict.state) == ("recusal", ConflictState.CONFIRMED)
    assert ("(주)가나" in after, "(주)다라" in after) == (False, True)
    assert len(session_now().scalars(select(Declaration)).all()) == 2


def test_who_was_free_may_find_a_relation_later(world):
    world.ready()
    first = world.people()[0]
    world.declare(first)

    world.declare(first, a1="새로 알게 된 투자")

    (conflict,) = world.conflicts()
    assert (conflict.application_id, conflict.state) == (world.applications[1].application_id, ConflictState.CONFIRMED)


def test_a_refusal_needs_a_reason_and_is_counted(world, client_as):
    world.draw()
    world.invite()
    first = world.people()[0]
    page, client = f"/reviews/invitations/{first.id}", client_as(first.user_id)

    blank = client.post(page + "/decline", data={"reason": " "})
    answer = client.post(page + "/decline", data={"reason": "출장입니다."})

    member = session_now().scalars(select(PoolMember).where(PoolMember.user_id == first.user_id)).one()
    assert (blank.status_code, answer.status_code, member.refusals) == (422, 302, 1)
    assert _fresh(Appointment, first.id).state is AppointmentState.DECLINED


def test_another_persons_invitation_is_not_there(world, client_as):
    world.draw()
    world.invite()
    first, second, *_ = world.people()
    client = client_as(second.user_id)
    page = f"/reviews/invitations/{first.id}"

    got = [client.get(page + rest).status_code for rest in ("", "/oaths", "/declarations")]
    posted = [client.post(page + rest).status_code for rest in ("/accept", "/decline", "/oaths", "/declarations")]

    assert (got, posted) == ([404] * 3, [404] * 4)


def test_the_secretary_decides_conflicts(world, client_as, deliver):
    member = a_pool_member("소속위원", employer="(주)가나")
    client = client_as(world.manager_id)
    while user_of(member) not in {person.user_id for person in world.people()}:
        panel = world.panel()
        assert panel.seats < 30
        client.submit(f"/staff/panels/{world.panel_id}/edit", seats=str(panel.seats + 1))
        world.draw()
    (found,) = world.conflicts()
    deliver()
    page = f"/staff/panels/{world.panel_id}/conflicts"

    listed = client.get(page).get_data(as_text=True)
    home = client.get("/home").get_data(as_text=True)
    blank = client.post(f"{page}/{found.id}/dismiss", data={"reason": ""})
    dismissed = client.post(f"{page}/{found.id}/dismiss", data={"reason": "이름만 같은 다른 회사입니다."})
    confirmed = client.post(f"{page}/{found.id}/confirm", data={"reason": "같은 회사였습니다."})

    assert "소속위원" in listed
    assert "확인할 이해충돌이 1건 있습니다" in home
    assert (blank.status_code, dismissed.status_code, confirmed.status_code) == (422, 302, 302)
    assert client.get(f"{page}/{found.id}").status_code == 200
    assert _fresh(Conflict, found.id).state is ConflictState.CONFIRMED


def test_an_applicants_challenge_finds_the_reviewer_and_is_answered(world, client_as, deliver):
    world.draw()
    name = _fresh(User, world.people()[0].user_id).name
    application = world.applications[0]
    applicant = client_as(application.representative_id)
    page = f"/applications/{application.application_id}/challenge"

    nobody = applicant.submit(page, reason="친분이 있습니다.")
    filed = applicant.submit(page, person=name, reason="전에 다투었습니다.")
    challenge = session_now().scalars(select(Challenge)).one()
    manager = client_as(world.manager_id)
    answer = f"/staff/panels/{world.panel_id}/challenges/{challenge.id}"
    seen = manager.get(answer).get_data(as_text=True)
    answered = manager.submit(answer, reason="확인했고, 해당하면 그 위원은 이 평가에서 빠집니다.")
    twice = manager.post(answer, data={"reason": "또 답합니다."})
    deliver()

    assert (nobody.status_code, filed.status_code, answered.status_code, twice.status_code) == (422, 302, 302, 409)
    (conflict,) = world.conflicts()
    assert (conflict.kind, conflict.state) == ("challenge", ConflictState.PROPOSED)
    assert name in seen
    assert "이 평가에서 빠집니다" in applicant.get(page).get_data(as_text=True)


def test_a_challenge_on_the_day_of_the_panel_is_too_late(world, client_as, clock):
    application = world.applications[0]
    client = client_as(application.representative_id)
    page = f"/applications/{application.application_id}/challenge"
    typed = client.get(page).status_code
    clock.set(world.panel().meets_at)

    answer = client_as(application.representative_id).post(page, data={"person": "아무개", "reason": "까닭"})

    assert (typed, answer.status_code) == (200, 409)
    assert "아무개" in answer.get_data(as_text=True)


def test_staff_enter_a_challenge_and_let_somebody_go(world, client_as):
    world.draw()
    first = world.people()[0]
    page = f"/staff/panels/{world.panel_id}/people/{first.id}"
    client, head = client_as(world.manager_id), client_as(world.head_id)
    entry = {"c-application_id": str(world.applications[1].application_id), "c-reason": "신청인이 말로 알렸습니다."}

    shown = client.get(page)
    entered, twice = (client.post(page + "/challenge", data=entry) for _ in range(2))
    waived = [one.post(page + "/waive", data={"reason": "개방형 공모입니다."}).status_code for one in (client, head)]
    gone = client.post(page + "/dismiss", data={"reason": "연락이 끊겼습니다."})

    assert (shown.status_code, entered.status_code, twice.status_code) == (200, 302, 409)
    assert (waived, gone.status_code) == ([403, 302], 302)
    person = _fresh(Appointment, first.id)
    assert (person.state, person.waiver) == (AppointmentState.DISMISSED, "개방형 공모입니다.")


def test_the_opening_says_what_stands_in_the_way(world, client_as):
    client = client_as(world.manager_id)
    page = f"/staff/panels/{world.panel_id}/open"
    world.draw()
    world.invite()

    listed = client.get(page).get_data(as_text=True)
    refused = client.submit(page)
    world.accept()
    world.swear()
    opened = client.submit(page)

    assert "서약을 마친 위원이 한 사람도 없습니다" in listed
    assert (refused.status_code, opened.status_code) == (409, 302)
    assert world.panel().state is PanelState.SCORING


def test_a_panel_is_cancelled_from_its_page(world, client_as):
    client = client_as(world.manager_id)

    answer = client.submit(f"/staff/panels/{world.panel_id}/cancel", reason="접수가 적습니다.")

    assert (answer.status_code, world.panel().state) == (302, PanelState.CANCELLED)
    assert "접수가 적습니다." in client.get(f"/staff/panels/{world.panel_id}").get_data(as_text=True)


def test_the_pool_is_closed_to_others(world, client_as):
    client = client_as(user_of(world.members[0]))

    got = [client.get(page).status_code for page in ("/staff/reviewers", f"/staff/reviewers/{world.members[0]}")]

    assert got == [403, 403]
