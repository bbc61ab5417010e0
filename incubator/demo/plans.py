"""What applicants of the demo answer, form by form; the ideas themselves are in `ideas`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from io import BytesIO

from incubator.demo.applying import Enclosure, Plan
from incubator.demo.ideas import Idea
from incubator.demo.papers import paper
from incubator.demo.wishes import Course, JobWish, Support
from incubator.questionnaires.rules import Raw


def contest_entry(idea: Idea, *, on: date) -> Plan:
    """I-Gen 챌린지: a company with staff enters Jump-up, everybody else 청년 Idea."""
    answers: dict[str, Raw] = {
        "field": idea.field,
        "project_title": idea.title,
        "summary": idea.summary,
        "problem": idea.problem,
        "solution": idea.solution,
        "novelty": idea.novelty,
        "market": idea.market,
        "has_prototype": "yes" if idea.prototype else "no",
        "won_before": "no",
    }
    if idea.prototype:
        answers["prototype"] = idea.prototype
    answers |= _jump_up(idea) if idea.won else {"division": "youth_idea", "participant": "youth", "is_team": "no"}
    return Plan(answers=answers, files={"idea_sheet": _sheet(idea, on)})


def _jump_up(idea: Idea) -> dict[str, Raw]:
    part = idea.won // 4
    return {
        "division": "jump_up",
        "sales_last_year": f"{idea.sales:,}",
        "staff_count": str(idea.staff),
        "technology": idea.technology,
        "partner": idea.partner,
        "requested_won": f"{idea.won:,}",
        "costs": [
            {"item": "시제품 재료와 가공", "amount_won": f"{part * 2:,}"},
            {"item": "시험·인증", "amount_won": f"{part:,}"},
            {"item": "특허 출원", "amount_won": f"{idea.won - part * 3:,}"},
        ],
    }


def _sheet(idea: Idea, on: date) -> Enclosure:
    def make() -> tuple[str, BytesIO]:
        rows = [("출품작", idea.title), ("한 문단 요약", idea.summary)]
        sections = [
            ("풀려는 문제", idea.problem),
            ("해결 방법과 원리", idea.solution),
            ("새로운 점", idea.novelty),
            ("쓰일 곳과 시장", idea.market),
        ]
        return f"아이디어 설명서_{idea.title}.pdf", paper("아이디어 설명서", on=on, rows=rows, sections=sections)

    return make


def course_application(course: Course) -> Plan:
    """A seat in a course."""
    answers: dict[str, Raw] = {
        "status": course.status,
        "project_title": course.wish,
        "motivation": course.motivation,
        "after": course.after,
        "level": course.level,
        "can_attend": "yes",
        "has_laptop": "yes",
        "heard_from": ["site", "friend"],
    }
    if course.status in ("employee", "founder"):
        answers["employer"] = course.employer
    if course.status == "student":
        answers["school"] = course.employer
    if course.status == "career_break":
        answers["left_work_on"] = course.left_on
    return Plan(answers=answers)


def job_application(wish: JobWish, *, from_on: date) -> Plan:
    """A jobseeker's card in the job zone."""
    answers: dict[str, Raw] = {
        "project_title": wish.work,
        "regions": list(wish.regions),
        "contracts": ["regular", "fixed"],
        "available_on": from_on.isoformat(),
        "group": "youth",
        "school_level": wish.school,
        "major": wish.major,
        "has_career": "no",
        "introduction": wish.introduction,
        "disclosure": "masked",
    }
    return Plan(answers=answers)


def support_application(support: Support, *, on: date) -> Plan:
    """항노화 기업지원: certificates and design are asked for."""
    answers: dict[str, Raw] = {
        "product_group": support.group,
        "products": [
            {"name": support.product, "material": support.material, "sales_won": f"{support.sales:,}"},
        ],
        "exports": "no",
        "project_title": support.title,
        "areas": ["certificate", "design"],
        "wanted_certificate": support.certificate,
        "difficulty": support.difficulty,
        "requested_won": f"{support.won:,}",
        "effects": [
            {"indicator": "jobs", "now": "4", "goal": "6"},
            {"indicator": "certificates", "now": "0", "goal": "1"},
        ],
    }

    def brochure() -> tuple[str, BytesIO]:
        rows = [("제품", support.product), ("주원료·핵심 기술", support.material), ("지원 과제", support.title)]
        sections = [("제품과 시장", support.difficulty)]
        return f"제품 소개서_{support.product}.pdf", paper("제품 소개서", on=on, rows=rows, sections=sections)

    return Plan(answers=answers, files={"brochure": brochure})


def part_of(plan: Plan, *keys: str) -> Plan:
    """Only these answers: what somebody has written so far."""
    typed: Mapping[str, Raw] = {key: plan.answers[key] for key in keys}
    return Plan(answers=typed)
