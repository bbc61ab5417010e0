"""Tags, who works on what, saved views."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import func, select

from incubator.accounts.roles import Role
from incubator.applications.models.desk import SavedView, Tag, TaggedApplication
from incubator.applications.queries.desk import list_marks
from incubator.applications.usecases.assign_application import assign_application
from incubator.applications.usecases.tag_application import tag_application
from incubator.applications.usecases.untag_application import untag_application
from incubator.core.errors import Forbidden, Invalid, NotFound, RuleBroken
from tests.factories.accounts import a_user
from tests.factories.applications import a_world
from tests.factories.programs import a_program


@pytest.fixture
def world(app, clock):
    made = a_world().complete()
    made.submit()
    return made


def _tag(world, clock, name="우선 검토", who="manager"):
    tag_application(actor=world.actor(who), application_id=world.application_id, name=name, now=clock.now)


def test_a_tag_is_put_on_and_taken_off_and_found_by(world, clock, client_as, session):
    client = client_as(world.manager_id)
    client.post(f"/staff/applications/{world.application_id}/tags", data={"name": " 우선  검토 "})
    tag_id = session.scalar(select(Tag.id))
    path = f"/staff/rounds/{world.round_id}/applications"

    with_tag = client.get(path, query_string={"tag": str(tag_id)})
    assert "우선 검토" in with_tag.text
    assert with_tag.html.texts("th", scope="row") == [world.application().receipt_no]

    client.post(f"/staff/applications/{world.application_id}/tags/remove", data={"name": "우선검토"})
    without = client.get(path, query_string={"tag": str(tag_id)})
    assert "찾으시는 신청서가 없습니다" in without.text


def test_one_word_is_one_tag_of_the_program(world, clock, session):
    _tag(world, clock)

    with pytest.raises(RuleBroken):
        _tag(world, clock, name="우선검토")

    assert session.scalar(select(func.count()).select_from(Tag)) == 1


def test_a_tag_that_is_not_there_cannot_be_taken_off(world, clock):
    with pytest.raises(RuleBroken):
        untag_application(actor=world.actor("manager"), application_id=world.application_id, name="없음", now=clock.now)


@pytest.mark.parametrize("who", ["representative", "outsider"])
def test_only_its_managers_mark_an_application(world, clock, who):
    with pytest.raises((Forbidden, NotFound)):
        _tag(world, clock, who=who)


def test_a_head_reads_and_does_not_mark(world, client_as, session):
    head = client_as(a_user("이결재", role=Role.HEAD))

    page = head.get(f"/staff/applications/{world.application_id}")
    answer = head.post(f"/staff/applications/{world.application_id}/tags", data={"name": "몰래"})

    assert (page.status_code, "꼬리표 붙이기" in page.text, answer.status_code) == (200, False, 403)
    assert session.scalar(select(func.count()).select_from(TaggedApplication)) == 0


def test_an_application_is_handed_to_a_colleague_and_back(world, clock, client_as, session):
    colleague_id = a_user("오동료", role=Role.MANAGER).id
    client = client_as(world.manager_id)
    path = f"/staff/rounds/{world.round_id}/applications"

    client.post(f"/staff/applications/{world.application_id}/assign", data={"user_id": str(colleague_id)})
    mine = client_as(colleague_id).get(path, query_string={"assignee": str(colleague_id)})
    assert "오동료" in mine.text
    assert mine.html.texts("th", scope="row") == [world.application().receipt_no]

    client.post(f"/staff/applications/{world.application_id}/assign", data={"user_id": ""})
    nobody = client.get(path, query_string={"assignee": "nobody"})
    assert nobody.html.texts("th", scope="row") == [world.application().receipt_no]
    session.rollback()
    assert list_marks(session, [world.application_id]).assignees == {}


def test_it_is_handed_to_people_of_the_program_only(world, clock):
    for stranger_id in (world.outsider_id, world.representative_id):
        with pytest.raises(Invalid):
            assign_application(
                actor=world.actor("manager"), application_id=world.application_id, user_id=stranger_id, now=clock.now
            )


def test_two_who_tag_at_once_make_one_tag(world, clock, app, session):
    world_actor, failures = world.actor("manager"), []

    def press():
        with app.app_context():
            try:
                tag_application(actor=world_actor, application_id=world.application_id, name="급함", now=clock.now)
            except RuleBroken as refusal:
                failures.append(refusal)

    threads = [threading.Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    session.rollback()
    assert (session.scalar(select(func.count()).select_from(TaggedApplication)), len(failures)) == (1, 3)


def test_a_view_keeps_filters_columns_and_order(world, client_as, session):
    client = client_as(world.manager_id)
    path = f"/staff/rounds/{world.round_id}"
    query = "q=바다&state=submitted&columns=receipt&columns=brn&sort=receipt&down=0"

    saved = client.post(f"{path}/views", data={"name": "내 검토", "query": query})
    opened = client.get(saved.location, follow_redirects=True)

    view = session.scalar(select(SavedView))
    assert view.wanted == {
        "q": "바다", "state": "submitted", "columns": ["receipt", "brn"], "sort": "receipt", "down": "0",
    }  # fmt: skip
    assert opened.html.texts("th", scope="col")[-2:] == ["접수번호", "사업자등록번호"]
    assert "내 검토" in opened.text


def test_a_shared_view_is_seen_by_colleagues_and_ones_own_by_nobody_else(world, client_as, session):
    client, colleague = client_as(world.manager_id), client_as(a_user("오동료", role=Role.MANAGER))
    path = f"/staff/rounds/{world.round_id}"
    client.post(f"{path}/views", data={"name": "모두의 보기", "is_shared": "y"})
    client.post(f"{path}/views", data={"name": "혼자 보기"})
    own_id = session.scalar(select(SavedView.id).where(SavedView.name == "혼자 보기"))

    seen = colleague.get(f"{path}/applications").text

    assert ("모두의 보기" in seen, "혼자 보기" in seen) == (True, False)
    assert colleague.get(f"{path}/views/{own_id}").status_code == 404
    assert colleague.post(f"{path}/views/{own_id}/remove").status_code == 404


def test_saving_again_under_the_name_replaces_ones_own_view(world, client_as, session):
    client = client_as(world.manager_id)
    for query in ("state=draft", "state=submitted"):
        client.post(f"/staff/rounds/{world.round_id}/views", data={"name": "보기", "query": query})

    assert [view.wanted for view in session.scalars(select(SavedView))] == [{"state": "submitted"}]


def test_a_view_without_a_name_is_refused_and_its_filters_stay(world, client_as):
    answer = client_as(world.manager_id).post(
        f"/staff/rounds/{world.round_id}/views", data={"name": " ", "query": "state=draft"}
    )

    assert (answer.status_code, 'value="state=draft"' in answer.text) == (422, True)


def test_a_head_saves_views_of_his_own_and_shares_none(world, client_as, session):
    head = client_as(a_user("이결재", role=Role.HEAD))

    head.post(f"/staff/rounds/{world.round_id}/views", data={"name": "결재용", "is_shared": "y"})

    assert [view.is_shared for view in session.scalars(select(SavedView))] == [False]


@pytest.mark.parametrize("query", ["tag=nonsense&assignee=x", "tag=&assignee=", "sort=evil&columns=evil&down=9"])
def test_an_address_with_nonsense_shows_the_list(world, client_as, query):
    page = client_as(world.manager_id).get(f"/staff/rounds/{world.round_id}/applications?{query}")

    assert page.html.texts("th", scope="row") == [world.application().receipt_no]


def test_staff_of_another_program_have_no_part_in_it(world, client_as):
    other = client_as(a_user("남담당", role=Role.MANAGER, program_id=a_program(code="OTHER").id))

    assert other.get(f"/staff/rounds/{world.round_id}/views").status_code == 404
    assert other.post(f"/staff/applications/{world.application_id}/tags", data={"name": "x"}).status_code == 404
