"""Tables of the slice: companies with their invitations and certificates, what they were before, and partners."""

from incubator.organisations.models.companies import PERSONAL, Invitation, Organisation, WalletDocument
from incubator.organisations.models.identities import FormerIdentity
from incubator.organisations.models.partners import PartnerOrganisation

__all__ = ["PERSONAL", "FormerIdentity", "Invitation", "Organisation", "PartnerOrganisation", "WalletDocument"]
