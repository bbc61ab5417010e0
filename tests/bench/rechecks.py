"""The conditions of a round checked again for 10,000 applications, slice by slice as the worker does it.

Every fourth company started before the boundary meanwhile, so its answer has changed.  `longest slice` is for how long
the worker, and with SQLite every writer, waits at most; `limit` is reading the same snapshots by a raw cursor.
"""

from __future__ import annotations

import json
import time
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Connection, Table, select, text

from incubator.applications.models import Application, ApplicationVersion, Recheck
from incubator.applications.usecases import run_rechecks as job
from incubator.applications.usecases.request_recheck import request_recheck
from incubator.db.session import db
from incubator.organisations.models import Organisation
from incubator.programs.rules.library import TEMPLATES
from incubator.questionnaires.models import AnswerSet
from incubator.web import clock
from tests.bench import copies
from tests.bench.copies import Dialect
from tests.bench.ground import Bench, Result
from tests.bench.world import open_app
from tests.factories.accounts import an_actor
from tests.factories.applications import World, a_world
from tests.support.databases import lay_out

ROUND = 10_000


def rechecks(bench: Bench) -> list[Result]:
    """Seconds for all of them, milliseconds for one, the longest slice, and what a bare reading costs."""
    app = open_app(bench.environment("rechecks"))
    lay_out(app)
    with app.app_context():
        rules = [rule for rule in TEMPLATES["igen"].eligibility if rule["kind"] != "declaration"]
        papers = {"key": "papers", "kind": "documents_valid", "documents": ["national_tax"], "months": 3}
        world = a_world(eligibility=[*rules, papers, {"key": "other", "kind": "overlapping_support"}]).complete()
        world.submit()
        with db.engine.begin() as connection:
            _fill(connection, world)
        request_recheck(actor=an_actor(world.manager_id), round_id=world.round_id, now=clock.now())
        slices = _do_all()
        run = db.session.scalars(select(Recheck)).one()
        if (run.done, run.failed) != (ROUND + 1, ROUND // 4):
            raise RuntimeError(f"{run.done} were checked, {run.failed} failed")
        limit = _bare_reading()
        db.session.remove()
        db.engine.dispose()
    seconds = sum(slices)
    figures: dict[str, float | str] = {
        "seconds": seconds,
        "ms each": seconds / ROUND * 1000,
        "longest slice ms": max(slices) * 1000,
        "limit s": limit,
    }
    return [Result(f"re-check of {ROUND:,}", bench.database, figures)]


def _do_all() -> list[float]:
    """Seconds of each slice until nothing is due."""
    seconds = []
    while True:
        started = time.perf_counter()
        if not job.run_rechecks(clock.now(), slices=1):
            return seconds
        seconds.append(time.perf_counter() - started)


def _fill(connection: Connection, world: World) -> None:
    use, application = Dialect(connection), world.application()
    version_id = connection.execute(select(ApplicationVersion.id)).scalar_one()
    organisation, answers = use.id(copies.ORGANISATION), use.id(copies.ANSWERS)
    number = use.padded(10)
    started = "CASE WHEN n % 4 = 0 THEN '2001-01-02' ELSE '2024-05-06' END"
    rows: tuple[tuple[Any, UUID, dict[str, str]], ...] = (
        (Organisation, world.organisation_id, {
            "id": organisation, "brn": number, "incorporated_on": started if use.is_sqlite else f"({started})::date"}),
        (AnswerSet, application.answer_set_id, {"id": answers, "organisation_id": organisation}),
        (Application, world.application_id, {
            "id": use.id(copies.APPLICATION), "organisation_id": organisation, "answer_set_id": answers,
            "receipt_no": f"'R-' || {number}"}),
        (ApplicationVersion, version_id, {
            "id": use.id(copies.VERSION), "application_id": use.id(copies.APPLICATION),
            "verification_code": f"'R' || {number}"}),
    )  # fmt: skip
    for model, template, changed in rows:
        copies.copy_row(connection, cast("Table", model.__table__), template, (1, ROUND), changed)


def _bare_reading() -> float:
    started = time.perf_counter()
    with db.engine.connect() as connection:
        for row in connection.execute(text("SELECT snapshot FROM application_versions")):
            if isinstance(row[0], str):
                json.loads(row[0])
    return time.perf_counter() - started
