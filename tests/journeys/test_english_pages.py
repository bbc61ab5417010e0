"""On English pages every word of the program is English; Korean stands only in what people and the centre have written."""

from __future__ import annotations

import re

import pytest

from tests.journeys.centre import a_centre
from tests.journeys.test_every_page_is_accessible import PEOPLE

HANGUL = re.compile("[가-힣ㄱ-ㆎ]")
OURS = (
    "header, footer, h1, h2, h3, legend, label, button, th, dt, summary, .tag, .task__status, .page-head__meta, .steps"
)
WRITTEN = f"""() => [...document.querySelectorAll("title, {OURS.replace('"', "'")}")]
  .filter(one => !one.closest("[lang=ko]:not(html)"))
  .map(one => {{
    const copy = one.cloneNode(true);
    for (const part of copy.querySelectorAll("[lang=ko], template, option")) part.remove();
    return copy.textContent.replace(/\\s+/g, " ").trim();
  }})"""
DATA = (
    *("(주)바다정보", "한빛정밀 주식회사", "노을팀", "바다정보"),
    *(
        "김하늘",
        "이편집",
        "정열람",
        "김*늘",
        "이*집",
        "정*람",
        "한국어",
        "박담당",
        "이관리",
        "박감사",
        "박센터장",
        "새사람",
        "담당자",
    ),
    *("제3기 I-Gen 챌린지", "I-Gen 챌린지", "해수담수화 부품 국산화", "2026년 제1기 공모전", "창업지원팀"),
    *("담수화 막 세척기", "과제 개요", "과제명", "개요", "신청 금액", "투자 유치", "투자자", "사업비", "비목", "금액"),
    *(
        "사업계획서 파일",
        "사업계획서",
        "사업자등록증",
        "신청 안내",
        "사업성",
        "서류",
        "결과 발표",
        "예",
        "아니요",
        "본센터",
    ),
)
"""What the people and the forms of the small centre are called."""


@pytest.fixture
def centre(app, deliver, mails):
    return a_centre(deliver, mails)


@pytest.mark.parametrize("who", PEOPLE)
def test_english_pages_are_english(app, device, centre, who):
    page = device(centre.person(who), locale="en")
    left: dict[str, list[str]] = {}
    for address in centre.addresses(app, who):
        if address == "/inbox" and who == "representative":
            continue  # what was written to her was written in the language of her account, Korean
        page.goto(address)
        assert page.locator("html").get_attribute("lang") == "en"
        found = {words for words in page.evaluate(WRITTEN) if HANGUL.search(without_data(words))}
        if found:
            left[address] = sorted(found)
    assert left == {}


def without_data(words: str) -> str:
    for known in sorted(DATA, key=len, reverse=True):
        words = words.replace(known, "")
    return words
