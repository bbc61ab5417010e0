"""The doors of members and invitations."""

from __future__ import annotations

import re

import pytest

from incubator.organisations import queries
from tests.factories.accounts import PASSWORD, a_user
from tests.factories.organisations import a_member, an_organisation

PATHS = ("", "/edit", "/found", "/close", "/members", "/representative", "/wallet")


def test_an_owner_invites_and_withdraws(owner, company, client_as, deliver, mails):
    client = client_as(owner)
    path = f"/organisations/{company}/members"

    assert client.post(path, data={"email": "new@example.kr", "role": "organisation_viewer"}).location == path
    page = client.get(path)
    assert "new@example.kr" in page.html.main
    deliver()
    assert len(mails()) == 1
    (withdraw,) = [form for form in page.html.find_all("form") if "withdraw" in form.get("action", "")]
    assert client.post(withdraw.get("action")).location == path
    assert "new@example.kr" not in client.get(path).html.main


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"email": "주소", "role": "organisation_viewer"}, "이름@기관.kr"),
        ({"email": "a@example.kr"}, "보기 가운데"),
        ({"email": "a@example.kr", "role": "admin"}, "보기 가운데"),
    ],
)
def test_a_wrong_invitation_is_told_beside_its_field(owner, company, client_as, typed, words):
    page = client_as(owner).post(f"/organisations/{company}/members", data=typed)

    assert page.status_code == 422
    assert words in page.html.main
    assert page.html.find("input", name="email").get("value") == typed["email"]


def invited(owner, company, client_as, deliver, mails, email="new@example.kr"):
    client_as(owner).post(f"/organisations/{company}/members", data={"email": email, "role": "organisation_editor"})
    deliver()
    return re.search(r"/invitations/[\w-]+", mails()[-1].get_body(("plain",)).get_content()).group(0)


def test_a_visitor_with_the_link_is_led_to_sign_up_and_back(owner, company, client_as, anonymous, deliver, mails):
    link = invited(owner, company, client_as, deliver, mails)

    page = anonymous.get(link)

    assert page.status_code == 200
    assert "/sign-up?next=/organisations" in page.html.links.values()
    assert f"/sign-in?next={link}" in page.html.links.values()
    assert anonymous.post(link).status_code in (302, 401)


def test_an_invited_person_signs_up_and_finds_the_invitation(owner, company, client_as, anonymous, deliver, mails):
    link = invited(owner, company, client_as, deliver, mails)
    sign_up = next(href for href in anonymous.get(link).html.links.values() if href.startswith("/sign-up"))

    anonymous.submit(sign_up, name="이바다", email="new@example.kr", password=PASSWORD)
    deliver()
    proof = re.search(r"/sign-up/proof/\S+", mails()[-1].get_body(("plain",)).get_content()).group(0)
    sign_in = anonymous.submit(proof).location
    there = anonymous.submit(sign_in, email="new@example.kr", password=PASSWORD).location

    assert there == "/organisations"
    assert "한빛정밀" in anonymous.get(there).html.main


def test_home_tells_of_a_waiting_invitation_until_it_is_accepted(owner, company, client_as, deliver, mails):
    link = invited(owner, company, client_as, deliver, mails)
    guest = client_as(a_user(email="new@example.kr").id)

    page = guest.get("/home").html
    assert "구성원으로 초대받으셨습니다" in page.main
    assert "한빛정밀" in page.main

    guest.post(link)
    assert "구성원으로 초대받으셨습니다" not in guest.get("/home").html.main


def test_opening_the_link_uses_nothing_up_and_one_press_joins(owner, company, client_as, deliver, mails):
    link = invited(owner, company, client_as, deliver, mails)
    guest = client_as(a_user(email="new@example.kr").id)
    for _ in range(3):
        assert guest.get(link).status_code == 200

    answer = guest.post(link)

    assert answer.location == f"/organisations/{company}"
    assert guest.get(answer.location).status_code == 200
    assert "쓸 수 없는 초대입니다" in guest.get(link).html.main
    assert guest.post(link).status_code == 409


def test_another_account_is_told_and_refused(owner, company, client_as, deliver, mails):
    link = invited(owner, company, client_as, deliver, mails)
    other = client_as(a_user(email="other@example.kr").id)

    assert "다른 주소로 보낸 초대입니다" in other.get(link).html.main
    assert other.post(link).status_code == 403


def test_a_made_up_link_is_not_found(owner, client_as, anonymous):
    assert anonymous.get("/invitations/abc").status_code == 404
    assert client_as(owner).post("/invitations/abc").status_code == 404


def test_a_role_is_changed_and_the_last_owner_is_told_why_not(owner, company, client_as):
    client = client_as(owner)
    member = a_member(company).id

    assert (
        client.post(f"/organisations/{company}/members/{member}", data={"role": "organisation_viewer"}).status_code
        == 302
    )
    page = client.post(f"/organisations/{company}/members/{owner}", data={"role": "organisation_viewer"})
    assert page.status_code == 409
    assert "한 명뿐" in page.html.main
    page = client.post(f"/organisations/{company}/members/{owner}/remove", data={"reason": ""})
    assert page.status_code == 422
    assert "내보내는 까닭" in page.html.main


def test_the_representative_is_named_and_changed(client_as, session):
    owner = a_user("김주인").id
    company = an_organisation(owner, is_representative=False).id
    client = client_as(owner)
    assert "대표자로 지정된 구성원이 없습니다" in client.get(f"/organisations/{company}").html.main

    client.post(f"/organisations/{company}/representative/declare")
    session.rollback()
    assert queries.get_organisation(session, company).representative_user_id == owner
    member = a_member(company).id
    page = client.post(f"/organisations/{company}/representative", data={"user_id": str(member)})
    assert page.status_code == 422
    answer = client.submit(
        f"/organisations/{company}/representative",
        user_id=str(member),
        representative_name="이바다",
        reason="변경 등기",
    )
    assert answer.status_code == 302
    session.rollback()
    assert queries.get_organisation(session, company).representative_user_id == member


def test_a_removed_member_is_out_with_the_next_request(owner, company, client_as, clock):
    member = a_member(company).id
    removed, remover = client_as(member), client_as(owner)
    assert removed.get(f"/organisations/{company}").status_code == 200
    clock.advance(minutes=1)

    answer = remover.post(f"/organisations/{company}/members/{member}/remove", data={"reason": "퇴사"})

    assert answer.status_code == 302
    for path in PATHS:
        assert removed.get(f"/organisations/{company}{path}").status_code == 404
    assert removed.post(f"/organisations/{company}/edit", data={"name": "x"}).status_code == 404


def test_a_person_who_came_another_way_finds_the_invitation_in_his_list(owner, company, client_as, deliver, mails):
    invited(owner, company, client_as, deliver, mails)
    guest = client_as(a_user(email="new@example.kr").id)
    page = guest.get("/organisations").html
    assert "나를 기다리는 초대" in page.main
    (form,) = [item for item in page.find_all("form") if "/invitations/" in item.get("action", "")]

    stranger = client_as(a_user(email="other@example.kr").id)
    assert stranger.post(form.get("action")).status_code == 404
    assert guest.post(form.get("action")).location == f"/organisations/{company}"
    assert "나를 기다리는 초대" not in guest.get("/organisations").html.main
