"""The trail: complete, sealed, and refused to be changed by the database itself."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import UUID

import pytest
from flask import render_template
from sqlalchemy import func, select, text
from sqlalchemy.exc import DatabaseError

from incubator.accounts.roles import LABELS, Role
from incubator.accounts.usecases.grant_role import grant_role
from incubator.audit.models import GUARDS, AuditEntry, AuditSeal
from incubator.audit.rules import Break
from incubator.audit.usecases.seal_entries import seal_entries
from incubator.audit.usecases.verify_trail import verify_trail
from incubator.core.errors import Forbidden
from incubator.core.events import Event
from incubator.core.ids import new_id
from incubator.db.session import db
from tests.architecture.house import TEMPLATES
from tests.factories.accounts import a_user, an_actor


def act(times, clock):
    admin, person = an_actor(a_user(role=Role.ADMIN)), a_user()
    for number in range(times):
        grant_role(
            by=admin,
            user_id=person.id,
            role=Role.MENTOR,
            starts_at=clock.now + timedelta(days=number),
            ends_at=clock.now + timedelta(days=number + 1),
            reason=f"{number}번째",
            now=clock.now,
        )
    return admin, person


@pytest.fixture
def tamper(app):
    """`tamper(sql, …)`: an intruder with the rights of the database's owner, who takes the guards away first."""

    def run(statement, **values):
        db.session.rollback()
        with db.engine.begin() as connection:
            if connection.dialect.name == "sqlite":
                for table in GUARDS:
                    for verb in ("update", "delete"):
                        connection.execute(text(f"DROP TRIGGER IF EXISTS {table}_no_{verb}"))
            else:
                connection.execute(text("SET LOCAL session_replication_role = replica"))
            connection.execute(text(statement), values)

    return run


def entry_ids(session):
    return list(session.scalars(select(AuditSeal.entry_id).order_by(AuditSeal.seal_no)))


def stored(app, value: UUID):
    return value.hex if db.engine.dialect.name == "sqlite" else value


def test_a_fact_leaves_one_row_with_who_what_when_where_and_why(app, clock, session):
    admin, person = act(1, clock)
    (entry,) = session.scalars(select(AuditEntry).where(AuditEntry.event_name == "role.granted"))
    assert (entry.actor_id, entry.acting_as, entry.address) == (admin.user_id, "admin", "127.0.0.1")
    assert (entry.subject_kind, entry.subject_id, entry.reason, entry.at) == ("user", person.id, "0번째", clock.now)
    assert entry.payload["role"] == "mentor"
    assert "stamp" not in entry.payload


def test_a_refused_act_leaves_no_row(app, clock, session):
    with pytest.raises(Forbidden):
        grant_role(by=an_actor(), user_id=a_user().id, role=Role.HEAD, starts_at=clock.now, reason="", now=clock.now)
    assert session.scalar(select(func.count()).select_from(AuditEntry)) == 0


@pytest.mark.parametrize("table", ["audit_entries", "audit_seals"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET {} = {}", "DELETE FROM {}"])
def test_the_database_refuses_to_change_or_delete(app, clock, table, statement):
    act(1, clock)
    seal_entries(now=clock.now)
    column = "reason" if table == "audit_entries" else "entry_hash"
    db.session.rollback()
    with pytest.raises(DatabaseError, match="append-only"), db.engine.begin() as connection:
        connection.execute(text(statement.format(table, column, "'x'")))


def test_an_untouched_trail_is_sound(app, clock):
    act(5, clock)
    sealed = seal_entries(now=clock.now)
    act(2, clock)
    verdict = verify_trail(kept_head=(sealed.seal_no, sealed.head))
    assert (verdict.sound, verdict.seals, verdict.unsealed) == (True, sealed.count, 2)


def test_sealing_twice_seals_nothing_new(app, clock):
    act(3, clock)
    assert seal_entries(now=clock.now).count == 3
    assert seal_entries(now=clock.now).count == 0


@pytest.mark.parametrize("column", ["reason", "payload", "at", "actor_id"])
def test_a_changed_row_is_named(app, clock, session, tamper, column):
    act(8, clock)
    seal_entries(now=clock.now)
    entry_id = entry_ids(session)[4]
    value = {"reason": "'x'", "payload": "'{}'", "at": "'2016-04-20 00:00:00'", "actor_id": "NULL"}[column]
    tamper(f"UPDATE audit_entries SET {column} = {value} WHERE id = :id", id=stored(app, entry_id))

    fault = verify_trail().fault
    assert (fault.seal_no, fault.entry_id, fault.why) == (5, entry_id, Break.ENTRY_CHANGED)


def test_a_deleted_row_is_named(app, clock, session, tamper):
    act(8, clock)
    seal_entries(now=clock.now)
    entry_id = entry_ids(session)[4]
    tamper("DELETE FROM audit_entries WHERE id = :id", id=stored(app, entry_id))
    fault = verify_trail().fault
    assert (fault.entry_id, fault.why) == (entry_id, Break.ENTRY_DELETED)


def test_an_inserted_row_is_named_before_and_after_it_is_sealed(app, clock, session, tamper):
    act(4, clock)
    seal_entries(now=clock.now)
    first = entry_ids(session)[0]
    false_id = UUID(int=first.int - (3600_000 << 80))
    columns = ", ".join(column.name for column in AuditEntry.__table__.columns)
    fresh = columns.replace("id,", ":false,", 1).replace("event_id", ":event")
    tamper(
        f"INSERT INTO audit_entries ({columns}) SELECT {fresh} FROM audit_entries WHERE id = :id",
        false=stored(app, false_id),
        event=stored(app, new_id()),
        id=stored(app, first),
    )
    assert (verify_trail().fault.entry_id, verify_trail().fault.why) == (false_id, Break.ENTRY_INSERTED)
    seal_entries(now=clock.now)
    assert (verify_trail().fault.entry_id, verify_trail().fault.why) == (false_id, Break.ENTRY_INSERTED)


def test_rows_that_changed_places_are_named(app, clock, session, tamper):
    act(6, clock)
    seal_entries(now=clock.now)
    third, fourth = entry_ids(session)[2:4]
    tamper(
        "UPDATE audit_seals SET entry_id = CASE seal_no WHEN 3 THEN :b ELSE :x END WHERE seal_no IN (3, 999)",
        b=stored(app, new_id()),
        x=stored(app, third),
    )
    assert verify_trail().fault.seal_no == 3
    assert fourth in entry_ids(session)


def test_a_chain_cut_off_at_its_end_is_found_with_the_head_kept_elsewhere(app, clock, tamper):
    act(6, clock)
    head = seal_entries(now=clock.now)
    tamper("DELETE FROM audit_seals WHERE seal_no > 4")
    tamper("DELETE FROM audit_entries WHERE id NOT IN (SELECT entry_id FROM audit_seals)")
    assert verify_trail().sound
    assert verify_trail(kept_head=(head.seal_no, head.head)).fault.why is Break.HEAD_DIFFERS


def test_the_commands_speak_json_and_exit_codes(app, clock, tamper):
    act(3, clock)
    runner = app.test_cli_runner()
    sealed = json.loads(runner.invoke(args=["audit", "seal"]).output)
    sound = runner.invoke(args=["audit", "verify", "--head", f"{sealed['seal_no']}:{sealed['head']}"])
    assert (sound.exit_code, json.loads(sound.output)["sound"]) == (0, True)
    tamper("UPDATE audit_entries SET reason = 'x'")
    broken = runner.invoke(args=["audit", "verify"])
    assert (broken.exit_code, json.loads(broken.output)["broken"]["seal_no"]) == (1, 1)
    assert runner.invoke(args=["audit", "verify", "--head", "nonsense"]).exit_code == 2


def test_when_the_row_cannot_be_written_the_act_does_not_happen(app, clock, session, monkeypatch):
    admin, person = an_actor(a_user(role=Role.ADMIN)), a_user()
    monkeypatch.setattr(AuditEntry.__table__.c.event_name, "nullable", True)

    def fail(*_args):
        raise OSError("no space for the trail")

    bus = app.extensions["incubator"].bus
    inner = next(sub for sub in bus.subscriptions if sub.inside and sub.event is Event)
    monkeypatch.setattr(bus, "subscriptions", (type(inner)(inner.event, fail, inside=True),))
    with pytest.raises(OSError, match="trail"):
        grant_role(by=admin, user_id=person.id, role=Role.HEAD, starts_at=clock.now, reason="발령", now=clock.now)
    assert not an_actor(person).has(Role.HEAD)


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_trail_page_takes_the_same_number_of_statements_for_any_number_of_rows(
    client_as, clock, query_budget, rows
):
    act(rows, clock)
    client = client_as(a_user(role=Role.AUDITOR))
    with query_budget(9):
        page = client.get("/staff/trail?kind=role.granted").html
    assert len(page.find("tbody").findall("tr")) == rows


@pytest.mark.parametrize("role", [None, *Role])
def test_who_may_read_the_trail(client_as, role):
    user = (
        a_user(role=role)
        if role not in (Role.ORGANISATION_OWNER, Role.ORGANISATION_EDITOR, Role.ORGANISATION_VIEWER)
        else a_user()
    )
    wanted = 200 if role in (Role.AUDITOR, Role.HEAD, Role.ADMIN, Role.PRIVACY_OFFICER) else 403
    assert client_as(user).get("/staff/trail").status_code == wanted


def test_the_trail_speaks_in_sentences_and_masks_people_outside(client_as, anonymous, clock):
    act(1, clock)
    client = client_as(a_user(role=Role.AUDITOR))
    user = a_user(name="홍길동")
    client_as(user).post("/account/sessions/end-others")
    words = client.get("/staff/trail?lang=ko").html.main
    assert f"역할 {LABELS[Role.MENTOR]}을(를) 주었습니다" in words
    assert "홍*동님이 기기" in words
    assert "홍길동" not in words


def test_no_sentence_of_the_trail_stands_outside_the_catalogue():
    bare = [path.name for path in (TEMPLATES / "audit").glob("*.txt") if "_(" not in path.read_text(encoding="utf-8")]
    assert bare == []


def test_columns_and_codes_are_said_in_words_of_the_readers_language(app):
    payload = {"fields": ["ksic", "a_column_of_old"], "role": "mentor"}
    with app.test_request_context("/?lang=en"):
        edited = render_template("audit/organisation_edited.txt", actor_name="Kim", payload=payload)
        granted = render_template("audit/role_granted.txt", actor_name="Kim", payload=payload)
        forgotten = render_template("audit/role_granted.txt", actor_name="Kim", payload={"role": "no_more"})
    assert edited.strip() == "Kim edited the company details (Industry code, a_column_of_old)."
    assert "mentor" in granted.lower()
    assert "no_more" in forgotten


@pytest.mark.parametrize(
    "query", ["subject=x", "actor='; --", "kind=no.such", "first_on=2016-13-45", "page=-1", "first_on=1899-01-01"]
)
def test_strange_filters_get_a_page(client_as, query):
    assert client_as(a_user(role=Role.AUDITOR)).get(f"/staff/trail?{query}").status_code in (200, 422)
