"""What a child of the sandbox does when a test asks it to go astray."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Any


def answer(source: Path, target: Path) -> Any:
    """The file says what to do."""
    return {
        "answer": lambda: {"kind": "answer"},
        "environment": lambda: {"names": sorted(name for name in os.environ if name != "LC_CTYPE")},
        "memory": lambda: {"length": len(bytearray(1_000_000_000))},
        "processor": _spin,
        "file": lambda: {"written": target.write_bytes(bytes(5_000_000))},
        "crash": os.abort,
        "exit": lambda: sys.exit(3),
        "noise": lambda: print("not JSON"),
        "list": lambda: [1],
        "flood": lambda: [sys.stderr.write("x" * 100_000) for _ in range(100)],
        "sleep": lambda: time.sleep(60),
    }[source.read_text()]()


def _spin() -> None:
    while True:
        pass
