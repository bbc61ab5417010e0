"""Every page of the route manifest, at a desk and on a phone: no accessibility fault, nothing wider than the screen."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from tests.journeys.centre import a_centre
from tests.journeys.walking import faults_of

PHONE, DESK = {"width": 375, "height": 812}, {"width": 1280, "height": 900}
PEOPLE = (
    "visitor",
    "representative",
    "drafter",
    "manager",
    "head",
    "admin",
    "auditor",
    "newcomer",
    "asked",
    "desk_manager",
)
FAMILIAR = re.compile(r"/(no-such-page|verify/0000|staff/parameters|invitations/.*|password/reset/.*)$")
"""Addresses that are refused on purpose, or may be."""


@pytest.fixture
def centre(app, deliver, mails):
    return a_centre(deliver, mails)


@pytest.mark.parametrize("who", PEOPLE)
def test_every_page_is_accessible(app, device, centre, who):
    page = device(centre.person(who))
    faults = [fault for address in centre.addresses(app, who) for fault in faults_at(page, address, who)]
    assert faults == []


@pytest.mark.parametrize(
    ("look", "size"),
    [("dark", DESK), ("dark", PHONE), ("contrast", DESK)],
    ids=["dark-desktop", "dark-phone", "contrast-desktop"],
)
def test_main_pages_in_the_other_looks(device, centre, look, size):
    founder, officer = device(centre.person("representative")), device(centre.person("manager"))
    draft = device(centre.person("drafter"))
    pages = (
        (founder, f"/calls/{centre.handed_in.round_id}"),
        (draft, f"/applications/{centre.draft.application_id}/sections/about"),
        (draft, f"/applications/{centre.draft.application_id}/submit"),
        (founder, f"/applications/{centre.handed_in.application_id}/receipt"),
        (officer, f"/staff/rounds/{centre.handed_in.round_id}/applications"),
        (officer, f"/staff/applications/{centre.handed_in.application_id}"),
    )
    for page, address in pages:
        page.set_viewport_size(size)
        page.emulate_media(**({"color_scheme": "dark"} if look == "dark" else {"contrast": "more"}))
        page.goto(address)
        faults = faults_of(page, f"{look}-{address.split('/')[-1]}-{size['width']}")
        assert faults == [], address


def faults_at(page: Page, address: str, who: str) -> list[str]:
    page.set_viewport_size(DESK)
    answer = page.goto(address)
    status = answer.status if answer else 0
    found = [] if status == 200 or FAMILIAR.search(address) else [f"{address}: {status} for {who}"]
    name = re.sub(r"[^a-z-]+", "-", re.sub(r"[0-9a-f-]{30,}", "", address)).strip("-")
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        found += [
            f"{address} at {size['width']} px: {fault}" for fault in faults_of(page, f"{who}-{name}-{size['width']}")
        ]
    return found
