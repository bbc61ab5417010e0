"""일반현황: what every programme asks of a company; the rest of the form is added to it."""

from __future__ import annotations

from incubator.questionnaires.rules.library.pieces import PAPER_KINDS, ask, file, form, project_title, section
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

TAX_HELP = ("30일 안에 뗀 것을 내 주세요.", "Issued within the last 30 days.")
PAPERS = section(
    "papers",
    ("증명서", "Certificates"),
    (
        "기업 서류함에 있는 서류는 다시 올리지 않고 붙일 수 있습니다.",
        "Certificates kept in your company's wallet can be attached without uploading them again.",
    ),
    file(
        "business_registration",
        ("사업자등록증", "Business registration"),
        ("예비창업자는 내지 않아도 됩니다.", "Not needed from those who have not founded yet."),
        PAPER_KINDS,
        required=False,
        wallet="business_registration",
    ),
    file(
        "national_tax",
        ("국세 납세증명서", "National tax clearance"),
        TAX_HELP,
        PAPER_KINDS,
        required=False,
        wallet="national_tax",
    ),
    file(
        "local_tax",
        ("지방세 납세증명서", "Local tax clearance"),
        TAX_HELP,
        PAPER_KINDS,
        required=False,
        wallet="local_tax",
    ),
)

GENERAL = form(("일반현황 신청서", "General application"), COMPANY, PROJECT, PAPERS)
