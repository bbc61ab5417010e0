"""Reading: the staff list of 100,000 applications, its search, and the calls everybody reads on the day they open."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Mapping, Sequence

from tests.bench import counting
from tests.bench.ground import STORED, Bench, Ground, Result
from tests.bench.load import Browser, Run, drive
from tests.bench.servers import Server

VISITORS = 32
WORDS = ("가야소재", "담수화 막 세척기", "2026-OLD-01-0010050000", "10050000", "없는이름")
QUERIES: Mapping[str, str] = {
    "newest": "",
    "submitted only": "state=submitted",
    "drafts only": "state=draft",
    "withdrawn only": "state=withdrawn",
    "companies": "kind=corporation",
    "one region": "region=48170",
    **{f"by {key}, {way}": f"sort={key}&down={down}" for key in ("receipt", "applicant", "project", "amount", "submitted", "started")
       for way, down in (("down", 1), ("up", 0))},
    "drafts by amount": "state=draft&sort=amount&down=0",
    "page 1,000": "page=1000",
    "last page": "page=2000",
    "last page by amount": "page=2000&sort=amount",
}  # fmt: skip
"""What is asked of the list: names for the table, and the query."""


def timed(server: Server, cookie: str, path: str, times: int) -> tuple[Run, int]:
    """One client asking one address so many times after two that do not count; also the size of the body."""
    browser, run = Browser(server.host, server.port, cookie), Run(1)

    async def ask() -> int:
        size = 0
        for number in range(times + 2):
            start = time.perf_counter()
            answer = await browser.ask("GET", path)
            if answer.status != 200:
                raise RuntimeError(f"{path} was answered {answer.status}")
            size = len(answer.body)
            if number > 1:
                run.latencies.append(time.perf_counter() - start)
        return size

    size = asyncio.run(ask())
    run.seconds = sum(run.latencies)
    return run, size


def staff_list(ground: Ground) -> str:
    return f"/staff/rounds/{ground.prepared.round_id}/applications"


def lists(bench: Bench) -> list[Result]:
    """p95 at one client, statements and body of the list in every order, and pages a second beside the limit's list."""
    ground, times = bench.ground(stored=STORED), bench.scale.pages
    cookie, base, found = ground.prepared.manager_cookie, staff_list(ground), []
    with counting.counting_app(ground) as app, ground.ours() as mine, ground.limit() as bare:
        for name, query in QUERIES.items():
            address = f"{base}?{query}" if query else base
            run, size = timed(mine, cookie, address, times if name == "newest" else times // 3)
            figures = {"p50 ms": run.at(0.5), "p95 ms": run.at(0.95), "kB": size / 1000,
                       "statements": counting.of_a_page(app, cookie, address)}  # fmt: skip
            found.append(Result(f"list, {name}", bench.database, figures))
        rates = [(timed(mine, cookie, base, times)[0].per_second, timed(bare, "", "/staff", times)[0].per_second)
                 for _ in range(bench.scale.repeats)]  # fmt: skip
    found.append(Result("list, pages a second", bench.database, _beside("pages/s", rates)))
    return found


def search(bench: Bench) -> list[Result]:
    """Words anywhere in names, numbers and titles of 100,000 applications."""
    ground, found = bench.ground(stored=STORED), []
    with ground.ours() as mine:
        for words in WORDS:
            address = f"{staff_list(ground)}?q={words.replace(' ', '+')}"
            run, size = timed(mine, ground.prepared.manager_cookie, _quoted(address), bench.scale.pages // 3)
            figures = {"p50 ms": run.at(0.5), "p95 ms": run.at(0.95), "kB": size / 1000}
            found.append(Result(f"search, {words}", bench.database, figures))
    return found


def _quoted(address: str) -> str:
    return "".join(char if char.isascii() else "".join(f"%{byte:02X}" for byte in char.encode()) for char in address)


def public(bench: Bench) -> list[Result]:
    """The list of calls for visitors without a session: from the shelf, made anew each time, and the limit's bare list.

    A query nobody has asked before is made anew.
    """
    ground = bench.ground()
    with ground.ours() as mine, ground.limit() as bare:
        kept, fresh = [], []
        for server in (mine, bare):
            visit(server, ["/calls"], 1)
        for _ in range(bench.scale.repeats):
            most = visit(bare, ["/calls"], bench.scale.seconds / 2).per_second
            kept.append((visit(mine, ["/calls"], bench.scale.seconds / 2).per_second, most))
            fresh.append((visit(mine, _unasked(), bench.scale.seconds / 2).per_second, most))
    found = [
        Result(f"calls, {VISITORS} visitors, kept", bench.database, _beside("pages/s", kept)),
        Result(f"calls, {VISITORS} visitors, made anew", bench.database, _beside("pages/s", fresh)),
    ]
    return [*found, _with_stored(bench, ground)]


def _with_stored(bench: Bench, empty: Ground) -> Result:
    """Made anew, with many applications stored and with none."""
    full = bench.ground(stored=STORED)
    with full.ours() as one, empty.ours() as other:
        for server in (one, other):
            visit(server, _unasked(), 1)
        rates = [tuple(visit(server, _unasked(), bench.scale.seconds / 2).per_second for server in (one, other))
                 for _ in range(bench.scale.repeats)]  # fmt: skip
    stored, none = (statistics.median(pair[side] for pair in rates) for side in (0, 1))
    return Result(
        "calls, made anew", bench.database, {"stored": STORED, "pages/s": stored, "empty": none, "ratio": stored / none}
    )


def _unasked() -> list[str]:
    start = time.monotonic_ns()
    return [f"/calls?page=1&n={start + number}" for number in range(20_000)]


def visit(server: Server, paths: Sequence[str], seconds: float) -> Run:
    browsers = [Browser(server.host, server.port) for _ in range(VISITORS)]

    async def flow(number: int) -> bool:
        browser = browsers.pop()
        try:
            return (await browser.ask("GET", paths[number % len(paths)])).status == 200
        finally:
            browsers.append(browser)

    return drive(VISITORS, seconds, flow)


def _beside(name: str, rates: Sequence[tuple[float, float]]) -> dict[str, float | str]:
    """Medians of ours and of the limit, and their ratio."""
    mine, bare = (statistics.median(pair[side] for pair in rates) for side in (0, 1))
    return {name: mine, "limit": bare, "ratio": mine / bare}
