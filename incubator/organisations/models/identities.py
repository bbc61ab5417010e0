"""What a company was before: its history follows it through a new registration."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from incubator.db.base import Base, Identified, Timestamps
from incubator.organisations.models.companies import PERSONAL
from incubator.organisations.rules import OrganisationKind, Succession


class FormerIdentity(Identified, Timestamps, Base):
    """The name and numbers an entry had until `until_on` (included), and how it became the next (domain.md §7-11, -13).

    A registration number that was once this company's is nobody else's afterwards: a closed registration is not given
    again.  A pre-founder had none.
    """

    __tablename__ = "former_identities"
    __table_args__ = (
        CheckConstraint("brn IS NULL OR length(brn) = 10", name="brn_has_ten_digits"),
        CheckConstraint("(kind = 'pre_founder') = (brn IS NULL)", name="kind_fits_number"),
        Index("ix_former_identities_organisation", "organisation_id"),
        Index("ix_former_identities_name_key", "name_key"),
    )

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisations.id"))
    kind: Mapped[OrganisationKind]
    name: Mapped[str]
    name_key: Mapped[str]
    brn: Mapped[str | None] = mapped_column(unique=True)
    representative_name: Mapped[str] = mapped_column(default="", info=PERSONAL)
    opened_on: Mapped[date | None]
    until_on: Mapped[date]
    succession: Mapped[Succession]
