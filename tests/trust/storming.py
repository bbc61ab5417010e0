"""Many clients against a production server that is killed again and again."""

from __future__ import annotations

import http.client
import os
import random
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from incubator.settings import Settings
from tests.support.server_process import ServerProcess, _start, environment_of

PATIENCE_SECONDS = 60
START_SECONDS = 60
AWAY = (OSError, http.client.HTTPException)


def right_now() -> datetime:
    """The real instant, beside servers that have no clock of the tests."""
    return datetime.fromtimestamp(time.time(), UTC)


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    body: str


class Caller:
    """One browser on one keep-alive connection; asks again until somebody answers."""

    def __init__(self, port: int, cookie: str, token: str) -> None:
        self.port = port
        self.headers = {"Cookie": cookie, "X-CSRFToken": token, "Accept": "application/json"}
        self.connection: http.client.HTTPConnection | None = None
        self.unanswered = 0

    def press(self, path: str, fields: dict[str, Any]) -> Answer:
        """Send until answered: no answer, 500, 502 and 503 are none.  Fails after a minute."""
        body = urlencode(fields, doseq=True)
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            answer = self._try("POST", path, body)
            if answer is not None and answer.status < 500:
                return answer
            self.unanswered += 1
            time.sleep(0.02)
        raise AssertionError(f"{path} was not answered within {PATIENCE_SECONDS} s: {answer}")

    def _try(self, method: str, path: str, body: str) -> Answer | None:
        try:
            if self.connection is None:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
            kind = {"Content-Type": "application/x-www-form-urlencoded"}
            self.connection.request(method, path, body, {**self.headers, **kind})
            found = self.connection.getresponse()
            return Answer(found.status, found.headers.get("Location", ""), found.read().decode())
        except AWAY:
            self.hang_up()
            return None

    def hang_up(self) -> None:
        if self.connection is not None:
            self.connection.close()
        self.connection = None


class Server:
    """gunicorn whose master has loaded the application, so that killed workers are back at once."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.settings = replace(settings, base_url=f"http://127.0.0.1:{self.port}")
        self.log = folder / "storm.log"
        self.program: ServerProcess | None = None
        self.callers: list[Caller] = []

    def caller(self, cookie: str, token: str) -> Caller:
        """One more browser; hung up with the server's end."""
        self.callers.append(Caller(self.port, cookie, token))
        return self.callers[-1]

    def start(self) -> None:
        command = ["gunicorn", "wsgi:app", "--preload", "--bind", f"127.0.0.1:{self.port}", "--log-level", "warning"]
        command += ["--worker-class", "gthread", "--workers", "2", "--threads", "4"]
        self.program = _start(command, environment_of(self.settings), self.log)
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=5).close()
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise AssertionError(f"the server did not come up: {self.log.read_text()[-2000:]}")

    def kill_workers(self) -> int:
        """SIGKILL for every worker; returns how many there were."""
        assert self.program is not None
        children = (
            Path(f"/proc/{self.program.process.pid}/task/{self.program.process.pid}/children").read_text().split()
        )
        for child in children:
            os.kill(int(child), signal.SIGKILL)
        return len(children)

    def kill_all(self) -> None:
        """SIGKILL for the master and its workers, as a power cut would."""
        assert self.program is not None
        self.program.kill()

    def stop(self) -> None:
        for caller in self.callers:
            caller.hang_up()
        if self.program is not None:
            self.program.stop()


@contextmanager
def serving(settings: Settings, folder: Path) -> Iterator[Server]:
    server = Server(settings, folder)
    try:
        server.start()
        yield server
    finally:
        server.stop()


def strike(server: Server, *, workers: int, everything: int, seed: int) -> int:
    """Kill at moments nobody can foresee; returns how many times."""
    chance = random.Random(seed)
    blows = [server.kill_workers] * workers + [server.kill_all] * everything
    chance.shuffle(blows)
    for blow in blows:
        time.sleep(chance.uniform(0.15, 0.6))
        blow()
        if blow == server.kill_all:
            server.start()
    return len(blows)


def together(acts: Sequence[Callable[[], Any]]) -> list[Any]:
    """Run all at once, one thread each, started by one signal; the results in the order of the acts.  Raises the first failure."""
    results: list[Any] = [None] * len(acts)
    failures: list[BaseException] = []
    start = threading.Barrier(len(acts))

    def run(number: int) -> None:
        try:
            start.wait()
            results[number] = acts[number]()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return results
