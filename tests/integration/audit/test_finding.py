"""The trail is searched with words people know, and linked from the pages of things."""

from __future__ import annotations

import pytest

from incubator.accounts.roles import Role
from incubator.accounts.usecases.edit_branch import edit_branch
from incubator.audit.pages import said
from incubator.core.events import Event
from incubator.core.text import Text
from tests.factories.accounts import a_branch, a_user, an_actor
from tests.factories.organisations import an_organisation


@pytest.fixture
def companies(app):
    return [an_organisation(a_user(name, email=mail), name=company).id for name, mail, company in (
        ("김하나", "one@example.kr", "(주)바다정보"), ("박둘", "two@example.kr", "(주)한빛정밀"),
    )]  # fmt: skip


def rows(client, query):
    page = client.get(f"/staff/trail?{query}")
    assert page.status_code == 200
    return page.html.texts("tr")[1:]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("what=바다정보&about=organisation", 2),
        ("what=바다", 2),
        ("what=없는이름", 0),
        ("who=김하나&about=organisation", 2),
        ("who=two@example.kr&about=organisation", 2),
        ("who=아무도", 0),
        ("about=organisation", 4),
        ("about=round", 0),
        ("kind=organisation.registered", 2),
    ],
)
def test_words_find_what_they_mean_and_nothing_else(companies, client_as, query, count):
    assert len(rows(client_as(a_user(role=Role.AUDITOR)), query)) == count


def test_a_link_names_its_subject_and_can_be_taken_away(companies, client_as):
    client = client_as(a_user(role=Role.AUDITOR))

    page = client.get(f"/staff/trail?subject={companies[0]}&about=organisation").html

    assert "대상: 바다정보" in page.main.replace("(주)", "")
    assert "/staff/trail?about=organisation" in page.links.values()
    assert f"/staff/organisations/{companies[0]}" in page.links.values()


def test_the_page_of_a_company_leads_to_its_trail_for_those_who_may_read_it(companies, client_as):
    path = f"/staff/organisations/{companies[0]}"
    link = f"/staff/trail?subject={companies[0]}"

    assert link in client_as(a_user(role=Role.HEAD)).get(path).html.links.values()
    assert link not in client_as(a_user(role=Role.MANAGER)).get(path).html.links.values()


@pytest.mark.parametrize("name", sorted(Event.known))
def test_every_fact_of_the_house_has_words_in_the_filter(name):
    if not Event.known[name].__module__.startswith("incubator."):
        return
    assert isinstance(said(name), Text), name


def test_a_kind_nobody_knows_stands_as_it_is():
    assert said("no.such") == "no.such"


def test_a_branch_is_found_by_its_name(app, client_as, clock):
    admin = an_actor(a_user(role=Role.ADMIN))
    branch = a_branch("west", "서부센터")
    edit_branch(actor=admin, branch_id=branch.id, name="진주센터", name_en="", version=1, now=clock.now)

    (row,) = rows(client_as(a_user(role=Role.AUDITOR)), "what=진주")
    assert "진주센터" in row
