"""Rows that hardly change are read once a second, by their version."""

from __future__ import annotations

from sqlalchemy import select

from incubator.accounts.models import Branch
from incubator.db import shelf as shelves
from incubator.db.shelf import Shelf
from tests.factories.accounts import a_branch


def reader(seen):
    def read(apart):
        seen.append(apart)
        return apart.scalars(select(Branch)).one()

    return read


def test_what_stands_on_the_shelf_is_read_once_and_belongs_to_no_session(session, monkeypatch):
    monkeypatch.setattr(shelves, "SECONDS", 3600.0)
    a_branch()
    shelf, seen = Shelf(), []

    found = [shelf.get("branch", session, reader(seen)) for _ in range(3)]

    assert (len(seen), len(set(map(id, found)))) == (1, 1)
    assert found[0].name
    assert found[0] not in session


def test_another_version_is_another_place(session, monkeypatch):
    monkeypatch.setattr(shelves, "SECONDS", 3600.0)
    a_branch()
    shelf, seen = Shelf(), []

    for version in (1, 1, 2):
        shelf.get(("branch", version), session, reader(seen))

    assert len(seen) == 2


def test_after_its_time_it_is_read_anew(session, monkeypatch):
    monkeypatch.setattr(shelves, "SECONDS", -1.0)
    a_branch()
    shelf, seen = Shelf(), []

    for _ in range(2):
        shelf.get("branch", session, reader(seen))

    assert len(seen) == 2


def test_a_full_shelf_is_cleared(session, monkeypatch):
    monkeypatch.setattr(shelves, "MOST", 2)
    a_branch()
    shelf = Shelf()

    for key in range(5):
        shelf.get(key, session, reader([]))

    assert len(shelf.places) <= 2
