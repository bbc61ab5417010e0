"""The words behind the codes that conditions are made of.  A condition stores codes only, so it speaks both languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from incubator.core.text import Text, text
from incubator.organisations.rules.industries import DIVISIONS
from incubator.programs.rules.references import Reference

REFERENCES: Mapping[Reference, Text] = {
    Reference.ANNOUNCED: text("공고일"),
    Reference.APPLIED: text("신청일"),
    Reference.AGREEMENT: text("협약 예정일"),
}
REGIONS: Mapping[str, Text] = {
    "48": text("경상남도"),
    "4812": text("창원시"),
    "4817": text("진주시"),
    "4822": text("통영시"),
    "4824": text("사천시"),
    "4825": text("김해시"),
    "4827": text("밀양시"),
    "4831": text("거제시"),
    "4833": text("양산시"),
    "4872": text("의령군"),
    "4873": text("함안군"),
    "4874": text("창녕군"),
    "4882": text("고성군"),
    "4884": text("남해군"),
    "4885": text("하동군"),
    "4886": text("산청군"),
    "4887": text("함양군"),
    "4888": text("거창군"),
    "4889": text("합천군"),
}
"""Administrative codes by prefix (행정표준코드): 48 is the province, four digits a city or county."""

EXCLUDED_INDUSTRIES: Mapping[str, Text] = {
    "56211": text("일반 유흥 주점업"),
    "56212": text("무도 유흥 주점업"),
    "91249": text("기타 사행시설 관리 및 운영업(카지노 포함)"),
}
"""중소기업창업 지원법 시행령 제4조, by KSIC code; a call may exclude more."""

INDUSTRIES: Mapping[str, Text] = {
    **EXCLUDED_INDUSTRIES,
    "204": text("세제·화장품 등 기타 화학제품 제조업"),
    **DIVISIONS,
}
"""What a condition may name: every division of the KSIC, and the narrower codes that calls of the centre use."""
DECLARATIONS: Mapping[str, Text] = {
    "no_tax_arrears": text("국세·지방세를 체납하고 있지 않습니다."),
    "no_debt_default": text("금융기관 채무불이행으로 규제를 받고 있지 않습니다."),
    "not_restricted": text("정부지원사업 참여제한을 받고 있지 않습니다."),
    "not_closed": text("휴업하거나 폐업하지 않았습니다."),
    "no_duplicate_support": text("같은 사업계획으로 다른 정부지원을 받았거나 받고 있지 않습니다."),
    "not_awarded_elsewhere": text("출품하는 아이디어로 다른 공모전에서 상을 받은 적이 없습니다."),
    "no_third_party_rights": text("다른 사람의 특허권·저작권 등을 침해하지 않습니다."),
    "lives_in_region": text("경상남도에 살거나 경상남도에 있는 학교·직장에 다닙니다."),
    "is_jobseeker": text("현재 일자리를 찾고 있거나 6개월 안에 창업할 계획입니다."),
    "has_research_unit": text("기업부설연구소나 연구개발전담부서를 두고 있습니다."),
}
DOCUMENTS: Mapping[str, Text] = {
    "business_registration": text("사업자등록증명"),
    "corporate_register": text("법인등기사항전부증명서"),
    "national_tax": text("국세 납세증명서"),
    "local_tax": text("지방세 납세증명서"),
    "insurance_roll": text("4대 보험 가입자 명부"),
    "financial_statement": text("재무제표"),
    "sme_certificate": text("중소기업 확인서"),
    "closure_certificate": text("사실증명(사업자등록 사실 없음)"),
}


def day_text(day: date) -> Text:
    """A day in the reader's order."""
    return text("%(year)d. %(month)d. %(day)d.", year=day.year, month=day.month, day=day.day)


def listed(items: Iterable[Text]) -> Text:
    """`A, B, C`, each in the reader's language."""
    words = list(items)
    whole = words[0] if words else text("–")
    for item in words[1:]:
        whole = text("%(first)s, %(rest)s", first=whole, rest=item)
    return whole
