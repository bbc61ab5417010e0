"""One place commits, one place asks the time, one place knows who is signed in."""

from __future__ import annotations

import ast

from tests.architecture.house import PACKAGE, sources, tree


def _calls(name: str) -> set[str]:
    return {
        str(path.relative_to(PACKAGE))
        for path in sources()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == name
    }


def test_only_the_unit_of_work_commits():
    assert _calls("commit") == {"db/unit_of_work.py"}


def test_only_the_clock_asks_the_time():
    asking = {
        str(path.relative_to(PACKAGE))
        for path in sources()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute)
        and node.attr in {"now", "utcnow", "today"}
        and isinstance(node.value, ast.Name)
        and node.value.id in {"datetime", "date", "dt"}
    }

    assert asking == {"web/clock.py"}


def test_no_state_is_assigned_outside_its_model():
    assigned = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in sources()
        if path.name != "models.py" and "models" not in path.parts and "db" not in path.parts
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Attribute) and target.attr == "state"
    ]

    assert assigned == []
