"""Production servers on loopback, their CPU time and memory, and a durable PostgreSQL."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.support import postgres

ROOT = Path(__file__).parents[2]
WORKERS, THREADS = 2, 4
START_SECONDS = 60
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Server:
    """A running gunicorn."""

    host: str
    port: int
    process: subprocess.Popen[bytes]

    def _family(self) -> list[int]:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [self.process.pid, *map(int, children)]

    def cpu_seconds(self) -> float:
        """User and system time of the server so far."""
        total = 0
        for pid in self._family():
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            total += int(fields[11]) + int(fields[12])
        return total / TICKS

    def peak_megabytes(self) -> float:
        """The most memory its processes have held, added up."""
        total = 0
        for pid in self._family():
            status = Path(f"/proc/{pid}/status").read_text()
            total += int(status.partition("VmHWM:")[2].split()[0])
        return total / 1024


@contextmanager
def serving(application: str, environment: Mapping[str, str], *, ready: str = "/healthz") -> Iterator[Server]:
    """`gunicorn` with two processes of four threads; engines are made after the fork."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]
    command = [
        sys.executable, "-m", "gunicorn", application, "--worker-class", "gthread", "--workers", str(WORKERS),
        "--threads", str(THREADS), "--bind", f"127.0.0.1:{port}", "--log-level", "warning", "--keep-alive", "75",
    ]  # fmt: skip
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | dict(environment))
    try:
        _wait(f"http://127.0.0.1:{port}{ready}", process)
        yield Server("127.0.0.1", port, process)
    finally:
        process.terminate()
        process.wait(30)


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError("the server ended at its start; its words stand above")
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"{url} did not answer within {START_SECONDS} s")


@contextmanager
def place() -> Iterator[Path]:
    """A folder on the disk (not in memory: durability is part of what is measured)."""
    folder = Path(tempfile.mkdtemp(prefix="inc-bench-", dir=os.environ.get("BENCH_FOLDER", "/var/tmp")))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def durable_postgres() -> Iterator[postgres.Server]:
    """PostgreSQL with its production durability switched on."""
    server = postgres.start(durable=True)
    try:
        yield server
    finally:
        server.stop()


def new_database(server: postgres.Server) -> str:
    """A fresh database on that server; returns its URL."""
    name = f"bench_{secrets.token_hex(4)}"
    with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return server.url(name)


def our_environment(database_url: str, folder: Path) -> dict[str, str]:
    return {
        "DATABASE_URL": database_url,
        "INCUBATOR_SECRET_KEY": "for the measurements only, nobody signs in with it",
        "INCUBATOR_DATA_FOLDER": str(folder / "data"),
        "INCUBATOR_BASE_URL": "http://127.0.0.1",
        "INCUBATOR_MODE": "demo",
        "INCUBATOR_MAIL_FOLDER": str(folder / "mail"),
    }
