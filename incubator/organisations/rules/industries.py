"""한국표준산업분류, the eleventh revision in force since 2024-07-01: its 21 sections and 77 divisions.

A code has two to five digits: division, group, class, subclass (domain.md §8); the first two are the division.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from incubator.core.text import Text, text

LEAST_DIGITS, MOST_DIGITS = 2, 5


@dataclass(frozen=True)
class Section:
    """A letter with the divisions under it, by code."""

    letter: str
    name: Text
    divisions: Mapping[str, Text]


SECTIONS: tuple[Section, ...] = (
    Section(
        "A",
        text("농업, 임업 및 어업"),
        {
            "01": text("농업"),
            "02": text("임업"),
            "03": text("어업"),
        },
    ),
    Section(
        "B",
        text("광업"),
        {
            "05": text("석탄, 원유 및 천연가스 광업"),
            "06": text("금속 광업"),
            "07": text("비금속광물 광업(연료용 제외)"),
            "08": text("광업 지원 서비스업"),
        },
    ),
    Section(
        "C",
        text("제조업"),
        {
            "10": text("식료품 제조업"),
            "11": text("음료 제조업"),
            "12": text("담배 제조업"),
            "13": text("섬유제품 제조업(의복 제외)"),
            "14": text("의복, 의복 액세서리 및 모피제품 제조업"),
            "15": text("가죽, 가방 및 신발 제조업"),
            "16": text("목재 및 나무제품 제조업(가구 제외)"),
            "17": text("펄프, 종이 및 종이제품 제조업"),
            "18": text("인쇄 및 기록매체 복제업"),
            "19": text("코크스, 연탄 및 석유정제품 제조업"),
            "20": text("화학물질 및 화학제품 제조업(의약품 제외)"),
            "21": text("의료용 물질 및 의약품 제조업"),
            "22": text("고무 및 플라스틱제품 제조업"),
            "23": text("비금속 광물제품 제조업"),
            "24": text("1차 금속 제조업"),
            "25": text("금속가공제품 제조업(기계 및 가구 제외)"),
            "26": text("전자부품, 컴퓨터, 영상, 음향 및 통신장비 제조업"),
            "27": text("의료, 정밀, 광학기기 및 시계 제조업"),
            "28": text("전기장비 제조업"),
            "29": text("기타 기계 및 장비 제조업"),
            "30": text("자동차 및 트레일러 제조업"),
            "31": text("기타 운송장비 제조업"),
            "32": text("가구 제조업"),
            "33": text("기타 제품 제조업"),
            "34": text("산업용 기계 및 장비 수리업"),
        },
    ),
    Section(
        "D",
        text("전기, 가스, 증기 및 공기조절 공급업"),
        {
            "35": text("전기, 가스, 증기 및 공기조절 공급업"),
        },
    ),
    Section(
        "E",
        text("수도, 하수 및 폐기물 처리, 원료 재생업"),
        {
            "36": text("수도업"),
            "37": text("하수, 폐수 및 분뇨 처리업"),
            "38": text("폐기물 수집, 운반, 처리 및 원료 재생업"),
            "39": text("환경 정화 및 복원업"),
        },
    ),
    Section(
        "F",
        text("건설업"),
        {
            "41": text("종합 건설업"),
            "42": text("전문직별 공사업"),
        },
    ),
    Section(
        "G",
        text("도매 및 소매업"),
        {
            "45": text("자동차 및 부품 판매업"),
            "46": text("도매 및 상품 중개업"),
            "47": text("소매업(자동차 제외)"),
        },
    ),
    Section(
        "H",
        text("운수 및 창고업"),
        {
            "49": text("육상 운송 및 파이프라인 운송업"),
            "50": text("수상 운송업"),
            "51": text("항공 운송업"),
            "52": text("창고 및 운송관련 서비스업"),
        },
    ),
    Section(
        "I",
        text("숙박 및 음식점업"),
        {
            "55": text("숙박업"),
            "56": text("음식점 및 주점업"),
        },
    ),
    Section(
        "J",
        text("정보통신업"),
        {
            "58": text("출판업"),
            "59": text("영상·오디오 기록물 제작 및 배급업"),
            "60": text("방송 및 영상·오디오물 제공 서비스업"),
            "61": text("우편 및 통신업"),
            "62": text("컴퓨터 프로그래밍, 시스템 통합 및 관리업"),
            "63": text("정보서비스업"),
        },
    ),
    Section(
        "K",
        text("금융 및 보험업"),
        {
            "64": text("금융업"),
            "65": text("보험 및 연금업"),
            "66": text("금융 및 보험 관련 서비스업"),
        },
    ),
    Section(
        "L",
        text("부동산업"),
        {
            "68": text("부동산업"),
        },
    ),
    Section(
        "M",
        text("전문, 과학 및 기술 서비스업"),
        {
            "70": text("연구개발업"),
            "71": text("전문 서비스업"),
            "72": text("건축 기술, 엔지니어링 및 기타 과학기술 서비스업"),
            "73": text("기타 전문, 과학 및 기술 서비스업"),
        },
    ),
    Section(
        "N",
        text("사업시설 관리, 사업 지원 및 임대 서비스업"),
        {
            "74": text("사업시설 관리 및 조경 서비스업"),
            "75": text("사업 지원 서비스업"),
            "76": text("임대업(부동산 제외)"),
        },
    ),
    Section(
        "O",
        text("공공 행정, 국방 및 사회보장 행정"),
        {
            "84": text("공공 행정, 국방 및 사회보장 행정"),
        },
    ),
    Section(
        "P",
        text("교육 서비스업"),
        {
            "85": text("교육 서비스업"),
        },
    ),
    Section(
        "Q",
        text("보건업 및 사회복지 서비스업"),
        {
            "86": text("보건업"),
            "87": text("사회복지 서비스업"),
        },
    ),
    Section(
        "R",
        text("예술, 스포츠 및 여가관련 서비스업"),
        {
            "90": text("창작, 예술 및 여가관련 서비스업"),
            "91": text("스포츠 및 오락관련 서비스업"),
        },
    ),
    Section(
        "S",
        text("협회 및 단체, 수리 및 기타 개인 서비스업"),
        {
            "94": text("협회 및 단체"),
            "95": text("개인 및 소비용품 수리업"),
            "96": text("기타 개인 서비스업"),
        },
    ),
    Section(
        "T",
        text("가구 내 고용활동 및 달리 분류되지 않은 자가소비 생산활동"),
        {
            "97": text("가구 내 고용활동"),
            "98": text("달리 분류되지 않은 자가소비를 위한 가구의 재화 및 서비스 생산활동"),
        },
    ),
    Section(
        "U",
        text("국제 및 외국기관"),
        {
            "99": text("국제 및 외국기관"),
        },
    ),
)
DIVISIONS: Mapping[str, Text] = {code: name for section in SECTIONS for code, name in section.divisions.items()}


def division_of(code: str) -> Text | None:
    """The name of the division a code lies in; None for a code of no division."""
    return DIVISIONS.get(code[:LEAST_DIGITS])


def industry_problem(code: str) -> Text | None:
    """Why this is no code; None for one that is."""
    if not (LEAST_DIGITS <= len(code) <= MOST_DIGITS and code.isascii() and code.isdigit()):
        return text("업종코드는 한국표준산업분류의 숫자 2~5자리입니다. 예: 29294")
    if division_of(code) is None:
        return text(
            "한국표준산업분류에 %(division)s으로 시작하는 업종이 없습니다. 업종 이름으로 찾아 적어 주세요.",
            division=code[:LEAST_DIGITS],
        )
    return None


def find_industries(words: str, said: Mapping[str, str]) -> tuple[Section, ...]:
    """Sections with the divisions whose name has these words, or that a number lies in.

    `said` are the names in the reader's language, {letter or code: name}.  A section that matches itself keeps all of its
    divisions; no words find everything.
    """
    wanted = "".join(words.split()).casefold()
    found = []
    for section in SECTIONS:
        whole = _has(said[section.letter], wanted)
        kept = {
            code: name
            for code, name in section.divisions.items()
            if whole
            or _has(said[code], wanted)
            or (wanted.isdigit() and (wanted.startswith(code) or code.startswith(wanted)))
        }
        if kept:
            found.append(Section(section.letter, section.name, kept))
    return tuple(found)


def _has(name: str, wanted: str) -> bool:
    return wanted in "".join(name.split()).casefold()
