"""Twelve words inside a slice, plain names everywhere."""

from __future__ import annotations

import ast
import re

import pytest

from tests.architecture.house import GROUND_WORDS, PACKAGE, WORDS, slices, sources, tree

FORBIDDEN = re.compile(
    r"(^|_)(util|utils|helper|helpers|manager|common|misc|base_service|process|handle|data|info)($|_)|^do_"
)
ALLOWED = {
    "PersonalDataAccessed",  # 개인정보, the law's own term
    "data_dir",  # packaging's own word for templates and migrations
    "data_folder",  # a setting: where files live
    "process_formdata",  # WTForms calls it so
    "process_bind_param",  # SQLAlchemy calls them so
    "process_result_value",
}


@pytest.mark.parametrize("name", slices())
def test_slice_uses_the_twelve_words(name):
    words = GROUND_WORDS if name == "accounts" else WORDS
    found = {path.stem for path in (PACKAGE / name).iterdir() if path.name not in {"__init__.py", "__pycache__"}}

    assert found - words == set()


@pytest.mark.parametrize("name", slices())
def test_slice_is_described_in_one_sentence(name):
    body = tree(PACKAGE / name / "__init__.py").body

    assert [type(node) for node in body] == [ast.Expr]


def test_use_case_file_is_named_after_its_function():
    wrong = []
    for path in sources():
        if path.parent.name != "usecases" or path.name == "__init__.py":
            continue
        functions = [node.name for node in tree(path).body if isinstance(node, ast.FunctionDef)]
        if path.stem not in functions:
            wrong.append(str(path.relative_to(PACKAGE)))

    assert wrong == []


def test_no_function_or_class_bears_an_empty_word():
    wrong = [
        f"{path.relative_to(PACKAGE)}:{node.name}"
        for path in sources()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and node.name not in ALLOWED
        and FORBIDDEN.search(re.sub(r"(?<!^)(?=[A-Z])", "_", node.name).lower())
    ]

    assert wrong == []
