"""The entrance and the account over HTTP."""

from __future__ import annotations

import re

import pytest

from incubator.accounts import queries
from incubator.accounts.models import UserState
from incubator.accounts.roles import Role
from incubator.accounts.usecases.suspend_user import suspend_user
from tests.factories.accounts import PASSWORD, a_consent_text, a_user, an_actor

NEW = "진해만의 조용한 새벽 배"


def sign_up(anonymous, email="new@example.kr", **changes):
    values = {"name": "이바다", "email": email, "password": NEW, "consent_terms": "y"} | changes
    return anonymous.submit("/sign-up", **values)


def link_in(mail):
    body = mail.get_body(("plain",)).get_content()
    return re.search(r"http\S+/(?:sign-up/proof|password/reset)/\S+", body).group(0)


def test_sign_up_prove_the_address_by_one_press_and_sign_in(anonymous, deliver, mails, clock):
    a_consent_text()
    assert sign_up(anonymous).status_code == 302
    deliver()
    (mail,) = mails()
    assert mail["To"] == "new@example.kr"

    for _ in range(2):  # a link scanner opens it first
        assert anonymous.get(link_in(mail)).status_code == 200
    assert anonymous.submit(link_in(mail)).status_code == 302

    answer = anonymous.submit("/sign-in", email="NEW@example.kr", password=NEW)
    assert answer.status_code == 302
    assert anonymous.get("/account").html.h1 == "내 계정"


def test_before_the_press_the_right_password_is_told_to_prove_the_address(anonymous, deliver):
    a_consent_text()
    sign_up(anonymous)

    answer = anonymous.submit("/sign-in", email="new@example.kr", password=NEW)

    assert answer.status_code == 403
    assert "확인 메일 다시 받기" in answer.html.links


def test_no_box_is_ticked_and_only_required_consents_are_asked_for(anonymous):
    a_consent_text("terms")
    a_consent_text("news", is_required=False, title="소식")
    page = anonymous.get("/sign-up").html
    assert page.form().fields["consent_terms"] == page.form().fields["consent_news"] == []

    assert sign_up(anonymous, consent_terms=None).status_code == 422
    assert sign_up(anonymous).status_code == 302


def test_sign_up_answers_the_same_for_a_known_address_and_tells_its_owner(anonymous, deliver, mails, session):
    a_consent_text()
    known = a_user(email="known@example.kr")
    before = known.password_hash
    answers = [sign_up(anonymous, email=email) for email in ("known@example.kr", "other@example.kr")]
    deliver()

    assert answers[0].data == answers[1].data
    assert answers[0].location == answers[1].location
    to_owner = next(mail for mail in mails() if mail["To"] == "known@example.kr")
    assert "이미 가입하신 주소" in to_owner["Subject"]
    session.rollback()
    assert queries.find_user_by_email(session, "known@example.kr").password_hash == before


def test_sign_in_answers_the_same_for_an_unknown_and_a_known_account(anonymous):
    a_user(email="known@example.kr")
    bodies = []
    for email in ("known@example.kr", "nobody@example.kr"):
        answer = anonymous.submit("/sign-in", email=email, password="틀린 비밀번호입니다")
        assert answer.status_code == 422
        body = answer.get_data(as_text=True).replace(email, "X")
        bodies.append(re.sub(r'(nonce|value)="[^"]*"', "", body))
    assert bodies[0] == bodies[1]


def test_the_sixth_try_is_refused_also_with_the_right_password_and_works_again_after_five_minutes(anonymous, clock):
    a_user(email="known@example.kr")
    other = a_user(email="other@example.kr")
    for _ in range(5):
        assert anonymous.submit("/sign-in", email="known@example.kr", password="틀린 비밀번호").status_code == 422

    refused = anonymous.submit("/sign-in", email="known@example.kr", password=PASSWORD)
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "301")
    assert anonymous.submit("/sign-in", email=other.email, password=PASSWORD).status_code == 302

    anonymous.post("/sign-out")
    clock.advance(minutes=5, seconds=1)
    assert anonymous.submit("/sign-in", email="known@example.kr", password=PASSWORD).status_code == 302


def test_sign_in_gives_a_new_reference_and_sign_out_ends_it(app, anonymous):
    user = a_user()
    with anonymous.session_transaction() as cookie:
        cookie["_user_id"] = "preset"
    anonymous.submit("/sign-in", email=user.email, password=PASSWORD)
    with anonymous.session_transaction() as cookie:
        reference = cookie["_user_id"]
    assert reference != "preset"

    answer = anonymous.post("/sign-out")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    with anonymous.session_transaction() as cookie:
        cookie["_user_id"] = reference
    assert anonymous.get("/account").status_code == 302


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/%5cevil.example",
        "/%2f/evil.example",
        "http:evil.example",
        " //evil.example",
        "/\t/evil.example",
        "///evil.example",
        "//[",
        "/a\r\nSet-Cookie: x=1",
        "data:text/html,x",
    ],
)
def test_after_signing_in_nobody_is_led_to_another_site(anonymous, target):
    user = a_user()
    anonymous.get("/sign-in")
    answer = anonymous.post("/sign-in", data={"email": user.email, "password": PASSWORD, "next": target})
    assert (answer.status_code, answer.location) == (302, "/home")


def test_after_signing_in_a_person_is_back_where_he_wanted_to_go(anonymous):
    user = a_user()
    answer = anonymous.get("/account/notifications?lang=ko")
    assert answer.location == "/sign-in?next=/account/notifications?lang%3Dko"
    assert anonymous.submit(answer.location, email=user.email, password=PASSWORD).location == (
        "/account/notifications?lang=ko"
    )


def test_a_script_without_a_session_gets_401_as_json(anonymous):
    for call in (anonymous.get("/session/token", headers={"Accept": "application/json"}),):
        assert (call.status_code, call.mimetype) == (401, "application/json")


def test_a_form_that_meets_a_dead_session_loses_nothing(client_as, clock, session):
    user = a_user()
    client = client_as(user)
    form = client.get("/account").html.form("/account/profile")
    clock.advance(minutes=121)
    typed = form.with_values({"name": "박새로\n이", "phone": "010-1234-5678"})

    refused = client.post("/account/profile", data=typed, csrf=False)
    assert refused.status_code == 401
    kept = refused.html.form("/sign-in")
    resumed = client.post("/sign-in", data=kept.with_values({"email": user.email, "password": PASSWORD}), csrf=False)
    assert resumed.html.h1 == "적으신 글 이어서 보내기"
    assert "010-1234-5678" in resumed.html.main
    again = resumed.html.form("/account/profile")
    assert again.fields["name"] == ["박새로\n이"]

    assert client.post("/account/profile", data=again.with_values({}), csrf=False).status_code == 302
    session.rollback()
    assert queries.get_user(session, user.id).phone == "01012345678"


def test_a_wrong_password_keeps_the_kept_text_and_another_person_never_sees_it(client_as, clock):
    owner, other = a_user(), a_user()
    client = client_as(owner)
    client.get("/account")
    clock.advance(minutes=121)
    kept = client.post("/account/profile", data={"name": "비밀스러운 글", "locale": "ko"}).html.form("/sign-in")
    wrong = client.post(
        "/sign-in", data=kept.with_values({"email": owner.email, "password": "틀렸습니다아"}), csrf=False
    )
    assert wrong.status_code == 422
    assert wrong.html.form("/sign-in").fields["kept"] == kept.fields["kept"]

    answer = client.post("/sign-in", data=kept.with_values({"email": other.email, "password": PASSWORD}), csrf=False)
    assert answer.status_code == 302
    assert "비밀스러운 글" not in client.get("/account").get_data(as_text=True)


def test_a_form_older_than_the_session_is_shown_again_with_one_button(client_as):
    client = client_as(a_user())
    page = client.get("/account").html.form("/account/profile")
    with client.session_transaction() as cookie:
        cookie["csrf_token"] = "another session's"

    answer = client.post(
        "/account/profile",
        data=page.with_values({"name": "남은 글"}),
        csrf=False,
        headers={"Sec-Fetch-Site": "same-origin"},
    )

    assert answer.status_code == 400
    again = answer.html.form("/account/profile")
    assert again.fields["name"] == ["남은 글"]
    assert client.post("/account/profile", data=again.with_values({}), csrf=False).status_code == 302


def test_a_tampered_kept_text_is_dropped(anonymous):
    user = a_user()
    anonymous.get("/sign-in")
    answer = anonymous.post("/sign-in", data={"email": user.email, "password": PASSWORD, "kept": "eyJhIjoxfQ.x"})
    assert answer.status_code == 302


def test_a_password_reset_works_once_and_ends_all_sessions(anonymous, client_as, deliver, mails):
    user = a_user()
    device = client_as(user)
    assert anonymous.submit("/password/forgot", email=user.email).status_code == 200
    deliver()
    link = link_in(mails()[-1])

    assert anonymous.submit(link, password="짧다").status_code == 422
    assert anonymous.submit(link, password=NEW).status_code == 302
    assert device.get("/account").status_code == 302
    assert anonymous.submit(link, password=NEW + "!").status_code == 409
    assert anonymous.submit("/sign-in", email=user.email, password=NEW).status_code == 302


def test_a_reset_link_dies_with_a_newer_one_and_after_30_minutes(anonymous, deliver, mails, clock):
    user = a_user()
    for _ in range(2):
        anonymous.submit("/password/forgot", email=user.email)
        deliver()
        clock.advance(minutes=1)
    old, new = (link_in(mail) for mail in mails())
    assert anonymous.submit(old, password=NEW).status_code == 409
    clock.advance(minutes=29)
    assert anonymous.submit(new, password=NEW).status_code == 409


def test_forgot_password_answers_the_same_for_everybody_and_sends_nothing_to_strangers(anonymous, deliver, mails):
    a_user(email="known@example.kr")
    known, unknown = (anonymous.submit("/password/forgot", email=f"{who}@example.kr") for who in ("known", "nobody"))
    deliver()

    assert known.html.main == unknown.html.main
    assert [mail["To"] for mail in mails()] == ["known@example.kr"]


def test_changing_the_password_signs_out_all_other_devices_and_keeps_this_one(client_as, deliver, mails):
    user = a_user()
    here, there = client_as(user), client_as(user)
    form = here.get("/account").html.form("/account/password")
    answer = here.post(
        "/account/password", data=form.with_values({"new-current": PASSWORD, "new-password": NEW}), csrf=False
    )
    deliver()

    assert answer.status_code == 302
    assert here.get("/account").status_code == 200
    assert there.get("/account").status_code == 302
    assert [mail["Subject"] for mail in mails()] == ["비밀번호가 바뀌었습니다"]


def test_suspension_ends_the_session_and_refuses_the_right_password(client_as, anonymous, clock, session):
    user, admin = a_user(), a_user(role=Role.ADMIN)
    client = client_as(user)
    suspend_user(actor=an_actor(admin), user_id=user.id, reason="신고", now=clock.now)

    assert client.get("/account").status_code == 302
    assert anonymous.submit("/sign-in", email=user.email, password=PASSWORD).status_code == 422
    assert queries.get_user(session, user.id).state is UserState.SUSPENDED


def test_devices_are_listed_and_can_be_ended_but_only_ones_own(client_as, session):
    user = a_user()
    here, there, stranger = client_as(user), client_as(user), client_as(a_user())
    ids = {row.id for row in queries.list_open_sessions(session, user.id)}
    assert len(here.get("/account").html.texts("button", class_="button--small")) >= 1
    for session_id in ids:
        assert stranger.post(f"/account/sessions/{session_id}/end").status_code == 404

    assert here.post("/account/sessions/end-others").status_code == 302
    assert here.get("/account").status_code == 200
    assert there.get("/account").status_code == 302


@pytest.mark.parametrize(("role", "minutes"), [(Role.MANAGER, 15), (Role.REVIEWER, 30), (None, 120)])
def test_idle_sessions_end_after_the_limit_of_the_role(client_as, clock, role, minutes):
    client = client_as(a_user(role=role))
    clock.advance(minutes=minutes, seconds=-1)
    assert client.get("/account").status_code == 200
    clock.advance(minutes=minutes, seconds=1)
    assert client.get("/account").status_code == 302


def test_polling_does_not_keep_a_session_alive_but_extending_does(client_as, clock):
    client = client_as(a_user())
    clock.advance(minutes=100)
    polled = client.get("/session/token", headers={"X-Background": "1", "Accept": "application/json"})
    extended = client.post("/session/extend", headers={"Accept": "application/json"})
    clock.advance(minutes=100)

    assert polled.json["session_ends_at"] < extended.json["session_ends_at"]
    assert client.get("/account").status_code == 200


def test_consents_are_given_and_withdrawn_as_easily(client_as, session):
    news = a_consent_text("news", is_required=False, title="소식")
    user = a_user()
    client = client_as(user)
    assert client.post(f"/account/consents/{news.id}/give").status_code == 302
    (consent,) = queries.list_consents_in_force(session, user.id)
    assert client.post(f"/account/consents/{consent.id}/withdraw").status_code == 302
    session.rollback()
    assert queries.list_consents_in_force(session, user.id) == []


def test_a_required_consent_is_not_withdrawn_and_nobody_withdraws_anothers(client_as, session):
    terms = a_consent_text("terms")
    user = a_user()
    client_as(user).post(f"/account/consents/{terms.id}/give")
    (consent,) = queries.list_consents_in_force(session, user.id)
    assert client_as(user).post(f"/account/consents/{consent.id}/withdraw").status_code == 409
    assert client_as(a_user()).post(f"/account/consents/{consent.id}/withdraw").status_code == 404


def test_every_page_of_the_entrance_speaks_english(anonymous, client_as):
    for path in ("/sign-in", "/sign-up", "/sign-up/resend", "/sign-up/sent", "/password/forgot", "/signed-out"):
        assert anonymous.get(f"{path}?lang=en").status_code == 200
    assert client_as(a_user()).get("/account?lang=en").status_code == 200


@pytest.mark.parametrize("name", ["x" * 61, "http://evil.example", "홍길동\u202e", "<b>홍</b>", "홍\r\nBcc: a@b.kr"])
def test_hostile_names_get_an_answer_beside_the_field_and_keep_the_text(anonymous, name):
    a_consent_text()
    anonymous.get("/sign-up")
    form = anonymous.get("/sign-up").html.form()
    typed = form.with_values({"name": name, "email": "a@example.kr", "password": NEW, "consent_terms": "y"})
    answer = anonymous.post("/sign-up", data=typed, csrf=False)
    if name.startswith("홍") and "<" not in name:
        assert answer.status_code in (302, 422)  # direction marks and line breaks are cleaned away
    else:
        assert answer.status_code == 422
        assert answer.html.form().fields["email"] == ["a@example.kr"]


def test_the_fast_path_of_a_signed_in_request_takes_two_statements(client_as, query_budget):
    client = client_as(a_user())
    client.get("/session/token", headers={"Accept": "application/json"})
    with query_budget(2):
        client.get("/session/token", headers={"Accept": "application/json"})


def test_closing_the_account_ends_everything(client_as, anonymous):
    user = a_user()
    client = client_as(user)
    assert client.post("/account/close").status_code == 302
    assert client.get("/account").status_code == 302
    assert anonymous.submit("/sign-in", email=user.email, password=PASSWORD).status_code == 422
