"""Acts on many applications: preview, partial failures, templates, what waits to leave."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from incubator.accounts.roles import Role
from incubator.applications.models import (
    ApplicationMessage,
    BulkRow,
    BulkRun,
    OutgoingMessage,
    TaggedApplication,
)
from incubator.applications.rules import new_key
from incubator.applications.rules.desk import MOST_IN_BULK, BulkAct, BulkOutcome
from incubator.applications.usecases.continue_bulk import continue_bulk
from incubator.applications.usecases.plan_message import plan_message
from incubator.applications.usecases.send_planned_message import send_planned_messages
from incubator.applications.usecases.start_bulk import start_bulk
from incubator.applications.usecases.tag_application import tag_application
from incubator.applications.workflow import OutgoingState
from incubator.core.errors import Forbidden, Invalid, NotFound
from tests.factories.accounts import a_user
from tests.factories.applications import a_round, a_world
from tests.factories.programs import a_program


@pytest.fixture
def worlds(app, clock):
    """Three applications of one round: two handed in, one being written."""
    round_id = a_round()
    made = [a_world(name=f"(주)기업{number}", round_id=round_id).complete() for number in range(3)]
    made[0].submit()
    made[1].submit()
    return made


def _ids(worlds):
    return [str(world.application_id) for world in worlds]


def _path(worlds, rest=""):
    return f"/staff/rounds/{worlds[0].round_id}/bulk{rest}"


def _run(worlds, now, act=BulkAct.TAG, wanted=None, who="manager", key=None):
    actor = worlds[0].actor(who)
    run_id = start_bulk(
        actor=actor,
        round_id=worlds[0].round_id,
        act=act,
        wanted=wanted or {"name": "우선"},
        application_ids=[world.application_id for world in worlds],
        key=key or new_key(),
        now=now,
    )
    return actor, run_id


def _count(session, model):
    session.rollback()
    return session.scalar(select(func.count()).select_from(model))


def test_the_preview_says_what_the_run_will_say_and_changes_nothing(worlds, clock, client_as, session):
    manager = worlds[0].actor("manager")
    tag_application(actor=manager, application_id=worlds[1].application_id, name="우선", now=clock.now)
    client = client_as(worlds[0].manager_id)

    chosen = client.post(_path(worlds), data={"act": "tag", "chosen": _ids(worlds)})
    preview = client.post(_path(worlds, "/preview"), data={"act": "tag", "chosen": _ids(worlds), "name": "우선"})

    assert (chosen.status_code, preview.status_code) == (200, 200)
    assert ("1건은 할 수 없습니다" in preview.text, "이미 붙어 있는 꼬리표" in preview.text) == (True, True)
    assert (_count(session, TaggedApplication), _count(session, BulkRun)) == (1, 0)


def test_what_fails_is_reported_and_the_others_stand(worlds, clock, client_as, session):
    manager = worlds[0].actor("manager")
    tag_application(actor=manager, application_id=worlds[1].application_id, name="우선", now=clock.now)
    client = client_as(worlds[0].manager_id)
    preview = client.post(_path(worlds, "/preview"), data={"act": "tag", "chosen": _ids(worlds), "name": "우선"})
    form = preview.html.form(_path(worlds, "/run"))

    report = client.post(form.action, data=form.with_values({}), follow_redirects=True)

    assert "2건을 처리했고 1건은 하지 못했습니다" in report.text
    assert "이미 붙어 있는 꼬리표" in report.text
    assert _count(session, TaggedApplication) == 3


def test_a_second_press_is_the_first_ones_run(worlds, clock, session):
    key = new_key()
    actor, first = _run(worlds, clock.now, key=key)
    _, second = _run(worlds, clock.now, key=key)
    for _ in range(2):
        continue_bulk(actor=actor, run_id=first, now=clock.now)

    assert first == second
    assert (_count(session, BulkRun), _count(session, TaggedApplication)) == (1, 3)


def test_an_interrupted_run_goes_on_where_it_stopped(worlds, clock, client_as, session):
    _, run_id = _run(worlds, clock.now)
    client = client_as(worlds[0].manager_id)

    before = client.get(_path(worlds, f"/{run_id}"))
    client.post(_path(worlds, f"/{run_id}/continue"))

    assert "아직 하지 않은 것이 3건" in before.text
    session.rollback()
    assert set(session.scalars(select(BulkRow.outcome))) == {BulkOutcome.DONE}


def test_a_row_of_another_round_is_nobodys(worlds, clock, client_as, session):
    stranger = a_world(name="(주)남의기업", round_id=a_round(code="OTHER"))
    client = client_as(worlds[0].manager_id)

    answer = client.post(
        _path(worlds, "/preview"), data={"act": "tag", "chosen": [str(stranger.application_id)], "name": "x"}
    )

    assert answer.status_code == 404
    with pytest.raises(Invalid):
        start_bulk(
            actor=worlds[0].actor("manager"), round_id=worlds[0].round_id, act=BulkAct.TAG, wanted={"name": "x"},
            application_ids=[stranger.application_id], key=new_key(), now=clock.now,
        )  # fmt: skip


@pytest.mark.parametrize("count", [0, MOST_IN_BULK + 1])
def test_nothing_or_too_much_is_refused(worlds, clock, count):
    from uuid import uuid4  # noqa: PLC0415 (one use)

    with pytest.raises(Invalid):
        start_bulk(
            actor=worlds[0].actor("manager"), round_id=worlds[0].round_id, act=BulkAct.TAG, wanted={"name": "x"},
            application_ids=[uuid4() for _ in range(count)], key=new_key(), now=clock.now,
        )  # fmt: skip


def test_only_the_desk_acts_on_many(worlds, clock, client_as):
    head = client_as(a_user("이결재", role=Role.HEAD))
    other = client_as(a_user("남담당", role=Role.MANAGER, program_id=a_program(code="OTHER2").id))

    statuses = [
        client.post(_path(worlds), data={"act": "tag", "chosen": _ids(worlds)}).status_code for client in (head, other)
    ]

    assert statuses == [403, 404]
    with pytest.raises((Forbidden, NotFound)):
        _run(worlds, clock.now, who="representative")


def test_everything_the_list_shows_may_be_chosen(worlds, client_as):
    client = client_as(worlds[0].manager_id)

    page = client.post(_path(worlds, "?state=submitted"), data={"act": "tag", "all": "1"})

    assert "꼬리표 붙이기 – 2건" in page.text


def test_choosing_nothing_leads_back_to_the_list_with_its_filters(worlds, client_as):
    answer = client_as(worlds[0].manager_id).post(_path(worlds, "?state=submitted"), data={"act": "tag"})

    assert (answer.status_code, answer.location.endswith("/applications?state=submitted")) == (302, True)


def test_a_message_is_previewed_on_real_rows_and_fails_where_a_place_is_empty(worlds, client_as):
    client = client_as(worlds[0].manager_id)
    data = {"act": "message", "chosen": _ids(worlds), "template_id": "", "minutes": "10"}

    preview = client.post(_path(worlds, "/preview"), data=data | {"body": "{기업명} 접수번호 {접수번호}"})

    receipt_no = worlds[0].application().receipt_no
    assert f"(주)기업0 접수번호 {receipt_no}" in preview.text
    assert ("1건은 할 수 없습니다" in preview.text, "넣을 값이 없습니다: 접수번호" in preview.text) == (True, True)


def test_an_unknown_place_is_refused_before_anything_is_written(worlds, client_as, session):
    client = client_as(worlds[0].manager_id)
    data = {"act": "message", "chosen": _ids(worlds), "template_id": "", "minutes": "10", "body": "{회사} 귀하"}

    answer = client.post(_path(worlds, "/preview"), data=data)

    assert (answer.status_code, "{회사}" in answer.text, "{기업명}" in answer.text) == (422, True, True)
    assert _count(session, OutgoingMessage) == 0


def _planned(worlds, clock, session, minutes=10):
    plan_message(
        actor=worlds[0].actor("manager"),
        application_id=worlds[0].application_id,
        body="{기업명} 귀하, 발표는 {접수번호} 순서입니다.",
        leaves_at=clock.now + timedelta(minutes=minutes),
        now=clock.now,
    )
    session.rollback()
    return session.scalar(select(OutgoingMessage.id))


def test_a_planned_message_is_read_in_the_outbox_and_unseen_by_the_applicant_until_it_leaves(
    worlds, clock, client_as, session
):
    _planned(worlds, clock, session)
    founder, manager = client_as(worlds[0].representative_id), client_as(worlds[0].manager_id)
    path = f"/applications/{worlds[0].application_id}/messages"

    send_planned_messages(now=clock.now)
    early = (founder.get(path).text, manager.get("/staff/outbox").text)
    clock.advance(minutes=10)
    send_planned_messages(now=clock.now)
    send_planned_messages(now=clock.now)
    late = (founder.get(path).text, manager.get("/staff/outbox?show=gone").text)

    assert ["발표는" in page for page in (*early, *late)] == [False, True, True, True]
    assert _count(session, ApplicationMessage) == 1


def test_a_held_message_stays_and_leaves_when_released(worlds, clock, client_as, session):
    outgoing_id = _planned(worlds, clock, session)
    manager = client_as(worlds[0].manager_id)
    manager.post(f"/staff/outbox/messages/{outgoing_id}/hold")
    clock.advance(hours=1)
    send_planned_messages(now=clock.now)
    assert _count(session, ApplicationMessage) == 0

    manager = client_as(worlds[0].manager_id)
    manager.post(f"/staff/outbox/messages/{outgoing_id}/release")
    send_planned_messages(now=clock.now)

    assert _count(session, ApplicationMessage) == 1


def test_a_cancelled_message_never_leaves(worlds, clock, client_as, session):
    outgoing_id = _planned(worlds, clock, session)
    client_as(worlds[0].manager_id).post(f"/staff/outbox/messages/{outgoing_id}/cancel")
    clock.advance(hours=1)
    send_planned_messages(now=clock.now)

    assert _count(session, ApplicationMessage) == 0
    assert session.get_one(OutgoingMessage, outgoing_id).state is OutgoingState.CANCELLED


def test_what_its_author_may_no_longer_send_is_held_with_the_reason(worlds, clock, client_as, session):
    from incubator.accounts.models import RoleGrant  # noqa: PLC0415 (one use)
    from incubator.accounts.usecases.revoke_role import revoke_role  # noqa: PLC0415
    from tests.factories.accounts import an_actor  # noqa: PLC0415

    outgoing_id = _planned(worlds, clock, session)
    grant_id = session.scalar(select(RoleGrant.id).where(RoleGrant.user_id == worlds[0].manager_id))
    admin = an_actor(a_user("관리자", role=Role.ADMIN))
    revoke_role(by=admin, grant_id=grant_id, reason="전보", now=clock.now)
    clock.advance(minutes=11)

    send_planned_messages(now=clock.now)

    session.rollback()
    kept = session.get_one(OutgoingMessage, outgoing_id)
    assert (kept.state, kept.problem is not None) == (OutgoingState.HELD, True)
    assert "보류" in client_as(worlds[1].manager_id).get("/staff/outbox").text


def test_staff_of_another_program_neither_read_nor_steer(worlds, clock, client_as, session):
    outgoing_id = _planned(worlds, clock, session)
    other = client_as(a_user("남담당", role=Role.MANAGER, program_id=a_program(code="OTHER").id))

    assert "발표는" not in other.get("/staff/outbox").text
    assert other.post(f"/staff/outbox/messages/{outgoing_id}/cancel").status_code == 404
    assert client_as(worlds[0].representative_id).get("/staff/outbox").status_code == 403
