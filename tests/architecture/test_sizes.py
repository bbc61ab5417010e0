"""Rooms keep their size: no file over 300 lines, no function over 40, no template over 150."""

from __future__ import annotations

import ast

from tests.architecture.house import PACKAGE, ROOT, sources, templates, tree

MOST_LINES, MOST_FUNCTION, MOST_TEMPLATE = 300, 40, 150


def test_no_file_outgrows_its_room():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in [*sources(PACKAGE), *sources(ROOT / "tests"), ROOT / "run.py"]
        if (lines := len(path.read_text().splitlines())) > MOST_LINES
    }

    assert long == {}


def _body_lines(node: ast.FunctionDef) -> int:
    """Lines from the first act to the end; a signature of named arguments and its description are no walls."""
    acts = node.body[1:] if ast.get_docstring(node) else node.body
    return (node.end_lineno or 0) - acts[0].lineno + 1 if acts else 0


def test_no_function_outgrows_its_wall():
    long = [
        f"{path.relative_to(ROOT)}:{node.name} ({lines})"
        for path in sources(PACKAGE)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef) and (lines := _body_lines(node)) > MOST_FUNCTION
    ]

    assert long == []


def test_no_template_outgrows_its_page():
    long = [
        f"{path.relative_to(ROOT)} ({lines})"
        for path in templates()
        if (lines := len(path.read_text().splitlines())) > MOST_TEMPLATE
    ]

    assert long == []
