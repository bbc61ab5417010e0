from __future__ import annotations

import pytest

from tests.factories.reviews_sheets import a_panel_world


@pytest.fixture
def panel(app, clock):
    """Three applications, three reviewers, everything assigned."""
    return a_panel_world()
