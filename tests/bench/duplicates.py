"""Looking for a round's duplicates among 100,000 applications, in a process of its own as the worker does it.

The stock has texts of some 1,000 letters over one vocabulary, each with the same sentences of a template; a twentieth of
the round copies half of somebody's text, word for word.  `limit` is the bare reading of all prints by a raw cursor.
"""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Connection, Table, func, insert, select

from incubator.applications.models import (
    Application,
    ApplicationMark,
    ApplicationPrint,
    ApplicationVersion,
    DuplicatePair,
)
from incubator.applications.rules.duplicates import DuplicateGround
from incubator.applications.usecases.request_duplicate_search import request_duplicate_search
from incubator.applications.usecases.search_duplicates import search_duplicates
from incubator.core.ids import new_id
from incubator.db.session import db
from incubator.matching.rules import compare, print_of
from incubator.organisations.models import Organisation
from incubator.questionnaires.models import AnswerSet
from incubator.web import clock
from tests.bench import copies, servers
from tests.bench.copies import Dialect, counted
from tests.bench.ground import STORED, Bench, Result
from tests.bench.world import open_app
from tests.factories.applications import World, a_round, a_world
from tests.support.databases import lay_out

ROUND = 300
QUICKLY = 20_000
COPIED = 15
WORDS = 270
BATCH = 2_000
TEMPLATE = "본 신청서는 센터의 작성 요령에 따라 작성하였으며 개발의 배경과 필요성, 목표와 내용, 추진 방법, 기대 효과의 차례로 적습니다. "
PEAK = re.compile(r"VmHWM:\s+(\d+) kB")
SYLLABLES = "가각간갈감강개거건걸검게결경계고곡공과관광교구국군권그극근금기길나난남내너노녹농누는능니다단달담당대더도독동되두드등라락람래량러력련령로록론료루류르를름리린마만말매면명모목무문물미민바박반발방배백번법변별보복본부분불비빈사산살삼상새생서석선설성세소속손송수순스시식신실심아안알압양어업여역연열염영예오온올와완외요용우운원위유육은을음의이인일임입자작잔장재저적전절점정제조종주준중증지직진질집차착찬참창채처천철청체초총추출충치카커코크키타탄태터토통투트특파판패편평포표품풍프피하학한함합항해행향허험현형호화확환활황회효후"


def duplicates(bench: Bench) -> list[Result]:
    """Found pairs must be the planted ones; seconds and megabytes of the process that searched."""
    environment = bench.environment("duplicates")
    stored = STORED if bench.scale.repeats > 1 else QUICKLY
    print_ms, planted = _fill(environment, stored)
    command = [sys.executable, "-m", "tests.bench.duplicates"]
    plain = {name: value for name, value in os.environ.items() if not name.startswith("INCUBATOR_")}
    done = subprocess.run(command, cwd=servers.ROOT, stdout=subprocess.PIPE, check=True, env={**plain, **environment})
    figures: dict[str, float | str] = json.loads(done.stdout)
    if figures["found"] != planted:
        raise RuntimeError(f"{planted} copies were planted, {figures['found']} pairs found")
    return [Result(f"duplicates of {ROUND} in {stored:,}", bench.database, figures | {"print ms": print_ms})]


def _texts(chance: random.Random) -> Iterator[str]:
    words = ["".join(chance.choices(SYLLABLES, k=chance.choice((2, 3, 3, 4, 5)))) for _ in range(6_000)]
    while True:
        yield TEMPLATE + " ".join(chance.choices(words, k=WORDS))


def _fill(environment: Mapping[str, str], stored: int) -> tuple[float, int]:
    """Returns milliseconds for one print and the number of planted copies."""
    app = open_app(environment)
    lay_out(app)
    with app.app_context():
        world = a_world().complete()
        world.submit()
        with db.engine.begin() as connection:
            search_round = a_round(code="SEARCH")
            made = _Stock(connection, world)
            made.add(stored, None)
            copied = made.add(ROUND, search_round)
        db.session.remove()
        db.engine.dispose()
    return made.seconds_for_prints / made.count * 1000, copied


class _Stock:
    """Applications by the thousand: companies and applications copied in the database, texts written from here."""

    def __init__(self, connection: Connection, world: World) -> None:
        self.connection, self.world = connection, world
        self.chance = random.Random(20160420)
        self.texts = _texts(self.chance)
        self.kept: list[str] = []
        self.count = 0
        self.seconds_for_prints = 0.0
        row = connection.execute(select(ApplicationVersion.__table__)).mappings().first()
        assert row is not None
        self.version = dict(row)

    def add(self, count: int, round_id: UUID | None) -> int:
        """So many applications, of this round or of the world's; returns how many of them copy others."""
        first = self.count + 1
        self._copy_rows(first, first + count - 1, round_id)
        copied = 0
        for start in range(first, first + count, BATCH):
            numbers = range(start, min(start + BATCH, first + count))
            texts = (
                [self._text(number) for number in numbers]
                if round_id is None
                else [
                    self._copied(number) if number % (ROUND // COPIED) == 0 else next(self.texts) for number in numbers
                ]
            )
            copied += sum(number % (ROUND // COPIED) == 0 for number in numbers) if round_id else 0
            self._write(list(numbers), texts)
        self.count += count
        return copied

    def _text(self, number: int) -> str:
        text = next(self.texts)
        if number % 1_000 == 0:
            self.kept.append(text)
        return text

    def _copied(self, number: int) -> str:
        """The last two thirds of a stored text, each of another one, behind words of its own."""
        text = self.kept.pop()
        own = next(self.texts)
        mixed = own[: len(own) // 3] + text[len(text) // 3 :]
        assert compare(text, mixed).percent >= 55
        return mixed

    def _copy_rows(self, first: int, last: int, round_id: UUID | None) -> None:
        use, world = Dialect(self.connection), self.world
        application = world.application()
        organisation, answers = use.id(copies.ORGANISATION), use.id(copies.ANSWERS)
        place = "t.round_id" if round_id is None else f"'{round_id.hex if use.is_sqlite else round_id}'"
        if not use.is_sqlite and round_id is not None:
            place += "::uuid"
        number = Dialect(self.connection).padded(10)
        rows: tuple[tuple[Any, UUID, dict[str, str]], ...] = (
            (Organisation, world.organisation_id, {"id": organisation, "brn": number}),
            (AnswerSet, application.answer_set_id, {"id": answers, "organisation_id": organisation}),
            (Application, world.application_id, {
                "id": use.id(copies.APPLICATION), "round_id": place, "organisation_id": organisation,
                "answer_set_id": answers, "receipt_no": f"'B-' || {number}"}),
        )  # fmt: skip
        for model, template, changed in rows:
            copies.copy_row(self.connection, cast("Table", model.__table__), template, (first, last), changed)

    def _write(self, numbers: list[int], texts: list[str]) -> None:
        started = time.perf_counter()
        prints = [print_of(text) for text in texts]
        self.seconds_for_prints += time.perf_counter() - started
        ids = [counted(copies.APPLICATION, number) for number in numbers]
        now = clock.now()
        self.connection.execute(insert(ApplicationVersion), [
            self.version | {"id": new_id(), "application_id": key, "verification_code": f"B{number}",
                            "snapshot": {"answers": {"story": text}}}
            for key, number, text in zip(ids, numbers, texts, strict=True)
        ])  # fmt: skip
        self.connection.execute(insert(ApplicationPrint), [
            {"id": new_id(), "application_id": key, "version_no": 1, "sketch": sketch, "made_at": now}
            for key, sketch in zip(ids, prints, strict=True)
        ])  # fmt: skip
        self.connection.execute(insert(ApplicationMark), [
            {"id": new_id(), "application_id": key, "ground": ground, "value": f"{ground}{number:060}"}
            for key, number in zip(ids, numbers, strict=True)
            for ground in (DuplicateGround.REGISTRATION, DuplicateGround.PHONE, DuplicateGround.EMAIL)
        ])  # fmt: skip


def peak_megabytes() -> float:
    """The most this process has held; `ru_maxrss` would tell what its parent held when it forked."""
    return int(PEAK.search(Path("/proc/self/status").read_text())[1]) / 1024  # type: ignore[index]  # Linux always says it


def _search() -> dict[str, float]:
    """In the process of its own: one search from its request to its end, and the bare reading beside it."""
    app = open_app(os.environ)
    with app.app_context():
        session = db.session
        round_id = session.scalar(
            select(Application.round_id)
            .order_by(Application.receipt_no.desc())
            .where(Application.receipt_no.startswith("B-"))
            .limit(1)
        )
        session.rollback()
        assert round_id is not None
        with db.engine.connect() as connection:
            started = time.perf_counter()
            cursor = connection.connection.cursor()
            cursor.execute("SELECT application_id, sketch FROM application_prints")
            while cursor.fetchmany(BATCH):
                pass
            limit = time.perf_counter() - started
        before = peak_megabytes()
        request_duplicate_search(actor=None, round_id=round_id, now=clock.now())
        started = time.perf_counter()
        while search_duplicates(now=clock.now()):
            pass
        seconds = time.perf_counter() - started
        found = session.scalar(select(func.count()).select_from(DuplicatePair)) or 0
        return {"s": seconds, "limit s": limit, "ratio": seconds / limit, "found": found, "MB": peak_megabytes(), "grew MB": peak_megabytes() - before}  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(_search()))
