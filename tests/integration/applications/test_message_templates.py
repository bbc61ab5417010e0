"""Words for many applicants: written once, kept by their version, retired."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from incubator.applications.models import MessageTemplate
from tests.factories.applications import a_round, a_world


@pytest.fixture
def worlds(app, clock):
    """Two applications of one round, one of them handed in."""
    round_id = a_round()
    made = [a_world(name=f"(주)기업{number}", round_id=round_id).complete() for number in range(2)]
    made[0].submit()
    return made


def _count(session, model):
    session.rollback()
    return session.scalar(select(func.count()).select_from(model))


def test_templates_are_written_used_and_retired(worlds, clock, client_as, session):
    client = client_as(worlds[0].manager_id)
    path = f"/staff/rounds/{worlds[0].round_id}/message-templates"
    client.post(path, data={"name": "발표 안내", "body": "{기업명} 귀하"})
    template_id = session.scalar(select(MessageTemplate.id))
    data = {
        "act": "message",
        "chosen": [str(world.application_id) for world in worlds],
        "template_id": str(template_id),
        "body": "",
        "minutes": "0",
    }

    preview = client.post(f"/staff/rounds/{worlds[0].round_id}/bulk/preview", data=data)
    assert "(주)기업1 귀하" in preview.text
    client.post(f"{path}/{template_id}/retire")
    assert "발표 안내" not in client.get(path).text


@pytest.mark.parametrize("body", ["{모르는것}", "", "가" * 3001])
def test_a_template_with_an_unknown_place_is_refused(worlds, client_as, session, body):
    answer = client_as(worlds[0].manager_id).post(
        f"/staff/rounds/{worlds[0].round_id}/message-templates", data={"name": "안내", "body": body}
    )

    assert (answer.status_code, _count(session, MessageTemplate)) == (422, 0)


def test_two_who_write_one_template_keep_both_texts(worlds, client_as, session):
    client = client_as(worlds[0].manager_id)
    path = f"/staff/rounds/{worlds[0].round_id}/message-templates"
    client.post(path, data={"name": "안내", "body": "처음"})
    template_id = session.scalar(select(MessageTemplate.id))
    client.post(f"{path}/{template_id}", data={"name": "안내", "body": "먼저 고친 글", "seen": "1"})

    late = client.post(f"{path}/{template_id}", data={"name": "안내", "body": "늦게 고친 글", "seen": "1"})

    assert (late.status_code, "먼저 고친 글" in late.text, "늦게 고친 글" in late.text) == (409, True, True)
    again = client.post(f"{path}/{template_id}", data=late.html.form(f"{path}/{template_id}").with_values({}))
    assert again.status_code == 302
    session.rollback()
    assert session.scalar(select(MessageTemplate.body)) == "늦게 고친 글"
