"""A parser led astray takes only its own process with it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from incubator.ports.sandbox import ChildFailedError, Limits, examine

LITTLE = Limits(memory_bytes=128 * 1024 * 1024, cpu_seconds=1, file_bytes=1_000_000, wall_seconds=4)
PROBES = "tests.support.probes"


def ask(what: str, folder: Path) -> dict[str, object]:
    source = folder / "source"
    source.write_text(what)
    return examine(PROBES, source=source, target=folder / "target", limits=LITTLE)


def test_an_answer_comes_back(tmp_path: Path) -> None:
    assert ask("answer", tmp_path) == {"kind": "answer"}


def test_the_child_knows_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INCUBATOR_SECRET_KEY", "very secret")

    assert ask("environment", tmp_path)["names"] == sorted(
        ("PYTHONPATH", "PYTHONUTF8", "PYTHONDONTWRITEBYTECODE", "PATH")
    )


@pytest.mark.parametrize("what", ["memory", "processor", "file", "crash", "exit", "noise", "list", "flood"])
def test_a_child_that_goes_astray_is_ended(what: str, tmp_path: Path) -> None:
    before = time.monotonic()

    with pytest.raises(ChildFailedError):
        ask(what, tmp_path)

    assert time.monotonic() - before < 8


def test_a_child_that_sleeps_is_not_waited_for(tmp_path: Path) -> None:
    with pytest.raises(ChildFailedError, match="time"):
        ask("sleep", tmp_path)
