"""How programs are sorted: kind and field."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from incubator.core.text import Text, text


class ProgramKind(StrEnum):
    CONTEST = "contest"
    EDUCATION = "education"
    JOBS = "jobs"
    SUPPORT = "support"
    RND = "rnd"
    MAKER = "maker"
    COMMUNITY = "community"
    FAIR = "fair"


class ProgramField(StrEnum):
    MECHATRONICS = "mechatronics"
    ALTERNATIVE_WATER = "alternative_water"
    ANTI_AGING = "anti_aging"
    COMMON = "common"


class PartnerRole(StrEnum):
    """What a body is in a program [창업지원사업 운영요령 §2]."""

    SUPERVISOR = "supervisor"
    REGIONAL = "regional"
    AGENCY = "agency"
    HOST = "host"
    COOPERATOR = "cooperator"
    PARTICIPANT = "participant"


class Phase(StrEnum):
    """What a visitor sees: told by the clock, so that it is right even while the worker sleeps."""

    OPEN = "open"
    UPCOMING = "upcoming"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    PLANNED = "planned"


class ApplicantKind(StrEnum):
    """As organisations keep it: before registration, sole trader, corporation."""

    PRE_FOUNDER = "pre_founder"
    SOLE_TRADER = "sole_trader"
    CORPORATION = "corporation"


class Outcome(StrEnum):
    PASS = "pass"  # noqa: S105 (an outcome, not a secret)
    FAIL = "fail"
    UNKNOWN = "unknown"


KIND_LABELS: Mapping[StrEnum, Text] = {
    ProgramKind.CONTEST: text("공모전"),
    ProgramKind.EDUCATION: text("교육"),
    ProgramKind.JOBS: text("고용존"),
    ProgramKind.SUPPORT: text("기업지원"),
    ProgramKind.RND: text("공동 연구개발"),
    ProgramKind.MAKER: text("메이커"),
    ProgramKind.COMMUNITY: text("커뮤니티"),
    ProgramKind.FAIR: text("행사"),
}
FIELD_LABELS: Mapping[StrEnum, Text] = {
    ProgramField.MECHATRONICS: text("메카트로닉스"),
    ProgramField.ALTERNATIVE_WATER: text("대체물산업"),
    ProgramField.ANTI_AGING: text("항노화"),
    ProgramField.COMMON: text("전 분야"),
}
PARTNER_ROLE_LABELS: Mapping[StrEnum, Text] = {
    PartnerRole.SUPERVISOR: text("총괄기관"),
    PartnerRole.REGIONAL: text("관리기관"),
    PartnerRole.AGENCY: text("전문기관"),
    PartnerRole.HOST: text("주관기관"),
    PartnerRole.COOPERATOR: text("협력기관"),
    PartnerRole.PARTICIPANT: text("참여기관"),
}
PHASE_LABELS: Mapping[StrEnum, Text] = {
    Phase.OPEN: text("접수 중"),
    Phase.UPCOMING: text("접수 예정"),
    Phase.CLOSED: text("접수 종료"),
    Phase.CANCELLED: text("취소됨"),
    Phase.PLANNED: text("작성 중"),
}
APPLICANT_LABELS: Mapping[StrEnum, Text] = {
    ApplicantKind.PRE_FOUNDER: text("예비창업자"),
    ApplicantKind.SOLE_TRADER: text("개인사업자"),
    ApplicantKind.CORPORATION: text("법인"),
}
OUTCOME_LABELS: Mapping[StrEnum, Text] = {
    Outcome.PASS: text("해당함"),
    Outcome.FAIL: text("해당하지 않음"),
    Outcome.UNKNOWN: text("아직 알 수 없음"),
}
LABELS = (KIND_LABELS, FIELD_LABELS, PARTNER_ROLE_LABELS, PHASE_LABELS, APPLICANT_LABELS, OUTCOME_LABELS)
