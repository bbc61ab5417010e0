"""Tables of the slice: companies with their invitations and certificates, what they were before, partners, and the register."""

from incubator.organisations.models.companies import PERSONAL, Invitation, Organisation, WalletDocument
from incubator.organisations.models.identities import FormerIdentity
from incubator.organisations.models.partners import PartnerOrganisation
from incubator.organisations.models.records import Restriction, SupportRecord

__all__ = [
    "PERSONAL",
    "FormerIdentity",
    "Invitation",
    "Organisation",
    "PartnerOrganisation",
    "Restriction",
    "SupportRecord",
    "WalletDocument",
]
