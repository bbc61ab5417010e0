"""The shape of what people type at the entrance and in their account."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from wtforms import BooleanField, EmailField, HiddenField, PasswordField, RadioField, TelField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from incubator.accounts.models import ConsentText
from incubator.accounts.rules import LEAST_LENGTH
from incubator.core.text import Text, text
from incubator.web.fields import TextField
from incubator.web.forms import BaseForm
from incubator.web.i18n import chosen_locale, later

LONGEST_TYPED = 1000
EMAIL_HELP = text("확인 메일을 받을 주소입니다. 예: hong@company.kr")
PASSWORD_HELP = text(
    "%(least)s자 이상. 서로 상관없는 낱말 서너 개를 띄어 쓰면 외우기 쉽고 안전합니다. 한글과 빈칸도 쓸 수 있습니다.",
    least=LEAST_LENGTH,
)


class Needed:
    """Marks a box as required; the use case says what is missing, together with everything else that is."""

    field_flags = {"required": True}  # noqa: RUF012 (the name and shape WTForms reads)

    def __call__(self, form: Any, field: Any) -> None:
        """Nothing: see `register_user`."""


def _needed(kind: Any, label: Text, help_: Text | None = None) -> Any:
    rules = [InputRequired(), Length(max=LONGEST_TYPED)]
    return kind(later(label), rules, description=later(help_) if help_ else "")


def _told_later(kind: Any, label: Text, help_: Text) -> Any:
    return kind(later(label), [Needed(), Length(max=LONGEST_TYPED)], description=later(help_))


class SignInForm(BaseForm):
    email = _needed(EmailField, text("전자우편 주소"))
    password = _needed(PasswordField, text("비밀번호"))
    next = HiddenField()
    kept = HiddenField()


class EmailForm(BaseForm):
    """Ask for a mail."""

    email = _needed(EmailField, text("전자우편 주소"), text("가입할 때 적으신 주소입니다."))


class PressForm(BaseForm):
    """A single button."""


class SignUpForm(BaseForm):
    """What is empty is said by the use case, in one answer with the consents that are missing."""

    name = _told_later(TextField, text("이름"), text("실제 이름을 적어 주세요."))
    email = _told_later(EmailField, text("전자우편 주소"), EMAIL_HELP)
    password = _told_later(PasswordField, text("비밀번호"), PASSWORD_HELP)
    shown = HiddenField()

    def given(self) -> set[UUID]:
        """The ids of the texts whose boxes are ticked, in the versions that were on the page."""
        shown = dict(part.split(":", 1) for part in (self.shown.data or "").split(",") if ":" in part)
        ticked = [key for key in shown if f"consent_{key}" in self and self[f"consent_{key}"].data]
        return {found for key in ticked if (found := _read_id(shown[key]))}


def _read_id(raw: str) -> UUID | None:
    try:
        return UUID(raw)
    except ValueError:
        return None


def sign_up_form(texts: Sequence[ConsentText]) -> SignUpForm:
    """The form with one box for each consent text in force, none of them ticked."""
    english = chosen_locale() == "en"
    boxes = {
        f"consent_{words.key}": BooleanField(
            later(
                text("“%(title)s”에 동의합니다", title=words.title_en if english and words.title_en else words.title)
            ),
            [Needed()] if words.is_required else [],
        )
        for words in texts
    }
    form: SignUpForm = type("SignUpForm", (SignUpForm,), boxes)()
    if not form.is_submitted():
        form.shown.data = ",".join(f"{words.key}:{words.id}" for words in texts)
    return form


class NewPasswordForm(BaseForm):
    password = _needed(PasswordField, text("새 비밀번호"), PASSWORD_HELP)


class ChangePasswordForm(BaseForm):
    current = _needed(PasswordField, text("지금 비밀번호"))
    password = _needed(PasswordField, text("새 비밀번호"), PASSWORD_HELP)


class ProfileForm(BaseForm):
    name = _needed(TextField, text("이름"))
    phone = TelField(later(text("전화번호")), [Length(max=LONGEST_TYPED)], description=later(text("예: 010-1234-5678")))
    locale = RadioField(
        later(text("메일과 알림의 언어")),
        [InputRequired()],
        choices=[SelectChoice("ko", "한국어"), SelectChoice("en", "English")],
    )
