"""The fixed set for tests from outside, and that no seed touches a production system."""

from __future__ import annotations

from uuid import UUID

import pytest

from incubator.accounts.models import UserState
from incubator.accounts.queries import get_user
from incubator.applications.models import Application
from incubator.applications.workflow import ApplicationState
from incubator.db.session import session_now
from tests.factories.accounts import an_actor
from tests.integration.demo.conftest import NOW

SEED = "test"


def test_set_has_two_programs_three_companies_and_everybody(loaded):
    assert sorted(loaded.told["programs"]) == ["P1", "P2"]
    assert sorted(loaded.told["organisations"]) == ["C1", "C2", "C3"]
    assert len(loaded.told["principals"]) + 1 == 20
    assert loaded.told["anonymous"] == "AN"


def test_everybody_can_sign_in_but_the_suspended(loaded):
    for one in loaded.told["principals"]:
        if one["key"] != "SU":
            assert loaded.client_of(one["email"], one["password"]).get("/home").status_code == 200, one["key"]
    suspended = next(one for one in loaded.told["principals"] if one["key"] == "SU")
    state = loaded.run(lambda: get_user(session_now(), UUID(suspended["user_id"])).state)
    assert state is UserState.SUSPENDED


def test_relations_are_those_of_the_contract(loaded):
    people = {one["key"]: UUID(one["user_id"]) for one in loaded.told["principals"]}
    companies = {key: UUID(value) for key, value in loaded.told["organisations"].items()}

    def memberships():
        return {
            key: {name for name, row_id in companies.items() if an_actor(people[key], now=NOW).is_member_of(row_id)}
            for key in people
        }

    members = loaded.run(memberships)
    assert {key: found for key, found in members.items() if found} == {
        "AP1": {"C1"},
        "CM1": {"C1"},
        "AP2": {"C2"},
        "CMx": {"C3"},
    }
    states = loaded.run(
        lambda: {
            key: session_now().get(Application, UUID(value)).state for key, value in loaded.told["applications"].items()
        }
    )
    assert states == {
        "A1": ApplicationState.SUBMITTED,
        "A2": ApplicationState.DRAFT,
        "A3": ApplicationState.SUBMITTED,
    }


@pytest.mark.parametrize("name", ["demo", "test"])
def test_production_refuses(app_with, name):
    production = app_with(
        mode="production",
        base_url="https://apply.example.kr",
        trusted_hosts=("apply.example.kr",),
        test_clock="",
    )

    done = production.test_cli_runner().invoke(args=["seed", name, "--json"])

    assert done.exit_code == 1
    assert "운영" in done.output
