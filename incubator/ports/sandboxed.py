"""The child's side of `sandbox`: bind the limits, then load the parser, then let it look."""

from __future__ import annotations

import importlib
import json
import resource
import sys
from pathlib import Path


def bind(*, memory_bytes: int, cpu_seconds: int, file_bytes: int) -> None:
    """Limits that the process cannot lift again.  One descriptor more than the parsers need, no core file."""
    for what, most in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_FSIZE, file_bytes),
        (resource.RLIMIT_NOFILE, 32),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def run(module: str, source: str, target: str, limits: str) -> None:
    """Answer on standard output with one JSON object."""
    chosen = json.loads(limits)
    bind(**{name: chosen[name] for name in ("memory_bytes", "cpu_seconds", "file_bytes")})
    answer = importlib.import_module(module).answer(Path(source), Path(target))
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    run(*sys.argv[1:])
