"""사업비 and 첨부파일 of a PSST application."""

from __future__ import annotations

from incubator.questionnaires.rules.library.pieces import (
    PAPER_KINDS,
    PLAN_KINDS,
    ask,
    column,
    file,
    options,
    requested_won,
    section,
    when,
)

BUDGET = section(
    "budget",
    ("사업비", "Budget"),
    (
        "부가가치세는 빼고 적어 주세요. 비목마다 한 줄씩, 무엇에 쓰는지 알 수 있게 적어 주세요.",
        "Without value-added tax. One line per category, so that one sees what it is for.",
    ),
    requested_won(
        (
            "센터가 지원하는 금액입니다. 아래 표의 지원금 합계와 같게 적어 주세요.",
            "The centre's part: the sum of the support column below.",
        ),
        most=1_000_000_000,
    ),
    ask(
        "table",
        "costs",
        ("사업비 구성", "Costs"),
        columns=[
            column(
                "choice",
                "category",
                ("비목", "Category"),
                options=options(
                    material=("재료비", "Materials"),
                    outsourcing=("외주용역비", "Outsourcing"),
                    machine=("기계장치", "Machinery"),
                    ip=("특허권 등 무형자산", "Patents and other rights"),
                    people=("인건비", "Personnel"),
                    fee=("지급수수료", "Fees"),
                    travel=("여비", "Travel"),
                    training=("교육훈련비", "Training"),
                    advertising=("광고선전비", "Advertising"),
                ),
            ),
            column("short_text", "basis", ("산출 근거", "Calculation"), max_chars=150),
            column("won", "support_won", ("지원금", "Support")),
            column("won", "cash_won", ("자기부담 현금", "Own cash"), required=False),
            column("won", "kind_won", ("자기부담 현물", "Own in kind"), required=False),
        ],
        totals=True,
        min_rows=1,
        max_rows=40,
    ),
)

FILES = section(
    "files",
    ("첨부파일", "Files"),
    (
        "파일은 고르는 즉시 올라갑니다. 제출할 때 다시 올리지 않습니다.",
        "Files are uploaded when chosen, not when you submit.",
    ),
    file(
        "business_plan",
        ("사업계획서", "Business plan"),
        (
            "주민등록번호 뒷자리와 학교 이름은 가려 주세요.",
            "Hide resident numbers and names of schools.",
        ),
        PLAN_KINDS,
        pages=15,
        megabytes=30,
    ),
    ask(
        "multi_choice",
        "bonus",
        ("가점 사항", "Bonus points"),
        ("해당하는 것만 고르고 아래에 증빙을 올려 주세요.", "Tick what applies and upload evidence below."),
        required=False,
        options=options(
            woman=("여성기업", "Run by a woman"),
            disabled=("장애인기업", "Run by a person with a disability"),
            patent=("등록 특허 보유", "Holds a registered patent"),
            award=("창조경제혁신센터 공모전 수상", "Prize in a contest of an innovation centre"),
        ),
    ),
    file(
        "bonus_evidence",
        ("가점 증빙", "Evidence for bonus points"),
        ("확인서, 등록증, 상장 등을 올려 주세요.", "Certificates, registrations, awards."),
        PAPER_KINDS,
        most=5,
        show_if=when("bonus"),
    ),
    file(
        "evidence",
        ("기타 증빙", "Other evidence"),
        (
            "시제품 사진, 시험성적서, 구매의향서 등이 있으면 올려 주세요.",
            "Photographs, test reports, letters of intent, if any.",
        ),
        [*PAPER_KINDS, "docx", "xlsx", "pptx"],
        most=5,
        required=False,
    ),
)
