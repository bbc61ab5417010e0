"""The centre's list whatever its length: filters and numbers follow the applicant, each page holds its own rows once."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from incubator.accounts.roles import Role
from incubator.applications import queries
from incubator.applications.models import Application
from incubator.applications.queries import SortKey, StaffFilter, counts, staff
from incubator.applications.usecases.start_application import start_application
from incubator.applications.workflow import ApplicationState
from incubator.db.session import session_now
from incubator.organisations.models import Organisation
from incubator.organisations.queries import get_organisation
from incubator.organisations.rules import OrganisationKind
from incubator.organisations.usecases.edit_organisation import edit_organisation
from incubator.programs.queries import get_visible_round
from tests.factories.accounts import a_user, an_actor
from tests.factories.applications import a_company, a_round, a_world

ROWS = 13


@pytest.fixture
def many(app, clock):
    """A round with applications of many companies, and its manager."""
    round_id = a_round()
    for number in range(ROWS):
        founder = a_user("대표")
        founder_id = founder.id
        organisation_id = a_company(founder, name=f"(주)기업{number:02}")
        start_application(
            actor=an_actor(founder_id), round_id=round_id, organisation_id=organisation_id,
            self_check={}, acknowledged=False, now=clock.now,
        )  # fmt: skip
    return round_id, a_user("박담당", role=Role.MANAGER).id


def _page(many, wanted, number, **more):
    round_id, manager_id = many
    session, actor = session_now(), an_actor(manager_id)
    return queries.list_for_staff(
        session, actor, get_visible_round(session, actor, round_id), wanted, number=number, size=5, **more
    )


def _names(page):
    return [row.applicant_name for row in page.items]


@pytest.mark.parametrize("few", [0, 1_000], ids=["many", "few"])
@pytest.mark.parametrize("words", ["", "기업"])
@pytest.mark.parametrize("descending", [True, False])
def test_the_pages_together_are_the_list(many, monkeypatch, few, words, descending):
    monkeypatch.setattr(staff, "FEW", few)
    wanted = StaffFilter(words=words, sort=SortKey.APPLICANT, descending=descending)

    pages = [_page(many, wanted, number) for number in (1, 2, 3)]

    expected = sorted((f"(주)기업{number:02}" for number in range(ROWS)), reverse=descending)
    assert [name for page in pages for name in _names(page)] == expected
    assert {page.total for page in pages} == {ROWS}


@pytest.mark.parametrize(("asked", "answered"), [(99, 3), (0, 1), (-4, 1)])
def test_a_page_past_the_end_is_the_last_one(many, asked, answered):
    page = _page(many, StaffFilter(sort=SortKey.APPLICANT, descending=False), asked)

    assert (page.number, _names(page)) == (
        answered,
        _names(_page(many, StaffFilter(sort=SortKey.APPLICANT, descending=False), answered)),
    )


def test_the_numbers_are_those_of_the_lists(many):
    session = session_now()
    numbers = queries.count_round(session, many[0])

    for wanted in (
        StaffFilter(),
        StaffFilter(states=(ApplicationState.DRAFT,)),
        StaffFilter(states=(ApplicationState.SUBMITTED,)),
        StaffFilter(kinds=(OrganisationKind.CORPORATION,)),
        StaffFilter(kinds=(OrganisationKind.PRE_FOUNDER,)),
        StaffFilter(regions=("48120", "48170")),
    ):
        known = numbers.of(wanted.states, wanted.kinds, wanted.regions)
        assert known == queries.count_for_staff(session, many[0], wanted) == _page(many, wanted, 1).total
    assert numbers.by_state == queries.count_by_state(session, [many[0]])[many[0]]


def test_the_numbers_of_a_very_long_list_are_kept_for_a_moment(many, monkeypatch, query_budget):
    session = session_now()
    monkeypatch.setattr(counts, "MANY", ROWS)
    monkeypatch.setattr(counts, "SECONDS", 60.0)

    first = queries.count_round(session, many[0])
    with query_budget(0):
        again = queries.count_round(session, many[0])

    assert again == first


def test_the_list_follows_what_the_company_says_of_itself(app, clock, session, client_as):
    world = a_world().complete()
    world.submit()
    company = get_organisation(session, world.organisation_id)
    details = company.details()
    other_region = "48170" if details.region != "48170" else "48120"
    edit_organisation(
        actor=world.actor(),
        organisation_id=world.organisation_id,
        details=type(details)(
            **(vars(details) | {"name": "(주)푸른강", "display_name": "푸른강", "region": other_region})
        ),
        version=company.version,
        now=clock.now,
    )
    client, path = client_as(world.manager_id), f"/staff/rounds/{world.round_id}/applications"
    receipt_no = world.application().receipt_no

    found = {
        query: receipt_no in client.get(f"{path}?{query}").text
        for query in (f"region={other_region}", f"region={details.region}", "q=푸른강", "q=바다정보")
    }

    assert found == {
        f"region={other_region}": True,
        f"region={details.region}": False,
        "q=푸른강": True,
        "q=바다정보": False,
    }


def test_every_application_repeats_what_its_company_says(many, session):
    rows = session.execute(
        select(
            Application.applicant_name, Application.applicant_kind, Application.applicant_region,
            Organisation.display_name, Organisation.kind, Organisation.region,
        ).join(Organisation, Organisation.id == Application.organisation_id)
    ).all()  # fmt: skip

    assert len(rows) == ROWS
    assert all(tuple(row[:3]) == tuple(row[3:]) for row in rows)


def test_what_people_typed_is_shown_as_text_in_every_cell(app, clock, client_as):
    world = a_world(name="<b>굵은</b>&기업")
    world.write(project_title=["<script>alert(1)</script>"])

    page = client_as(world.manager_id).get(
        f"/staff/rounds/{world.round_id}/applications?columns=applicant&columns=project"
    )

    assert page.html.texts("th", scope="row") == ["<b>굵은</b>&기업"]
    assert "<script>alert(1)</script>" in page.html.texts("td", **{"data-label": "과제명"})
    assert "<script>alert(1)" not in page.text
