"""Connections that rest and die, reading without a transaction, reading in portions."""

from __future__ import annotations

import pytest
from psycopg.pq import TransactionStatus
from sqlalchemy import create_engine, event, func, select, text
from sqlalchemy.exc import OperationalError

from incubator.accounts.models import Branch
from incubator.db import session as manners
from incubator.db.session import db, session_now
from incubator.db.unit_of_work import unit_of_work
from tests.factories.accounts import a_user

BUSY, RESTED = 3600.0, 0.0


@pytest.fixture
def person(client_as):
    return client_as(a_user().id)


@pytest.fixture
def is_server(app):
    return db.engine.dialect.name == "postgresql"


def restart_the_database(is_server):
    """Fill the pool as a busy moment does, then let the server forget every connection; a file has no server."""
    db.session.remove()
    db.engine.dispose()
    connections = [db.engine.connect() for _ in range(4)]
    backends = [connection.connection.dbapi_connection.info.backend_pid for connection in connections if is_server]
    for connection in connections:
        connection.execute(text("SELECT 1"))
        connection.close()
    apart = create_engine(db.engine.url)
    with apart.connect() as connection:
        for backend in backends:
            assert connection.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": backend}).scalar_one()
    apart.dispose()


def test_after_a_rest_nobody_notices_that_the_database_was_restarted(person, is_server, monkeypatch):
    restart_the_database(is_server)
    monkeypatch.setattr(manners, "REST_SECONDS", RESTED)

    answers = [person.get("/home").status_code for _ in range(6)]

    assert answers == [200] * 6


def test_in_a_busy_moment_one_try_fails_with_a_page_that_says_so(person, is_server, monkeypatch):
    monkeypatch.setattr(manners, "REST_SECONDS", BUSY)
    restart_the_database(is_server)

    answers = [person.get("/home") for _ in range(6)]

    assert [answer.status_code for answer in answers] == [503 if is_server else 200] + [200] * 5
    assert bool(answers[0].html.main) is True


def test_a_unit_of_work_after_the_restart_is_whole_or_not_at_all(person, is_server, monkeypatch):
    monkeypatch.setattr(manners, "REST_SECONDS", BUSY)
    branches = session_now().scalar(select(func.count()).select_from(Branch))
    restart_the_database(is_server)

    for code in ("first", "second") if is_server else ("second",):
        try:
            with unit_of_work(bookkeeping=True) as work:
                work.session.add(Branch(code=code, name="새 지점"))
        except OperationalError:
            assert code == "first"

    session_now().rollback()
    assert session_now().scalar(select(func.count()).select_from(Branch)) == branches + 1


def test_a_database_that_is_away_is_said_even_when_no_page_can_be_drawn(person):
    def refuse(*_statement):
        raise OperationalError("SELECT", {}, OSError("the database is away"))

    event.listen(db.engine, "before_cursor_execute", refuse)
    try:
        answer = person.get("/home", headers={"Accept": "*/*"})
    finally:
        event.remove(db.engine, "before_cursor_execute", refuse)

    assert (answer.status_code, answer.mimetype) == (503, "text/plain")


def test_reading_on_a_server_opens_no_transaction(session, is_server):
    session.scalars(select(Branch)).all()

    connection = session.connection().connection.dbapi_connection
    status = connection.info.transaction_status if is_server else None
    assert status == (TransactionStatus.IDLE if is_server else None)


def test_what_is_read_in_portions_may_be_read_to_its_end(session):
    with unit_of_work(bookkeeping=True) as work:
        work.session.add_all([Branch(code=f"b{number}", name="지점") for number in range(7)])

    found = session.scalars(select(Branch.code).where(Branch.code.like("b_")).execution_options(yield_per=2)).all()

    assert len(found) == 7
    session.rollback()
    assert session.scalar(select(func.count()).select_from(Branch).where(Branch.code.like("b_"))) == 7


def test_a_unit_of_work_is_one_transaction(app):
    with pytest.raises(ZeroDivisionError), unit_of_work(bookkeeping=True) as work:
        work.session.add(Branch(code="one", name="지점"))
        work.session.flush()
        raise ZeroDivisionError

    assert session_now().scalar(select(Branch.id).where(Branch.code == "one")) is None
