"""Every route of the live manifest, every method, every kind of person (quality.md AZ-01 to AZ-03)."""

from __future__ import annotations

from difflib import unified_diff

from tests.trust import cells
from tests.trust.world import PRINCIPALS


def test_every_person_hears_at_every_door_what_the_file_says(door, keeper, tmp_path):
    board = cells.Board(door, keeper)

    columns = {who: board.column(who) for who in PRINCIPALS}

    found, wanted = cells.written_file(columns), cells.FILE.read_text() if cells.FILE.exists() else ""
    if found != wanted:
        (tmp_path / "matrix.txt").write_text(found)
    changes = "\n".join(
        unified_diff(wanted.splitlines(), found.splitlines(), "the file", "the house", lineterm="", n=0)
    )
    assert not changes, f"{changes}\nif the house is right, keep {tmp_path / 'matrix.txt'} as {cells.FILE.name}"
    assert board.faults == []
    assert board.executed == len(board.pairs) * len(PRINCIPALS) > 2_000
