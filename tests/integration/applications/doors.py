"""What the tests of the doors of applications share."""

from __future__ import annotations

from datetime import timedelta

MICRO = timedelta(microseconds=1)
JSON = {"Accept": "application/json"}


def url(world, rest=""):
    return f"/applications/{world.application_id}{rest}"


def fields(**changes):
    """The fields of the first section as its page sends them."""
    return {
        "a.project_title": "담수화 막 세척기",
        "a.story": "바닷물을 걸러 마실 물을 만듭니다.",
        "a.requested_won": "50,000,000",
        "a.invested": ["", "no"],
        "v.project_title": "0",
        "v.story": "0",
        "v.requested_won": "0",
        "v.invested": "0",
    } | changes


def submit(client, world, **changes):
    """Open the page, tick both declarations, press."""
    form = client.get(url(world, "/submit")).html.form(url(world, "/submit"))
    return client.post(form.action, data=form.with_values({"truth": "y", "integrity": "y"} | changes))
