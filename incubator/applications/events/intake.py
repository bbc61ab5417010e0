"""What has happened at the intake desk.  Ids, codes and plain values; words stay in their rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from incubator.applications.events.applying import OfApplication
from incubator.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ReviewBegun(OfApplication, Event):
    """The check list was made from the handed-in version `number`."""

    name: ClassVar[str] = "application.review_begun"
    about: ClassVar[str] = "application_id"
    number: int


@dataclass(frozen=True, kw_only=True)
class CheckJudged(OfApplication, Event):
    """A person gave one row of the check list a verdict: codes of `rules.grounds`."""

    name: ClassVar[str] = "application.check_judged"
    about: ClassVar[str] = "application_id"
    row_key: str
    verdict: str
    ground: str


@dataclass(frozen=True, kw_only=True)
class SupplementRequested(OfApplication, Event):
    name: ClassVar[str] = "application.supplement_requested"
    about: ClassVar[str] = "application_id"
    request_id: UUID
    due_at: datetime
    count: int


@dataclass(frozen=True, kw_only=True)
class SupplementSaved(OfApplication, Event):
    """The applicant wrote an answer, or put a file to an item or took it out; not handed in yet."""

    name: ClassVar[str] = "application.supplement_saved"
    about: ClassVar[str] = "application_id"
    request_id: UUID
    item_id: UUID
    file_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class SupplementSupplied(OfApplication, Event):
    """`sha256` of what was handed in."""

    name: ClassVar[str] = "application.supplement_supplied"
    about: ClassVar[str] = "application_id"
    request_id: UUID
    sha256: str


@dataclass(frozen=True, kw_only=True)
class SupplementLapsed(OfApplication, Event):
    """The due time passed without an answer."""

    name: ClassVar[str] = "application.supplement_lapsed"
    about: ClassVar[str] = "application_id"
    request_id: UUID


@dataclass(frozen=True, kw_only=True)
class SupplementRecalled(OfApplication, Event):
    name: ClassVar[str] = "application.supplement_recalled"
    about: ClassVar[str] = "application_id"
    request_id: UUID


@dataclass(frozen=True, kw_only=True)
class JudgedEligible(OfApplication, Event):
    name: ClassVar[str] = "application.judged_eligible"
    about: ClassVar[str] = "application_id"


@dataclass(frozen=True, kw_only=True)
class IneligibleProposed(OfApplication, Event):
    """One person finds 부적격; a second one has to confirm."""

    name: ClassVar[str] = "application.ineligible_proposed"
    about: ClassVar[str] = "application_id"


@dataclass(frozen=True, kw_only=True)
class ProposalReturned(OfApplication, Event):
    """The second person does not agree."""

    name: ClassVar[str] = "application.ineligible_returned"
    about: ClassVar[str] = "application_id"
    proposed_by: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class IneligibleConfirmed(OfApplication, Event):
    name: ClassVar[str] = "application.ineligible_confirmed"
    about: ClassVar[str] = "application_id"
    proposed_by: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class ReviewReopened(OfApplication, Event):
    """A decision was taken back; `was_released` when the applicant had been told."""

    name: ClassVar[str] = "application.review_reopened"
    about: ClassVar[str] = "application_id"
    was_released: bool


@dataclass(frozen=True, kw_only=True)
class OutcomeReleased(OfApplication, Event):
    """The applicant may be told whether the application is eligible."""

    name: ClassVar[str] = "application.outcome_released"
    about: ClassVar[str] = "application_id"
    is_eligible: bool
