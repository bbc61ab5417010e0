from __future__ import annotations

import pytest

from tests.trust import world as worlds
from tests.trust.keeping import Keeper
from tests.trust.knocking import Door


@pytest.fixture
def world(app, clock, deliver):
    """People of every role and one thing of every kind."""
    return worlds.a_world(deliver)


@pytest.fixture
def door(app, world):
    return Door(app, world)


@pytest.fixture
def keeper(database, world):
    """The world as it is now, to be put back."""
    kept = Keeper(database.database)
    kept.take()
    yield kept
    kept.forget()
