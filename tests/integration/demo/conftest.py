"""The demo centre, loaded once for all tests of this folder; they only read."""

from __future__ import annotations

import contextvars
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

import pytest

from incubator.core.dates import kst
from tests.conftest import House
from tests.support.client import Client

T = TypeVar("T")
NOW = kst(2026, 3, 2, 10)


@dataclass(frozen=True)
class Loaded:
    """What the command printed, and the house it was loaded into."""

    house: House
    told: dict[str, Any]

    def run(self, act: Callable[[], T]) -> T:
        """Call this inside the application, in a context of its own."""

        def inside() -> T:
            with self.house.app.app_context():
                return act()

        return contextvars.Context().run(inside)

    def command(self, *words: str) -> tuple[int, str]:
        """Exit code and output of a `flask …` command."""
        done = contextvars.Context().run(self.house.app.test_cli_runner().invoke, args=list(words))
        return done.exit_code, done.output

    def client_of(self, email: str, password: str) -> Client:
        """Signed in through the page, as the person who reads the printed line would."""
        client = self.house.app.test_client()
        assert isinstance(client, Client)
        answer = client.post("/sign-in", data={"email": email, "password": password})
        assert answer.status_code == 302, email
        return client


@pytest.fixture(scope="module")
def loaded(request: pytest.FixtureRequest, database: House) -> Iterator[Loaded]:
    """`flask seed <SEED of the module>` in an empty database."""
    database.clock.set(NOW)
    empty = Loaded(database, {})
    code, output = empty.command("seed", request.module.SEED, "--json")
    assert code == 0, output
    yield Loaded(database, json.loads(output))
    database.database.empty()
    for folder in (database.settings.data_folder, database.settings.mail_folder):
        for path in folder.rglob("*") if folder else ():
            if path.is_file():
                path.unlink()
