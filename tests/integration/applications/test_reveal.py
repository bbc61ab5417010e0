"""An applicant's contacts are masked for staff until a reason is given, and the trail is one press away."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from incubator.accounts.roles import Role
from incubator.db.unit_of_work import unit_of_work
from incubator.organisations.models import Organisation
from incubator.privacy.models import AccessEntry
from tests.factories.accounts import a_user
from tests.factories.applications import a_world


@pytest.fixture
def world(app):
    made = a_world().complete()
    made.submit()
    with unit_of_work(bookkeeping=True) as work:
        company = work.session.get_one(Organisation, made.organisation_id)
        company.phone, company.email = "01012345678", "hanbit@example.kr"
    return made


def test_contacts_are_masked_until_a_reason_is_given_and_the_log_keeps_it(world, client_as, session):
    client, path = client_as(world.manager_id), f"/staff/applications/{world.application_id}"

    masked = client.get(path).html.main
    refused = client.post(f"{path}/reveal", data={"reason": " "})
    shown = client.post(f"{path}/reveal", data={"reason": "보완 서류를 전화로 확인"})

    assert "010-****-5678" in masked
    assert "ha***@example.kr" in masked
    assert (refused.status_code, "hanbit@example.kr" in refused.html.main) == (422, False)
    assert "010-1234-5678" in shown.html.main
    assert "hanbit@example.kr" in shown.html.main
    session.rollback()
    reveals = [entry for entry in session.scalars(select(AccessEntry)) if entry.action.value == "reveal"]
    assert [entry.reason for entry in reveals] == ["보완 서류를 전화로 확인"]
    assert "010-****-5678" in client.get(path).html.main


@pytest.mark.parametrize(("role", "status"), [(Role.HEAD, 200), (Role.AUDITOR, 403), (Role.ADMIN, 404), (None, 404)])
def test_who_works_on_the_round_lifts_the_mask(world, client_as, role, status):
    client = client_as(a_user(role=role))
    answer = client.post(f"/staff/applications/{world.application_id}/reveal", data={"reason": "확인"})
    assert answer.status_code == status


def test_round_and_dossier_lead_to_their_trail_for_those_who_may_read_it(world, client_as):
    pages = {
        f"/staff/applications/{world.application_id}": f"/staff/trail?subject={world.application_id}",
        f"/staff/rounds/{world.round_id}": f"/staff/trail?subject={world.round_id}",
    }
    head, manager = client_as(a_user(role=Role.HEAD)), client_as(world.manager_id)
    for page, link in pages.items():
        assert link in head.get(page).html.links.values()
        assert link not in manager.get(page).html.links.values()
