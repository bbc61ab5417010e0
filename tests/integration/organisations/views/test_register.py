"""The register of participation restrictions and support: lists, entries, bad input, who may."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from incubator.accounts.roles import Role
from incubator.audit.models import AuditEntry
from incubator.core.errors import Forbidden
from incubator.organisations.models import Organisation, Restriction, SupportRecord
from incubator.organisations.usecases.remove_restriction import remove_restriction
from incubator.privacy.models import AccessEntry
from tests.factories.accounts import a_user, an_actor
from tests.factories.organisations import a_brn
from tests.factories.records import a_restriction, a_support_record

RESTRICTION = {
    "subject": "company",
    "company_name": "(주)시험",
    "ground": "사업비를 목적과 다르게 씀",
    "starts_on": "2026-01-01",
    "ends_on": "2027-12-31",
    "source": "창업진흥원 제2026-1호",
}
SUPPORT = {
    "subject": "company",
    "program": "창업맞춤형사업",
    "agency": "창업진흥원",
    "starts_on": "2025-06-01",
    "amount_won": "50,000,000원",
    "plan_title": "담수화 막 세척기",
    "source": "협약서",
}


@pytest.fixture
def keeper(app, client_as):
    return client_as(a_user("최기록", role=Role.MANAGER).id)


def _facts(session, kind):
    session.rollback()
    entries = session.scalars(select(AuditEntry).where(AuditEntry.subject_kind == kind).order_by(AuditEntry.id))
    return [entry.event_name for entry in entries]


def test_a_restriction_is_recorded_suspended_and_taken_out_with_its_own_trail(keeper, session):
    brn = a_brn()
    made = keeper.post("/staff/restrictions/new", data=RESTRICTION | {"brn": brn})
    url = made.location
    keeper.post(
        f"{url}/suspend", data={"starts_on": "2026-05-01", "ends_on": "2026-05-31", "reason": "법원의 집행정지 결정"}
    )
    keeper.post(f"{url}/remove", data={"removal": "제재 해제 통보"})

    page = keeper.get(url)
    row = session.scalars(select(Restriction)).one()
    assert made.status_code == 302
    assert row.suspensions == [{"from": "2026-05-01", "until": "2026-05-31"}]
    assert _facts(session, "restriction") == ["restriction.recorded", "restriction.suspended", "restriction.removed"]
    for told in ("참여제한을 기록했습니다", "법원의 집행정지 결정", "제재 해제 통보", "창업진흥원 제2026-1호"):
        assert told in page.html.main
    assert "기록에서 빼기" not in page.html.texts("button")


def test_support_is_recorded_and_taken_out_with_its_own_trail(keeper, session):
    made = keeper.post("/staff/supports/new", data=SUPPORT | {"brn": a_brn()})
    keeper.post(f"{made.location}/remove", data={"removal": "잘못 기록함"})

    page = keeper.get(made.location)
    row = session.scalars(select(SupportRecord)).one()
    assert (row.amount_won, row.ends_on) == (50_000_000, None)
    assert _facts(session, "support_record") == ["support.recorded", "support.removed"]
    assert "담수화 막 세척기" in page.html.main
    assert "잘못 기록함" in page.html.main


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"ground": " "}, "참여제한의 사유를 적어 주세요."),
        ({"ends_on": "2025-12-31"}, "종료일이 시작일보다 앞섭니다."),
        ({"ends_on": "언젠가"}, "날짜를 2016-04-20"),
        ({"brn": "123"}, "사업자등록번호 열 자리를 적어 주세요."),
        ({"subject": "alien"}, "기업의 기록인지 대표자의 기록인지 골라 주세요."),
        ({"subject": "representative"}, "대표자의 이름을 적어 주세요."),
    ],
)
def test_bad_input_is_answered_beside_the_field_and_keeps_what_was_typed(keeper, session, changes, said):
    typed = RESTRICTION | {"brn": "0008100125", "source": "적어 둔 근거"} | changes

    page = keeper.post("/staff/restrictions/new", data=typed)

    assert page.status_code == 422
    assert any(said in error for error in page.html.texts("ul", class_="field__errors"))
    assert page.html.find("input", id="source").get("value") == "적어 둔 근거"
    assert session.scalars(select(Restriction)).all() == []


def test_the_same_twice_is_refused_at_the_field_until_the_first_is_taken_out(keeper, session):
    typed = RESTRICTION | {"brn": a_brn()}
    first = keeper.post("/staff/restrictions/new", data=typed)
    again = keeper.post("/staff/restrictions/new", data=typed)
    keeper.post(f"{first.location}/remove", data={"removal": "잘못 기록함"})
    after = keeper.post("/staff/restrictions/new", data=typed)

    assert (again.status_code, after.status_code) == (409, 302)
    assert "같은 대상의 같은 기간이 이미 기록되어 있습니다." in again.html.main

    support = SUPPORT | {"brn": a_brn()}
    keeper.post("/staff/supports/new", data=support)
    assert keeper.post("/staff/supports/new", data=support).status_code == 409


def test_a_suspension_outside_the_term_and_a_removal_without_reason_are_refused(keeper, app):
    restriction_id = a_restriction(a_brn())
    url = f"/staff/restrictions/{restriction_id}"

    outside = keeper.post(f"{url}/suspend", data={"starts_on": "2025-01-01", "ends_on": "2025-02-01", "reason": "결정"})
    silent = keeper.post(f"{url}/remove", data={"removal": " "})

    assert (outside.status_code, silent.status_code) == (422, 422)
    assert "참여제한 기간 안의 날짜를 적어 주세요." in outside.html.main
    assert "왜 빼는지 적어 주세요." in silent.html.main


def test_what_was_taken_out_is_not_touched_again(keeper, app):
    restriction_id = a_restriction(a_brn())
    url = f"/staff/restrictions/{restriction_id}"
    keeper.post(f"{url}/remove", data={"removal": "제재 해제 통보"})

    again = keeper.post(f"{url}/remove", data={"removal": "다시"})
    suspended = keeper.post(
        f"{url}/suspend", data={"starts_on": "2026-05-01", "ends_on": "2026-05-31", "reason": "결정"}
    )

    assert (again.status_code, suspended.status_code) == (409, 409)


@pytest.mark.parametrize(
    ("role", "reads", "keeps"),
    [
        (Role.MANAGER, 200, 200),
        (Role.ADMIN, 200, 200),
        (Role.HEAD, 200, 403),
        (Role.AUDITOR, 200, 403),
        (Role.REVIEWER, 403, 403),
        (Role.MENTOR, 403, 403),
        (Role.PRIVACY_OFFICER, 403, 403),
    ],
)
def test_who_reads_and_who_keeps(client_as, app, role, reads, keeps):
    restriction_id, support_id = a_restriction(a_brn()), a_support_record(a_brn())
    client = client_as(a_user("최담당", role=role).id)

    read = [
        "/staff/restrictions",
        "/staff/supports",
        f"/staff/restrictions/{restriction_id}",
        f"/staff/supports/{support_id}",
    ]
    kept = ["/staff/restrictions/new", "/staff/supports/new"]

    assert {client.get(url).status_code for url in read} == {reads}
    assert {client.get(url).status_code for url in kept} == {keeps}


def test_no_company_sees_the_register(owner, company, client_as, clock, session):
    brn = session.get(Organisation, company).brn
    restriction_id = a_restriction(brn)
    client = client_as(owner)

    assert client.get("/staff/restrictions").status_code == 403
    assert client.get(f"/staff/restrictions/{restriction_id}").status_code == 403
    for page in ("", "/timeline", "/wallet", "/members"):
        assert "사업비를 목적과 다르게 씀" not in client.get(f"/organisations/{company}{page}").get_data(as_text=True)
    with pytest.raises(Forbidden):
        remove_restriction(actor=an_actor(owner), restriction_id=restriction_id, reason="억울합니다", now=clock.now)


def test_lists_mask_people_and_the_entry_is_noted(keeper, session):
    restriction_id = a_restriction(representative_name="김하늘", representative_born_on=date(1980, 5, 1))

    listed = keeper.get("/staff/restrictions?q=김하늘")
    shown = keeper.get(f"/staff/restrictions/{restriction_id}")

    assert "김*늘" in listed.html.main
    assert "김하늘" not in listed.html.main
    assert "1980-05-01" in shown.html.main
    session.rollback()
    noted = session.scalars(select(AccessEntry).where(AccessEntry.subject_kind == "restriction")).one()
    assert noted.subject_ids == [str(restriction_id)]


def test_an_auditor_reads_an_entry_masked(client_as, app):
    restriction_id = a_restriction(representative_name="김하늘", representative_born_on=date(1980, 5, 1))

    page = client_as(a_user("감사", role=Role.AUDITOR).id).get(f"/staff/restrictions/{restriction_id}")

    assert "1980-**-**" in page.html.main
    assert "김하늘" not in page.html.main


def test_the_company_page_of_staff_shows_what_concerns_it_by_number_and_by_representative(
    owner, company, keeper, session
):
    brn = session.get(Organisation, company).brn
    a_restriction(brn, ground="번호로 찾은 사유")
    a_restriction(
        representative_name=session.get(Organisation, company).representative_name,
        representative_born_on=date(1990, 5, 17),
        ground="대표자로 찾은 사유",
    )
    a_restriction(a_brn(), ground="남의 사유")
    a_support_record(brn)

    page = keeper.get(f"/staff/organisations/{company}")

    for shown in ("번호로 찾은 사유", "대표자로 찾은 사유", "창업맞춤형사업"):
        assert shown in page.html.main
    assert "남의 사유" not in page.html.main
    prefilled = keeper.get(f"/staff/restrictions/new?organisation={company}")
    assert prefilled.html.find("input", id="company_name").get("value") == "주식회사 한빛정밀"


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_have_a_constant_number_of_statements(keeper, query_budget, rows):
    for _ in range(rows):
        a_restriction(a_brn())
        a_support_record(a_brn())

    keeper.get("/staff/restrictions")
    with query_budget(5):
        keeper.get("/staff/restrictions")
    with query_budget(5):
        keeper.get("/staff/supports")
