"""The doors of the form builder, without scripts."""

from __future__ import annotations

from tests.factories.accounts import a_user
from tests.factories.questionnaires import a_maker
from incubator.accounts.roles import Role


def test_begin(client_as, session):
    client = client_as(a_user("박담당", role=Role.MANAGER))
    client.get("/staff/forms")
    page = client.get("/staff/forms/new")
    answer = client.post("/staff/forms/new", data={"title": "새 양식", "start": "psst"})
    print(answer.status_code, answer.location)
    client.get(answer.location)
