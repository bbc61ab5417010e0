"""What has happened to personal data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from incubator.core.events import Event


@dataclass(frozen=True, kw_only=True)
class PersonalDataAccessed(Event):
    """Whose data is in the access entry; `digest` (SHA-256 of that row) lets the sealed trail vouch for it."""

    name: ClassVar[str] = "personal_data.accessed"
    about: ClassVar[str] = "access_entry_id"

    access_entry_id: UUID
    action: str
    subject_kind: str
    subject_count: int
    digest: str


@dataclass(frozen=True, kw_only=True)
class AccessEntriesPurged(Event):
    """Entries from before `kept_since` are destroyed; the term is over."""

    name: ClassVar[str] = "access_entries.purged"
    about: ClassVar[str] = "access_entry_id"

    access_entry_id: UUID
    count: int
    kept_since: datetime
