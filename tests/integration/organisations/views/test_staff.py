"""The doors of staff."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from incubator.accounts.roles import Role
from incubator.privacy.models import AccessEntry
from tests.factories.accounts import a_branch, a_user


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
