"""The entrance and the account over HTTP."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest

from incubator.accounts import queries
from tests.factories.accounts import PASSWORD, a_consent_text, a_user

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


@pytest.mark.parametrize("again", [False, True])
def test_who_was_on_the_way_to_a_page_is_led_there_through_sign_up_and_the_mail(anonymous, deliver, mails, again):
    a_consent_text()
    wanted = "/rounds/0191f9b6-0000-7000-8000-000000000001/apply"
    at_sign_in = anonymous.get(anonymous.get(wanted).location).html
    sign_up_address = at_sign_in.links["가입하기"]

    sent = anonymous.submit(sign_up_address, name="이바다", email="new@example.kr", password=NEW, consent_terms="y")
    if again:
        anonymous.submit(anonymous.get(sent.location).html.links["확인 메일 다시 받기"], email="new@example.kr")
    deliver()
    proven = anonymous.submit(link_in(mails()[-1]))

    assert proven.location == f"/sign-in?next={wanted}"
    assert anonymous.submit(proven.location, email="new@example.kr", password=NEW).location == wanted


@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example/", "/invitations/" + "a" * 43, "/" + "ab/" * 200]
)
def test_neither_another_site_nor_a_secret_address_is_kept_on_the_way(anonymous, deliver, mails, target):
    a_consent_text()
    fields = {"name": "이바다", "email": "new@example.kr", "password": NEW, "consent_terms": "y"}
    assert anonymous.submit("/sign-up?" + urlencode({"next": target}), **fields).location == "/sign-up/sent"
    deliver()

    assert "next=" not in link_in(mails()[-1])


def test_everything_that_is_missing_at_sign_up_is_told_at_once(anonymous):
    a_consent_text()
    answer = anonymous.submit("/sign-up")

    assert answer.status_code == 422
    for words in ("이름을 적어 주세요", "전자우편 주소를", "비밀번호는", "동의하셔야"):
        assert words in answer.html.main


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
