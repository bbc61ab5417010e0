"""A role taken while its holder works: refused clearly with the next request, and nothing typed is lost."""

from __future__ import annotations

import pytest

from incubator.accounts.queries import list_grants_of
from incubator.accounts.roles import Role
from incubator.accounts.usecases.revoke_role import revoke_role
from tests.factories import applications
from tests.factories.accounts import a_grant, a_user, an_actor

TYPED = "막 세척기의 시험 성적서를\n금요일까지 보내 주시기 바랍니다."


@pytest.fixture
def world(app):
    world = applications.a_world()
    world.write()
    world.attach()
    world.submit()
    return world


def take(session, user_id, role, clock):
    admin = an_actor(a_user(role=Role.ADMIN))
    (grant,) = [one for one in list_grants_of(session, [user_id]) if one.role is role]
    revoke_role(by=None, stamp=admin.stamp(clock.now), grant_id=grant.id, reason="부서 이동", now=clock.now)


def test_a_manager_reads_that_the_role_ended_and_finds_his_text(world, client_as, clock, session):
    client = client_as(world.manager_id)
    path = f"/staff/applications/{world.application_id}"
    assert client.get(path).status_code == 200
    clock.advance(minutes=5)
    take(session, world.manager_id, Role.MANAGER, clock)

    answer = client.post(f"{path}/messages", data={"body": TYPED})
    page = client.get(path)

    assert answer.status_code in (403, 404)
    for line in TYPED.splitlines():
        assert line in answer.html.main
    assert "‘사업 담당자’ 역할이 끝났습니다(2026. 3. 2.(월) 10:05)" in answer.html.main
    assert "역할이 끝났습니다" in page.html.main
    assert "보내신 글" not in page.html.main


def test_a_role_that_ends_by_its_day_is_told_likewise(app, client_as, clock):
    person = a_user().id
    a_grant(person, Role.AUDITOR, ends_at=clock.now.replace(minute=30))
    client = client_as(person)
    assert client.get("/staff/trail").status_code == 200
    clock.advance(minutes=31)

    answer = client.get("/staff/trail")

    assert answer.status_code == 403
    assert "‘감사’ 역할이 끝났습니다(2026. 3. 2.(월) 10:30)" in answer.html.main


def test_a_script_hears_it_too(world, client_as, clock, session):
    client = client_as(world.editor_id)
    clock.advance(minutes=1)
    take(session, world.editor_id, Role.ORGANISATION_EDITOR, clock)

    answer = client.post(
        f"/applications/{world.application_id}/autosave",
        data={"section": "about", "a.project_title": "새 이름", "v.project_title": "1"},
        headers={"Accept": "application/json"},
    )

    assert answer.status_code == 404
    assert "‘기업 작성자’ 역할이 끝났습니다" in answer.get_json()["error"]["how"]


def test_who_never_had_the_role_or_lost_it_before_signing_in_hears_nothing_of_it(world, client_as, clock, session):
    take(session, world.manager_id, Role.MANAGER, clock)
    clock.advance(minutes=1)
    path = f"/staff/applications/{world.application_id}"
    for user_id in (world.manager_id, world.outsider_id):
        assert "역할이 끝났습니다" not in client_as(user_id).get(path).html.main


def test_passwords_and_tokens_are_not_shown_again(app, client_as):
    person = a_user().id
    answer = client_as(a_user().id).post(
        f"/staff/users/{person}/suspend", data={"reason": "장난입니다", "own_password": "비밀스러운 낱말"}
    )

    assert answer.status_code == 403
    assert "장난입니다" in answer.html.main
    assert "비밀스러운 낱말" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "{{ 7*7 }}", "‘a’ & b"])
def test_the_text_is_shown_as_text(app, client_as, text):
    answer = client_as(a_user().id).post("/staff/branches", data={"name": text})

    assert text in answer.html.main
