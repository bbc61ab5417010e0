"""일반현황: what every programme asks of a company; the rest of the form is added to it."""

from __future__ import annotations

from incubator.questionnaires.rules.library.pieces import ask, form, project_title, section
from incubator.questionnaires.rules.library.psst_company import COMPANY

PROJECT = section(
    "project",
    ("신청 내용", "What you apply for"),
    ("심사하는 분이 가장 먼저 읽습니다.", "The first thing reviewers read."),
    project_title(
        ("신청 제목", "Title"),
        ("무엇을 하려는지 한 줄로 적어 주세요.", "In one line: what you want to do."),
    ),
    ask(
        "long_text",
        "project_summary",
        ("신청 내용 요약", "Summary"),
        ("무엇이 필요하고 지원받아 무엇을 할지 적어 주세요.", "What you need, and what you will do with the support."),
        max_chars=1000,
    ),
)

GENERAL = form(("일반현황 신청서", "General application"), COMPANY, PROJECT)
