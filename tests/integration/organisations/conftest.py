"""An owner and his company."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories.accounts import a_user
from tests.factories.organisations import an_organisation


@pytest.fixture
def owner(app):
    return a_user("김주인").id


@pytest.fixture
def company(owner):
    return an_organisation(
        owner, name="주식회사 한빛정밀", display_name="한빛정밀", phone="010-1234-5678", email="hanbit@example.kr",
        representative_born_on=date(1990, 5, 17),
    ).id  # fmt: skip
