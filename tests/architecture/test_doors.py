"""Every door is declared, typed and plainly named."""

from __future__ import annotations

import re

import pytest

from incubator.web.access import door_of, manifest
from tests.architecture.house import templates

URL_FOR = re.compile(r"url_for\(\s*'([a-z_.]+)'")
PLAIN_PATH = re.compile(r"^(/|(/([a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)?|<[a-z]+(\([^)]*\))?:[a-z_]+>(\.[a-z]+)?))+)$")


def test_every_endpoint_says_who_may_knock(app):
    silent = [rule.endpoint for rule in app.url_map.iter_rules() if door_of(app, rule.endpoint) is None]

    assert silent == []


def test_a_view_without_a_mark_stays_locked(app, app_with):
    bare = app_with()
    bare.add_url_rule("/unmarked", "unmarked", lambda: "in")

    assert bare.test_client().get("/unmarked").status_code == 403


def test_paths_are_kebab_case_with_typed_parameters(app):
    odd = [
        rule.rule for rule in app.url_map.iter_rules() if rule.endpoint != "static" and not PLAIN_PATH.match(rule.rule)
    ]

    assert odd == []


def test_manifest_is_the_url_map(app):
    rows = manifest(app)

    assert len(rows) == len(list(app.url_map.iter_rules()))
    assert [row["name"] for row in rows if row["needs"] is None] == []


def test_an_object_in_the_path_has_an_owner_rule(app):
    missing = [
        row["path"]
        for row in manifest(app)
        if row["needs"] != "public" and "_id>" in row["path"] and not (row["subject"] and row["owner"])
    ]

    assert missing == []


@pytest.mark.parametrize("path", templates(), ids=lambda path: "/".join(path.parts[-2:]))
def test_links_name_endpoints_that_exist(app, path):
    known = set(app.view_functions)

    assert [name for name in URL_FOR.findall(path.read_text()) if name not in known] == []
