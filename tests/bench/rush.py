"""A thousand clients while the deadline passes, and a crowd at the sign-in page beside those who submit."""

from __future__ import annotations

import asyncio
import random
import re
import sqlite3
import statistics
import time
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from urllib.parse import urlencode

import psycopg

from incubator.web import clock
from tests.bench.ground import Bench, Ground, Result
from tests.bench.load import Browser
from tests.bench.servers import Server
from tests.bench.submit import count_rows, ours, posted, scalar, warm
from tests.bench.world import Founder
from tests.factories.accounts import PASSWORD

CROWD = 32
SIGN_INS_A_SECOND = 5
LEAD_SECONDS = 2.0
SPREAD_SECONDS = 4.0
TOO_LATE = 410
TOKEN = re.compile(rb'name="csrf_token"[^>]*value="([^"]*)"')


def deadline(bench: Bench) -> list[Result]:
    """Accepted exactly when received in time, once each, everybody else told so, nobody waiting for ten seconds."""
    ground = bench.ground(name="deadline")
    with ground.ours() as server:
        warm(server, ground)
        founders, before = ground.take(bench.scale.storm), server.cpu_seconds()
        answers = asyncio.run(_storm(server, ground, founders))
        spent = server.cpu_seconds() - before
    statuses = Counter(status for status, _ in answers)
    ground.accepted += statuses[302]
    count_rows(ground)
    late = scalar(
        ground.url,
        "SELECT count(*) FROM application_versions v JOIN applications a ON a.id = v.application_id "
        "JOIN rounds r ON r.id = a.round_id WHERE v.received_at > r.closes_at",
    )
    refused = scalar(
        ground.url, "SELECT count(*) FROM submission_attempts WHERE outcome = 'refused' AND reason = 'closed'"
    )
    waits = sorted(wait for _, wait in answers)
    figures = {
        "clients": len(founders),
        "accepted": statuses[302],
        "refused": statuses[TOO_LATE],
        "on record": refused,
        "other answers": len(founders) - statuses[302] - statuses[TOO_LATE],
        "accepted late": late,
        "p99 ms": waits[int(len(waits) * 0.99)] * 1000,
        "longest ms": waits[-1] * 1000,
        "cpu ms/client": spent / len(founders) * 1000,
    }
    return [Result("deadline", bench.database, figures)]


async def _storm(server: Server, ground: Ground, founders: Sequence[Founder]) -> list[tuple[int, float]]:
    """All open the page; then the round is made to close soon, and each presses at a moment of its own around it."""
    browsers = [Browser(server.host, server.port, founder.cookie) for founder in founders]
    gate = asyncio.Semaphore(32)

    async def look(browser: Browser, founder: Founder) -> bytes:
        async with gate:
            page = await browser.ask("GET", f"/applications/{founder.application_id}/submit")
            return posted(page.body)

    bodies = await asyncio.gather(*map(look, browsers, founders))
    _close(ground, clock.now() + timedelta(seconds=LEAD_SECONDS))
    chance = random.Random(42)

    async def press(browser: Browser, founder: Founder, body: bytes) -> tuple[int, float]:
        await asyncio.sleep(chance.uniform(0, SPREAD_SECONDS))
        start = time.perf_counter()
        answer = await browser.ask("POST", f"/applications/{founder.application_id}/submit", body)
        browser.close()
        return answer.status, time.perf_counter() - start

    return await asyncio.gather(*map(press, browsers, founders, bodies))


def _close(ground: Ground, at: datetime) -> None:
    """Past the program: the deadline of the round."""
    if ground.database == "sqlite":
        with sqlite3.connect(ground.url.removeprefix("sqlite:///"), timeout=30) as connection:
            moment, round_id = at.replace(tzinfo=None).isoformat(" "), ground.prepared.round_id.hex
            connection.execute("UPDATE rounds SET closes_at = ? WHERE id = ?", (moment, round_id))
    else:
        with psycopg.connect(ground.url) as server:
            server.execute("UPDATE rounds SET closes_at = %s WHERE id = %s", (at, ground.prepared.round_id))


def sign_in(bench: Bench) -> list[Result]:
    """Flows a second with and without people signing in beside, in turn."""
    ground, scale = bench.ground(), bench.scale
    alone, beside, opened, refused = [], [], 0, 0
    with ground.ours() as server:
        warm(server, ground)
        for _ in range(scale.repeats + 2):
            run = ours(server, ground.take(scale.flows), CROWD, scale.seconds)
            alone.append(run.per_second)
            ground.accepted += len(run.latencies)
            visitors = Visitors(server, ground.prepared.founders[-500:])
            run = ours(server, ground.take(scale.flows), CROWD, scale.seconds, beside=visitors.come)
            beside.append(run.per_second)
            ground.accepted += len(run.latencies)
            opened, refused = opened + visitors.opened, refused + visitors.refused
    quiet, crowded = statistics.median(alone), statistics.median(beside)
    figures = {"flows/s alone": quiet, "with sign-ins": crowded, "ratio": crowded / quiet,
               "signed in": opened, "asked to wait": refused}  # fmt: skip
    return [Result(f"sign-ins, {SIGN_INS_A_SECOND} a second", bench.database, figures)]


class Visitors:
    """People who sign in one after the other, so many a second."""

    def __init__(self, server: Server, founders: Sequence[Founder]) -> None:
        self.server, self.founders = server, founders
        self.opened = self.refused = 0

    async def come(self) -> None:
        """Until cancelled."""
        present: set[asyncio.Task[None]] = set()
        for founder in self.founders:
            task = asyncio.create_task(self._enter(founder))
            present.add(task)
            task.add_done_callback(present.discard)
            await asyncio.sleep(1 / SIGN_INS_A_SECOND)

    async def _enter(self, founder: Founder) -> None:
        browser = Browser(self.server.host, self.server.port)
        page = await browser.ask("GET", "/sign-in")
        browser.cookie = page.headers["set-cookie"].split(";")[0]
        token = TOKEN.search(page.body)
        assert token is not None
        body = urlencode({"csrf_token": token[1].decode(), "email": founder.email, "password": PASSWORD})
        answer = await browser.ask("POST", "/sign-in", body.encode())
        browser.close()
        if answer.status == 302:
            self.opened += 1
        elif answer.status == 429:
            self.refused += 1
        else:
            raise RuntimeError(f"signing in was answered {answer.status}")
