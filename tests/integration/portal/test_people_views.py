"""The doors of the administration: people, roles, and the log of both."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from incubator.accounts import queries
from incubator.accounts.models import User, UserState
from incubator.accounts.roles import Role
from incubator.privacy.models import AccessEntry
from tests.factories.accounts import PASSWORD, a_branch, a_grant, a_user, an_actor
from tests.factories.organisations import an_organisation
from tests.factories.programs import a_program

REASON = {"reason": "인사 발령"}


@pytest.fixture
def admin(app):
    return a_user("최관리", role=Role.ADMIN, email="admin@example.kr").id


@pytest.fixture
def door(admin, client_as):
    return client_as(admin)


@pytest.mark.parametrize(
    ("role", "answers"),
    [
        (Role.ADMIN, (200, 200, 200, 200, 200)),
        (Role.AUDITOR, (200, 200, 200, 200, 403)),
        (Role.PRIVACY_OFFICER, (200, 200, 200, 200, 403)),
        (Role.MANAGER, (200, 403, 403, 403, 403)),
        (Role.REVIEWER, (403, 403, 403, 403, 403)),
        (None, (403, 403, 403, 403, 403)),
    ],
)
def test_who_may_read_people_and_their_roles(app, client_as, role, answers):
    person = a_user().id
    client = client_as(a_user(role=role))
    paths = ("administration", "users", "grants", f"users/{person}", "users/new")

    assert tuple(client.get(f"/staff/{path}").status_code for path in paths) == answers


def test_the_list_masks_founders_names_whom_it_showed_and_finds_by_name_address_role_and_state(
    app, door, admin, session
):
    founder = a_user("홍길동", email="hong@example.kr").id
    manager = a_user("박담당", email="park@example.kr", role=Role.MANAGER).id
    a_user("이정지", email="lee@example.kr", state=UserState.SUSPENDED)

    page = door.get("/staff/users")

    assert "홍*동" in page.html.main
    assert "박담당" in page.html.main
    assert "홍길동" not in page.html.main
    assert "park@example.kr" not in page.html.main
    session.rollback()
    (entry,) = session.scalars(select(AccessEntry)).all()
    assert {str(founder), str(manager)} < set(entry.subject_ids)
    assert str(admin) not in entry.subject_ids
    for query, found in (
        ("q=길동", ["홍*동"]),
        ("q=park@example.kr", ["박담당"]),
        ("role=manager", ["박담당"]),
        ("circle=staff", ["박담당", "최관리"]),
        ("circle=founders", ["이*지", "홍*동"]),
        ("state=suspended", ["이*지"]),
        ("q=%25", []),
    ):
        rows = door.get(f"/staff/users?{query}").html.texts("th", scope="row")
        assert (query, sorted(rows)) == (query, found)


@pytest.mark.parametrize("rows", [1, 30])
def test_people_and_roles_cost_the_same_for_any_number(app, door, query_budget, rows):
    program, branch = a_program().id, a_branch().id
    for _ in range(rows):
        person = a_user().id
        a_grant(person, Role.MANAGER, program_id=program)
        a_grant(person, Role.AUDITOR, branch_id=branch)
    with query_budget(17):
        door.get("/staff/users")
    with query_budget(16):
        door.get("/staff/grants")


def test_the_page_of_a_person_is_masked_until_a_reason_is_given(app, door, session):
    person = a_user("홍길동", email="hong@example.kr", phone="01012345678").id

    masked = door.get(f"/staff/users/{person}")
    refused = door.post(f"/staff/users/{person}/reveal", data={"reason": ""})
    shown = door.post(f"/staff/users/{person}/reveal", data={"reason": "본인 요청으로 확인"})

    assert "010-****-5678" in masked.html.main
    assert (refused.status_code, "hong@example.kr" in refused.html.main) == (422, False)
    assert "hong@example.kr" in shown.html.main
    assert "010-1234-5678" in shown.html.main
    session.rollback()
    assert [entry.action.value for entry in session.scalars(select(AccessEntry).order_by(AccessEntry.id))] == [
        "view",
        "reveal",
    ]


def test_a_role_for_one_program_is_given_and_taken_back_with_a_reason(app, door, session):
    person, program = a_user("박새로").id, a_program(name="I-Gen 챌린지").id

    done = door.submit(
        f"/staff/users/{person}/roles", role="manager", place=f"program:{program}", ends_on="2026-12-31", **REASON
    )
    page = door.get(f"/staff/users/{person}")

    assert done.status_code == 302
    assert "I-Gen 챌린지" in page.html.main
    assert an_actor(person).manages(program, None)
    (grant,) = queries.list_grants_of(session, [person])
    assert door.submit(f"/staff/grants/{grant.id}/revoke", reason="부서 이동").status_code == 302
    assert not an_actor(person).manages(program, None)
    log = door.get("/staff/grants?q=박새로").html.main
    assert "박새로" in log
    assert "인사 발령" in log
    assert door.submit(f"/staff/grants/{grant.id}/revoke", reason="또").status_code == 409


def test_an_invitation_binds_a_reviewer_to_a_program_and_keeps_what_was_typed_when_it_is_refused(
    app, door, session, deliver, mails
):
    program = a_program().id
    typed = {
        "email": "expert@example.kr",
        "name": "박평가",
        "role": "reviewer",
        "place": f"program:{program}",
        **REASON,
    }

    refused = door.submit("/staff/users/new", **typed)
    assert refused.status_code == 422
    assert "expert@example.kr" in refused.get_data(as_text=True)
    done = door.submit("/staff/users/new", ends_on="2026-12-31", **typed)
    deliver()

    assert done.status_code == 302
    user = session.scalars(select(User).where(User.email_key == "expert@example.kr")).one()
    assert [(grant.role, grant.program_id) for grant in queries.list_grants_of(session, [user.id])] == [
        (Role.REVIEWER, program)
    ]
    assert [mail["To"] for mail in mails()] == ["expert@example.kr"] * len(mails())


def test_giving_a_role_asks_for_the_password_after_ten_minutes_and_loses_nothing(app, door, clock, session):
    person = a_user("박새로").id
    path = f"/staff/users/{person}/roles"
    typed = {"role": "head", "place": "all", **REASON}
    clock.advance(minutes=11)

    asked = door.submit(path, **typed)
    wrong = door.submit(path, own_password="아닌 것", **typed)
    assert (asked.status_code, wrong.status_code) == (422, 422)
    assert "인사 발령" in asked.get_data(as_text=True)
    assert queries.list_grants_of(session, [person]) == []

    assert door.submit(path, own_password=PASSWORD, **typed).status_code == 302
    session.rollback()
    assert [grant.role for grant in queries.list_grants_of(session, [person])] == [Role.HEAD]


def test_suspending_ends_the_sessions_and_restoring_lets_in_again(app, door, client_as, session):
    person = a_user("박새로").id
    theirs = client_as(person)
    assert theirs.get("/home").status_code == 200

    assert door.post(f"/staff/users/{person}/suspend", data={"reason": ""}).status_code == 422
    assert door.post(f"/staff/users/{person}/suspend", data=REASON).status_code == 302
    assert theirs.get("/home").status_code == 302
    assert door.post(f"/staff/users/{person}/suspend", data=REASON).status_code == 409
    assert door.post(f"/staff/users/{person}/restore", data=REASON).status_code == 302

    session.rollback()
    assert session.get_one(User, person).state is UserState.ACTIVE


def test_ending_sessions_and_sending_a_password_link_need_no_more_than_a_reason(app, door, client_as, deliver, mails):
    person = a_user("박새로", email="new@example.kr").id
    theirs = client_as(person)

    assert door.post(f"/staff/users/{person}/end-sessions", data=REASON).status_code == 302
    assert theirs.get("/home").status_code == 302
    assert door.post(f"/staff/users/{person}/password-link", data=REASON).status_code == 302
    deliver()

    assert "/password/reset/" in mails()[-1].get_body(("plain",)).get_content()


def test_the_administrator_does_nothing_to_himself(app, door, admin, session):
    assert door.post(f"/staff/users/{admin}/suspend", data=REASON).status_code == 403
    assert door.submit(f"/staff/users/{admin}/roles", role="head", place="all", **REASON).status_code == 403
    grant = queries.list_grants_of(session, [admin])[0].id
    assert door.submit(f"/staff/grants/{grant}/revoke", **REASON).status_code == 409
    assert an_actor(admin).has(Role.ADMIN)


def test_roles_of_companies_are_not_taken_here(app, door, session):

    owner = a_user().id
    an_organisation(owner)
    grant = queries.list_grants_of(session, [owner])[0].id

    assert door.get(f"/staff/grants/{grant}/revoke").status_code == 404
    assert "기업을 등록함" in door.get("/staff/grants?companies=y").html.main
