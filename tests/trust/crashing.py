"""Ends a process in the middle of its work, at a named point of `incubator.core.crash`, and looks at what is left."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import text

from incubator.core import crash
from incubator.db.base import Base
from incubator.db.session import db
from incubator.settings import Settings
from tests.support.server_process import ROOT, environment_of
from tests.trust.keeping import SESSIONS

KILLED = crash.EXIT_CODE
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
# Columns that tell in what state a thing is; how many rows there are is told of every table.
STATES = {
    "wallet_documents": "kind, removed_at IS NOT NULL",
    "applications": "state, receipt_no, version_no",
    "application_versions": "number, voided_at IS NOT NULL",
    "answer_sets": "answers",
    "organisations": "display_name, state, brn",
    "invitations": "email, state",
    "role_grants": "role, revoked_at IS NOT NULL",
    "users": "email, state, name",
    "rounds": "closes_at, receipt_serial, state",
    "deliveries": "recipient, subject, state",
    "issued_papers": "number, state",
    "outbox_messages": "event_name, listener, state",
}


def in_a_process(act: Callable[[], object], order: Path | None = None) -> int:
    """Run `act` in a process of its own and return its exit code: 0, 1 for an exception, 137 when it met the point.

    The process ends without closing or flushing anything, as after a power cut; the kernel lets go of its locks.
    """
    db.session.rollback()
    db.engine.dispose()
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        try:
            crash.configure(str(order) if order else "")
            act()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    _pid, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status)


def worker(settings: Settings, order: Path) -> int:
    """`flask outbox deliver`, as an operator starts it; its exit code.  (The typesetter survives no fork.)"""
    env = environment_of(replace(settings, test_crash_point=str(order)))
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "outbox", "deliver"]
    db.session.rollback()
    db.engine.dispose()
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, check=False).returncode


def picture() -> dict[str, Any]:
    """{table: how many rows, or their states in order} of everything but sessions and the access log."""
    found: dict[str, Any] = {}
    db.session.rollback()
    with db.engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            if table.name in SESSIONS or table.name == "audit_seals":
                continue
            columns = STATES.get(table.name)
            if columns is None:
                found[table.name] = connection.scalar(text(f'SELECT count(*) FROM "{table.name}"'))
            else:
                rows = connection.execute(text(f'SELECT {columns} FROM "{table.name}"'))
                found[table.name] = sorted(ID.sub("ID", repr(tuple(row))) for row in rows)
    return found


def difference(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """{table: what is missing, what is too much} where the two differ."""
    return {name: _apart(before[name], after[name]) for name in before if before[name] != after[name]}


def _apart(before: Any, after: Any) -> tuple[Any, Any]:
    if isinstance(before, int):
        return max(before - after, 0), max(after - before, 0)
    lost, gained = Counter(before) - Counter(after), Counter(after) - Counter(before)
    return list(lost.elements()), list(gained.elements())
