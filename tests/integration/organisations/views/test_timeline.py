"""One timeline of a company for its members and for staff, and what else the page of staff gained."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from incubator.accounts.roles import Role
from incubator.organisations import queries
from incubator.organisations.rules import OrganisationKind
from incubator.organisations.workflow import OrganisationState
from incubator.privacy.models import AccessEntry
from tests.factories import applications
from tests.factories.accounts import a_user
from tests.factories.organisations import a_brn, a_member, a_wallet_document, an_organisation
from tests.factories.programs import a_program


@pytest.fixture
def world(app):
    world = applications.a_world()
    world.write()
    world.attach()
    world.submit()
    return world


def test_members_read_what_happened_over_all_slices_and_name_each_other(world, client_as, deliver):
    deliver()
    page = client_as(world.viewer_id).get(f"/organisations/{world.organisation_id}/timeline").html

    for sentence in ("기업을 등록했습니다", "작성을 시작했습니다", "제출하여 접수되었습니다", "접수증이 나왔습니다"):
        assert sentence in page.main
    assert f"/applications/{world.application_id}" in page.links.values()


def test_strangers_and_staff_of_other_programs_do_not_learn_of_it(world, client_as):
    assert client_as(world.outsider_id).get(f"/organisations/{world.organisation_id}/timeline").status_code == 404

    other = a_user(role=Role.MANAGER, program_id=a_program().id)
    page = client_as(other).get(f"/staff/organisations/{world.organisation_id}").html

    assert "기업을 등록했습니다" in page.main
    assert "제출하여 접수되었습니다" not in page.main
    assert f"/staff/applications/{world.application_id}" not in page.links.values()


def test_staff_see_the_applications_of_the_company_and_its_timeline_masked(world, client_as):
    page = client_as(world.manager_id).get(f"/staff/organisations/{world.organisation_id}").html

    assert "제출하여 접수되었습니다" in page.main
    assert f"/staff/applications/{world.application_id}" in page.links.values()
    assert "김하늘" not in page.main


def test_a_member_who_leaves_reads_it_no_more(world, client_as, session):
    client = client_as(a_member(world.organisation_id))
    path = f"/organisations/{world.organisation_id}/timeline"
    assert client.get(path).status_code == 200

    assert client.post(f"/organisations/{world.organisation_id}/leave").status_code == 302
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("rows", [1, 25])
def test_the_page_costs_the_same_for_any_number_of_rows(world, client_as, query_budget, rows):
    for number in range(rows):
        a_wallet_document(
            world.organisation_id, world.representative_id, issued_on=date(2026, 1, 1) + timedelta(days=number)
        )
    member, staff = client_as(world.viewer_id), client_as(world.manager_id)

    with query_budget(13):
        member.get(f"/organisations/{world.organisation_id}/timeline")
    with query_budget(26):
        staff.get(f"/staff/organisations/{world.organisation_id}")


def test_staff_open_a_certificate_and_the_access_log_names_the_company(world, client_as, session):
    document = a_wallet_document(world.organisation_id, world.representative_id).id
    path = f"/staff/organisations/{world.organisation_id}/wallet/{document}"
    assert client_as(world.outsider_id).get(path).status_code == 404

    answer = client_as(world.manager_id).get(path)

    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    session.rollback()
    entry = session.scalars(select(AccessEntry).order_by(AccessEntry.id.desc())).first()
    assert (entry.action.value, entry.subject_ids) == ("download", [str(world.organisation_id)])


def test_staff_close_a_company_with_a_reason(world, client_as, session):
    client = client_as(world.manager_id)
    path = f"/staff/organisations/{world.organisation_id}"

    assert client.post(f"{path}/close", data={"reason": ""}).status_code == 422
    assert client.post(f"{path}/close", data={"reason": "폐업 사실 증명 확인"}).status_code == 302

    session.rollback()
    assert queries.get_organisation(session, world.organisation_id).state is OrganisationState.CLOSED
    page = client.get(path).html.main
    assert "기업을 닫았습니다" in page
    assert "폐업 사실 증명 확인" in page


def test_a_sole_trader_becomes_a_corporation_on_the_page_and_the_history_follows(app, client_as, session):
    owner = a_user().id
    company = an_organisation(owner, kind=OrganisationKind.SOLE_TRADER, name="새벽공방")
    path, former = f"/organisations/{company.id}", company.brn
    client = client_as(owner)
    typed = {"name": "(주)새벽", "brn": a_brn(), "incorporated_on": "2026-02-20"}

    refused = client.submit(f"{path}/found", **typed)
    done = client.submit(f"{path}/found", succession="taken_over", **typed)

    assert (refused.status_code, "(주)새벽" in refused.get_data(as_text=True)) == (422, True)
    assert done.status_code == 302
    page = client.get(path).html.main
    assert "포괄 양수도로 법인 전환" in page
    assert f"{former[:3]}-{former[3:5]}-{former[5:]}" in page
    assert "새 사업자등록으로 이어졌습니다" in client.get(f"{path}/timeline").html.main
