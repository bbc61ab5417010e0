"""How the trail is sealed: every entry's hash goes into a chain, so that a later change shows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from incubator.core.text import Text, text

GENESIS = "0" * 64
LATEST_SEALING = timedelta(minutes=10)
"""Entries are sealed in the order of writing; one transaction may overtake another by this much."""


def entry_hash(columns: Mapping[str, Any]) -> str:
    """SHA-256 of a row's columns, whatever their order in the database."""
    plain = {name: _plain(value) for name, value in columns.items()}
    return hashlib.sha256(json.dumps(plain, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return str(value) if isinstance(value, UUID) else value


def chain_hash(before: str, seal_no: int, entry_id: UUID, own: str) -> str:
    return hashlib.sha256(f"{before}\n{seal_no}\n{entry_id}\n{own}".encode()).hexdigest()


def written_at(entry_id: UUID) -> datetime:
    """The instant a time-ordered id was made, in UTC, to the millisecond."""
    return datetime.fromtimestamp((entry_id.int >> 80) / 1000, UTC)


class Break(StrEnum):
    """What is wrong at a link."""

    SEAL_MISSING = "seal_missing"
    ENTRY_DELETED = "entry_deleted"
    ENTRY_CHANGED = "entry_changed"
    ENTRY_INSERTED = "entry_inserted"
    CHAIN_BROKEN = "chain_broken"
    HEAD_DIFFERS = "head_differs"


LABELS: Mapping[StrEnum, Text] = {
    Break.SEAL_MISSING: text("봉인 행이 없어졌습니다"),
    Break.ENTRY_DELETED: text("기록이 지워졌습니다"),
    Break.ENTRY_CHANGED: text("기록이 바뀌었습니다"),
    Break.ENTRY_INSERTED: text("기록이 나중에 끼워 넣어졌습니다"),
    Break.CHAIN_BROKEN: text("순서나 봉인이 바뀌었습니다"),
    Break.HEAD_DIFFERS: text("따로 보관한 마지막 봉인과 다릅니다"),
}


@dataclass(frozen=True)
class Link:
    """A seal and what the entry it names hashes to now (None: the entry is gone)."""

    seal_no: int
    entry_id: UUID
    entry_hash: str
    chain_hash: str
    found_hash: str | None


@dataclass(frozen=True)
class Fault:
    """The first broken place: the number of the seal (None for an entry not sealed yet) and the entry."""

    seal_no: int | None
    entry_id: UUID | None
    why: Break


@dataclass(frozen=True)
class Verdict:
    """`head` is the last sound link's hash; `fault` None when all is sound."""

    seals: int
    unsealed: int
    head: str
    fault: Fault | None

    @property
    def sound(self) -> bool:
        return self.fault is None


class Walk:
    """Checks links one after another; keeps the head and the newest instant seen."""

    def __init__(self) -> None:
        self.seals = 0
        self.head = GENESIS
        self.newest = datetime.min.replace(tzinfo=UTC)

    def check(self, links: Iterable[Link]) -> Fault | None:
        """The first fault, or None."""
        return next(self._faults(links), None)

    def _faults(self, links: Iterable[Link]) -> Iterator[Fault]:
        for link in links:
            why = self._why(link)
            if why is not None:
                yield Fault(link.seal_no, link.entry_id, why)
            self.seals, self.head = link.seal_no, link.chain_hash
            self.newest = max(self.newest, written_at(link.entry_id))

    def _why(self, link: Link) -> Break | None:
        if link.seal_no != self.seals + 1:
            return Break.SEAL_MISSING
        if link.found_hash is None:
            return Break.ENTRY_DELETED
        if link.found_hash != link.entry_hash:
            return Break.ENTRY_CHANGED
        if link.chain_hash != chain_hash(self.head, link.seal_no, link.entry_id, link.entry_hash):
            return Break.CHAIN_BROKEN
        return Break.ENTRY_INSERTED if self.is_late(link.entry_id) else None

    def is_late(self, entry_id: UUID) -> bool:
        """Whether the entry claims to be written well before one that was sealed earlier."""
        return written_at(entry_id) + LATEST_SEALING < self.newest
