"""The shape of what people type: at the entrance and in their account (`entrance`), about the house (`house`)."""

from incubator.accounts.forms.entrance import (
    ChangePasswordForm,
    EmailForm,
    NewPasswordForm,
    PressForm,
    ProfileForm,
    SignInForm,
    SignUpForm,
    sign_up_form,
)
from incubator.accounts.forms.house import BranchForm, ConsentTextForm, NewBranchForm

__all__ = [
    "BranchForm",
    "ChangePasswordForm",
    "ConsentTextForm",
    "EmailForm",
    "NewBranchForm",
    "NewPasswordForm",
    "PressForm",
    "ProfileForm",
    "SignInForm",
    "SignUpForm",
    "sign_up_form",
]
