"""The test client refuses what it is there to refuse."""

from collections.abc import Callable

import pytest
from flask import Flask, session
from flask.typing import ResponseReturnValue

from incubator.core.text import text
from incubator.db.outbox import OutboxMessage
from incubator.db.session import session_now
from incubator.web.access import public
from tests.support.client import Client

PAGE = '<!doctype html><html lang="ko"><title>쪽</title><main><h1>쪽</h1>{}</main></html>'


@pytest.fixture
def visitor(app_with: Callable[..., Flask]) -> Client:
    """At an application with a few doors of this test's own."""
    other = app_with()

    def door(path: str, view: Callable[[], ResponseReturnValue], *methods: str) -> None:
        other.add_url_rule(path, path, public(view), methods=methods or ("GET",))

    def forget() -> str:
        session_now().add(OutboxMessage(event_name="x"))
        return PAGE.format("")

    def count() -> str:
        session["n"] = session.get("n", 0) + 1
        return PAGE.format(session["n"])

    door("/bad", lambda: PAGE.format("<input name=x>"))
    door("/forgets", forget)
    door("/counts", count)
    door("/takes", lambda: PAGE.format(str(text("받았습니다."))), "POST")
    client = other.test_client()
    assert isinstance(client, Client)
    return client


def test_open_refuses_a_bad_page(visitor: Client) -> None:
    with pytest.raises(AssertionError, match=r"GET /bad is a bad page.*no label"):
        visitor.get("/bad")


def test_open_refuses_a_request_that_forgets_to_commit(visitor: Client) -> None:
    with pytest.raises(AssertionError, match="left changes uncommitted"):
        visitor.get("/forgets")


def test_open_keeps_cookies_between_requests(visitor: Client) -> None:
    visitor.get("/counts")

    assert visitor.get("http://mail.example/counts").html.main == "쪽2"


def test_post_carries_a_token_unless_told_otherwise(visitor: Client) -> None:
    assert visitor.post("/takes").html.main == "쪽받았습니다."
    assert visitor.post("/takes", csrf=False).status_code == 400
