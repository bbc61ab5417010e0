"""The shape of what is typed about companies (`companies`), their people (`people`), partners (`partners`) and the register (`records`)."""

from incubator.organisations.forms.companies import (
    CompanyForm,
    NewCompanyForm,
    PreFounderForm,
    SucceedingForm,
    tidied,
)
from incubator.organisations.forms.partners import IndustryForm, PartnerFilterForm, PartnerForm
from incubator.organisations.forms.people import (
    InviteForm,
    MemberRoleForm,
    ReasonForm,
    RepresentativeForm,
    WalletForm,
)
from incubator.organisations.forms.records import (
    RecordFilterForm,
    RemoveForm,
    RestrictionForm,
    SupportForm,
    SuspendForm,
)

__all__ = [
    "CompanyForm",
    "IndustryForm",
    "InviteForm",
    "MemberRoleForm",
    "NewCompanyForm",
    "PartnerFilterForm",
    "PartnerForm",
    "PreFounderForm",
    "ReasonForm",
    "RecordFilterForm",
    "RemoveForm",
    "RepresentativeForm",
    "RestrictionForm",
    "SucceedingForm",
    "SupportForm",
    "SuspendForm",
    "WalletForm",
    "tidied",
]
