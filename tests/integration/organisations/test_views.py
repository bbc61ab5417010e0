"""The doors of companies."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from sqlalchemy import func, select

from incubator.accounts.roles import Role
from incubator.organisations import queries
from incubator.organisations.models import Organisation
from incubator.organisations.rules import OrganisationKind
from incubator.organisations.usecases.edit_organisation import edit_organisation
from incubator.privacy.models import AccessEntry
from tests.factories.accounts import a_branch, a_user, an_actor
from tests.factories.organisations import SMALL_PDF, a_member, a_pre_founder, a_wallet_document, an_organisation

COMPANY = {
    "kind": "corporation",
    "name": "㈜ 한빛정밀",
    "brn": "０００－８１－００１２５",
    "opened_on": "20150302",
    "incorporated_on": "2015. 2. 27.",
    "region": "48120",
    "address": "경상남도 창원시 의창구 창원대로 46",
    "is_representative": "y",
}


@pytest.fixture
def owner(app):
    return a_user("김주인").id


@pytest.fixture
def company(owner):
    return an_organisation(
        owner, name="주식회사 한빛정밀", display_name="한빛정밀", phone="010-1234-5678", email="hanbit@example.kr",
        representative_born_on=date(1990, 5, 17),
    ).id  # fmt: skip


def test_list_is_empty_at_first_and_leads_on(owner, client_as):
    page = client_as(owner).get("/organisations")

    assert "등록한 기업이 없습니다" in page.html.main
    assert "/organisations/new" in [link for link in page.html.links.values() if link.endswith("/new")]


@pytest.mark.parametrize("rows", [1, 3, 29])
def test_list_sends_the_same_statements_for_any_number(owner, client_as, query_budget, rows):
    for _ in range(rows):
        an_organisation(owner)
    client = client_as(owner)
    client.get("/organisations")

    with query_budget(6):
        page = client.get("/organisations")

    assert len(page.html.find_all("li", class_="call-card")) == rows


def test_a_company_is_entered_and_shown(owner, client_as, session):
    branch = a_branch()
    client = client_as(owner)

    answer = client.submit("/organisations/new/company", **COMPANY, branch_id=str(branch.id))

    made = session.scalars(select(Organisation)).one()
    assert answer.location == f"/organisations/{made.id}"
    shown = client.get(answer.location).html.main
    assert "000-81-00125" in shown
    assert "경상남도 창원시" in shown
    assert "2015. 2. 27.(금)" in shown


def test_after_entering_a_person_goes_on_where_he_was(owner, client_as):
    branch = a_branch()
    client = client_as(owner)

    answer = client.post(
        "/organisations/new/company?next=/calls",
        data=COMPANY | {"branch_id": str(branch.id), "representative_name": "김"},
    )
    outside = client.post(
        "/organisations/new/company?next=//evil.example",
        data=COMPANY | {"brn": "000-86-00455", "branch_id": str(branch.id), "representative_name": "김"},
    )

    assert answer.location == "/calls"
    assert outside.location.startswith("/organisations/")


def test_every_mistake_is_told_at_once_and_what_was_typed_stays(owner, client_as):
    a_branch()

    page = client_as(owner).submit(
        "/organisations/new/company",
        kind="corporation",
        name="가나다",
        brn="124-81-00997",
        opened_on="어제",
        region="",
        address="",
    )

    assert page.status_code == 422
    summary = " ".join(page.html.texts("li"))
    for words in ("검증 숫자", "2016-04-20 또는", "법인설립등기일을", "시·군", "사업장 주소", "보기 가운데"):
        assert words in summary
    form = page.html.form()
    assert (form.fields["name"], form.fields["brn"], form.fields["opened_on"]) == (
        ["가나다"],
        ["124-81-00997"],
        ["어제"],
    )


def test_a_taken_number_leads_to_an_invitation(owner, client_as):
    an_organisation(owner, name="비밀상사", brn="000-81-00125")
    branch = a_branch()
    typed = COMPANY | {"branch_id": str(branch.id), "representative_name": "김"}

    page = client_as(a_user().id).post("/organisations/new/company", data=typed)

    assert page.status_code == 409
    assert "초대해 달라고" in page.html.main
    assert "비밀상사" not in page.html.main
    assert "김주인" not in page.html.main


def test_a_pre_founder_starts_and_later_founds(owner, client_as, session):
    branch = a_branch()
    client = client_as(owner)
    answer = client.submit(
        "/organisations/new/pre-founder",
        name="노을팀",
        region="48170",
        branch_id=str(branch.id),
        representative_name="김주인",
    )
    made = session.scalars(select(Organisation)).one().id
    assert answer.location == f"/organisations/{made}"

    answer = client.submit(
        f"/organisations/{made}/found", kind="sole_trader", name="노을", brn="000-81-00125", opened_on="2026-02-01",
        address="경상남도 진주시 동진로 1",
    )  # fmt: skip

    assert answer.location == f"/organisations/{made}"
    session.rollback()
    assert queries.get_organisation(session, made).kind is OrganisationKind.SOLE_TRADER
    assert "가운데 두 자리" in client.get(answer.location).html.main


def test_an_edit_saves_and_a_stale_one_shows_both_texts(owner, client_as, company, session, clock):
    client = client_as(owner)
    form = client.get(f"/organisations/{company}/edit").html.form()
    organisation = queries.get_organisation(session, company)
    colleague = a_member(company, Role.ORGANISATION_OWNER).id
    session.rollback()
    organisation = queries.get_organisation(session, company)
    edit_organisation(
        actor=an_actor(colleague), organisation_id=company, now=clock.now, version=organisation.version,
        details=replace(organisation.details(), homepage="https://their.example.kr"),
    )  # fmt: skip

    page = client.post(f"/organisations/{company}/edit", data=form.with_values({"homepage": "https://mine.example.kr"}))

    assert page.status_code == 409
    assert "https://their.example.kr" in page.html.main
    assert page.html.form().fields["homepage"] == ["https://mine.example.kr"]
    again = client.post(f"/organisations/{company}/edit", data=page.html.form().with_values({}))
    assert again.status_code == 302
    session.rollback()
    assert queries.get_organisation(session, company).homepage == "https://mine.example.kr"


@pytest.mark.parametrize("version", ["", "0", "999999999999", "-1", "drop", "１"])
def test_a_tampered_version_overwrites_nothing(owner, client_as, company, session, version):
    client = client_as(owner)
    form = client.get(f"/organisations/{company}/edit").html.form()

    page = client.post(
        f"/organisations/{company}/edit", data=form.with_values({"version": version, "name": "바뀐 이름"})
    )

    assert page.status_code == 409
    session.rollback()
    assert queries.get_organisation(session, company).name == "주식회사 한빛정밀"


PATHS = ("", "/edit", "/found", "/close", "/members", "/representative", "/wallet")


@pytest.mark.parametrize("path", PATHS)
def test_a_stranger_finds_nothing(company, client_as, path):
    stranger = client_as(a_user().id)

    assert stranger.get(f"/organisations/{company}{path}").status_code == 404
    assert stranger.get(f"/organisations/{a_user().id}{path}").status_code == 404


@pytest.mark.parametrize("path", PATHS)
def test_a_visitor_is_asked_to_sign_in(company, anonymous, path):
    assert anonymous.get(f"/organisations/{company}{path}").status_code in (302, 401)


@pytest.mark.parametrize(
    ("role", "answers"),
    [
        (Role.ORGANISATION_OWNER, [200, 200, 200, 200, 200, 200, 200]),
        (Role.ORGANISATION_EDITOR, [200, 200, 403, 403, 200, 403, 200]),
        (Role.ORGANISATION_VIEWER, [200, 403, 403, 403, 200, 403, 200]),
    ],
)
def test_pages_by_role(company, client_as, role, answers):
    client = client_as(a_member(company, role).id)

    assert [client.get(f"/organisations/{company}{path}").status_code for path in PATHS] == answers


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
    assert f"/sign-up?next={link}" in page.html.links.values()
    assert f"/sign-in?next={link}" in page.html.links.values()
    assert anonymous.post(link).status_code in (302, 401)


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


def test_a_certificate_is_kept_opened_and_removed(owner, company, client_as):
    client = client_as(owner)
    path = f"/organisations/{company}/wallet"
    typed = {"kind": "national_tax", "issued_on": "20260220", "file": (BytesIO(SMALL_PDF), "납세증명서.pdf")}

    assert client.post(path, data=typed, content_type="multipart/form-data").location == path
    page = client.get(path)
    assert "2026. 3. 22.(일)" in page.html.main
    (link,) = [item for item in page.html.links.values() if "/wallet/" in item]
    opened = client.get(link)
    assert opened.get_data() == SMALL_PDF
    assert "filename*=UTF-8''%EB%82%A9" in opened.headers["Content-Disposition"]
    assert client.post(link + "/remove").location == path
    assert client.get(link).status_code == 404


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"issued_on": ""}, "발급일을 적어"),
        ({"issued_on": "어제"}, "2016-04-20 또는"),
        ({"issued_on": "2026-03-03"}, "오늘보다 뒤"),
        ({"file": (BytesIO(b""), "빈.pdf")}, ""),
        ({"file": (BytesIO(b"MZ"), "가짜.pdf")}, ""),
        ({"file": None}, ""),
        ({"kind": "other"}, "이름을 적어"),
        ({"kind": "strange"}, "보기 가운데"),
    ],
)
def test_a_wrong_certificate_is_told_and_what_was_typed_stays(owner, company, client_as, changes, words):
    typed = {"kind": "national_tax", "title": "제목", "issued_on": "20260220", "file": (BytesIO(SMALL_PDF), "a.pdf")}
    if changes.get("kind") == "other":
        typed["title"] = ""
    sent = {key: value for key, value in (typed | changes).items() if value is not None}

    page = client_as(owner).post(f"/organisations/{company}/wallet", data=sent, content_type="multipart/form-data")

    assert page.status_code == 422
    assert words in page.html.main
    assert page.html.find("input", name="title").get("value", "") == typed["title"]
    assert len(page.html.find_all("div", class_="error-summary")) == 1


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_wallet_and_members_send_the_same_statements_for_any_number(owner, company, client_as, query_budget, rows):
    for _ in range(rows):
        a_member(company)
        a_wallet_document(company, owner)
    client = client_as(owner)
    client.get("/organisations")

    with query_budget(9):
        assert len(client.get(f"/organisations/{company}/wallet").html.find_all("tr")) == rows + 1
    with query_budget(9):
        assert len(client.get(f"/organisations/{company}/members").html.find_all("tr")) == rows + 2


def officer(role=Role.MANAGER, **place):
    return a_user("최담당", role=role, **place).id


def test_staff_see_masked_fields_and_leave_a_trace(owner, company, client_as, session):
    page = client_as(officer()).get(f"/staff/organisations/{company}")

    assert page.status_code == 200
    for shown in ("김*인", "010-****-5678", "ha***@example.kr", "1990-**-**"):
        assert shown in page.html.main
    for hidden in ("김주인", "1234-5678", "hanbit@", "1990-05-17"):
        assert hidden not in page.get_data(as_text=True)
    entry = session.scalars(select(AccessEntry)).one()
    assert (entry.action.value, entry.subject_kind, entry.subject_ids) == ("view", "organisation", [str(company)])


def test_lifting_the_mask_needs_a_reason_and_is_recorded(owner, company, client_as, session):
    client = client_as(officer())
    path = f"/staff/organisations/{company}/reveal"

    refused = client.post(path, data={"reason": " "})
    assert refused.status_code == 422
    assert "1990-05-17" not in refused.get_data(as_text=True)
    shown = client.post(path, data={"reason": "현장 점검 연락"})

    assert "1990-05-17" in shown.html.main
    session.rollback()
    reveals = [item for item in session.scalars(select(AccessEntry)) if item.action.value == "reveal"]
    assert [item.reason for item in reveals] == ["현장 점검 연락"]


@pytest.mark.parametrize(
    ("role", "answers"),
    [
        (Role.MANAGER, (200, 200, 302)),
        (Role.HEAD, (200, 200, 302)),
        (Role.AUDITOR, (200, 403, 403)),
        (Role.ADMIN, (404, 404, 404)),
        (Role.PRIVACY_OFFICER, (404, 404, 404)),
        (Role.REVIEWER, (404, 404, 404)),
    ],
)
def test_staff_doors_by_role(company, client_as, role, answers):
    client = client_as(officer(role))
    base = f"/staff/organisations/{company}"

    assert (
        client.get(base).status_code,
        client.post(f"{base}/reveal", data={"reason": "까닭"}).status_code,
        client.post(f"{base}/verify", data={"reason": "등록증"}).status_code,
    ) == answers


def test_members_and_staff_of_another_branch_find_no_staff_page(owner, company, client_as, session):
    west = a_branch("west", "서부센터")

    assert client_as(owner).get(f"/staff/organisations/{company}").status_code == 404
    assert client_as(officer(branch_id=west.id)).get(f"/staff/organisations/{company}").status_code == 404
    assert session.scalar(select(func.count(AccessEntry.id))) == 0


def test_verified_then_reopened(company, client_as, session):
    client = client_as(officer())
    base = f"/staff/organisations/{company}"

    client.post(f"{base}/verify", data={"reason": "사업자등록증"})
    assert "확인됨" in client.get(base).html.main
    client.post(f"{base}/reopen", data={"reason": "상호 변경"})
    assert "확인 전" in client.get(base).html.main


def test_closing_asks_why(owner, company, client_as):
    client = client_as(owner)
    assert client.post(f"/organisations/{company}/close", data={"reason": ""}).status_code == 422
    assert client.post(f"/organisations/{company}/close", data={"reason": "폐업"}).location == "/organisations"
    assert "닫힌 기업입니다" in client.get(f"/organisations/{company}").html.main
    assert client.post(f"/organisations/{company}/close", data={"reason": "또"}).status_code == 409


def test_several_companies_are_one_press_apart(owner, company, client_as):
    other = a_pre_founder(owner, name="노을팀").id

    assert f"/organisations/{other}" in client_as(owner).get(f"/organisations/{company}").html.links.values()


@pytest.mark.parametrize("value", ["\x00", "\ud800"])
@pytest.mark.parametrize("field", ["name", "brn", "address", "opened_on", "branch_id", "kind"])
def test_impossible_characters_are_refused(owner, client_as, field, value):
    a_branch()
    data = {key: text.encode() for key, text in COMPANY.items()} | {field: value.encode("utf-8", "surrogatepass")}

    assert client_as(owner).post("/organisations/new/company", data=data).status_code in (400, 422)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_pages_open_in_both_languages(owner, company, client_as, language):
    client = client_as(owner)
    for path in PATHS:
        assert client.get(f"/organisations/{company}{path}?lang={language}").status_code == 200
