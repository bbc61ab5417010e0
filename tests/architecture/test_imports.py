"""The import contracts hold, and every slice stands in them."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

from tests.architecture.house import ROOT, slices

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]


def test_all_contracts_hold():
    run = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 0, run.stdout[-3000:]
    assert "7 kept, 0 broken" in run.stdout


def test_every_slice_stands_on_a_floor():
    floors = {word.strip() for layer in CONTRACTS[0]["layers"] for word in layer.split("|")}

    assert [name for name in slices() if name not in floors] == []


def test_every_slice_keeps_the_inner_order():
    inner = {
        container.removeprefix("incubator.") for container in CONTRACTS[1]["containers"] + CONTRACTS[2]["containers"]
    }

    assert sorted(inner) == slices()
