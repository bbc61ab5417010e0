"""The shape of what is typed about companies (`companies`), their people (`people`) and partners (`partners`)."""

from incubator.organisations.forms.companies import (
    CompanyForm,
    NewCompanyForm,
    PreFounderForm,
    SucceedingForm,
    tidied,
)
from incubator.organisations.forms.partners import PartnerFilterForm, PartnerForm
from incubator.organisations.forms.people import (
    InviteForm,
    MemberRoleForm,
    ReasonForm,
    RepresentativeForm,
    WalletForm,
)

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
