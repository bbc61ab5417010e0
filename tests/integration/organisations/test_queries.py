"""What other slices read of companies."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from incubator.core.errors import NotFound
from incubator.organisations import queries
from incubator.organisations.models import Organisation
from incubator.organisations.rules import EligibilityFacts, OrganisationKind
from tests.factories.accounts import a_user, an_actor
from tests.factories.organisations import a_pre_founder, an_organisation


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("한빛", True), ("㈜한빛 정밀", True), ("주식회사 한빛", True), ("빛 정", True), ("000-81-00125", True),
        ("00081", True), ("81-00125", True), ("없는 기업", False), ("%", False), ("_", False), ("'; --", False),
    ],
)  # fmt: skip
def test_search_ignores_spelling(app, session, words, is_found):
    wanted = an_organisation(name="(주)한빛정밀", brn="000-81-00125").id

    found = session.scalars(select(Organisation.id).where(Organisation.id.in_(queries.ids_matching(words)))).all()

    assert list(found) == ([wanted] if is_found else [])


def test_facts_for_eligibility(app):
    company = an_organisation(ksic="29294", representative_born_on=date(1990, 5, 17))
    team = a_pre_founder(region="26")

    assert queries.eligibility_facts(company) == EligibilityFacts(
        kind=OrganisationKind.CORPORATION, start_on=date(2024, 2, 27), region="48120", ksic="29294",
        representative_born_on=date(1990, 5, 17), is_verified=False,
    )  # fmt: skip
    assert queries.eligibility_facts(team) == EligibilityFacts(
        kind=OrganisationKind.PRE_FOUNDER, start_on=None, region="26", ksic=None, representative_born_on=None,
        is_verified=False,
    )  # fmt: skip


def test_a_person_sees_his_own_companies_only(app, session):
    owner = a_user().id
    mine = [an_organisation(owner, name=name).id for name in ("나비", "가람")]
    foreign = an_organisation().id

    assert [item.id for item in queries.list_for_member(session, an_actor(owner))] == mine[::-1]
    with pytest.raises(NotFound):
        queries.get_visible(session, an_actor(owner), foreign)
    assert set(queries.list_organisations(session, [*mine, foreign])) == {*mine, foreign}
    assert queries.list_organisations(session, []) == {}
