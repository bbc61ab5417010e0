"""Doors of an account in use: passwords, devices, idle time, consents, closing."""

from __future__ import annotations

import re

import pytest

from incubator.accounts import queries
from incubator.accounts.models import UserState
from incubator.accounts.roles import Role
from incubator.accounts.usecases.restore_user import restore_user
from incubator.accounts.usecases.suspend_user import suspend_user
from incubator.core.errors import Forbidden, StepNotAllowed
from tests.factories.accounts import PASSWORD, a_consent_text, a_user, an_actor

NEW = "진해만의 조용한 새벽 배"


def sign_up(anonymous, email="new@example.kr", **changes):
    values = {"name": "이바다", "email": email, "password": NEW, "consent_terms": "y"} | changes
    return anonymous.submit("/sign-up", **values)


def link_in(mail):
    body = mail.get_body(("plain",)).get_content()
    return re.search(r"http\S+/(?:sign-up/proof|password/reset)/\S+", body).group(0)


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


def test_a_restored_account_signs_in_again_but_no_old_session_comes_back(client_as, anonymous, clock, session):
    user, admin = a_user(), a_user(role=Role.ADMIN)
    user_id, email, client = user.id, user.email, client_as(user)
    told = {"user_id": user_id, "now": clock.now}
    suspend_user(actor=an_actor(admin), reason="신고", **told)
    with pytest.raises(Forbidden):
        restore_user(actor=an_actor(user), reason="스스로", **told)

    restore_user(actor=an_actor(admin), reason="확인함", **told)

    assert queries.get_user(session, user_id).state is UserState.ACTIVE
    assert client.get("/account").status_code == 302
    assert anonymous.submit("/sign-in", email=email, password=PASSWORD).status_code == 302
    with pytest.raises(StepNotAllowed):
        restore_user(actor=an_actor(admin), reason="두 번", **told)


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


def test_a_sign_up_without_its_fields_is_answered_beside_them(app, anonymous):
    a_consent_text("terms")
    anonymous.get("/sign-up")

    answer = anonymous.post("/sign-up", data={"csrf_token": anonymous.get("/sign-up").html.form().fields["csrf_token"]})

    assert answer.status_code == 422
    assert "이름을 적어 주세요." in answer.get_data(as_text=True)


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
