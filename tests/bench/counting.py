"""Statements of a request, counted where SQLAlchemy sends them, in this process with a test client."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from flask import Flask

from incubator.db.session import db
from tests.bench.ground import Ground
from tests.bench.world import open_app
from tests.support.query_budget import statements


@contextmanager
def counting_app(ground: Ground) -> Iterator[Flask]:
    """The application on this ground's database, let go afterwards."""
    app = open_app(ground.environment)
    try:
        yield app
    finally:
        with app.app_context():
            db.engine.dispose()


def of_a_flow(ground: Ground, posted: Callable[[bytes], bytes]) -> Mapping[str, float | str]:
    """Of the check page and of the final post; `posted` makes the post of a page."""
    with counting_app(ground) as app:
        _flow(app, ground, posted)  # warms what is kept in the process
        page, press = _flow(app, ground, posted)
    return {"page": page, "final post": press, "flow": page + press}


def _flow(app: Flask, ground: Ground, posted: Callable[[bytes], bytes]) -> tuple[int, int]:
    founder, client = ground.take(1)[0], app.test_client(use_cookies=False)
    path, headers = f"/applications/{founder.application_id}/submit", {"Cookie": founder.cookie}
    with statements(app) as asked:
        page = client.get(path, headers=headers)
    with statements(app) as sent:
        answer = client.post(
            path, data=posted(page.data), headers=headers, content_type="application/x-www-form-urlencoded"
        )
    if answer.status_code != 302:
        raise RuntimeError(f"the press was answered {answer.status_code}: {answer.text}")
    ground.accepted += 1
    return len(asked), len(sent)


def of_a_page(app: Flask, cookie: str, address: str) -> int:
    """Of this page for the person with this cookie, asked for the second time."""
    client, headers = app.test_client(use_cookies=False), {"Cookie": cookie}
    client.get(address, headers=headers)
    with statements(app) as sent:
        answer = client.get(address, headers=headers)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} was answered {answer.status_code}")
    return len(sent)
