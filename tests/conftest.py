"""Fixtures every test may ask for.  Which database: `--database=sqlite|postgresql|both`.

`app` is one application per worker and database; its database, files, mail and clock are fresh for each test, and its
application context is open while the test runs, so that use cases, queries and factories may be called directly.
"""

from __future__ import annotations

import contextvars
import os
import shutil
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from sqlalchemy.orm import Session

from incubator.accounts.usecases.open_session import open_session
from incubator.app import create_app
from incubator.db.session import db, session_now
from incubator.settings import Settings
from tests.support import network, postgres
from tests.support.client import Client, refuse_uncommitted_changes
from tests.support.clock import Clock
from tests.support.databases import Database, PostgresDatabase, SqliteDatabase, server_url
from tests.support.query_budget import query_budget as spend_at_most
from tests.support.relay import drain

pytest_plugins = ("tests.support.live_server", "tests.support.server_process", "tests.support.browser")

DATABASES = ("sqlite", "postgresql")
SERVER_URL = "TEST_DATABASE_URL"
_server: list[postgres.Server] = []
# A busy machine is slow, not wrong.
hypothesis_settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database", choices=(*DATABASES, "both"), default="sqlite", help="run the tests on this database"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Close the way out; the controller starts the one PostgreSQL server all workers share."""
    network.guard()
    if "postgresql" in _chosen(config) and not os.environ.get(SERVER_URL):
        _server.append(postgres.start())
        os.environ[SERVER_URL] = _server[0].url("postgres")


def pytest_unconfigure() -> None:
    while _server:
        _server.pop().stop()
        os.environ.pop(SERVER_URL)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that needs the database runs on each chosen one; a browser journey on the first."""
    if "database" in metafunc.fixturenames:
        chosen = _chosen(metafunc.config)
        if "live_server" in metafunc.fixturenames:
            chosen = chosen[:1]
        metafunc.parametrize("database", chosen, indirect=True, scope="session")


def _chosen(config: pytest.Config) -> tuple[str, ...]:
    chosen = config.getoption("--database")
    return DATABASES if chosen == "both" else (chosen,)


@dataclass(frozen=True)
class House:
    """An application with everything it stands on."""

    app: Flask
    database: Database
    settings: Settings
    clock: Clock
    listener: socket.socket
    """Holds the port of `settings.base_url` for the live server."""


@pytest.fixture(scope="session")
def database(request: pytest.FixtureRequest) -> Iterator[House]:
    """The application of this worker on one database."""
    with ExitStack() as at_the_end:
        folder = Path(tempfile.mkdtemp(prefix="inc-test-", dir=_memory()))
        at_the_end.callback(shutil.rmtree, folder)
        listener = at_the_end.enter_context(socket.create_server(("127.0.0.1", 0)))
        worker = os.environ.get("PYTEST_XDIST_WORKER", f"main{os.getpid()}")
        kept: Database = SqliteDatabase(folder) if request.param == "sqlite" else PostgresDatabase(server_url(), worker)
        at_the_end.callback(kept.remove)
        clock = Clock(folder / "clock")
        settings = Settings(
            secret_key="for the tests only, nobody signs in with it",
            database_url=kept.url,
            data_folder=folder / "data",
            base_url=f"http://127.0.0.1:{listener.getsockname()[1]}",
            mode="test",
            free_disk_mb=0,  # the folder may be a small one in memory
            mail_folder=folder / "mail",
            test_clock=str(clock.path),
        )
        app = _watched(settings)
        at_the_end.callback(_let_go, app)
        kept.make(app)
        yield House(app, kept, settings, clock, listener)


def _watched(settings: Settings) -> Flask:
    """The application as it is, with a client that refuses bad pages and a watch for forgotten commits."""
    app = create_app(settings)
    app.test_client_class = Client
    refuse_uncommitted_changes(app)
    return app


def _let_go(app: Flask) -> None:
    with app.app_context():
        db.engine.dispose()


def _memory() -> str | None:
    """A folder in memory for SQLite, whose every commit waits for the disk; None means the usual temp folder."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


@pytest.fixture
def app(database: House) -> Iterator[Flask]:
    """The application, its context open for the test itself (requests have their own)."""
    database.clock.set(Clock.FIRST)
    with database.app.app_context():
        yield database.app
    database.database.empty()
    for folder in (database.settings.data_folder, database.settings.mail_folder):
        for path in folder.rglob("*") if folder else ():
            if path.is_file():
                path.unlink()


@pytest.fixture
def settings(database: House) -> Settings:
    return database.settings


@pytest.fixture
def clock(database: House, app: Flask) -> Clock:
    """Stands at 2026-03-02 10:00 KST.  `clock.set(instant)`, `clock.advance(minutes=5)`, `clock.now`."""
    del app  # puts it there
    return database.clock


@pytest.fixture
def session(app: Flask) -> Session:
    """For reading; what it has read is read again after each request."""
    del app
    return session_now()


@pytest.fixture
def anonymous(app: Flask) -> Client:
    """A visitor."""
    client = app.test_client()
    assert isinstance(client, Client)
    return client


@pytest.fixture
def client_as(app: Flask, clock: Clock) -> Callable[[Any], Client]:
    """`client_as(user)`: a client signed in as this User (or user id), on a device of its own."""

    def sign_in(user: Any) -> Client:
        user_id = user if isinstance(user, UUID) else user.id
        client = app.test_client()
        assert isinstance(client, Client)

        def begin() -> None:
            with app.app_context():
                token = open_session(user_id=user_id, address="127.0.0.1", agent="test", now=clock.now)
            with client.session_transaction() as cookie:
                cookie.update({"_user_id": token, "_fresh": True})

        contextvars.Context().run(begin)
        return client

    return sign_in


@pytest.fixture
def deliver(app: Flask) -> Callable[[], int]:
    """`deliver()` hands everything due in the outbox to its listeners, mail included."""
    return partial(drain, app)


@pytest.fixture
def mails(settings: Settings) -> Callable[[], list[EmailMessage]]:
    """`mails()`: what has been sent, oldest first."""

    def read() -> list[EmailMessage]:
        assert settings.mail_folder is not None
        files = sorted(settings.mail_folder.glob("*.eml"), key=lambda path: (path.stat().st_mtime_ns, path.name))
        return [message_from_bytes(path.read_bytes(), policy=policy.default) for path in files]  # type: ignore[misc] -- the policy makes EmailMessage

    return read


@pytest.fixture
def query_budget(app: Flask) -> Callable[[int], AbstractContextManager[list[str]]]:
    """`with query_budget(8): client.get(…)` fails when more statements than that reach the database."""
    return partial(spend_at_most, app)


@pytest.fixture
def app_with(database: House) -> Iterator[Callable[..., Flask]]:
    """`app_with(mode="demo", …)`: another application on the same database, with these settings changed."""
    made: list[Flask] = []

    def make(**changes: Any) -> Flask:
        made.append(_watched(replace(database.settings, **changes)))
        return made[-1]

    yield make
    for other in made:
        _let_go(other)
    if made:
        create_app(database.settings)  # ports are configured per process: give them back
