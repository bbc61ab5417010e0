"""The shape of what members and staff type about a company."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from wtforms import BooleanField, EmailField, Field, HiddenField, RadioField, SelectField, TelField

from incubator.accounts.models import Branch
from incubator.core.text import Text, text
from incubator.organisations.rules import (
    KIND_LABELS,
    REGIONS,
    SUCCESSION_LABELS,
    Details,
    OrganisationKind,
    Problems,
    Succession,
    tidy,
)
from incubator.organisations.rules.industries import DIVISIONS
from incubator.web.fields import KstDateField, TextField
from incubator.web.forms import BaseForm
from incubator.web.i18n import chosen_locale, later, tr


class Needed:
    """Marks a field as required; the rules say in plain words what is missing."""

    field_flags = {"required": True}  # noqa: RUF012 (the name and shape WTForms reads)

    def __call__(self, form: Any, field: Any) -> None:
        """Nothing: see `rules.problems_of`."""


NEEDED = [Needed()]


def one_line(label: Text, help_: Text | None = None, *, needed: bool = False, kind: type[Field] = TextField) -> Any:
    return kind(later(label), NEEDED if needed else [], description=later(help_) if help_ else "")


def read_id(raw: Any) -> UUID | None:
    """A tampered id is no choice, not an error."""
    try:
        return raw if isinstance(raw, UUID) else UUID(str(raw))
    except ValueError:
        return None


class _OrganisationForm(BaseForm):
    """What companies and pre-founders have in common."""

    representative_name = one_line(
        text("대표자 이름"),
        text("한 칸에 띄어쓰기 없이 적습니다. 외국인은 여권의 이름 그대로 적어 주세요."),
        needed=True,
    )
    representative_born_on = one_line(
        text("대표자 생년월일"),
        text("나이 조건이 있는 공고에서만 씁니다. 적지 않으면 그 조건은 ‘확인 필요’로 나옵니다. 예: 1990-05-17"),
        kind=KstDateField,
    )
    region = SelectField(
        later(text("소재지 지역")),
        NEEDED,
        description=later(text("경상남도 안은 시·군까지, 다른 곳은 시·도를 고릅니다.")),
    )
    phone = one_line(text("전화번호"), text("붙임표 없이 적어도 됩니다. 예: 055-123-4567"), kind=TelField)
    email = one_line(
        text("대표 전자우편"), text("기업으로 온 연락을 받는 주소입니다. 예: office@example.kr"), kind=EmailField
    )
    homepage = one_line(text("누리집 주소"), text("https:// 로 시작하게 적어 주세요."))
    branch_id = RadioField(
        later(text("이용하실 센터")),
        NEEDED,
        coerce=read_id,
        description=later(text("가까운 센터를 고릅니다. 나중에 바꾸실 수 있습니다.")),
    )
    version = HiddenField()

    def __init__(self, *args: Any, branches: list[Branch], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_korean = chosen_locale() == "ko"
        inside = [(region.code, tr(region.name)) for region in REGIONS.values() if region.is_in_gyeongnam]
        outside = [(region.code, tr(region.name)) for region in REGIONS.values() if not region.is_in_gyeongnam]
        self.region.choices = {
            tr(text("고르기")): [("", tr(text("골라 주세요")))],
            tr(text("경상남도")): inside,
            tr(text("다른 시·도")): outside,
        }
        self.region.validate_choice = False  # the rules answer for it, in better words
        self.branch_id.choices = [
            (branch.id, branch.name if is_korean else branch.name_en or branch.name) for branch in branches
        ]

    def __iter__(self) -> Iterator[Field]:
        """In the order of the page: a summary of problems names the fields as they follow one another there."""
        return iter(sorted(super().__iter__(), key=_place_on_page))

    @property
    def industries(self) -> list[tuple[str, str]]:
        """(code, name) of every division, for the list under the field."""
        return [(code, tr(name)) for code, name in DIVISIONS.items()]

    @property
    def seen_version(self) -> int:
        """The version the page was opened with; 0, which never fits, for anything else."""
        raw = str(self.version.data or "")
        return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 10 else 0

    def details(self) -> Details:
        """What was typed; a field that could not be read counts as empty."""
        values: dict[str, Any] = {key: self[key].data for key in Details.__dataclass_fields__ if key in self}
        for key in ("opened_on", "incorporated_on", "representative_born_on"):
            if not isinstance(values.get(key), date):
                values[key] = None
        typed: dict[str, Any] = {
            key: "" if value is None and key not in _NULLABLE else value for key, value in values.items()
        }
        return Details(**typed)

    def tell(self, problems: Problems) -> None:
        """Put the rules' sentences beside their fields, unless the form itself could not read what was typed."""
        for key, sentences in problems.items():
            if key in self and (not self[key].errors or not (self[key].raw_data or [""])[0]):
                self[key].errors = [tr(sentence) for sentence in sentences]


_PAGE = (
    "succession", "kind", "name", "display_name", "brn", "opened_on", "incorporated_on", "corporate_no", "ksic",
    "representative_name", "is_representative", "representative_born_on", "co_representatives",
    "region", "postcode", "address", "address_detail", "branch_id", "phone", "email", "homepage",
)  # fmt: skip


def _place_on_page(field: Field) -> int:
    return _PAGE.index(field.name) if field.name in _PAGE else len(_PAGE)


_NULLABLE = ("representative_born_on", "opened_on", "incorporated_on", "branch_id")


class PreFounderForm(_OrganisationForm):
    """A person or a team without a registration."""

    name = one_line(
        text("팀 이름 또는 본인 이름"),
        text("신청서와 접수증에 이 이름으로 나옵니다. 나중에 기업으로 바꾸실 수 있습니다."),
        needed=True,
    )
    ksic = one_line(
        text("준비 중인 업종코드"),
        text("한국표준산업분류 2~5자리입니다. 적지 않으면 업종 조건은 ‘확인 필요’로 나옵니다. 예: 29294"),
    )

    @property
    def chosen_kind(self) -> OrganisationKind:
        return OrganisationKind.PRE_FOUNDER


class CompanyForm(_OrganisationForm):
    """A registered company.  `kind_choices` limits what it may be; one choice is no question."""

    kind = RadioField(
        later(text("기업 구분")),
        NEEDED,
        description=later(text("사업자등록증 제목에 (법인사업자)라고 적혀 있으면 법인입니다.")),
    )
    name = one_line(
        text("기업 이름"), text("사업자등록증에 적힌 상호나 법인명 그대로 적습니다. 예: 주식회사 한빛정밀"), needed=True
    )
    display_name = one_line(text("화면에 보일 짧은 이름"), text("비워 두면 기업 이름을 씁니다. 예: 한빛정밀"))
    brn = one_line(
        text("사업자등록번호"), text("숫자 10자리입니다. 붙임표는 없어도 됩니다. 예: 000-81-00125"), needed=True
    )
    corporate_no = one_line(text("법인등록번호"), text("법인만 적습니다. 숫자 13자리입니다. 예: 000000-0000000"))
    opened_on = one_line(
        text("개업일"),
        text(
            "사업자등록증의 개업연월일입니다. 개인사업자는 꼭 적습니다. 업력을 이날부터 셉니다. 예: 2015-03-02 또는 20150302"
        ),
        kind=KstDateField,
    )
    incorporated_on = one_line(
        text("법인설립등기일"),
        text("법인등기부등본의 회사성립연월일입니다. 법인은 꼭 적습니다. 업력을 이날부터 셉니다."),
        kind=KstDateField,
    )
    co_representatives = one_line(
        text("공동·각자 대표자"), text("대표자가 여러 명이면 나머지 이름을 쉼표로 나누어 적습니다.")
    )
    ksic = one_line(
        text("업종코드"),
        text("한국표준산업분류 2~5자리입니다. 사업자등록증명이나 통계청 누리집에서 볼 수 있습니다. 예: 29294"),
    )
    postcode = one_line(text("우편번호"), text("숫자 5자리입니다. 예: 51395"))
    address = one_line(text("사업장 도로명주소"), text("예: 경상남도 창원시 의창구 창원대로18번길 46"), needed=True)
    address_detail = one_line(text("상세주소"), text("동, 층, 호를 적습니다. 예: 본관 301호"))

    def __init__(self, *args: Any, kind_choices: tuple[OrganisationKind, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = [(kind.value, tr(KIND_LABELS[kind])) for kind in kind_choices]
        if len(kind_choices) == 1:
            self.kind.data = kind_choices[0].value

    @property
    def chosen_kind(self) -> OrganisationKind | None:
        known = {value for value, _ in self.kind.choices}
        return OrganisationKind(self.kind.data) if self.kind.data in known else None


class SucceedingForm(CompanyForm):
    """A sole trader's business has become a corporation's."""

    succession = RadioField(
        later(text("사업이 법인으로 어떻게 넘어갔나요?")),
        NEEDED,
        description=later(text("개인사업자로 한 신청과 받은 지원이 이 기업의 이력으로 이어집니다.")),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = (Succession.TAKEN_OVER, Succession.CONTRIBUTED)
        self.succession.choices = [(one.value, tr(SUCCESSION_LABELS[one])) for one in offered]
        self.succession.validate_choice = False  # the use case says in better words what is missing

    @property
    def chosen_succession(self) -> Succession | None:
        return next((one for one in Succession if one.value == self.succession.data), None)


class NewCompanyForm(CompanyForm):
    is_representative = BooleanField(
        later(text("제가 이 기업의 대표자입니다")),
        description=later(
            text("신청서 제출은 대표자 본인만 할 수 있습니다. 실무담당자라면 비워 두고 나중에 대표자를 초대해 주세요.")
        ),
    )


def tidied(form: _OrganisationForm, kind: OrganisationKind) -> Details:
    return tidy(kind, form.details())
