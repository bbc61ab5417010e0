"""A process dies at every named point of every flow; the person tries again (quality.md RE-03, RE-04, FI-12, DB-03).

The end is the same as without the crash: nothing lost, nothing twice, the trail whole, rows and files agreeing.
"""

from __future__ import annotations

import io
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

import psycopg
import pytest
from flask_migrate import upgrade
from sqlalchemy import inspect, text

from incubator.audit.usecases.seal_entries import seal_entries
from incubator.audit.usecases.verify_trail import verify_trail
from incubator.commands import tick
from incubator.db.session import db
from incubator.documents.usecases.reconcile_files import reconcile_files
from incubator.notifications.rules import LEASE
from incubator.ports import blobs
from incubator.programs.usecases.close_due_rounds import close_due_rounds
from incubator.settings import data_dir
from tests.support.databases import server_url
from tests.support.files import good_pdf
from tests.trust.crashing import KILLED, difference, in_a_process, picture, worker
from tests.trust.presses import PRESSES
from tests.trust.pressing import make_ready

COMMIT = ("changed", "before-commit", "after-commit")
FILE = ("file-received", "file-renamed", "file-kept")


@dataclass(frozen=True)
class Flow:
    """A press of `presses.py`, the facts its commits leave, and the points before them."""

    door: str
    facts: tuple[str, ...]
    points: tuple[str, ...] = ()
    more: frozenset[str] = field(default_factory=frozenset)
    """Tables that may keep a trace of the first try beside the second: an unused upload, a refused press."""

    def orders(self):
        return [*self.points, *(f"{point} {fact}" for fact in self.facts for point in COMMIT)]


TRACE = frozenset({"stored_files", "audit_entries", "outbox_messages"})
FLOWS = (
    Flow("applications.submit", ("application.submitted",)),
    Flow("applications.unsubmit", ("application.unsubmitted",)),
    Flow("applications.withdraw", ("application.withdrawn",)),
    Flow("applications.autosave", ("answers.saved",)),
    Flow("applications.save", ("answers.saved",)),
    Flow("applications.start", ("application.started",)),
    Flow("applications.upload_file", ("file.stored", "answer_file.attached"), FILE, TRACE),
    Flow("organisations.wallet", ("file.stored", "wallet_document.added"), FILE, TRACE),
    Flow("organisations.new_company", ("organisation.registered",)),
    Flow("organisations.members", ("invitation.sent",), more=TRACE | {"deliveries"}),  # the mail goes out once more
    Flow("organisations.remove", ("member.removed",)),
    Flow("organisations.accept", ("invitation.accepted",)),
    Flow("round_acts.publish", ("approval.requested",)),
    Flow("approvals.sign", ("approval.granted",)),
    Flow("approvals.give_back", ("approval.returned",)),
    Flow("accounts.sign_up", ("user.registered",), more=TRACE | {"mail_proofs", "deliveries", "consents"}),
    Flow("accounts.choose_password", ("user.password_changed",)),
)


@pytest.fixture
def order(tmp_path):
    return tmp_path / "crash"


def test_every_flow_survives_every_point(door, keeper, deliver, order, clock):
    presses = make_ready(door)
    keeper.take()
    wrong, killed = {}, 0
    for flow in FLOWS:
        press, who = presses[flow.door], PRESSES[flow.door].by

        def knock(press=press, who=who):
            return door.knock(who, press.method, press.path, data=_fields(press))

        assert in_a_process(knock) == 0
        deliver()
        whole = picture()
        keeper.put_back()
        for point in flow.orders():
            order.write_text(point)
            died = in_a_process(knock, order) == KILLED
            killed += died
            if died:
                again = knock().status_code
                deliver()
                left = {
                    name: (lost, gained)
                    for name, (lost, gained) in difference(whole, picture()).items()
                    if lost or name not in flow.more
                }
                if left:
                    wrong[flow.door, point] = (again, left)
            else:
                wrong[flow.door, point] = "the point was not met"
            order.unlink(missing_ok=True)
            keeper.put_back()
    assert not wrong, "\n".join(f"{cell}: {found}" for cell, found in wrong.items())
    assert killed >= 60
    _all_is_well(clock.now)


def _fields(press):
    if not press.file:
        return dict(press.fields)
    return {**press.fields, press.file: (io.BytesIO(good_pdf()), "증명서.pdf")}


def _all_is_well(now):
    """The trail is whole; no row without its file; what nobody names is swept away once it is old."""
    seal_entries(now=now)
    verdict = verify_trail()
    assert (verdict.fault, verdict.unsealed) == (None, 0)
    found = reconcile_files(now=now, sweep=False)
    assert (found.missing, found.differing) == ((), ())
    for path in (*blobs._root().rglob("*"),):
        if path.is_file():
            path.touch()
    swept = reconcile_files(now=now + timedelta(days=36_500), sweep=True)
    assert swept.agrees
    assert not list((blobs._root() / "incoming").iterdir())


MAIL = (
    "message-taken",
    "message-handled",
    "before-commit paper.issued",
    "after-commit paper.issued",
    "mail-leased",
    "mail-sent",
)


def test_every_message_and_mail_survives_the_death_of_the_worker(door, keeper, deliver, order, clock, mails, settings):
    """At least once, always under the same Message-ID; the world is told once."""
    press = make_ready(door)["applications.submit"]
    assert door.knock("representative", press.method, press.path, data=press.data()).status_code == 302
    tick(clock.now)  # what the clock brings is brought before; the worker below is left with messages and mails
    keeper.take()
    start = clock.now
    _empty(settings.mail_folder)
    deliver()
    whole, sent = picture(), _letters(mails())
    keeper.put_back()
    for point in MAIL:
        _empty(settings.mail_folder)
        order.write_text(point)
        assert worker(settings, order) == KILLED, point
        clock.advance(seconds=LEASE.total_seconds() + 1)
        deliver()
        assert difference(whole, picture()) == {}, point
        assert _letters(mails()) == sent, point
        keeper.put_back()
        clock.set(start)  # or what waits its ten minutes before it leaves would leave in a later turn


def _empty(folder):
    for path in folder.glob("*.eml"):
        path.unlink()


def _letters(mails):
    """Who was written to, about what.  The folder holds one file for each Message-ID."""
    return sorted((mail["To"], mail["Subject"]) for mail in mails)


def test_the_close_of_a_round_survives(door, keeper, order, clock, deliver):
    """Drafts become 미제출, what was handed in stays; a worker that died is followed by one that finishes."""
    clock.set(door.world.draft.closes_at + timedelta(minutes=1))
    keeper.take()

    def close():
        close_due_rounds(clock.now)
        deliver()

    close()
    whole = picture()
    keeper.put_back()
    points = [f"{point} {fact}" for fact in ("round.closed", "application.expired") for point in COMMIT]
    for point in points:
        order.write_text(point)
        assert in_a_process(close, order) == KILLED, point
        clock.advance(seconds=LEASE.total_seconds() + 1)
        close()
        assert difference(whole, picture()) == {}, point
        keeper.put_back()


def test_a_migration_that_dies_leaves_the_old_schema_and_ends_at_head(app, database, app_with, tmp_path, order):
    url = _new_database(database, tmp_path)
    other = app_with(database_url=url)
    head = (data_dir("migrations") / "HEAD").read_text().strip()

    def migrate():
        with other.app_context():
            upgrade()
            db.engine.dispose()

    order.write_text("migration-step")
    assert in_a_process(migrate, order) == KILLED
    with other.app_context():
        assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
        db.engine.dispose()
    assert in_a_process(migrate) == 0
    with other.app_context():
        with db.engine.connect() as connection:
            assert connection.scalar(text("SELECT version_num FROM alembic_version")) == head
        assert "applications" in inspect(db.engine).get_table_names()
        db.engine.dispose()
    _remove_database(database)


NAME = "incubator_test_dying"


def _new_database(database, tmp_path):
    if getattr(database.database, "path", None):
        return f"sqlite:///{tmp_path / 'dying.db'}"
    with psycopg.connect(server_url(), autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{NAME}" WITH (FORCE)')
        server.execute(f"CREATE DATABASE \"{NAME}\" ENCODING 'UTF8' TEMPLATE template0")
    return database.database.url.replace(database.database.name, NAME)


def _remove_database(database):
    if not getattr(database.database, "path", None):
        with suppress(psycopg.Error), psycopg.connect(server_url(), autocommit=True) as server:
            server.execute(f'DROP DATABASE IF EXISTS "{NAME}" WITH (FORCE)')
