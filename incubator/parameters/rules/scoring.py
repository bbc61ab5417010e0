"""The policy numbers of evaluation: the scoring desk, the day of a panel."""

from __future__ import annotations

from incubator.core.text import text
from incubator.parameters.rules.kinds import ParameterRule

ROWS: tuple[ParameterRule, ...] = (
    ParameterRule(
        "reviews.comment_least",
        text("평가표 종합 의견의 가장 짧은 길이"),
        text("자"),
        text("센터 평가 운영 지침"),
        default=20,
        least=0,
        most=1000,
    ),
    ParameterRule(
        "reviews.deviation_percent",
        text("위원 평균과의 차이를 묻는 한도(배점 대비)"),
        text("%"),
        text("창업사업화 지원사업 평가 지침 별표 15 제1호 나목"),
        default=10,
        least=1,
        most=100,
    ),
    ParameterRule(
        "reviews.flat_least_people",
        text("점수의 변별을 살피는 가장 적은 신청 수"),
        text("건"),
        text("센터 평가 운영 지침"),
        default=3,
        least=2,
        most=50,
    ),
    ParameterRule(
        "reviews.beat_most_seconds",
        text("열람 시간으로 한 번에 세는 가장 긴 시간(화면을 보는 동안)"),
        text("초"),
        text("센터 평가 운영 지침"),
        default=60,
        least=10,
        most=600,
    ),
    ParameterRule(
        "reviews.gap_most_seconds",
        text("열람 시간으로 한 번에 세는 가장 긴 시간(열고 저장하기까지)"),
        text("초"),
        text("센터 평가 운영 지침"),
        default=600,
        least=60,
        most=7200,
    ),
    ParameterRule(
        "reviews.absence_grace_minutes",
        text("발표자를 불러 기다리는 시간"),
        text("분"),
        text("창업지원사업 평가위원회 운영 기준(10분)"),
        default=10,
        least=0,
        most=120,
    ),
    ParameterRule(
        "reviews.field_percent",
        text("배정에서 분야가 차지하는 몫"),
        text("%"),
        text("센터 평가위원 배정 기준"),
        default=50,
        least=0,
        most=100,
    ),
)
