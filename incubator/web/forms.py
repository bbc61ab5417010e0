"""The base of all forms: Korean (or English) messages, NFC text, and a refusal put beside its field."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from wtforms import Form, HiddenField, PasswordField, StringField

from incubator.core.errors import DomainError, Invalid
from incubator.core.text import text
from incubator.core.typed import RESIDENT_NUMBER, STRANGE_SIGNS, SUBSTITUTE, has_resident_number, one_spelling
from incubator.web.i18n import tr, translated

# WTForms' own sentences are short and in its own catalogue; these say what to do, in ours.
MESSAGES = {
    "This field is required.": text("입력해 주세요."),
    "Not a valid choice.": text("보기 가운데에서 골라 주세요."),
    "Not a valid choice": text("보기 가운데에서 골라 주세요."),
    "Invalid Choice: could not coerce.": text("보기 가운데에서 골라 주세요."),
    "Invalid email address.": text("전자우편 주소를 이름@기관.kr 모양으로 적어 주세요."),
    "Not a valid integer value.": text("숫자만 적어 주세요."),
    "Not a valid date value.": text("날짜를 2016-04-20 또는 20160420 모양으로 적어 주세요."),
}


class Translations:
    """What WTForms asks for its messages."""

    def gettext(self, string: str) -> str:
        known = MESSAGES.get(string)
        return tr(known) if known else translated(string)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        if singular.startswith("Field cannot be longer than"):
            return tr(text("%(max)d자까지 적을 수 있습니다. 줄여서 적어 주세요."))
        if singular.startswith("Field must be at least"):
            return tr(text("%(min)d자 이상 적어 주세요."))
        return singular if n == 1 else plural


class BaseForm(FlaskForm):
    """A form of a page, with the session's CSRF token.  One class per page and act: nothing else is accepted.

    A resident registration number is taken in no text field of any form (개인정보 보호법 제24조의2), broken text in none.
    """

    class Meta(FlaskForm.Meta):
        def get_translations(self, _form: Form) -> Translations:
            return Translations()

    def validate(self, extra_validators: Any = None) -> bool:
        self._take_missing_as_empty()
        is_valid = super().validate(extra_validators)
        for field in self:
            if _holds_resident_number(field):
                field.errors = [*field.errors, tr(RESIDENT_NUMBER)]
                is_valid = False
            if _holds_broken_text(field):
                field.errors = [tr(STRANGE_SIGNS)]
                is_valid = False
        return is_valid

    def _take_missing_as_empty(self) -> None:
        """A text that was not sent at all is read as one that was left empty: both are answered beside the field."""
        for field in self:
            if isinstance(field, StringField) and not isinstance(field, HiddenField) and field.data is None:
                field.data = ""


def _holds_resident_number(field: Any) -> bool:
    """A 법인등록번호 looks alike and has a field of its own, whose rules know it."""
    if not isinstance(field, StringField) or isinstance(field, PasswordField | HiddenField):
        return False
    return field.short_name != "corporate_no" and any(has_resident_number(str(raw)) for raw in field.raw_data or ())


def _holds_broken_text(field: Any) -> bool:
    return any(isinstance(raw, str) and SUBSTITUTE in raw for raw in getattr(field, "raw_data", None) or ())


def clean(value: str | None) -> str:
    """NFC, plain line ends, without outer spaces and without invisible direction marks."""
    return one_spelling(value)


def refuse(form: Any, error: DomainError) -> int:
    """Put a refusal beside its field, or above the form, and return the status to answer with."""
    problems = error.problems if isinstance(error, Invalid) else {}
    placed = False
    for name, sentences in problems.items():
        if name in form:
            form[name].errors = [*form[name].errors, *(tr(item) for item in sentences)]
            placed = True
    if not placed and error.field and error.field in form:
        form[error.field].errors = [*form[error.field].errors, tr(error.message)]
        placed = True
    if not placed:
        form.form_errors.append(tr(error.message) + (" " + tr(error.how) if error.how else ""))
    return error.status
