"""Steps that a person watches: one line each, and on failure what happened and what to do."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
LONGEST_OUTPUT = 6000


class Failure(Exception):
    """What happened; `how` says what to do about it."""

    def __init__(self, what: str, how: str) -> None:
        super().__init__(what)
        self.how = how


def program(name: str) -> str:
    """The path of an installed program."""
    return str(BIN / name)


def say(line: str) -> None:
    print(f"▸ {line}", flush=True)


def step(korean: str, english: str, command: Sequence[str], how: str, env: dict[str, str] | None = None) -> str:
    """Run a command quietly and return what it printed.  Raises Failure after showing the command's own words."""
    say(f"{korean}. ({english})")
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        env=env or environment(),
        stdin=subprocess.DEVNULL,
        cwd=ROOT,
    )
    if done.returncode:
        print(done.stdout[-LONGEST_OUTPUT:] + done.stderr[-LONGEST_OUTPUT:], file=sys.stderr)
        raise Failure(f"이 단계에서 멈췄습니다: {korean}. (Failed: {english}.)", how)
    return done.stdout


def environment() -> dict[str, str]:
    """What children get: this project's programs first, and the machine's own certificates beside the built-in ones."""
    env = {name: value for name, value in os.environ.items() if name not in {"VIRTUAL_ENV", "PYTHONHOME", "PYTHONPATH"}}
    env["PATH"] = f"{BIN}{os.pathsep}{env.get('PATH', os.defpath)}"
    env["PYTHONUNBUFFERED"] = "1"
    if Path("/etc/ssl/certs").is_dir():
        env.setdefault("UV_SYSTEM_CERTS", "1")
    env.setdefault("NODE_USE_SYSTEM_CA", "1")
    if "PIP_INDEX_URL" in env:
        env.setdefault("UV_DEFAULT_INDEX", env["PIP_INDEX_URL"])
    return env
