"""Handing in at the deadline: flows per second, latency, CPU and memory, beside the limit program."""

from __future__ import annotations

import re
import sqlite3
import statistics
from collections.abc import Awaitable, Callable, Sequence
from contextlib import ExitStack
from typing import Any
from urllib.parse import urlencode

import psycopg

from tests.bench import counting
from tests.bench.ground import STORED, Bench, Ground, Result
from tests.bench.load import Browser, Run, drive
from tests.bench.servers import Server
from tests.bench.world import Founder

WARM_FLOWS = 24
HIDDEN = {
    name: re.compile(rf'name="{name}"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*name="{name}"'.encode())
    for name in ("csrf_token", "key", "revision")
}


def hidden(body: bytes, name: str) -> str:
    found = HIDDEN[name].search(body)
    if found is None:
        raise RuntimeError(f"the submit page has no field {name}")
    return (found.group(1) or found.group(2) or b"").decode()


def posted(body: bytes) -> bytes:
    """What the browser sends when both declarations are ticked on this page and the button is pressed."""
    return urlencode({name: hidden(body, name) for name in HIDDEN} | {"truth": "y", "integrity": "y"}).encode()


def ours(
    server: Server,
    founders: Sequence[Founder],
    clients: int,
    seconds: float,
    *,
    beside: Callable[[], Awaitable[None]] | None = None,
) -> Run:
    """Each flow: open the check page, press submit.  A flow counts when the answer leads to the receipt."""
    browsers = [Browser(server.host, server.port) for _ in range(clients)]

    async def flow(number: int) -> bool:
        founder, browser = founders[number], browsers.pop()
        browser.cookie = founder.cookie
        try:
            path = f"/applications/{founder.application_id}/submit"
            page = await browser.ask("GET", path)
            if page.status != 200:
                return False
            answer = await browser.ask("POST", path, posted(page.body))
            return answer.status == 302 and answer.headers["location"].endswith("/receipt")
        finally:
            browsers.append(browser)

    return drive(clients, seconds, flow, most=len(founders), beside=beside)


def limit(server: Server, cookies: Sequence[str], clients: int, seconds: float) -> Run:
    browsers = [Browser(server.host, server.port, cookie) for cookie in cookies[:clients]]
    token = re.compile(rb'name=csrf value="([^"]*)"')

    async def flow(_number: int) -> bool:
        browser = browsers.pop()
        try:
            page = await browser.ask("GET", "/apply")
            if "set-cookie" in page.headers:
                browser.cookie = page.headers["set-cookie"].split(";")[0]
            found = token.search(page.body)
            if found is None:
                raise RuntimeError(f"the limit program answered {page.status}: {page.body[:300]!r}")
            body = urlencode(
                {"csrf": found.group(1).decode(), "title": "과제", "summary": "요약 " * 60, "answers": "답 " * 200}
            )
            return (await browser.ask("POST", "/apply", body.encode())).status == 302
        finally:
            browsers.append(browser)

    return drive(clients, seconds, flow)


def warm(server: Server, ground: Ground) -> None:
    """Each process compiles its templates and statements before anything is timed."""
    for _ in range(2):
        ground.accepted += len(ours(server, ground.take(WARM_FLOWS), 8, 60).latencies)


def measure(bench: Bench) -> list[Result]:
    """Ours and the limit in turn for each number of clients; the median counts."""
    ground, scale, found = bench.ground(), bench.scale, []
    with ground.ours() as mine, ground.limit() as bare:
        warm(mine, ground)
        limit(bare, ground.limit_cookies, 8, 0.5)
        for clients in scale.clients:
            runs: list[tuple[Run, Run, float]] = []
            for _ in range(scale.repeats):
                before = mine.cpu_seconds()
                run = ours(mine, ground.take(scale.flows), clients, scale.seconds)
                cpu = (mine.cpu_seconds() - before) / max(1, len(run.latencies)) * 1000
                runs.append((run, limit(bare, ground.limit_cookies, clients, scale.seconds / 2), cpu))
                ground.accepted += len(run.latencies)
            found.append(Result(f"submit, {clients} clients", bench.database, _figures(runs, mine, bare)))
    count_rows(ground)
    found.append(Result("submit, statements", bench.database, counting.of_a_flow(ground, posted)))
    return found


def _figures(runs: Sequence[tuple[Run, Run, float]], mine: Server, bare: Server) -> dict[str, float | str]:
    own, other = [run for run, _, _ in runs], [run for _, run, _ in runs]
    rate = statistics.median(run.per_second for run in own)
    most = statistics.median(run.per_second for run in other)
    return {
        "flows/s": rate,
        "least": min(run.per_second for run in own),
        "most": max(run.per_second for run in own),
        "limit": most,
        "ratio": rate / most,
        "p50 ms": statistics.median(run.at(0.5) for run in own),
        "p95 ms": statistics.median(run.at(0.95) for run in own),
        "p99 ms": statistics.median(run.at(0.99) for run in own),
        "limit p99 ms": statistics.median(run.at(0.99) for run in other),
        "errors": sum(run.errors for run in own),
        "cpu ms/flow": statistics.median(cpu for _, _, cpu in runs),
        "peak MB": mine.peak_megabytes(),
        "limit peak MB": bare.peak_megabytes(),
    }


def growth(bench: Bench) -> list[Result]:
    """The same flows with many applications stored and with none, in turn."""
    full, empty, scale = bench.ground(stored=STORED), bench.ground(name="growth"), bench.scale
    clients = 32
    rates: dict[int, list[float]] = {full.stored: [], empty.stored: []}
    spent: dict[int, list[float]] = {full.stored: [], empty.stored: []}
    with ExitStack() as running:
        pairs = [(ground, running.enter_context(ground.ours())) for ground in (full, empty)]
        for ground, server in pairs:
            warm(server, ground)
        for _ in range(scale.repeats + 2):
            for ground, server in pairs:
                before = server.cpu_seconds()
                run = ours(server, ground.take(scale.flows), clients, scale.seconds)
                ground.accepted += len(run.latencies)
                rates[ground.stored].append(run.per_second)
                spent[ground.stored].append((server.cpu_seconds() - before) / max(1, len(run.latencies)) * 1000)
    for ground, _ in pairs:
        count_rows(ground)
    stored, none = (statistics.median(rates[ground.stored]) for ground in (full, empty))
    cpu, cpu_of_none = (statistics.median(spent[ground.stored]) for ground in (full, empty))
    figures = {"stored": STORED, "flows/s": stored, "empty": none, "ratio": stored / none,
               "cpu ms/flow": cpu, "CPU empty : stored": cpu_of_none / cpu}  # fmt: skip
    return [Result(f"growth, {clients} clients", bench.database, figures)]


def count_rows(ground: Ground) -> None:
    """A flow counts only when it is found afterwards: receipts = versions = presses = trail = outbox."""
    queries = {
        "versions": "SELECT count(*) FROM application_versions v JOIN applications a ON a.id = v.application_id "
        "WHERE a.receipt_no NOT LIKE '%-OLD-%'",
        "receipts": "SELECT count(DISTINCT receipt_no) FROM applications WHERE receipt_no NOT LIKE '%-OLD-%'",
        "presses": "SELECT count(*) FROM submission_attempts WHERE outcome = 'accepted'",
        "trail": "SELECT count(*) FROM audit_entries WHERE event_name = 'application.submitted'",
        "outbox": "SELECT count(DISTINCT event_id) FROM outbox_messages WHERE event_name = 'application.submitted'",
    }
    found = {name: scalar(ground.url, query) for name, query in queries.items()}
    wanted = ground.accepted + (1 if ground.stored else 0)
    if set(found.values()) != {wanted}:
        raise RuntimeError(f"answers and rows differ: {found}, answered {wanted}")


def scalar(url: str, query: str) -> Any:
    """The one value of a query, past the program."""
    if url.startswith("sqlite"):
        with sqlite3.connect(url.removeprefix("sqlite:///"), timeout=30) as connection:
            return connection.execute(query).fetchone()[0]
    with psycopg.connect(url) as server:
        row = server.execute(query.encode()).fetchone()
        return row[0] if row else None
