"""The production server and the worker as processes of their own, for crashes, concurrency and measurements.

They use the test's database, files, mail folder and clock: a test prepares its world directly, lets real processes act
on it, kills them if it wants to, and reads the result directly.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import pytest

from incubator.settings import PREFIX, Settings

ROOT = Path(__file__).resolve().parent.parent.parent
START_SECONDS = 60
STOP_SECONDS = 20


@dataclass
class ServerProcess:
    """A running program; `url` is empty for a worker."""

    process: subprocess.Popen[bytes]
    log: Path
    url: str = ""

    def kill(self) -> None:
        """End it and its children at once, as a power cut would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> int:
        """Ask it to end and wait; returns its exit code."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.kill()
        return self.process.returncode


def environment_of(settings: Settings) -> dict[str, str]:
    """The variables that make `Settings.from_env` give these settings again."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    for one in fields(settings):
        value = getattr(settings, one.name)
        if value not in (None, "", ()):
            text = ",".join(value) if isinstance(value, tuple) else str(value)
            env[PREFIX + one.name.upper()] = text
    env["DATABASE_URL"] = settings.database_url
    return env


def start_server(settings: Settings, log: Path, *, workers: int = 2, threads: int = 4) -> ServerProcess:
    """gunicorn on a free port, as `run.py` starts it; returns when it answers."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    settings = replace(settings, base_url=url, workers=workers, threads=threads)
    command = ["gunicorn", "wsgi:app", "--bind", f"127.0.0.1:{port}", "--worker-class", "gthread"]
    command += ["--workers", str(workers), "--threads", str(threads), "--log-level", "warning"]
    server = _start(command, environment_of(settings), log, url)
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=5):
                return server
        except OSError:
            time.sleep(0.05)
    server.stop()
    raise RuntimeError(f"the server did not come up: {log.read_text()[-3000:]}")


def start_worker(settings: Settings, log: Path) -> ServerProcess:
    """`flask outbox deliver --forever`, as `run.py` starts it."""
    return _start(["flask", "--app", "wsgi", "outbox", "deliver", "--forever"], environment_of(settings), log)


def _start(command: list[str], env: Mapping[str, str], log: Path, url: str = "") -> ServerProcess:
    with log.open("ab") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=ROOT,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    return ServerProcess(process, log, url)


@pytest.fixture
def start_processes(database: Any, app: Any, tmp_path: Path) -> Iterator[Callable[..., ServerProcess]]:
    """`start_processes("server", workers=2, test_crash_point="…")` or `start_processes("worker")`; all end with the test.

    Options that are settings change the settings of the process.
    """
    started: list[ServerProcess] = []

    def start(kind: str = "server", *, workers: int = 2, threads: int = 4, **changes: Any) -> ServerProcess:
        settings = replace(database.settings, **changes)
        log = tmp_path / f"{kind}-{len(started)}.log"
        if kind == "worker":
            started.append(start_worker(settings, log))
        else:
            started.append(start_server(settings, log, workers=workers, threads=threads))
        return started[-1]

    yield start
    for program in started:
        program.stop()
