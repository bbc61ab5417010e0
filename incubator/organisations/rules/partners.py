"""Bodies the centre runs programs with (domain.md §1.1)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from incubator.core.text import Text, text


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
