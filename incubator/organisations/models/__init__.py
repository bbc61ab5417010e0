"""Tables of the slice: companies with their invitations and certificates, and the centre's partners (`partners`)."""

from incubator.organisations.models.companies import PERSONAL, Invitation, Organisation, WalletDocument
from incubator.organisations.models.partners import PartnerOrganisation

__all__ = ["PERSONAL", "Invitation", "Organisation", "PartnerOrganisation", "WalletDocument"]
