from datetime import timedelta

import pytest

from tests.factories.applications import a_world


@pytest.fixture
def world(app, clock):
    """A draft in a round that closes in an hour: an applicant's session lasts until then."""
    return a_world(closes_at=clock.now + timedelta(hours=1))


@pytest.fixture
def client(world, client_as):
    return client_as(world.representative_id)
