"""What other slices read of companies."""

from __future__ import annotations

import pytest

from incubator.core.errors import NotFound
from incubator.organisations import queries
from tests.factories.accounts import a_user, an_actor
from tests.factories.organisations import an_organisation


def test_a_person_sees_his_own_companies_only(app, session):
    owner = a_user().id
    mine = [an_organisation(owner, name=name).id for name in ("나비", "가람")]
    foreign = an_organisation().id

    assert [item.id for item in queries.list_for_member(session, an_actor(owner))] == mine[::-1]
    with pytest.raises(NotFound):
        queries.get_visible(session, an_actor(owner), foreign)
