"""What has happened to the pool of reviewers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from incubator.core.events import Event


@dataclass(frozen=True, kw_only=True)
class _OfMember:
    pool_member_id: UUID
    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class PoolMemberAdded(_OfMember, Event):
    name: ClassVar[str] = "pool_member.added"
    about: ClassVar[str] = "pool_member_id"


@dataclass(frozen=True, kw_only=True)
class PoolMemberEdited(_OfMember, Event):
    name: ClassVar[str] = "pool_member.edited"
    about: ClassVar[str] = "pool_member_id"


@dataclass(frozen=True, kw_only=True)
class PoolMemberPaused(_OfMember, Event):
    name: ClassVar[str] = "pool_member.paused"
    about: ClassVar[str] = "pool_member_id"


@dataclass(frozen=True, kw_only=True)
class PoolMemberRestored(_OfMember, Event):
    name: ClassVar[str] = "pool_member.restored"
    about: ClassVar[str] = "pool_member_id"


@dataclass(frozen=True, kw_only=True)
class PoolMemberRemoved(_OfMember, Event):
    name: ClassVar[str] = "pool_member.removed"
    about: ClassVar[str] = "pool_member_id"
