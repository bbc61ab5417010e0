"""The policy numbers of deciding and of what follows: committee, objections, waiting list."""

from __future__ import annotations

from incubator.core.text import text
from incubator.parameters.rules.kinds import ParameterRule

GUIDELINE = text("창업사업화 지원사업 통합관리지침 제20조 제3항")

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
)
