"""Policy numbers of evaluation and selection."""

from __future__ import annotations

from incubator.core.text import text
from incubator.parameters.rules.shape import ParameterRule

REVIEWS: tuple[ParameterRule, ...] = (
    ParameterRule(
        "reviews.reply_days",
        text("평가위원 위촉 요청에 답하는 기한"),
        text("일"),
        text("센터 평가 지침"),
        default=3,
        least=1,
        most=30,
    ),
    ParameterRule(
        "reviews.quorum_of_three",
        text("평가위원회 정족수(위원 3명 가운데)"),
        text("명"),
        text("창업사업화 지원사업 평가 지침 제5조"),
        default=2,
        least=1,
        most=3,
    ),
    ParameterRule(
        "reviews.yearly_cap",
        text("평가위원 한 사람이 한 해에 맡는 평가위원회"),
        text("회"),
        text("중소기업기술개발 지원사업 평가위원 운영 지침 제12조 제3항"),
        default=10,
        least=1,
        most=100,
    ),
    ParameterRule(
        "reviews.refusals_in_row",
        text("명단 조치를 권하는 잇따른 사양"),
        text("회"),
        text("중소기업기술개발 지원사업 평가위원 운영 지침 붙임 3"),
        default=3,
        least=1,
        most=20,
    ),
)
