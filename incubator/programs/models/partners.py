"""With whom a program is run."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.db.base import Base, Identified
from incubator.organisations.models import PartnerOrganisation
from incubator.programs.rules.kinds import PartnerRole


class ProgramPartner(Identified, Base):
    """One body in one role (총괄·관리·전문·주관·협력·참여기관); it may have several."""

    __tablename__ = "program_partners"
    __table_args__ = (UniqueConstraint("program_id", "partner_id", "role"),)

    program_id: Mapped[UUID] = mapped_column(ForeignKey("programs.id"))
    partner_id: Mapped[UUID] = mapped_column(ForeignKey("partner_organisations.id"), index=True)
    role: Mapped[PartnerRole]

    partner: Mapped[PartnerOrganisation] = relationship(lazy="raise")
