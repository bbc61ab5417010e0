"""The ground of the measurements: the I-Gen call with its real form and conditions, and many applications to it.

One complete draft is made through the use cases and then copied in the database: a copy is one founder with a session, a
company and a draft that lacks nothing, so that a measured flow is one person handing in one application.  `stored`
further copies were handed in (some are drafts or withdrawn): what a list and a growing table cost.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast
from uuid import UUID

from flask import Flask
from sqlalchemy import Connection, Table, insert, select

from incubator.accounts.models import RoleGrant, User, UserSession
from incubator.accounts.roles import Role
from incubator.accounts.rules import token_hash
from incubator.app import create_app
from incubator.applications.models import Application, ApplicationVersion
from incubator.db.session import db, session_now
from incubator.organisations.models import Organisation
from incubator.programs.rules.library.igen import IGEN
from incubator.questionnaires.models import AnswerSet
from incubator.questionnaires.rules.library import CONTEST
from incubator.questionnaires.usecases.attach_answer_file import attach_answer_file
from incubator.settings import Settings
from incubator.web import clock
from tests.bench import copies
from tests.bench.copies import Dialect, counted, one_of
from tests.factories import programs as rounds
from tests.factories.accounts import a_user
from tests.factories.applications import World, a_world
from tests.factories.documents import a_stored_file
from tests.factories.questionnaires import a_published_version
from tests.support.databases import lay_out

CALLS = 20
FIRST_STORED = 10_000_000
AHEAD = timedelta(minutes=30)
"""Whoever hands in was writing a minute ago: his session need not be touched in the measured flow."""
LONG = "바닷물을 걸러 마실 물을 만드는 막은 석 달이면 막힙니다. 약품 없이 막을 씻는 장치로 멈추는 날을 줄입니다. "
ANSWERS: dict[str, Any] = {
    "division": "jump_up",
    "field": "alternative_water",
    "project_title": "담수화 막 세척기",
    "sales_last_year": "1,250,000,000",
    "staff_count": "7",
    "summary": LONG * 5,
    "problem": LONG * 12,
    "solution": LONG * 18,
    "novelty": LONG * 10,
    "market": LONG * 10,
    "has_prototype": "yes",
    "prototype": LONG * 6,
    "won_before": "no",
    "technology": LONG * 15,
    "partner": "water",
    "requested_won": "50,000,000",
    "costs": [
        {"item": "시제품 재료와 가공", "amount_won": "25,000,000"},
        {"item": "시험·인증", "amount_won": "12,500,000"},
        {"item": "특허 출원", "amount_won": "12,500,000"},
    ],
}
"""A usual entry: some 4,500 characters, a table and a file."""
CHECKED = '{"taxes": true, "restricted": true, "awarded": true, "rights": true}'


@dataclass(frozen=True)
class Founder:
    """A signed-in person with a complete draft: the cookie header, the application and the address to sign in with."""

    cookie: str
    application_id: str
    email: str


@dataclass(frozen=True)
class Prepared:
    founders: Sequence[Founder]
    manager_cookie: str
    round_id: UUID


def prepare(environment: Mapping[str, str], *, founders: int, stored: int = 0) -> Prepared:
    """Lay the schema out in the database of this environment and fill it."""
    app = open_app(environment)
    lay_out(app)
    with app.app_context():
        world = an_entry()
        for number in range(CALLS - 1):
            rounds.a_round(title=f"{2026 + number}년 공모전", closes_at=clock.now() + timedelta(days=31 + number))
        with db.engine.begin() as connection:
            _copy(connection, world, (0, founders - 1))
            ready = [_founder(app, connection, number) for number in range(founders)]
        if stored:
            world.submit()
            with db.engine.begin() as connection:
                _store(connection, world, (FIRST_STORED, FIRST_STORED + stored - 1))
        with db.engine.connect() as connection:
            refresh_statistics(connection)
        manager = a_user("박담당", role=Role.MANAGER).id
        with db.engine.begin() as connection:
            cookie = cookie_of(app, open_session(connection, manager))
        db.session.remove()
        db.engine.dispose()
    return Prepared(ready, cookie, world.round_id)


def open_app(environment: Mapping[str, str]) -> Flask:
    """The application in this process, for laying out and counting."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("INCUBATOR_")}
    return create_app(Settings.from_env({**plain, **environment}))


def an_entry(*, round_id: UUID | None = None, name: str = "(주)바다정보") -> World:
    """A complete draft for the I-Gen call."""
    if round_id is None:
        version = a_published_version(dict(CONTEST))
        changes: dict[str, Any] = {"version_id": version.id, "eligibility": [dict(rule) for rule in IGEN.eligibility]}
        world = a_world(name=name, closes_at=clock.now() + timedelta(days=30), **changes)
    else:
        world = a_world(name=name, round_id=round_id)
    written: dict[str, Any] = {key: value if isinstance(value, list) else [value] for key, value in ANSWERS.items()}
    world.write(**written)
    attach_answer_file(
        actor=world.actor(),
        answer_set_id=world.application().answer_set_id,
        question_key="idea_sheet",
        file_id=a_stored_file(world.representative_id, "아이디어 설명서.pdf", pages=8).id,
        now=clock.now(),
    )
    return world


def cookie_of(app: Flask, token: str) -> str:
    """The header a browser signed in with this session would send."""
    serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]  # the session of Flask itself
    value = serializer.dumps({"_user_id": token, "_fresh": True, "csrf_token": secrets.token_hex(20)})
    return f"{app.config['SESSION_COOKIE_NAME']}={value}"


def _founder(app: Flask, connection: Connection, number: int) -> Founder:
    token = open_session(connection, counted(copies.USER, number))
    return Founder(cookie_of(app, token), str(counted(copies.APPLICATION, number)), f"bench{number:010}@example.org")


def open_session(connection: Connection, user_id: UUID) -> str:
    token, now = secrets.token_urlsafe(32), clock.now()
    row = {"token_hash": token_hash(token), "user_id": user_id, "created_at": now, "seen_at": now + AHEAD,
           "authenticated_at": now, "address": "", "agent": "bench"}  # fmt: skip
    connection.execute(insert(UserSession), row)
    return token


def _copy(connection: Connection, world: World, numbers: tuple[int, int], **application: str) -> None:
    """Founders with their companies and applications; the keyword arguments change columns of the application."""
    use, number = Dialect(connection), Dialect(connection).padded(10)
    email, name = f"'bench' || {number} || '@example.org'", f"{one_of(copies.NAMES)} || n"
    session = session_now()
    grant = session.scalars(select(RoleGrant.id).where(RoleGrant.user_id == world.representative_id)).first()
    answer_set = world.application().answer_set_id
    session.rollback()
    rows: tuple[tuple[Any, UUID | None, dict[str, str]], ...] = (
        (User, world.representative_id, {"id": use.id(copies.USER), "email": email, "email_key": email, "name": "'대표' || n"}),
        (Organisation, world.organisation_id, {
            "id": use.id(copies.ORGANISATION), "brn": number, "name": f"'(주)' || {name}", "name_key": name, "display_name": name,
            "representative_user_id": use.id(copies.USER), "region": one_of(copies.REGIONS), "ksic": "'29299'"}),
        (RoleGrant, grant, {"id": use.id(copies.GRANT), "user_id": use.id(copies.USER), "organisation_id": use.id(copies.ORGANISATION)}),
        (AnswerSet, answer_set, {"id": use.id(copies.ANSWERS), "organisation_id": use.id(copies.ORGANISATION)} | (
            {"answers": use.json('{"project_title": "담수화 막 세척기"}'), "stamps": use.json("{}")} if application else {})),
        (Application, world.application_id, {
            "id": use.id(copies.APPLICATION), "organisation_id": use.id(copies.ORGANISATION), "answer_set_id": use.id(copies.ANSWERS),
            "started_by": use.id(copies.USER), "applicant_name": name, "applicant_region": one_of(copies.REGIONS), "search_text": f"{name} || '\n' || {number} || '\n담수화막세척기' || n",
            "project_title": "'담수화 막 세척기 ' || n", "created_at": use.earlier("t.created_at"), "self_check": use.json(CHECKED), **application}),
    )  # fmt: skip
    for model, template, changed in rows:
        assert template is not None
        copies.copy_row(connection, cast("Table", model.__table__), template, numbers, changed)


def _store(connection: Connection, world: World, numbers: tuple[int, int]) -> None:
    """Applications of long ago, each handed in with its frozen version, every tenth a draft, every tenth withdrawn."""
    use = Dialect(connection)
    is_draft, is_withdrawn = "n % 10 = 7", "n % 10 = 8"

    def unless_draft(value: str) -> str:
        return f"CASE WHEN {is_draft} THEN NULL ELSE {value} END"

    received = use.earlier("t.submitted_at")
    _copy(
        connection,
        world,
        numbers,
        state=f"CASE WHEN {is_draft} THEN 'draft' WHEN {is_withdrawn} THEN 'withdrawn' WHEN n % 10 = 9 THEN 'in_review' ELSE 'submitted' END",
        receipt_no=unless_draft(f"'2026-OLD-01-' || {use.padded(10)}"),
        version_no=f"CASE WHEN {is_draft} THEN 0 ELSE 1 END",
        amount_won="(n % 100000) * 7919 % 50000 * 1000",
        first_submitted_at=unless_draft(received),
        submitted_at=unless_draft(received),
        withdrawn_at=f"CASE WHEN {is_withdrawn} THEN t.submitted_at END",
    )
    version = connection.scalars(select(ApplicationVersion.id)).first()
    assert version is not None
    copies.copy_row(
        connection,
        cast("Table", ApplicationVersion.__table__),
        version,
        numbers,
        {
            "id": use.id(copies.VERSION),
            "application_id": use.id(copies.APPLICATION),
            "snapshot": use.json('{"answers": {}, "files": []}'),
            "verification_code": f"'OLD' || {use.padded(12)}",
        },
        where=f"NOT ({is_draft})",
    )


def refresh_statistics(connection: Connection) -> None:
    """As the database's own housekeeping would have done by then."""
    if connection.dialect.name == "postgresql":
        connection = connection.execution_options(isolation_level="AUTOCOMMIT")
        connection.exec_driver_sql("VACUUM ANALYZE")
    else:
        connection.exec_driver_sql("ANALYZE")
        connection.commit()
