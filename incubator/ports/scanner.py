"""A virus scanner, where the installation has one: clamd over its INSTREAM protocol."""

from __future__ import annotations

import socket
import struct
from dataclasses import dataclass
from pathlib import Path

CHUNK = 64 * 1024
LONGEST_ANSWER = 4096


class ScannerFailedError(OSError):
    """The scanner is away, slow, or said something else than a verdict; the file stays unscanned."""


@dataclass(frozen=True)
class Verdict:
    """`signature` is what was found; empty for a clean file."""

    signature: str = ""

    @property
    def is_clean(self) -> bool:
        return not self.signature


class _Desk:
    address: tuple[str, int] | None = None
    timeout_seconds = 60


def configure(address: str, *, timeout_seconds: int = 60) -> None:
    """`host:port` of clamd; empty where there is none.  Raises ValueError for anything else."""
    host, _, port = address.rpartition(":")
    if address and not (host and port.isdecimal()):
        raise ValueError("the scanner's address is host:port")
    _Desk.address = (host, int(port)) if address else None
    _Desk.timeout_seconds = timeout_seconds


def is_configured() -> bool:
    return _Desk.address is not None


def scan(path: Path) -> Verdict:
    """Send the content and read the verdict.  Raises ScannerFailedError (an OSError) when there is none."""
    if _Desk.address is None:
        raise ScannerFailedError("no scanner is configured")
    try:
        with socket.create_connection(_Desk.address, timeout=_Desk.timeout_seconds) as line:
            _send(line, path)
            answer = _read(line)
    except OSError as error:
        raise ScannerFailedError(str(error)) from error
    return _verdict(answer)


def _send(line: socket.socket, path: Path) -> None:
    line.sendall(b"zINSTREAM\0")
    with path.open("rb") as source:
        while chunk := source.read(CHUNK):
            line.sendall(struct.pack("!L", len(chunk)) + chunk)
    line.sendall(struct.pack("!L", 0))


def _read(line: socket.socket) -> str:
    answer = b""
    while not answer.endswith((b"\0", b"\n")) and len(answer) < LONGEST_ANSWER and (more := line.recv(1024)):
        answer += more
    return answer.rstrip(b"\0\n").decode("utf-8", "replace")


def _verdict(answer: str) -> Verdict:
    """`stream: OK` or `stream: Eicar-Signature FOUND`."""
    said = answer.partition(": ")[2]
    if said == "OK":
        return Verdict()
    if said.endswith(" FOUND"):
        return Verdict(said.removesuffix(" FOUND") or "unnamed")
    raise ScannerFailedError(f"the scanner answered “{answer[:200]}”")
