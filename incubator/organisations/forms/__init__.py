"""The shape of what members and staff type: about companies (`companies`) and about partners (`partners`)."""

from incubator.organisations.forms.companies import (
    CompanyForm,
    InviteForm,
    MemberRoleForm,
    NewCompanyForm,
    PreFounderForm,
    ReasonForm,
    RepresentativeForm,
    SucceedingForm,
    WalletForm,
    tidied,
)
from incubator.organisations.forms.partners import PartnerFilterForm, PartnerForm

__all__ = [
    "CompanyForm",
    "InviteForm",
    "MemberRoleForm",
    "NewCompanyForm",
    "PartnerFilterForm",
    "PartnerForm",
    "PreFounderForm",
    "ReasonForm",
    "RepresentativeForm",
    "SucceedingForm",
    "WalletForm",
    "tidied",
]
