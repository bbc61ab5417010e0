"""Bodies the centre runs programs with (domain.md §1.1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from incubator.core.errors import Invalid
from incubator.core.phones import phone_digits, phone_is_valid
from incubator.core.text import Text, text
from incubator.core.typed import one_spelling, problem_of
from incubator.organisations.rules.details import Problems, is_email


class PartnerKind(StrEnum):
    AFFILIATE = "affiliate"
    MINISTRY = "ministry"
    LOCAL_GOVERNMENT = "local_government"
    UNIVERSITY = "university"
    CENTRE = "centre"
    ASSOCIATION = "association"
    RESEARCH = "research"
    INVESTOR = "investor"
    OTHER = "other"


LABELS: Mapping[StrEnum, Text] = {
    PartnerKind.AFFILIATE: text("두산 계열사"),
    PartnerKind.MINISTRY: text("중앙 부처"),
    PartnerKind.LOCAL_GOVERNMENT: text("지방자치단체"),
    PartnerKind.UNIVERSITY: text("대학"),
    PartnerKind.CENTRE: text("다른 센터·재단"),
    PartnerKind.ASSOCIATION: text("협회·단체"),
    PartnerKind.RESEARCH: text("연구·시험 기관"),
    PartnerKind.INVESTOR: text("투자사"),
    PartnerKind.OTHER: text("그 밖의 기관"),
}

MOST_PARTNER = {"name": 100, "name_en": 100, "contact_name": 60, "contact_phone": 30, "contact_email": 254}
MOST_NOTE = 500


@dataclass(frozen=True, kw_only=True)
class PartnerDetails:
    """What is typed about a partner.  `active`: whether it is offered for new programs."""

    name: str
    name_en: str = ""
    kind: PartnerKind | None = None
    contact_name: str = ""
    contact_phone: str = ""
    contact_email: str = ""
    note: str = ""
    active: bool = True


def accepted_partner(details: PartnerDetails) -> PartnerDetails:
    """The details in one spelling when they may be stored.  Raises Invalid with every problem at its field."""
    tidied = replace(
        details,
        name=one_spelling(details.name),
        name_en=one_spelling(details.name_en),
        contact_name=one_spelling(details.contact_name),
        contact_phone=one_spelling(details.contact_phone),
        contact_email=one_spelling(details.contact_email),
        note=one_spelling(details.note),
    )
    problems = _problems_of(tidied)
    if problems:
        raise Invalid(text("고쳐야 할 칸이 있습니다."), problems=problems)
    return replace(tidied, contact_phone=phone_digits(tidied.contact_phone) if tidied.contact_phone else "")


def _problems_of(tidied: PartnerDetails) -> Problems:
    found = {key: problem_of(getattr(tidied, key), most=most) for key, most in MOST_PARTNER.items()}
    found["note"] = problem_of(tidied.note, most=MOST_NOTE, lines=True)
    told = (
        ("name", tidied.name == "", text("기관 이름을 적어 주세요.")),
        ("kind", tidied.kind is None, text("기관의 종류를 골라 주세요.")),
        (
            "contact_phone",
            tidied.contact_phone != "" and not phone_is_valid(tidied.contact_phone),
            text("전화번호를 055-123-4567 모양으로 적어 주세요."),
        ),
        (
            "contact_email",
            tidied.contact_email != "" and not is_email(tidied.contact_email),
            text("전자우편 주소를 이름@기관.kr 모양으로 적어 주세요."),
        ),
    )
    found |= {key: sentence for key, is_wrong, sentence in told if is_wrong and not found.get(key)}
    return {key: (sentence,) for key, sentence in found.items() if sentence is not None}


PARTNER_FIELDS: Mapping[str, Text] = {
    "name": text("기관 이름"),
    "name_en": text("영문 이름"),
    "kind": text("종류"),
    "contact_name": text("담당자 이름"),
    "contact_phone": text("담당자 전화번호"),
    "contact_email": text("담당자 전자우편"),
    "note": text("메모"),
    "active": text("새 사업에서 고름"),
}
"""What the pages and the trail call the fields."""
