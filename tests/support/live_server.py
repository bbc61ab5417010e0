"""The real application on a real port, for browsers: threads in the test's own process.

Factories, `clock`, `deliver` and `mails` of the test act on the same application, so a journey prepares its world
directly and drives only what it is about.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask, got_request_exception
from werkzeug.serving import WSGIRequestHandler, make_server


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 -- werkzeug's name
        """Failures are collected by the fixture; requests are no news."""


@dataclass(frozen=True)
class LiveServer:
    url: str
    app: Flask


@pytest.fixture
def live_server(app: Flask, database: Any) -> Iterator[LiveServer]:
    """The application at `live_server.url`.  An exception in a request fails the test that caused it."""
    failures: list[BaseException] = []

    def note(_sender: Flask, exception: BaseException, **_extra: Any) -> None:
        failures.append(exception)

    host, port = database.listener.getsockname()[:2]
    server = make_server(host, port, app, threaded=True, request_handler=_Quiet, fd=database.listener.fileno())
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    with got_request_exception.connected_to(note, app):
        thread.start()
        yield LiveServer(f"http://{host}:{port}", app)
        server.shutdown()
        thread.join()
        server.server_close()
    assert failures == []
