"""Reading: the staff list of 100,000 applications, its search, and the calls everybody reads on the day they open."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from incubator.applications.queries.counts import SECONDS
from incubator.db.session import db
from tests.bench import answers, counting
from tests.bench.ground import STORED, Bench, Ground, Result
from tests.bench.load import Browser, Run, drive
from tests.bench.servers import Server, serving
from tests.bench.world import FIRST_STORED, refresh_statistics

VISITORS = 32
READERS = (1, 8)
REST_SECONDS = SECONDS + 0.2
"""After it the numbers of a long list are counted again."""
PEER = 60.0
"""Pages a second of the best peer at as many clients (Indico; pretalx with 700 applications stored reached 45)."""
WORDS: Mapping[str, str] = {
    "a company": "가야소재",
    "every title": "담수화 막 세척기",
    "a receipt number": "2026-OLD-01-0010050000",
    "a number": "10050000",
    "nothing": "없는이름",
    "a rare answer": answers.RARE,
    "a part of a rare answer": "자동화",
    "two letters": "염전",
    "every answer": answers.COMMON,
}
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


def rested(server: Server, cookie: str, path: str) -> float:
    """Milliseconds of the first request after a rest, when nothing is fresh."""
    time.sleep(REST_SECONDS)
    browser = Browser(server.host, server.port, cookie)

    async def ask() -> float:
        await browser.ask("GET", "/healthz")
        start = time.perf_counter()
        await browser.ask("GET", path)
        return (time.perf_counter() - start) * 1000

    return asyncio.run(ask())


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
            figures = {"p50 ms": run.at(0.5), "p95 ms": run.at(0.95), "rested ms": rested(mine, cookie, address),
                       "kB": size / 1000, "statements": counting.of_a_page(app, cookie, address)}  # fmt: skip
            found.append(Result(f"list, {name}", bench.database, figures))
        for clients in READERS:
            rates = _pages_a_second(bench, clients, (mine, cookie, base), (bare, "", "/staff"))
            found.append(Result(f"list, pages a second, {clients} at once", bench.database, rates))
    return found


def _pages_a_second(bench: Bench, clients: int, *asked: tuple[Server, str, str]) -> dict[str, float | str]:
    """So many readers at once, by turns, with the processor time of a page.  Each page of ours leaves a row in the access
    log, which one reader alone waits for and many do not.
    """
    turns = [Turns() for _ in asked]
    for _ in range(bench.scale.repeats * 3):
        for (server, cookie, path), turn in zip(asked, turns, strict=True):
            before = server.cpu_seconds()
            run = visit(server, [path], bench.scale.seconds / 3, clients=clients, cookie=cookie)
            turn.cpu += server.cpu_seconds() - before
            turn.pages += len(run.latencies)
            turn.rates.append(run.per_second)
    figures = _beside("pages/s", *turns)
    figures.pop("peer ×", None)
    return figures


def search(bench: Bench) -> list[Result]:
    """Words anywhere in names, numbers, titles and answers of 100,000 applications; how many each word finds, too."""
    ground, found = bench.ground(stored=STORED), []
    with counting.counting_app(ground) as app:
        with app.app_context(), db.engine.begin() as connection:
            answers.fill_answers(connection, (FIRST_STORED, FIRST_STORED + STORED - 1))
        with app.app_context(), db.engine.connect() as connection:
            refresh_statistics(connection)
        with ground.ours() as mine:
            for name, words in WORDS.items():
                address = _quoted(f"{staff_list(ground)}?q={words.replace(' ', '+')}")
                cookie = ground.prepared.manager_cookie
                run, size = timed(mine, cookie, address, bench.scale.pages // 3)
                figures = {"p50 ms": run.at(0.5), "p95 ms": run.at(0.95), "rested ms": rested(mine, cookie, address),
                           "kB": size / 1000, "statements": counting.of_a_page(app, cookie, address)}  # fmt: skip
                found.append(Result(f"search, {name}", bench.database, figures))
    return found


def _quoted(address: str) -> str:
    return "".join(char if char.isascii() else "".join(f"%{byte:02X}" for byte in char.encode()) for char in address)


def public(bench: Bench) -> list[Result]:
    """The list of calls for visitors without a session, beside the limit's bare list.

    `shelf` is production: a process looks once a second whether the page is still true.  `looked`: for each visitor.
    `anew`: rows read and the page put together for each visitor, from kept cards.  `nothing`: nothing is kept at all.
    """
    ground, found = bench.ground(), []
    for name, keeps in {"shelf": "", "looked": "pages", "anew": "parts", "nothing": "nothing"}.items():
        with _less_kept(ground, keeps) as mine, ground.limit() as bare:
            rates = _beside("pages/s", *_in_turns(bench, mine, bare))
        found.append(Result(f"calls, {VISITORS} visitors, {name}", bench.database, rates))
    return [*found, _with_stored(bench, ground)]


def _less_kept(ground: Ground, keeps: str) -> AbstractContextManager[Server]:
    if not keeps:
        return ground.ours()
    return serving("tests.bench.anew:app", {**ground.environment, "BENCH_KEEPS": keeps})


def _with_stored(bench: Bench, empty: Ground) -> Result:
    """The page made anew, with many applications stored and with none."""
    full = bench.ground(stored=STORED)
    with _less_kept(full, "parts") as one, _less_kept(empty, "parts") as other:
        stored, none = _in_turns(bench, one, other)
    return Result(f"calls, {STORED:,} stored : none", bench.database, _beside("pages/s", stored, none, "empty"))


@dataclass
class Turns:
    """What one server did: pages a second of each turn, and its processor time for a page in all."""

    rates: list[float] = field(default_factory=list)
    pages: int = 0
    cpu: float = 0.0


def _in_turns(bench: Bench, *servers: Server) -> list[Turns]:
    """Each server visited for short times by turns: with connections of its own each time, as which process takes how
    many of them is chance.
    """
    turns = [Turns() for _ in servers]
    for server in servers:
        visit(server, ["/calls"], 1)
    for _ in range(bench.scale.repeats * 3):
        for server, turn in zip(servers, turns, strict=True):
            before = server.cpu_seconds()
            run = visit(server, ["/calls"], bench.scale.seconds / 3)
            turn.cpu += server.cpu_seconds() - before
            turn.pages += len(run.latencies)
            turn.rates.append(run.per_second)
    return turns


def visit(server: Server, paths: Sequence[str], seconds: float, *, clients: int = VISITORS, cookie: str = "") -> Run:
    browsers = [Browser(server.host, server.port, cookie) for _ in range(clients)]

    async def flow(number: int) -> bool:
        browser = browsers.pop()
        try:
            return (await browser.ask("GET", paths[number % len(paths)])).status == 200
        finally:
            browsers.append(browser)

    return drive(clients, seconds, flow)


def _beside(name: str, mine: Turns, other: Turns, called: str = "limit") -> dict[str, float | str]:
    """Medians of ours and of the other, their ratio, and the ratio of the processor time each page costs."""
    ours, theirs = statistics.median(mine.rates), statistics.median(other.rates)
    cpu = 1000 * mine.cpu / max(mine.pages, 1), 1000 * other.cpu / max(other.pages, 1)
    figures: dict[str, float | str] = {name: ours, called: theirs, "ratio": ours / theirs, "CPU ms": cpu[0]}
    if cpu[0]:
        figures[f"CPU {called} : ours"] = cpu[1] / cpu[0]
    if called == "limit" and name == "pages/s" and mine.pages:
        figures["peer ×"] = ours / PEER
    return figures
