"""Peak memory of the server: after its start, after pages of a long list, after the whole list as a workbook."""

from __future__ import annotations

import asyncio
import re
import time
from urllib.parse import urlencode

from tests.bench.ground import STORED, Bench, Result
from tests.bench.load import Browser
from tests.bench.pages import staff_list, timed

TOKEN = re.compile(rb'name="csrf_token"[^>]*value="([^"]*)"')


def memory(bench: Bench) -> list[Result]:
    """Megabytes of all processes of one server, added up."""
    ground = bench.ground(stored=STORED)
    address, cookie = staff_list(ground), ground.prepared.manager_cookie
    with ground.ours() as server:
        figures: dict[str, float | str] = {"start MB": server.peak_megabytes()}
        timed(server, cookie, address, bench.scale.pages)
        figures["lists MB"] = server.peak_megabytes()
        start = time.perf_counter()
        browser = Browser(server.host, server.port, cookie)
        figures["workbook kB"] = asyncio.run(_workbook(browser, f"{address}/export")) / 1000
        figures["workbook s"] = time.perf_counter() - start
        figures["workbook MB"] = server.peak_megabytes()
    return [Result(f"memory, {STORED:,} stored", bench.database, figures)]


async def _workbook(browser: Browser, address: str) -> int:
    page = await browser.ask("GET", address)
    token = TOKEN.search(page.body)
    if token is None:
        raise RuntimeError(f"{address} was answered {page.status}")
    body = urlencode({"csrf_token": token[1].decode(), "reason": "기억 장치를 재는 시험"}).encode()
    answer = await browser.ask("POST", address, body)
    if answer.status != 200:
        raise RuntimeError(f"the workbook was answered {answer.status}")
    return len(answer.body)
