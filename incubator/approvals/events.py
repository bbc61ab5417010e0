"""What happens to approvals and to delegated authority.  `act` and `manner` are values of `rules.Act`, `rules.Manner`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from incubator.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ApprovalRequested(Event):
    """`subject_kind` and `subject_id` say what is to be decided about."""

    name: ClassVar[str] = "approval.requested"
    about: ClassVar[str] = "approval_id"
    approval_id: UUID
    act: str
    subject_kind: str
    subject_id: UUID
    sha256: str


@dataclass(frozen=True, kw_only=True)
class ApprovalSigned(Event):
    """A reviewer has looked it through; it goes on to the next."""

    name: ClassVar[str] = "approval.signed"
    about: ClassVar[str] = "approval_id"
    approval_id: UUID
    line_no: int
    manner: str


@dataclass(frozen=True, kw_only=True)
class ApprovalGranted(Event):
    """Decided.  Whoever asked carries it out in the same transaction; `sha256` is what was decided about."""

    name: ClassVar[str] = "approval.granted"
    about: ClassVar[str] = "approval_id"
    approval_id: UUID
    act: str
    subject_kind: str
    subject_id: UUID
    manner: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class ApprovalReturned(Event):
    """`reason` says what has to be mended."""

    name: ClassVar[str] = "approval.returned"
    about: ClassVar[str] = "approval_id"
    approval_id: UUID
    act: str
    subject_kind: str
    subject_id: UUID


@dataclass(frozen=True, kw_only=True)
class ApprovalWithdrawn(Event):
    name: ClassVar[str] = "approval.withdrawn"
    about: ClassVar[str] = "approval_id"
    approval_id: UUID
    act: str
    subject_kind: str
    subject_id: UUID


@dataclass(frozen=True, kw_only=True)
class AuthorityDelegated(Event):
    name: ClassVar[str] = "authority.delegated"
    about: ClassVar[str] = "delegation_id"
    delegation_id: UUID
    from_id: UUID
    to_id: UUID
    manner: str
    acts: tuple[str, ...]
    starts_at: datetime
    ends_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class DelegationEnded(Event):
    name: ClassVar[str] = "delegation.ended"
    about: ClassVar[str] = "delegation_id"
    delegation_id: UUID
