"""What the cases share: filled databases, founders not yet used up, running servers, and how a result is said."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.bench import servers
from tests.bench.world import Founder, Prepared, prepare

STORED = 100_000
LIMIT_PEOPLE = 64


@dataclass(frozen=True)
class Scale:
    """How long to look.  `--quick` is for a first impression."""

    repeats: int = 3
    seconds: float = 4.0
    flows: int = 350
    """At most so many flows in one run."""
    clients: tuple[int, ...] = (1, 8, 32, 64)
    storm: int = 1_000
    pages: int = 60
    founders: int = 9_000
    """For the ground that two cases share; a ground of one case has `few`."""
    few: int = 2_300


QUICK = Scale(repeats=1, seconds=2.0, flows=200, clients=(1, 64), storm=300, pages=20, founders=2_000, few=1_000)


@dataclass(frozen=True)
class Result:
    """One line of the table: numbers by name, in the order they are shown."""

    case: str
    database: str
    figures: Mapping[str, float | str]

    def __str__(self) -> str:
        shown = "  ".join(f"{name} {_plain(value)}" for name, value in self.figures.items())
        return f"{self.case:<34} {self.database:<10} {shown}"


def _plain(value: float | str) -> str:
    return (
        f"{value:.2f}"
        if isinstance(value, float) and value < 10
        else f"{value:.0f}"
        if isinstance(value, float)
        else str(value)
    )


@dataclass
class Ground:
    """One filled database of ours and one of the limit program."""

    database: str
    stored: int
    environment: Mapping[str, str]
    limit_url: str
    prepared: Prepared
    limit_cookies: Sequence[str]
    used: int = 0
    accepted: int = 0
    """Flows that were answered with a receipt; `submit.count_rows` compares."""

    @property
    def url(self) -> str:
        return self.environment["DATABASE_URL"]

    def take(self, count: int) -> Sequence[Founder]:
        """Founders whose drafts nobody has handed in yet."""
        taken = self.prepared.founders[self.used : self.used + count]
        if len(taken) < count:
            raise RuntimeError(f"only {len(self.prepared.founders)} founders were prepared; ask for more in Scale")
        self.used += count
        return taken

    @contextmanager
    def ours(self) -> Iterator[servers.Server]:
        with servers.serving("wsgi:app", self.environment) as server:
            yield server

    @contextmanager
    def limit(self) -> Iterator[servers.Server]:
        with servers.serving("tests.bench.limit_app:app", {"LIMIT_DATABASE": self.limit_url}, ready="/hello") as server:
            yield server


@dataclass
class Bench:
    """The databases of one kind, filled when a case first asks for them."""

    database: str
    scale: Scale
    folder: Path
    server: Any
    at_the_end: ExitStack
    grounds: dict[tuple[int, str], Ground] = field(default_factory=dict)

    def ground(self, *, stored: int = 0, name: str = "") -> Ground:
        """The same for every case that names it alike."""
        if (stored, name) not in self.grounds:
            self.grounds[stored, name] = self._make(stored, name)
        return self.grounds[stored, name]

    def empty_database(self, name: str) -> str:
        """A database of its own in the folder of that name."""
        if self.database == "postgresql":
            return servers.new_database(self.server)
        (self.folder / name).mkdir(exist_ok=True)
        return f"sqlite:///{self.folder / name}/{len(list((self.folder / name).iterdir()))}.db"

    def environment(self, name: str) -> dict[str, str]:
        """What a server of ours needs on an empty database."""
        place = f"{self.database}-{name}"
        return servers.our_environment(self.empty_database(place), self.folder / place)

    def _make(self, stored: int, name: str) -> Ground:
        environment = self.environment(f"{stored}{name}")
        bare = self.empty_database(f"{self.database}-{stored}{name}-limit")
        founders = self.scale.few if stored or name else self.scale.founders
        prepared = prepare(environment, founders=founders, stored=stored)
        return Ground(self.database, stored, environment, bare, prepared, _fill_limit(bare, stored))


def _fill_limit(url: str, stored: int) -> list[str]:
    """In a process of its own: the limit program reads its database when it is imported."""
    command = [sys.executable, "-m", "tests.bench.limit_app", url, str(LIMIT_PEOPLE), str(stored)]
    done = subprocess.run(command, cwd=servers.ROOT, stdout=subprocess.PIPE, check=True)
    cookies: list[str] = json.loads(done.stdout)
    return cookies
