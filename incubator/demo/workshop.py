"""What the 디지털3D공방창업과정 says differently from the 3D printing course it is laid out from."""

from __future__ import annotations

from typing import Any

from incubator.core.money import Won

WORKSHOP: dict[str, Any] = {
    "title": "2015년 디지털3D공방창업과정 교육생 모집",
    "title_en": "Digital 3D Workshop Founding Course 2015",
    "summary": "일을 쉬었던 여성이 3D 모델링과 공방 운영을 배워 자기 공방을 여는 과정입니다.",
    "summary_en": "A course for women after a career break: 3D modelling, running a workshop, opening one's own.",
    "purpose": "여성가족부와 함께, 육아와 돌봄으로 일을 쉬었던 여성이 디지털 제작 기술로 공방을 창업할 수 있게 돕습니다.",
    "purpose_en": "With the Ministry of Gender Equality and Family the centre helps women who left work for care to found a "
    "workshop of their own with digital fabrication.",
    "support": "· 교육 기간: 8주 96시간\n· 교육 내용: 3D 모델링, 출력과 후가공, 공방 운영과 회계, 온라인 판매\n"
    "· 교육비와 재료 무료, 아이 돌봄 지원\n· 수료자에게 공동 공방 6개월 무료 이용",
    "support_en": "· Eight weeks, 96 hours\n· 3D modelling, printing and finishing, running a workshop, selling online\n"
    "· Tuition and materials are free; child care\n· Six months in the shared workshop after completion",
    "budget_text": "1회 2,800만 원, 정원 15명",
    "budget_text_en": "KRW 28 million; 15 seats",
    "budget_won": Won(28_000_000),
}
