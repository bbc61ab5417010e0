"""The doors of companies: list, enter, see, edit, found, close."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from incubator.accounts.roles import Role
from incubator.organisations import queries
from incubator.organisations.models import Organisation
from incubator.organisations.rules import OrganisationKind
from incubator.organisations.usecases.edit_organisation import edit_organisation
from tests.factories.accounts import a_branch, a_user, an_actor
from tests.factories.organisations import a_member, a_pre_founder, an_organisation

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
PATHS = ("", "/edit", "/found", "/close", "/members", "/representative", "/wallet")


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


def test_all_that_is_missing_is_told_at_once_in_the_order_of_the_page(owner, client_as):
    answer = client_as(owner).submit("/organisations/new/company", representative_name="")

    assert answer.status_code == 422
    summary = answer.html.find("div", class_="error-summary")
    told = ["".join(line.itertext()).split(":")[0] for line in summary.iter() if line.tag == "a"]
    assert told == [
        "기업 구분", "기업 이름", "사업자등록번호", "대표자 이름", "소재지 지역", "사업장 도로명주소", "이용하실 센터",
    ]  # fmt: skip


def test_a_pre_founder_says_in_which_industry_and_it_is_shown(owner, client_as, session):
    branch = a_branch()
    typed = {"name": "새벽 팀", "representative_name": "김주인", "region": "48120", "ksic": "29294"}

    answer = client_as(owner).submit("/organisations/new/pre-founder", **typed, branch_id=str(branch.id))

    assert session.scalars(select(Organisation)).one().ksic == "29294"
    assert "29294" in client_as(owner).get(answer.location).html.main


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
    for words in ("검증 숫자", "2016-04-20 또는", "법인설립등기일을", "시·군", "사업장 주소", "이용하실 센터를"):
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


def test_industries_are_searched_by_name(owner, client_as):
    client = client_as(owner)

    page = client.get("/industries?q=기계").html
    nothing = client.get("/industries?q=없는업종").html

    assert "기타 기계 및 장비 제조업" in page.main
    assert "음식점 및 주점업" not in page.main
    assert "찾으신 이름의 업종이 없습니다" in nothing.main


def test_a_company_may_enter_a_division_and_is_told_of_one_that_is_none(owner, company, client_as, session):
    client = client_as(owner)
    url = f"/organisations/{company}/edit"

    refused = client.submit(url, ksic="04123")
    kept = client.submit(url, ksic="29")

    session.rollback()
    assert refused.status_code == 422
    assert "04으로 시작하는 업종이 없습니다" in refused.html.main
    assert refused.html.find("input", id="ksic").get("value") == "04123"
    assert kept.status_code == 302
    assert "29 기타 기계 및 장비 제조업" in client.get(f"/organisations/{company}").html.main
    assert len(client.get(url).html.find("datalist", id="industries")) == 77
