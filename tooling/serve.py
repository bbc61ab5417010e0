"""Serves the demo centre on this machine: database, demo data, web server and worker, until Ctrl-C."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from tooling.install import install
from tooling.steps import ROOT, Failure, environment, program, say, step

INSTANCE = ROOT / "instance"
FLASK = (program("flask"), "--app", "wsgi")
START_SECONDS = 90
STOP_SECONDS = 15
GOOD = 200
START_AFRESH = (
    "위에 적힌 까닭을 확인해 주세요. 자료를 버려도 된다면 python3 run.py --fresh 로 처음부터 시작하실 수 있습니다."
    " (See the words above; --fresh starts anew.)"
)
SEE_ABOVE = "위에 적힌 까닭을 확인하고 다시 실행해 주세요. (See the words above, then run it again.)"

Process = subprocess.Popen  # one name for what we start


def serve(*, port: int, once: bool, fresh: bool) -> int:
    """Set up, serve until interrupted; with `once` only until the first page has answered.  Returns the exit code."""
    refuse_busy_port(port)
    install("serve")
    if fresh and INSTANCE.exists():
        say("instance/를 지우고 처음부터 시작합니다. (starting afresh)")
        shutil.rmtree(INSTANCE)
    env = demo_environment(port)
    step("데이터베이스를 최신 구조로 맞춥니다", "migrating the database", [*FLASK, "db", "upgrade"], START_AFRESH, env)
    seed = [*FLASK, "seed", "demo", "--if-empty", "--json"]
    told = step("시연 자료를 확인합니다", "loading the demo centre into an empty database", seed, START_AFRESH, env)
    address = f"http://127.0.0.1:{port}"
    with running((_web(port), [*FLASK, "outbox", "deliver", "--forever"]), env) as processes:
        wait_until_up(address, processes)
        if once:
            status = status_of(f"{address}/")
            say(f"{address}/ → HTTP {status}")
            return 0 if status == GOOD else 1
        announce(address, json.loads(told))
        try:
            while all(process.poll() is None for process in processes):
                time.sleep(0.3)
        except KeyboardInterrupt:
            say("멈춥니다. (stopping)")
            return 0
        ended = [(name, process.poll()) for name, process in zip(("웹 서버", "배달 일꾼"), processes, strict=True)]
    said = ", ".join(f"{name}: {code}" for name, code in ended if code is not None)
    raise Failure(
        f"스스로 멈춘 프로그램이 있습니다({said}). (A program ended by itself, with this exit code.)", SEE_ABOVE
    )


def refuse_busy_port(port: int) -> None:
    """Fail before the long set-up rather than after it."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as error:
            raise Failure(
                f"포트 {port}번을 쓸 수 없습니다. 다른 프로그램이 쓰고 있을 수 있습니다. (Port {port} is not free.)",
                "그 프로그램을 끄거나 다른 포트로 실행해 주세요. 예: python3 run.py --port 5001",
            ) from error


def demo_environment(port: int) -> dict[str, str]:
    """Settings of the demo; what the caller's environment already says wins."""
    INSTANCE.mkdir(mode=0o700, exist_ok=True)
    key = INSTANCE / "secret-key"
    if not key.exists():
        key.touch(mode=0o600)
        key.write_text(secrets.token_urlsafe(48))
    defaults = {
        "DATABASE_URL": f"sqlite:///{INSTANCE / 'incubator.db'}",
        "INCUBATOR_MODE": "demo",
        "INCUBATOR_SECRET_KEY": key.read_text(),
        "INCUBATOR_DATA_FOLDER": str(INSTANCE / "data"),
        "INCUBATOR_MAIL_FOLDER": str(INSTANCE / "mail"),
        "INCUBATOR_BASE_URL": f"http://127.0.0.1:{port}",
    }
    return environment() | {name: os.environ.get(name, value) for name, value in defaults.items()}


def _web(port: int) -> Sequence[str]:
    """Processes and threads: see gunicorn.conf.py."""
    return [program("gunicorn"), "wsgi:app", "--bind", f"127.0.0.1:{port}", "--log-level", "warning"]


@contextmanager
def running(commands: Sequence[Sequence[str]], env: dict[str, str]) -> Iterator[list[Process[bytes]]]:
    """Start the programs in sessions of their own and end them all at the end, also on Ctrl-C and SIGTERM."""

    def leave(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, leave)
    processes: list[Process[bytes]] = []
    try:
        for command in commands:
            started = Process(command, env=env, cwd=ROOT, stdin=subprocess.DEVNULL, start_new_session=True)
            processes.append(started)
        yield processes
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        signal.signal(signal.SIGTERM, before)


def status_of(address: str) -> int:
    """The status a page answers with; 0 while nobody answers."""
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 -- our own server on loopback
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def wait_until_up(address: str, processes: Sequence[Process[bytes]]) -> None:
    """Return as soon as the server answers.  Raises Failure when a program ends first, or after START_SECONDS."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and all(process.poll() is None for process in processes):
        if status_of(f"{address}/healthz") == GOOD:
            return
        time.sleep(0.1)
    raise Failure("서버가 뜨지 않았습니다. (The server did not come up.)", SEE_ABOVE)


def announce(address: str, seeded: dict[str, list[dict[str, str]]]) -> None:
    print(f"\n  {address}\n\n  역할별 로그인 (one sign-in per role):")
    for entry in seeded["sign_ins"]:
        print(f"    {entry['email']:<34} {entry['password']:<20} {entry['role']}")
    print(
        "\n  메일은 instance/mail 에 쌓입니다. 멈추려면 Ctrl-C. (Mail lands in instance/mail; Ctrl-C stops.)\n",
        flush=True,
    )
