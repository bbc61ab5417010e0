"""The policy numbers: what they are called, where they come from, between which bounds they may move."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date

from incubator.core.errors import Invalid
from incubator.core.text import text
from incubator.parameters.rules.evaluation import REVIEWS
from incubator.parameters.rules.shape import ParameterRule

LONGEST_WHOLE = 12


DEFAULTS: dict[str, ParameterRule] = {
    rule.key: rule
    for rule in (
        ParameterRule(
            "applications.page_limit",
            text("사업계획서 쪽수 제한"),
            text("쪽"),
            text("센터 공모전 모집 공고의 작성 요령"),
            default=15,
            least=1,
            most=200,
        ),
        ParameterRule(
            "programs.resubmission_days",
            text("평가 기준을 정정할 때 다시 낼 수 있게 남겨 두는 날"),
            text("일"),
            text("센터 운영 지침(접수 뒤 정정은 모두가 다시 낼 수 있을 때만)"),
            default=3,
            least=1,
            most=30,
        ),
        ParameterRule(
            "applications.file_limit_mb",
            text("파일 하나의 크기 제한"),
            text("MB"),
            text("센터 운영 지침"),
            default=30,
            least=1,
            most=50,
        ),
        ParameterRule(
            "applications.total_limit_mb",
            text("신청서 한 건의 파일 크기 합계 제한"),
            text("MB"),
            text("센터 운영 지침"),
            default=100,
            least=1,
            most=500,
        ),
        ParameterRule(
            "applications.supplement_least_days",
            text("보완 요청의 가장 짧은 기한"),
            text("일"),
            text("센터 자격 검토 지침"),
            default=3,
            least=1,
            most=30,
        ),
        ParameterRule(
            "applications.supplement_days",
            text("보완 요청에 먼저 적어 두는 기한"),
            text("일"),
            text("센터 자격 검토 지침"),
            default=7,
            least=1,
            most=30,
        ),
        ParameterRule(
            "applications.supplement_most_days",
            text("보완 요청의 가장 긴 기한"),
            text("일"),
            text("센터 자격 검토 지침"),
            default=30,
            least=1,
            most=90,
        ),
        ParameterRule(
            "organisations.startup_years",
            text("창업기업으로 보는 업력"),
            text("년"),
            text("중소기업창업 지원법 제2조"),
            default=7,
            least=1,
            most=20,
        ),
        ParameterRule(
            "organisations.tax_certificate_days",
            text("납세증명서의 유효 기간"),
            text("일"),
            text("국세징수법 시행령 제96조, 지방세징수법 시행령 제7조"),
            default=30,
            least=1,
            most=365,
        ),
        ParameterRule(
            "organisations.register_extract_months",
            text("법인등기부등본의 인정 기간"),
            text("개월"),
            text("센터 모집 공고의 제출 서류 기준"),
            default=3,
            least=1,
            most=24,
        ),
        ParameterRule(
            "organisations.insurance_roll_months",
            text("4대보험 가입자 명부의 인정 기간"),
            text("개월"),
            text("센터 모집 공고의 제출 서류 기준"),
            default=1,
            least=1,
            most=24,
        ),
        ParameterRule(
            "scoring.people",
            text("한 신청을 보는 평가위원 수"),
            text("명"),
            text("센터 평가 운영 지침"),
            default=5,
            least=1,
            most=30,
        ),
        ParameterRule(
            "scoring.floor_points",
            text("과락 점수"),
            text("점"),
            text("창업지원사업 모집 공고의 선정 기준(60점 미만 선정 제외)"),
            default=60,
            least=0,
            most=100,
        ),
        ParameterRule(
            "scoring.trim_least_people",
            text("최고·최저 점수를 빼기 시작하는 위원 수"),
            text("명"),
            text("창업사업화 지원사업 평가 지침 제23조 제2항"),
            default=5,
            least=3,
            most=30,
        ),
        ParameterRule(
            "scoring.rounding_scale",
            text("평가 점수의 소수 자리"),
            text("자리"),
            text("센터 평가 운영 지침(창업진흥원 기준은 4자리)"),
            default=2,
            least=0,
            most=4,
        ),
        ParameterRule(
            "scoring.cut_percent",
            text("서류 평가에서 올리는 배수(선정 규모 대비)"),
            text("%"),
            text("창업지원사업 모집 공고의 선정 절차(2배수)"),
            default=200,
            least=100,
            most=1000,
        ),
        ParameterRule(
            "scoring.bonus_cap",
            text("가점 한도"),
            text("점"),
            text("센터 평가 운영 지침"),
            default=5,
            least=0,
            most=100,
        ),
        ParameterRule(
            "scoring.waiting_list_length",
            text("예비 순위 인원"),
            text("명"),
            text("센터 평가 운영 지침"),
            default=3,
            least=0,
            most=1000,
        ),
        ParameterRule(
            "privacy.access_log_years",
            text("개인정보 접속기록 보관 기간"),
            text("년"),
            text("개인정보의 안전성 확보조치 기준 제8조 제1항"),
            default=2,
            least=1,
            most=10,
        ),
        ParameterRule(
            "accounts.grant_record_years",
            text("접근 권한 변경 기록 보관 기간"),
            text("년"),
            text("개인정보의 안전성 확보조치 기준 제5조 제3항"),
            default=3,
            least=3,
            most=10,
        ),
        ParameterRule(
            "notifications.outbox_minutes",
            text("직원이 보내는 메일을 보내기 전에 두는 시간"),
            text("분"),
            text("센터 운영 지침"),
            default=10,
            least=0,
            most=1440,
        ),
        ParameterRule(
            "matching.similarity_percent",
            text("중복 의심으로 보는 글의 유사도"),
            text("%"),
            text("창업사업화 지원사업 통합관리지침 제18조 제3항"),
            default=50,
            least=20,
            most=100,
        ),
        ParameterRule(
            "notifications.digest_hour",
            text("하루 한 번 모아 보내는 메일의 시각"),
            text("시(한국 시각)"),
            text("센터 운영 지침"),
            default=8,
            least=0,
            most=23,
        ),
        *REVIEWS,
    )
}


def check(rule: ParameterRule, value: int) -> int:
    """The value when it is inside its bounds.  Raises Invalid."""
    if not rule.least <= value <= rule.most:
        raise Invalid(
            text(
                "%(label)s: %(least)s에서 %(most)s 사이의 숫자로 적어 주세요.",
                label=rule.label,
                least=rule.least,
                most=rule.most,
            ),
            field="value",
            how=text("근거: %(source)s", source=rule.source),
        )
    return value


def read_whole(raw: str) -> int:
    """A whole number as typed, full-width digits and commas included.  Raises ValueError."""
    plain = unicodedata.normalize("NFKC", raw).replace(",", "").strip()
    if not plain.isascii() or not plain.isdecimal() or len(plain) > LONGEST_WHOLE:
        raise ValueError("not a whole number")
    return int(plain)


def in_force(values: Iterable[tuple[date, int]], on: date, default: int) -> int:
    """Of `(effective_on, value)` the latest one not after `on`; the default before all of them."""
    earlier = [(effective_on, value) for effective_on, value in values if effective_on <= on]
    return max(earlier)[1] if earlier else default


__all__ = ["DEFAULTS", "LONGEST_WHOLE", "ParameterRule", "check", "in_force", "read_whole"]
