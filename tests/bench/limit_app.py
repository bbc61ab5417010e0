"""The least a correct application form can do on this stack: what our figures are divided by.

One signed-in POST checks the session and its token, compares the deadline and inserts an application, an audit row and an
outbox row in one transaction, through Core statements; SQLite writers queue on a lock of the kernel.  No validation, no
receipt, no snapshot, no policy: a limit, not a product.  Its two lists are read as usual, through mapped classes and a
session; no more is left out of them.
"""

from __future__ import annotations

import fcntl
import hmac
import json
import os
import secrets
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import sqlalchemy as sa
from flask import Flask, abort, redirect, request, session
from flask.sessions import SecureCookieSessionInterface
from sqlalchemy.orm import Session, registry

URL = os.environ.get("LIMIT_DATABASE") or sys.argv[1]
IS_SQLITE = URL.startswith("sqlite")
meta = sa.MetaData()
key = sa.BigInteger().with_variant(sa.Integer, "sqlite")
people = sa.Table(
    "people", meta, sa.Column("id", key, primary_key=True), sa.Column("name", sa.Text), sa.Column("email", sa.Text)
)
calls = sa.Table(
    "calls", meta, sa.Column("id", key, primary_key=True), sa.Column("name", sa.Text), sa.Column("body", sa.Text),
    sa.Column("closes_at", sa.DateTime(timezone=True)),
)  # fmt: skip
applications = sa.Table(
    "applications", meta, sa.Column("id", key, primary_key=True), sa.Column("person_id", key, index=True),
    sa.Column("call_id", key, index=True), sa.Column("title", sa.Text), sa.Column("answers", sa.JSON),
    sa.Column("state", sa.Text, index=True), sa.Column("at", sa.DateTime(timezone=True)),
)  # fmt: skip
trail = sa.Table(
    "trail", meta, sa.Column("id", key, primary_key=True), sa.Column("at", sa.DateTime(timezone=True)),
    sa.Column("person_id", key), sa.Column("verb", sa.Text), sa.Column("subject", sa.Text, index=True),
)  # fmt: skip
outbox = sa.Table(
    "outbox", meta, sa.Column("id", key, primary_key=True), sa.Column("at", sa.DateTime(timezone=True)),
    sa.Column("payload", sa.JSON), sa.Column("sent_at", sa.DateTime(timezone=True), index=True),
)  # fmt: skip


class Person:
    """A row of `people`, mapped."""

    id: Any
    name: Any


class Application:
    """A row of `applications`, mapped."""

    id: Any
    title: Any
    state: Any
    at: Any
    person_id: Any


class Call:
    """A row of `calls`, mapped."""

    id: Any
    name: Any
    closes_at: Any
    body: Any


for mapped, table in ((Person, people), (Application, applications), (Call, calls)):
    registry(metadata=meta).map_imperatively(mapped, table)

app = Flask(__name__)
app.secret_key = "a limit, not a product"
turn = threading.Lock()
PAGE = "<!doctype html><html lang=ko><title>{{ title }}</title><body><header>{{ who }}</header><main>%s</main></body></html>"
FORM = PAGE % (
    '<form method=post><input type=hidden name=csrf value="{{ csrf }}">{% for name in ["title", "summary", "answers"] %}'
    "<p><label for={{ name }}>{{ name }}</label><textarea name={{ name }} id={{ name }}></textarea>{% endfor %}<button>보내기</button></form>"
)
LIST = (
    PAGE
    % '<ul>{% for row in rows %}<li><a href="/calls/{{ row.id }}">{{ row.name }}</a> {{ row.closes_at }}<p>{{ row.body[:200] }}{% endfor %}</ul>'
)
TABLE = PAGE % (
    '<table>{% for row in rows %}<tr><td>{{ row.id }}<td><a href="/a/{{ row.id }}">{{ row.title }}</a><td>{{ row.state }}'
    "<td>{{ row.at }}<td>{{ row.name }}{% endfor %}</table>"
)


@cache
def engine() -> sa.Engine:
    """Made in the process that uses it, after the server's fork."""
    made = (
        sa.create_engine(URL)
        if not IS_SQLITE
        else sa.create_engine(URL, connect_args={"timeout": 60, "check_same_thread": False})
    )
    if IS_SQLITE:

        @sa.event.listens_for(made, "connect")
        def manners(connection: Any, _record: Any) -> None:
            for pragma in ("journal_mode=wal", "synchronous=full", "foreign_keys=on"):
                connection.execute(f"pragma {pragma}")

    return made


@cache
def lock_file() -> int:
    return os.open(URL.removeprefix("sqlite:///") + ".lock", os.O_CREAT | os.O_RDWR)


@contextmanager
def write_turn() -> Iterator[None]:
    if not IS_SQLITE:
        yield
        return
    with turn:
        fcntl.flock(lock_file(), fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(lock_file(), fcntl.LOCK_UN)


@cache
def compiled(source: str) -> Any:
    return app.jinja_env.from_string(source)


kept: dict[int, tuple[float, Any]] = {}


def call_of(connection: sa.Connection, number: int) -> Any:
    """A row that does not change is read once a second."""
    at, row = kept.get(number, (0.0, None))
    if time.monotonic() - at > 1:
        row = connection.execute(sa.select(calls).where(calls.c.id == number)).one()
        kept[number] = (time.monotonic(), row)
    return row


@app.route("/apply", methods=["GET", "POST"])
def apply() -> Any:
    person_id = session.get("person")
    if not person_id:
        abort(401)
    with engine().connect() as connection:
        person = connection.execute(sa.select(people).where(people.c.id == person_id)).one()
        call = call_of(connection, 1)
    if request.method == "GET":
        session.setdefault("csrf", secrets.token_hex(16))
        return compiled(FORM).render(title=call.name, who=person.name, csrf=session["csrf"])
    if not hmac.compare_digest(session.get("csrf", ""), request.form.get("csrf", "-")):
        abort(400)
    now = datetime.now(UTC)
    if now > call.closes_at.replace(tzinfo=UTC):
        abort(409)
    row = {"person_id": person.id, "call_id": 1, "title": request.form["title"][:200], "state": "submitted", "at": now,
           "answers": {"summary": request.form["summary"], "answers": request.form["answers"]}}  # fmt: skip
    with write_turn(), engine().begin() as connection:
        made = connection.execute(applications.insert().returning(applications.c.id), row).scalar_one()
        connection.execute(
            trail.insert(), {"at": now, "person_id": person.id, "verb": "submit", "subject": f"application:{made}"}
        )
        connection.execute(outbox.insert(), {"at": now, "payload": {"to": person.email, "application": made}})
    return redirect(f"/applications/{made}")


@app.get("/calls")
def call_list() -> Any:
    chosen = sa.select(Call.id, Call.name, Call.closes_at, Call.body).order_by(Call.closes_at).limit(20)
    with Session(engine()) as reading:
        rows = reading.execute(chosen).all()
    return compiled(LIST).render(title="모집공고", who="", rows=rows)


@app.get("/staff")
def staff_list() -> Any:
    chosen = sa.select(Application.id, Application.title, Application.state, Application.at, Person.name).join(
        Person, Person.id == Application.person_id
    )
    if request.args.get("state"):
        chosen = chosen.where(Application.state == request.args["state"])
    with Session(engine()) as reading:
        rows = reading.execute(chosen.order_by(Application.id.desc()).limit(50)).all()
    return compiled(TABLE).render(title="신청", who="", rows=rows)


@app.get("/hello")
def hello() -> str:
    return "hello"


def fill(person_count: int, stored: int) -> list[str]:
    """Lay the tables out anew; returns one signed cookie per person."""
    meta.drop_all(engine())
    meta.create_all(engine())
    now = datetime.now(UTC)
    with engine().begin() as connection:
        connection.execute(
            people.insert(), [{"name": f"대표 {n}", "email": f"p{n}@example.org"} for n in range(person_count)]
        )
        connection.execute(
            calls.insert(),
            [
                {"name": f"공고 {n}", "body": "신청하세요. " * 60, "closes_at": now + timedelta(days=30 + n)}
                for n in range(20)
            ],
        )
        for start in range(0, stored, 5_000):
            rows: list[dict[str, Any]] = [
                {"person_id": 1 + n % person_count, "call_id": 1 + n % 20, "title": f"과제 {n}", "answers": {},
                 "state": ("submitted", "draft", "withdrawn")[n % 3], "at": now}
                for n in range(start, min(start + 5_000, stored))
            ]  # fmt: skip
            connection.execute(applications.insert(), rows)
    serializer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert serializer is not None
    return [f"session={serializer.dumps({'person': n + 1})}" for n in range(person_count)]


if __name__ == "__main__":
    print(json.dumps(fill(int(sys.argv[2]), int(sys.argv[3]))))
