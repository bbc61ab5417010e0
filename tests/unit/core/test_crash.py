from pathlib import Path
from re import findall

import pytest

from incubator.core import crash


@pytest.fixture
def order(tmp_path, monkeypatch):
    """The file that names a point; a process that would end raises SystemExit instead."""

    def end(code):
        raise SystemExit(code)

    monkeypatch.setattr(crash.os, "_exit", end)
    monkeypatch.setattr(crash._Order, "file", tmp_path / "crash")
    return tmp_path / "crash"


def test_without_a_setting_nothing_is_read(monkeypatch):
    monkeypatch.setattr(crash._Order, "file", None)
    crash.reached("after-commit")


def test_the_process_ends_at_the_named_point_once(order):
    order.write_text("after-commit")
    crash.reached("before-commit")
    with pytest.raises(SystemExit) as ended:
        crash.reached("after-commit")
    assert (ended.value.code, order.exists()) == (137, False)
    crash.reached("after-commit")


def test_a_point_may_be_bound_to_a_fact(order):
    order.write_text("after-commit application.submitted\n")
    crash.reached("after-commit")
    crash.reached("after-commit", ["application.withdrawn"])
    with pytest.raises(SystemExit):
        crash.reached("after-commit", ["organisation.registered", "application.submitted"])


def test_every_point_of_the_list_is_in_the_program_and_no_other():
    root = Path(crash.__file__).parents[2]
    used = {
        point
        for folder in ("incubator", "migrations")
        for path in (root / folder).rglob("*.py")
        for point in findall(r'crash\.reached\("([a-z-]+)"', path.read_text())
    }
    assert used == crash.POINTS
