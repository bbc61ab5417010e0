"""The words of the check list: verdicts, where a row comes from, grounds as codes, defects a supplement may mend."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from incubator.core.text import Text, text


class Verdict(StrEnum):
    """What a person says about one row.  A row without verdict is not looked at yet."""

    PASS = "pass"  # noqa: S105 (a verdict, no password)
    FAIL = "fail"
    HOLD = "hold"


class RowSource(StrEnum):
    """Where a row of the check list comes from."""

    CONDITION = "condition"
    DOCUMENT = "document"
    STANDING = "standing"


class Ground(StrEnum):
    """What a verdict rests on: a code for statistics and for the letter, with the evidence beside it."""

    MET_BY_CHECK = "met_by_check"
    MET_BY_DOCUMENT = "met_by_document"
    MET_BY_INQUIRY = "met_by_inquiry"
    MET_BY_DECLARATION = "met_by_declaration"
    NOT_CONCERNED = "not_concerned"
    WRONG_KIND = "wrong_kind"
    COMPANY_AGE = "company_age"
    INDUSTRY = "industry"
    REGION = "region"
    AGE = "age"
    ARREARS = "arrears"
    CLOSED_BUSINESS = "closed_business"
    RESTRICTED = "restricted"
    DUPLICATE = "duplicate"
    REPRESENTATIVE = "representative"
    DOCUMENT_MISSING = "document_missing"
    DOCUMENT_INVALID = "document_invalid"
    PAGE_LIMIT = "page_limit"
    COPIED = "copied"
    UNTRUE = "untrue"
    WAITS_FOR_DOCUMENT = "waits_for_document"
    WAITS_FOR_INQUIRY = "waits_for_inquiry"
    WAITS_FOR_OPINION = "waits_for_opinion"


G = Ground

GROUNDS: Mapping[Verdict, tuple[Ground, ...]] = {
    Verdict.PASS: (G.MET_BY_CHECK, G.MET_BY_DOCUMENT, G.MET_BY_INQUIRY, G.MET_BY_DECLARATION, G.NOT_CONCERNED),
    Verdict.FAIL: (
        G.WRONG_KIND,
        G.COMPANY_AGE,
        G.INDUSTRY,
        G.REGION,
        G.AGE,
        G.ARREARS,
        G.CLOSED_BUSINESS,
        G.RESTRICTED,
        G.DUPLICATE,
        G.REPRESENTATIVE,
        G.DOCUMENT_MISSING,
        G.DOCUMENT_INVALID,
        G.PAGE_LIMIT,
        G.COPIED,
        G.UNTRUE,
    ),
    Verdict.HOLD: (G.WAITS_FOR_DOCUMENT, G.WAITS_FOR_INQUIRY, G.WAITS_FOR_OPINION),
}


class Defect(StrEnum):
    """Defects of form that a supplement may mend.  There is none for the content of a plan."""

    MISSING = "missing"
    UNSIGNED = "unsigned"
    EXPIRED = "expired"
    UNREADABLE = "unreadable"
    WRONG_DOCUMENT = "wrong_document"
    MISMATCH = "mismatch"
    RESIDENT_NUMBER = "resident_number"


PLAN_DEFECTS = frozenset({Defect.UNSIGNED, Defect.UNREADABLE, Defect.RESIDENT_NUMBER})
"""What may be asked about the plan itself: it can be signed or made readable, not rewritten."""

LABELS: Mapping[StrEnum, Text] = {
    Verdict.PASS: text("적합"),
    Verdict.FAIL: text("부적합"),
    Verdict.HOLD: text("보류"),
    RowSource.CONDITION: text("자격 조건"),
    RowSource.DOCUMENT: text("제출 서류"),
    RowSource.STANDING: text("공통 확인"),
    G.MET_BY_CHECK: text("자동 확인과 같음"),
    G.MET_BY_DOCUMENT: text("서류로 확인"),
    G.MET_BY_INQUIRY: text("관계 기관 조회로 확인"),
    G.MET_BY_DECLARATION: text("신청자의 서약으로 확인"),
    G.NOT_CONCERNED: text("해당 없음"),
    G.WRONG_KIND: text("신청자 유형이 다름"),
    G.COMPANY_AGE: text("업력 기준을 벗어남"),
    G.INDUSTRY: text("지원 제외 업종"),
    G.REGION: text("소재지가 다름"),
    G.AGE: text("연령 기준을 벗어남"),
    G.ARREARS: text("국세·지방세 체납, 채무 불이행"),
    G.CLOSED_BUSINESS: text("휴업·폐업"),
    G.RESTRICTED: text("참여 제한 중"),
    G.DUPLICATE: text("중복 지원"),
    G.REPRESENTATIVE: text("대표자와 신청자가 다름"),
    G.DOCUMENT_MISSING: text("필수 서류 미제출"),
    G.DOCUMENT_INVALID: text("서류가 유효하지 않음"),
    G.PAGE_LIMIT: text("쪽수 초과"),
    G.COPIED: text("표절·도용, 이미 수상한 내용"),
    G.UNTRUE: text("사실과 다른 내용"),
    G.WAITS_FOR_DOCUMENT: text("서류를 기다림"),
    G.WAITS_FOR_INQUIRY: text("조회 결과를 기다림"),
    G.WAITS_FOR_OPINION: text("의견을 물음"),
    Defect.MISSING: text("서류 누락"),
    Defect.UNSIGNED: text("서명·날인 누락"),
    Defect.EXPIRED: text("유효 기간이 지난 서류"),
    Defect.UNREADABLE: text("열리지 않거나 읽을 수 없음"),
    Defect.WRONG_DOCUMENT: text("다른 서류를 냄"),
    Defect.MISMATCH: text("서류끼리 적힌 사실이 다름"),
    Defect.RESIDENT_NUMBER: text("주민등록번호를 가리지 않음"),
}
