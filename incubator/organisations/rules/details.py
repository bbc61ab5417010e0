"""What a company says of itself: one spelling of it, what is wrong with it, what to look at twice."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from incubator.core.dates import official_day
from incubator.core.errors import Invalid
from incubator.core.text import Text, text
from incubator.core.typed import one_spelling, problem_of
from incubator.organisations.rules.industries import industry_problem
from incubator.organisations.rules.kinds import OrganisationKind
from incubator.organisations.rules.numbers import (
    brn_is_valid,
    brn_suggests,
    corporate_no_is_valid,
    digits_of,
    is_five_digits,
    phone_digits,
    phone_is_valid,
)
from incubator.organisations.rules.regions import REGIONS

EARLIEST = date(1900, 1, 1)
MOST = {
    "name": 100, "display_name": 60, "representative_name": 60, "co_representatives": 200, "address": 200,
    "address_detail": 100, "homepage": 200, "email": 254,
}  # fmt: skip
"""Characters a text may have."""
MOST_REASON = 300
_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"\\]{1,64}@[^\s@.<>()\[\],;:\"\\]{1,63}(?:\.[^\s@.<>()\[\],;:\"\\]{1,63})+")
Problems = dict[str, tuple[Text, ...]]


@dataclass(frozen=True, kw_only=True)
class Details:
    """The fields a member fills in.  Numbers may carry hyphens or full-width digits until `tidy` has seen them."""

    name: str
    display_name: str = ""
    brn: str = ""
    corporate_no: str = ""
    representative_name: str = ""
    representative_born_on: date | None = None
    co_representatives: str = ""
    opened_on: date | None = None
    incorporated_on: date | None = None
    ksic: str = ""
    postcode: str = ""
    address: str = ""
    address_detail: str = ""
    region: str = ""
    phone: str = ""
    email: str = ""
    homepage: str = ""
    branch_id: UUID | None = None

    def values(self) -> dict[str, object]:
        return {field.name: getattr(self, field.name) for field in fields(self)}


FIELD_NAMES: Mapping[str, Text] = {
    "name": text("기업 이름"),
    "display_name": text("보이는 이름"),
    "kind": text("구분"),
    "brn": text("사업자등록번호"),
    "corporate_no": text("법인등록번호"),
    "representative_name": text("대표자 이름"),
    "representative_born_on": text("대표자 생년월일"),
    "co_representatives": text("공동·각자 대표자"),
    "opened_on": text("개업일"),
    "incorporated_on": text("법인설립등기일"),
    "ksic": text("업종코드"),
    "postcode": text("우편번호"),
    "address": text("주소"),
    "address_detail": text("상세 주소"),
    "region": text("소재지 지역"),
    "phone": text("전화번호"),
    "email": text("전자우편"),
    "homepage": text("누리집 주소"),
    "branch_id": text("이용하는 센터"),
}
"""What the trail calls the fields."""

COMPANY_ONLY = ("brn", "corporate_no", "opened_on", "incorporated_on")


def tidy(kind: OrganisationKind, details: Details) -> Details:
    """NFC text, digits without hyphens, and nothing a pre-founder cannot have."""
    changed: dict[str, Any] = {key: one_spelling(getattr(details, key)) for key in MOST}
    changed |= {key: digits_of(getattr(details, key)) for key in ("brn", "corporate_no", "ksic", "postcode")}
    tidied = replace(details, **changed, phone=phone_digits(details.phone), region=details.region.strip())
    if kind is OrganisationKind.PRE_FOUNDER:
        return replace(tidied, brn="", corporate_no="", opened_on=None, incorporated_on=None)
    if kind is OrganisationKind.SOLE_TRADER:
        return replace(tidied, corporate_no="", incorporated_on=None)
    return tidied


def problems_of(kind: OrganisationKind, details: Details, *, today: date) -> Problems:
    """What keeps tidied details from being stored, by field; empty when nothing does.  `today` is the Korean day."""
    found: dict[str, Text | None] = {key: problem_of(getattr(details, key), most=most) for key, most in MOST.items()}
    found |= _number_problems(details)
    found |= {key: _date_problem(getattr(details, key), today) for key in _DATES}
    found |= _missing(kind, details)
    return {key: (problem,) for key, problem in found.items() if problem is not None}


def accepted(kind: OrganisationKind, details: Details, *, today: date) -> Details:
    """The tidied details when they may be stored.  Raises Invalid with every problem at its field."""
    tidied = tidy(kind, details)
    problems = problems_of(kind, tidied, today=today)
    if problems:
        raise Invalid(text("고쳐야 할 칸이 있습니다."), problems=problems)
    return tidied


_DATES = ("opened_on", "incorporated_on", "representative_born_on")


def _missing(kind: OrganisationKind, details: Details) -> dict[str, Text]:
    wanted: dict[str, Text] = {
        "name": text("기업 이름을 적어 주세요. 사업자등록증에 적힌 그대로 적습니다."),
        "representative_name": text("대표자 이름을 적어 주세요."),
        "region": text("소재지의 시·군이나 시·도를 골라 주세요."),
        "branch_id": text("이용하실 센터를 골라 주세요."),
    }
    if kind is OrganisationKind.PRE_FOUNDER:
        wanted["name"] = text("팀 이름이나 본인 이름을 적어 주세요.")
    else:
        wanted["brn"] = text("사업자등록번호 10자리를 적어 주세요.")
        wanted["address"] = text("사업장 주소를 적어 주세요.")
    if kind is OrganisationKind.CORPORATION:
        wanted["incorporated_on"] = text("법인설립등기일을 적어 주세요. 법인등기부등본에서 볼 수 있습니다.")
    if kind is OrganisationKind.SOLE_TRADER:
        wanted["opened_on"] = text("개업일을 적어 주세요. 사업자등록증의 개업연월일입니다.")
    return {key: sentence for key, sentence in wanted.items() if not getattr(details, key)}


def _number_problems(details: Details) -> dict[str, Text | None]:
    return {
        "brn": _brn_problem(details.brn),
        "corporate_no": None if not details.corporate_no or _is_thirteen(details.corporate_no) else text(
            "법인등록번호는 숫자 13자리입니다. 예: 000000-0000000"
        ),
        "ksic": industry_problem(details.ksic) if details.ksic else None,
        "postcode": _unless(is_five_digits(details.postcode), details.postcode, text(
            "우편번호는 숫자 5자리입니다. 예: 51395"
        )),
        "phone": _unless(phone_is_valid(details.phone), details.phone, text(
            "전화번호를 지역번호까지 적어 주세요. 예: 055-123-4567, 010-1234-5678, 1522-4755"
        )),
        "region": _unless(details.region in REGIONS, details.region, text("목록에 있는 지역을 골라 주세요.")),
        "email": problem_of(details.email, most=MOST["email"]) or _unless(
            _EMAIL.fullmatch(details.email) is not None, details.email,
            text("전자우편 주소를 이름@기관.kr 모양으로 적어 주세요."),
        ),
        "homepage": problem_of(details.homepage, most=MOST["homepage"]) or _unless(
            is_web_address(details.homepage), details.homepage,
            text("누리집 주소를 https:// 로 시작하게 적어 주세요. 예: https://example.kr"),
        ),
    }  # fmt: skip


def _unless(is_right: bool, value: str, problem: Text) -> Text | None:
    return problem if value and not is_right else None


def _is_thirteen(digits: str) -> bool:
    return len(digits) == 13 and digits.isascii() and digits.isdigit()


def _brn_problem(brn: str) -> Text | None:
    if not brn:
        return None
    if len(brn) != 10 or not (brn.isascii() and brn.isdigit()):
        return text("사업자등록번호는 숫자 10자리입니다. 예: 000-81-00125")
    if not brn_is_valid(brn):
        return text("사업자등록번호의 검증 숫자가 맞지 않습니다. 사업자등록증과 견주어 한 자리씩 확인해 주세요.")
    return None


def _date_problem(day: date | None, today: date) -> Text | None:
    if day is None:
        return None
    if day < EARLIEST:
        return text("1900년 이후의 날짜를 적어 주세요.")
    if day > today:
        return text(
            "오늘(%(today)s)보다 뒤의 날짜입니다. 아직 문을 열기 전이라면 예비창업자로 시작해 주세요.",
            today=official_day(today),
        )
    return None


def read_reason(raw: str, ask: Text) -> str:
    """A reason as stored.  Raises Invalid at the field `reason`, with `ask` when there is none."""
    reason = one_spelling(raw)
    problem = problem_of(reason, most=MOST_REASON, lines=True) or (None if reason else ask)
    if problem:
        raise Invalid(problem, field="reason")
    return reason


def is_email(address: str) -> bool:
    """Shape of a mail address: one `@`, a host with a dot, no spaces, no control characters, at most 254 characters."""
    return problem_of(address, most=MOST["email"]) is None and _EMAIL.fullmatch(address) is not None


def is_web_address(address: str) -> bool:
    """An http(s) address with a host and without a password in it (quality.md IN-02)."""
    if any(char.isspace() or char in '<>"\\' for char in address):
        return False
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and "." in host and parts.username is None


def warnings_of(kind: OrganisationKind, details: Details) -> tuple[Text, ...]:
    """What is stored all the same but should be looked at twice."""
    found: list[Text] = []
    if details.corporate_no and not corporate_no_is_valid(details.corporate_no):
        found.append(text("법인등록번호의 검증 숫자가 맞지 않습니다. 등기부등본과 다르면 고쳐 주세요."))
    if details.opened_on and details.incorporated_on and details.opened_on < details.incorporated_on:
        found.append(
            text(
                "개업일(%(opened)s)이 법인설립등기일(%(incorporated)s)보다 앞섭니다. 개인사업자였다가 법인이 된 기업은 "
                "법인 사업자등록증의 개업연월일을 적습니다.",
                opened=official_day(details.opened_on),
                incorporated=official_day(details.incorporated_on),
            )
        )
    suggested = brn_suggests(details.brn)
    if suggested is not None and suggested is not kind:
        found.append(
            text("사업자등록번호의 가운데 두 자리가 고르신 기업 구분과 다릅니다. 사업자등록증을 확인해 주세요.")
        )
    return tuple(found)
