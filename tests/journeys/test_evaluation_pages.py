"""Every page of evaluation, opened by somebody who may: no accessibility fault, no dead end, English where it is asked for.

The house full of people of `tests.trust` has a panel, sheets, results and what follows, so its rooms are walked through.
"""

from __future__ import annotations

import pytest

from tests.journeys.test_english_pages import HANGUL, WRITTEN, without, written_in_the_centre
from tests.journeys.test_every_page_is_accessible import faults_at
from tests.trust import cells
from tests.trust import world as worlds
from tests.trust.knocking import Door, address, routes

FILES = frozenset({"reviews.sheet_file"})
OPENERS = ("manager", "reviewer", "representative", "head")
"""Who is asked first whether the matrix lets him in."""


@pytest.fixture
def house(app, deliver):
    return Door(app, worlds.a_world(deliver))


def doors_of(house, who):
    """The addresses of this room's pages of which the person is the first who may open them."""
    table, found = cells.expected(), []
    for method, name, row in routes(house.app):
        if method != "GET" or not name.startswith("reviews.") or name in FILES or row["needs"] == "public":
            continue
        may = [one for one in OPENERS if table[one][cells.line(method, name, row)] == cells.ALLOWED]
        if may and may[0] == who:
            found.append(address(house.app, house.world, row))
    return found


@pytest.mark.parametrize("who", OPENERS[:3])
def test_pages_of_evaluation_are_accessible(house, device, who):
    page = device(house.world.people[who])

    addresses = doors_of(house, who)

    assert addresses != []
    assert [fault for one in addresses for fault in faults_at(page, one, who)] == []


@pytest.mark.parametrize("who", OPENERS[:3])
def test_english_pages_of_evaluation_are_english(house, device, who):
    page, known = device(house.world.people[who], locale="en"), written_in_the_centre()
    left = {}
    for one in doors_of(house, who):
        page.goto(one)
        found = sorted({words for words in page.evaluate(WRITTEN) if HANGUL.search(without(known, words))})
        if found:
            left[one] = found
    assert left == {}
