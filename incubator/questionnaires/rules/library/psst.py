"""사업계획 (PSST: Problem 30, Solution 30, Scale-up 20, Team 20): starting support for companies and pre-founders."""

from __future__ import annotations

from incubator.questionnaires.rules.library.pieces import (
    ask,
    column,
    field,
    form,
    options,
    project_title,
    section,
    when,
    yes_no,
)
from incubator.questionnaires.rules.library.psst_budget import BUDGET, FILES
from incubator.questionnaires.rules.library.psst_company import COMPANY

ITEM = section(
    "item",
    ("아이템 개요", "The item"),
    (
        "처음 보는 평가위원이 3분 안에 이해할 수 있게 적어 주세요.",
        "Write so that a reviewer who sees it for the first time understands it within three minutes.",
    ),
    project_title(
        ("과제명", "Project title"),
        ("무엇을 누구를 위해 만드는지 한 줄로 적어 주세요.", "One line: what you make, and for whom."),
    ),
    field(),
    ask(
        "choice",
        "product_stage",
        ("아이템의 단계", "Stage of the item"),
        options=options(
            idea=("아이디어", "Idea"),
            prototype=("시제품 제작 중", "Building a prototype"),
            ready=("시제품 완성", "Prototype finished"),
            selling=("판매 중", "On sale"),
        ),
    ),
    ask(
        "date",
        "first_sale_on",
        ("첫 판매일", "First sale"),
        ("정확하지 않으면 그달 1일로 적어 주세요.", "If you are not sure, write the first day of the month."),
        show_if=when("product_stage", "selling"),
        min="1950-01-01",
    ),
    ask(
        "long_text",
        "item_summary",
        ("아이템 소개", "What it is"),
        ("기능, 쓰임새, 지금까지 만든 것을 적어 주세요.", "Functions, uses, and what exists so far."),
        max_chars=1000,
    ),
    yes_no(
        "has_ip", ("출원하거나 등록한 지식재산권이 있습니까?", "Have you filed or registered intellectual property?")
    ),
    ask(
        "table",
        "ip_list",
        ("지식재산권", "Intellectual property"),
        ("출원 중인 것도 적어 주세요.", "Pending applications count too."),
        columns=[
            column(
                "choice",
                "kind",
                ("종류", "Kind"),
                options=options(
                    patent=("특허", "Patent"),
                    utility=("실용신안", "Utility model"),
                    design=("디자인", "Design"),
                    trademark=("상표", "Trademark"),
                    program=("프로그램 저작권", "Software copyright"),
                ),
            ),
            column("short_text", "title", ("명칭", "Title"), max_chars=100),
            column("short_text", "number", ("출원·등록번호", "Number"), max_chars=30),
            column("date", "on", ("출원·등록일", "Date")),
        ],
        max_rows=15,
        show_if=when("has_ip", "yes"),
    ),
)

PROBLEM = section(
    "problem",
    ("문제인식 (Problem, 30점)", "Problem (30 points)"),
    ("고객이 실제로 겪는 문제와 그 근거를 적어 주세요.", "The problem customers really have, and how you know."),
    ask(
        "long_text",
        "motivation",
        ("개발 동기", "Why you started"),
        ("언제 어디서 이 문제를 보았는지 적어 주세요.", "When and where you met this problem."),
        max_chars=1500,
    ),
    ask(
        "long_text",
        "customer_need",
        ("목표 고객과 그들의 불편", "Target customers and their trouble"),
        (
            "고객이 지금 어떻게 해결하고 있는지, 면담·설문·통계 등 근거와 함께 적어 주세요.",
            "How they cope today, with evidence such as interviews, surveys or statistics.",
        ),
        max_chars=1500,
    ),
)

SOLUTION = section(
    "solution",
    ("실현가능성 (Solution, 30점)", "Solution (30 points)"),
    ("어떻게 만들고, 무엇이 다른지 적어 주세요.", "How you will build it and what sets it apart."),
    ask("long_text", "development_plan", ("개발·사업화 계획", "Development plan"), max_chars=2000),
    ask(
        "long_text",
        "difference",
        ("경쟁 제품과 다른 점", "What sets it apart"),
        ("경쟁 제품 두세 가지와 견주어 주세요.", "Compare with two or three competitors."),
        max_chars=1500,
    ),
    ask(
        "table",
        "schedule",
        ("추진 일정", "Schedule"),
        ("협약 기간 안의 일정을 적어 주세요.", "Within the period of the agreement."),
        columns=[
            column("short_text", "task", ("추진 내용", "Task"), max_chars=100),
            column("date", "starts_on", ("시작", "Starts")),
            column("date", "ends_on", ("끝", "Ends")),
            column("short_text", "result", ("결과물", "Result"), max_chars=100, required=False),
        ],
        min_rows=2,
        max_rows=15,
    ),
)

SCALE_UP = section(
    "scale_up",
    ("성장전략 (Scale-up, 20점)", "Scale-up (20 points)"),
    ("시장에 어떻게 들어가고 어떻게 키울지 적어 주세요.", "How you enter the market and grow."),
    ask(
        "long_text",
        "business_model",
        ("수익 모델", "Business model"),
        ("누가, 무엇에, 얼마를 내는지 적어 주세요.", "Who pays, for what, and how much."),
        max_chars=1500,
    ),
    ask("long_text", "market_entry", ("판로와 시장 진입 계획", "Route to market"), max_chars=1500),
    ask(
        "table",
        "sales_goals",
        ("매출 목표", "Sales goals"),
        ("앞으로 3년의 목표와 근거를 적어 주세요.", "The next three years, with your reasoning."),
        columns=[
            column("number", "year", ("연도", "Year"), unit="년", min=2000, max=2100),
            column("won", "sales_won", ("목표 매출", "Sales")),
            column("number", "jobs", ("새 고용", "New jobs"), unit="명", unit_en="people", min=0, max=10000),
            column("short_text", "basis", ("근거", "Basis"), max_chars=150, required=False),
        ],
        min_rows=1,
        max_rows=5,
    ),
    yes_no("goes_abroad", ("해외 진출을 계획하고 있습니까?", "Do you plan to go abroad?")),
    ask(
        "long_text",
        "abroad_plan",
        ("해외 진출 계획", "Plan for going abroad"),
        ("나라, 시기, 거래 상대, 필요한 인증을 적어 주세요.", "Countries, timing, partners, certificates needed."),
        max_chars=1000,
        show_if=when("goes_abroad", "yes"),
    ),
)

TEAM = section(
    "team",
    ("팀 구성 (Team, 20점)", "Team (20 points)"),
    ("학교 이름은 적지 말아 주세요. 평가에 쓰지 않습니다.", "Leave out the names of schools; they play no part."),
    ask("long_text", "leader_strength", ("대표자의 역량", "What the representative brings"), max_chars=1000),
    ask(
        "table",
        "members",
        ("팀원", "Members"),
        ("대표자는 빼고, 채용 예정인 사람도 적어 주세요.", "Without the representative; planned hires included."),
        columns=[
            column("short_text", "role", ("직위와 담당 업무", "Role"), max_chars=80),
            column("short_text", "skill", ("보유 역량", "Skills"), max_chars=150),
            column(
                "choice",
                "state",
                ("상태", "State"),
                options=options(working=("근무 중", "Working"), planned=("채용 예정", "Planned")),
            ),
        ],
        required=False,
        max_rows=15,
    ),
    ask(
        "long_text",
        "partners",
        ("협력 기관", "Partners"),
        ("함께하는 기업·대학·연구소가 있으면 적어 주세요.", "Companies, universities, institutes you work with."),
        required=False,
        max_chars=800,
    ),
)

PSST = form(
    ("창업 사업계획 신청서 (PSST)", "Start-up application (PSST)"),
    COMPANY,
    ITEM,
    PROBLEM,
    SOLUTION,
    SCALE_UP,
    TEAM,
    BUDGET,
    FILES,
)
