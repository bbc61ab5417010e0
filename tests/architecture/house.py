"""What the architecture tests look at: the slices, their files and their code."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "incubator"
TEMPLATES = ROOT / "templates"
FLOORS = {"core", "db", "ports", "web"}
NOT_SLICES = FLOORS | {"demo", "static", "fonts", "translations", "_data", "__pycache__"}
WORDS = {
    "workflow",
    "events",
    "rules",
    "models",
    "policy",
    "queries",
    "usecases",
    "forms",
    "pages",
    "views",
    "subscribers",
    "commands",
}
GROUND_WORDS = WORDS | {"roles", "actor", "signin"}


def slices() -> list[str]:
    return sorted(path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name not in NOT_SLICES)


def sources(folder: Path = PACKAGE) -> list[Path]:
    return sorted(path for path in folder.rglob("*.py") if "__pycache__" not in path.parts)


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), str(path))


def modules(slice_name: str, word: str) -> Iterator[ModuleType]:
    """The module `incubator.<slice>.<word>` and, where it is a package, everything in it."""
    name = f"incubator.{slice_name}.{word}"
    here = PACKAGE / slice_name / word
    if not here.with_suffix(".py").exists() and not here.is_dir():
        return
    module = importlib.import_module(name)
    yield module
    if hasattr(module, "__path__"):
        for found in pkgutil.walk_packages(module.__path__, f"{name}."):
            yield importlib.import_module(found.name)


def templates() -> list[Path]:
    return sorted(path for path in TEMPLATES.rglob("*") if path.suffix in {".html", ".txt"})
