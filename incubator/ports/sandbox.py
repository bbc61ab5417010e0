"""Looks at a file from outside in a process of its own, with little memory and little time.

A parser that is led astray takes only that process with it.  It gets no settings and no secrets; it reads one file, may
write one other, and answers with one JSON object.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from incubator.core.errors import Unavailable
from incubator.core.text import text

HOUSE = Path(__file__).parent.parent.parent
MOST_AT_ONCE = 4
LONGEST_WAIT_SECONDS = 60
LONGEST_ANSWER = 65_536
_places = threading.BoundedSemaphore(MOST_AT_ONCE)


@dataclass(frozen=True)
class Limits:
    """`wall_seconds` is the patience of the asking process; the others bind the child itself."""

    memory_bytes: int = 512 * 1024 * 1024
    cpu_seconds: int = 10
    file_bytes: int = 128 * 1024 * 1024
    wall_seconds: int = 30


class ChildFailedError(Exception):
    """The child died, ran out of its limits or gave no answer."""


def examine(module: str, *, source: Path, target: Path, limits: Limits) -> dict[str, Any]:
    """Call `module.answer(source, target)` in a child and return its plain answer.

    Raises ChildFailedError, and Unavailable when all places stay taken for a minute.
    """
    if not _places.acquire(timeout=LONGEST_WAIT_SECONDS):
        raise Unavailable(
            text("지금 올라오는 파일이 많아 확인하지 못했습니다."),
            how=text("잠시 뒤 같은 파일을 다시 올려 주세요."),
        )
    try:
        return _run(module, source, target, limits)
    finally:
        _places.release()


def _run(module: str, source: Path, target: Path, limits: Limits) -> dict[str, Any]:
    command = [
        *(sys.executable, "-P", "-s", "-m", "incubator.ports.sandboxed"),
        *(module, str(source), str(target), json.dumps(asdict(limits))),
    ]
    environment = {"PYTHONPATH": str(HOUSE), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1", "PATH": os.defpath}
    # Into files, which the child's own limit bounds: a pipe would let it fill this process's memory.
    with TemporaryFile(dir=source.parent) as said, TemporaryFile(dir=source.parent) as complained:
        try:
            done = subprocess.run(  # noqa: S603 (a fixed program; the arguments are paths of our own making)
                command,
                env=environment,
                cwd=source.parent,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=complained,
                timeout=limits.wall_seconds,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise ChildFailedError("time") from error
        answer = _answer(said) if done.returncode == 0 else None
        if answer is None:
            raise ChildFailedError(f"exit {done.returncode}: {_tail(complained)}")
        return answer


def _answer(said: IO[bytes]) -> dict[str, Any] | None:
    said.seek(0)
    try:
        answer = json.loads(said.read(LONGEST_ANSWER))
    except ValueError:
        return None
    return answer if isinstance(answer, dict) else None


def _tail(complained: IO[bytes]) -> str:
    complained.seek(max(0, complained.seek(0, 2) - 300))
    return complained.read(300).decode("utf-8", "replace")
