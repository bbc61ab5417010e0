"""A small HTTP/1.1 client for many keep-alive connections in one process, and the clock around it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Answer:
    """Status, headers in lower case (the last of each name) and body."""

    status: int
    headers: dict[str, str]
    body: bytes


class Browser:
    """One connection with one cookie header; reconnects when the server closes."""

    def __init__(self, host: str, port: int, cookie: str = "") -> None:
        self.host, self.port, self.cookie = host, port, cookie
        self.reader: asyncio.StreamReader | None = None
        self.writer: asyncio.StreamWriter | None = None

    async def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> Answer:
        """One request and its whole answer.  Raises OSError when the server is away twice."""
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self.host}:{self.port}", f"Cookie: {self.cookie}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        if body:
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        packet = "\r\n".join([*lines, "", ""]).encode() + body
        if self.writer is None or self.writer.is_closing() or (self.reader and self.reader.at_eof()):
            await self._connect()
        try:
            return await self._exchange(packet)
        except (ConnectionError, asyncio.IncompleteReadError):
            await self._connect()
            return await self._exchange(packet)

    async def _connect(self) -> None:
        self.close()
        self.reader, self.writer = await asyncio.open_connection(self.host, self.port, limit=2**20)

    async def _exchange(self, packet: bytes) -> Answer:
        assert self.reader is not None
        assert self.writer is not None
        self.writer.write(packet)
        await self.writer.drain()
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)}
        if "content-length" in headers:
            body = await self.reader.readexactly(int(headers["content-length"]))
        elif headers.get("transfer-encoding") == "chunked":
            body = await self._chunks()
        else:
            body = b""
        if headers.get("connection", "").lower() == "close":
            self.close()
        return Answer(int(head[0].split()[1]), headers, body)

    async def _chunks(self) -> bytes:
        assert self.reader is not None
        parts = []
        while size := int((await self.reader.readuntil(b"\r\n")).split(b";")[0], 16):
            parts.append(await self.reader.readexactly(size))
            await self.reader.readexactly(2)
        await self.reader.readexactly(2)
        return b"".join(parts)

    def close(self) -> None:
        if self.writer is not None:
            self.writer.close()
            self.reader = self.writer = None


@dataclass
class Run:
    """What came of driving `clients` connections for a while."""

    clients: int
    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    errors: int = 0

    @property
    def per_second(self) -> float:
        return len(self.latencies) / self.seconds if self.seconds else 0.0

    def at(self, share: float) -> float:
        """The latency below which `share` of the flows lie, in milliseconds."""
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000 if ordered else 0.0


Flow = Callable[[int], Awaitable[bool]]


def drive(
    clients: int, seconds: float, flow: Flow, *, most: int = 10**9, beside: Callable[[], Awaitable[None]] | None = None
) -> Run:
    """Run `flow(n)` with a fresh n each time on every client until the time or the numbers are used up.

    `beside` runs meanwhile and is stopped at the end.
    """
    run = Run(clients)
    numbers = iter(range(most))

    async def one(until: float) -> None:
        while time.perf_counter() < until:
            number = next(numbers, None)
            if number is None:
                return
            start = time.perf_counter()
            if await flow(number):
                run.latencies.append(time.perf_counter() - start)
            else:
                run.errors += 1

    async def everybody() -> None:
        company = asyncio.ensure_future(beside()) if beside else None
        start = time.perf_counter()
        await asyncio.gather(*(one(start + seconds) for _ in range(clients)))
        run.seconds = time.perf_counter() - start
        if company:
            company.cancel()

    asyncio.run(everybody())
    return run
