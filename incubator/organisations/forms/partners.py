"""The shape of what staff type about partners."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, EmailField, Form, HiddenField, SelectField, TelField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from incubator.core.text import text
from incubator.organisations.queries import PartnerFilter
from incubator.organisations.rules import PARTNER_LABELS, PartnerDetails, PartnerKind
from incubator.web.fields import TextField
from incubator.web.forms import BaseForm, Translations
from incubator.web.i18n import later, tr

LONGEST_TYPED = 1000
_SHORT = [Length(max=LONGEST_TYPED)]


def _kind(raw: str | None) -> PartnerKind | None:
    return next((kind for kind in PartnerKind if kind.value == raw), None)


class PartnerFilterForm(Form):
    """A GET form: no token, nothing changes."""

    class Meta:
        def get_translations(self, _form: Form) -> Translations:
            return Translations()

    q = TextField(later(text("기관 이름")))
    kind = SelectField(later(text("종류")), validators=[Optional()], validate_choice=False)
    retired = BooleanField(later(text("쓰지 않는 기관도 보기")))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = (SelectChoice(kind.value, tr(PARTNER_LABELS[kind])) for kind in PartnerKind)
        self.kind.choices = [SelectChoice("", tr(text("전체"))), *kinds]

    def wanted(self) -> PartnerFilter:
        return PartnerFilter(
            words=(self.q.data or "").strip(), kind=_kind(self.kind.data), with_retired=bool(self.retired.data)
        )


class IndustryForm(Form):
    """A GET form: no token, nothing changes."""

    class Meta:
        def get_translations(self, _form: Form) -> Translations:
            return Translations()

    q = TextField(later(text("업종 이름이나 코드")))


class PartnerForm(BaseForm):
    name = TextField(
        later(text("기관 이름")),
        [InputRequired(), *_SHORT],
        description=later(text("공고에 적는 이름 그대로. 예: 두산중공업")),
    )
    name_en = TextField(later(text("영문 이름")), _SHORT)
    kind = SelectField(later(text("종류")), [InputRequired()])
    contact_name = TextField(later(text("담당자 이름")), _SHORT)
    contact_phone = TelField(later(text("담당자 전화번호")), _SHORT, description=later(text("예: 055-123-4567")))
    contact_email = EmailField(later(text("담당자 전자우편")), _SHORT)
    note = TextAreaField(
        later(text("메모")), _SHORT, description=later(text("협약 번호처럼 함께 일할 때 볼 것을 적습니다."))
    )
    active = BooleanField(
        later(text("새 사업에서 고를 수 있습니다")),
        description=later(text("끄면 목록에서 빠집니다. 이미 이 기관을 적은 사업은 그대로입니다.")),
    )
    version = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.value, tr(PARTNER_LABELS[kind])) for kind in PartnerKind]
        self.kind.choices = [("", tr(text("골라 주세요"))), *kinds]

    @property
    def seen_version(self) -> int:
        """The version the page was opened with; 0, which never fits, for anything else."""
        raw = str(self.version.data or "")
        return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 10 else 0

    def details(self) -> PartnerDetails:
        return PartnerDetails(
            name=self.name.data or "",
            name_en=self.name_en.data or "",
            kind=_kind(self.kind.data),
            contact_name=self.contact_name.data or "",
            contact_phone=self.contact_phone.data or "",
            contact_email=self.contact_email.data or "",
            note=self.note.data or "",
            active=bool(self.active.data),
        )
