"""The centre's partners: group affiliates, ministries, universities, other centres, associations, investors."""

from __future__ import annotations

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from incubator.core.masking import mask_email, mask_name, mask_phone
from incubator.db.base import Base, Identified, Timestamps, Versioned
from incubator.organisations.models.companies import PERSONAL
from incubator.organisations.rules import PartnerDetails, PartnerKind, company_name_key


class PartnerOrganisation(Identified, Timestamps, Versioned, Base):
    """A body the centre runs programs with.  No company: it applies for nothing and has no members here.

    `name_key` is the one of `rules.company_name_key`, unique, so that one partner is not entered twice.  A partner a
    program once named stays as a row; one that no longer takes part is not `active` and is not offered for new programs.
    """

    __tablename__ = "partner_organisations"
    __table_args__ = (
        CheckConstraint("length(name) > 0 AND length(name_key) > 0", name="has_a_name"),
        CheckConstraint(
            "kind IN ('affiliate', 'ministry', 'local_government', 'university', 'centre', 'association', "
            "'research', 'investor', 'other')",
            name="kind_is_known",
        ),
    )

    name: Mapped[str]
    name_en: Mapped[str] = mapped_column(default="")
    name_key: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[PartnerKind]
    contact_name: Mapped[str] = mapped_column(default="", info=PERSONAL)
    contact_phone: Mapped[str] = mapped_column(default="", info=PERSONAL)
    contact_email: Mapped[str] = mapped_column(default="", info=PERSONAL)
    note: Mapped[str] = mapped_column(default="")
    active: Mapped[bool] = mapped_column(default=True)

    def details(self) -> PartnerDetails:
        return PartnerDetails(**{key: getattr(self, key) for key in PartnerDetails.__dataclass_fields__})

    def describe(self, details: PartnerDetails) -> None:
        """Take over accepted details (`rules.accepted_partner`)."""
        for key in PartnerDetails.__dataclass_fields__:
            if getattr(self, key) != getattr(details, key):  # an attribute set to what it was would count as a change
                setattr(self, key, getattr(details, key))
        key = company_name_key(details.name)
        if self.name_key != key:
            self.name_key = key

    @property
    def masked_contact(self) -> tuple[str, str, str]:
        """Name, phone and address of the contact as lists show them."""
        return mask_name(self.contact_name), mask_phone(self.contact_phone), mask_email(self.contact_email)
