"""The twenty programs of the job zone that ran on 2016-04-20 (domain.md §5, R-11b)."""

from __future__ import annotations

from datetime import timedelta

from incubator.core.dates import kst
from incubator.demo.calling import Call

FIRST = kst(2016, 3, 18, 14)
TITLES: tuple[tuple[str, str], ...] = (
    ("청년 취업 아카데미", "Youth Job Academy"),
    ("용접·품질 현장 실무반", "Welding and Quality on Site"),
    ("기계 설계 직무 교육", "Mechanical Design"),
    ("스마트공장 운영 인력 양성", "Smart Factory Operators"),
    ("인사담당자와 만남의 날", "Meet the HR Managers"),
    ("자기소개서 집중 상담", "Letters of Application"),
    ("모의면접 실전반", "Mock Interviews"),
    ("해외 취업 준비반", "Working Abroad"),
    ("대학생 현장 실습 연계", "Student Internships"),
    ("특성화고 졸업예정자 취업반", "Vocational School Leavers"),
    ("고용디딤돌 참여자 사전 교육", "Stepping Stone Preparation"),
    ("경력단절여성 다시 일하기", "Women Back to Work"),
    ("중장년 기술 전환 교육", "New Skills in Mid-career"),
    ("물산업 설비 운전 인력 양성", "Water Plant Operators"),
    ("항노화 제품 마케팅 직무반", "Marketing of Anti-ageing Products"),
    ("3D 모델링 실무자 양성", "3D Modelling"),
    ("예비창업자 첫걸음", "First Steps of Founding"),
    ("기술창업 사업계획서 교실", "Writing a Business Plan"),
    ("청년 상인 창업 교실", "Young Shopkeepers"),
    ("소셜벤처 창업 탐색", "Exploring Social Ventures"),
)


def job_calls() -> tuple[Call, ...]:
    """Four a day on working days from the opening of the job zone on."""
    return tuple(
        Call(
            key=f"jobs{number}",
            program="JOBZONE",
            template="job_zone",
            by="jobs",
            announced_at=FIRST + timedelta(days=_day(number), minutes=10 * (number % 4)),
            changes={
                "title": f"2016년 고용존 ‘{title}’ 참여자 모집",
                "title_en": f"Job Zone 2016: {title_en}",
                "summary": f"고용존이 여는 20개 취·창업 프로그램 가운데 ‘{title}’ 과정입니다.",
                "summary_en": f"“{title_en}”, one of the twenty programs of the Job Zone.",
            },
        )
        for number, (title, title_en) in enumerate(TITLES, start=1)
    )


def _day(number: int) -> int:
    """Friday, then Monday to Thursday."""
    return (0, 3, 4, 5, 6)[(number - 1) // 4]
