"""One letter for what a door answers to one person, and the file that says what it has to be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from werkzeug.test import TestResponse

from tests.trust.keeping import SESSIONS, Keeper, digest
from tests.trust.knocking import SAFE, Door, address, routes, written
from tests.trust.pressing import Sent, make_ready
from tests.trust.world import PRINCIPALS

FILE = Path(__file__).with_name("matrix.txt")
ALLOWED, REFUSED, DENIED, MISSING, SIGN_IN = "+", "r", "-", "0", "s"
HEAD = f"""\
# Who may knock where, and what he hears.  Each cell is executed over HTTP by test_matrix.py with what the right person
# would send; a line that differs fails the build.
#   {ALLOWED} allowed      {REFUSED} the right person at the wrong moment (409, 422)      {DENIED} denied (403)
#   {MISSING} not there, or not for this person (404)      {SIGN_IN} asked to sign in (401, or led to the entrance)
# suspended: an owner whose account is locked.  former: an editor who was removed.  outsider: an owner of another company.
# newcomer: signed in, with no company, invited to one.  other_manager: manager of another program.
"""
KEPT_AS_ATTEMPT = {"submission_attempts", "audit_entries", "outbox_messages"}
"""A refused submit is kept with its reason: that is what a denied press may leave, and nothing else."""


def cell_of(answer: TestResponse) -> str:
    """The letter.  Anything the house should never say is said in full."""
    status = answer.status_code
    if status == 401 or (status == 302 and (answer.location or "").startswith("/sign-in?")):
        return SIGN_IN
    known = {403: DENIED, 404: MISSING, 409: REFUSED, 422: REFUSED}
    if status in known:
        return known[status]
    return ALLOWED if status < 400 else f"[{status}]"


class Board:
    """All cells of a world."""

    def __init__(self, door: Door, keeper: Keeper) -> None:
        self.door = door
        self.keeper = keeper
        self.pairs = routes(door.app)
        self.presses: Mapping[str, Sent] = make_ready(door)
        self.paths = {(method, row["path"]): address(door.app, door.world, row) for method, _name, row in self.pairs}
        self.begin()
        self.faults: list[str] = []
        self.executed = 0

    def begin(self) -> None:
        """What the database holds now is what it has to hold after each cell."""
        self.keeper.take()
        self.untouched = digest()

    def ask(self, who: str, method: str, name: str, row: Mapping[str, Any], **more: Any) -> str:
        """Knock once, put everything back, and note a denied press that left something behind."""
        path = self.paths[method, row["path"]]
        if method not in SAFE:
            more["data"] = self.presses[name].data()
        self.executed += 1
        with written(self.door.app) as tables:
            cell = cell_of(self.door.knock(who, method, path, **more))
        changed = tables - SESSIONS
        if changed and cell != ALLOWED:
            allowed = KEPT_AS_ATTEMPT if name == "applications.submit" else set()
            if (changed - allowed) and digest() != self.untouched:
                self.faults.append(f"{who} {method} {name} was answered {cell} and changed {sorted(changed)}")
        if tables:
            self.keeper.put_back(tables)
        return cell

    def column(self, who: str) -> dict[str, str]:
        """{line of the file: cell} for one person."""
        return {line(method, name, row): self.ask(who, method, name, row) for method, name, row in self.pairs}


def line(method: str, name: str, row: Mapping[str, Any]) -> str:
    return f"{method} {name}" if name != "programs.call_feed" else f"{method} {name} {row['path'].rpartition('.')[2]}"


def written_file(columns: Mapping[str, Mapping[str, str]], people: Iterable[str] = PRINCIPALS) -> str:
    """The text of the file: one line a door, one column a person, names of people down the page above them."""
    people = list(people)
    lines = sorted(next(iter(columns.values())), key=lambda one: (one.split()[1], one))
    width = max(map(len, lines)) + 1
    names = [" " * width + " " + "| " * index + who for index, who in enumerate(people)]
    body = [f"{one:<{width}} " + " ".join(columns[who][one] for who in people) for one in lines]
    return HEAD + "\n" + "\n".join([*names, *body]) + "\n"


def expected() -> dict[str, dict[str, str]]:
    """{person: {line: cell}} as the file says."""
    rows = [row for row in FILE.read_text().splitlines() if row.strip() and not row.startswith(("#", " "))]
    table: dict[str, dict[str, str]] = {who: {} for who in PRINCIPALS}
    for row in rows:
        words = row.split()
        cells, name = words[-len(PRINCIPALS) :], " ".join(words[: -len(PRINCIPALS)])
        for who, cell in zip(PRINCIPALS, cells, strict=True):
            table[who][name] = cell
    return table
