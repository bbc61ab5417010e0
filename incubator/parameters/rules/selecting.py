"""The policy numbers of deciding and of what follows: committee, objections, waiting list, fees of those who judge."""

from __future__ import annotations

from incubator.core.text import text
from incubator.parameters.rules.kinds import ParameterRule

GUIDELINE = text("창업사업화 지원사업 통합관리지침 제20조 제3항")
FEES = text("창업진흥원 평가수당 지급 기준")

ROWS: tuple[ParameterRule, ...] = (
    ParameterRule(
        "reviews.committee_least",
        text("운영위원회를 열 수 있는 가장 적은 위원 수"),
        text("명"),
        text("창업사업화 지원사업 통합관리지침 제14조(5명 이상)"),
        default=5,
        least=1,
        most=30,
    ),
    ParameterRule(
        "reviews.committee_most",
        text("운영위원회의 가장 많은 위원 수"),
        text("명"),
        text("창업사업화 지원사업 통합관리지침 제14조(15명 이하)"),
        default=15,
        least=1,
        most=50,
    ),
    ParameterRule(
        "reviews.objection_days",
        text("이의신청 기간(알린 다음 날부터)"),
        text("일"),
        text("창업사업화 지원사업 통합관리지침 붙임4"),
        default=6,
        least=1,
        most=60,
    ),
    ParameterRule(
        "reviews.answer_days",
        text("이의신청에 답하는 기한(받은 다음 날부터)"),
        text("일"),
        text("창업사업화 지원사업 운영지침 제31조 제4항"),
        default=30,
        least=1,
        most=120,
    ),
    ParameterRule(
        "reviews.waiting_months",
        text("예비 순위의 효력(협약 시작일부터)"),
        text("개월"),
        GUIDELINE,
        default=2,
        least=1,
        most=12,
    ),
    ParameterRule(
        "reviews.offer_days",
        text("예비 순위가 선정을 받아들일지 답하는 기한"),
        text("일"),
        text("센터 운영 지침"),
        default=5,
        least=1,
        most=30,
    ),
    ParameterRule(
        "reviews.fee_hour", text("평가수당(시간당)"), text("원"), FEES, default=100_000, least=0, most=1_000_000
    ),
    ParameterRule(
        "reviews.fee_cap", text("평가수당의 하루 한도"), text("원"), FEES, default=500_000, least=0, most=5_000_000
    ),
)
