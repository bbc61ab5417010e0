"""I-Gen 챌린지: a contest with the divisions 청년 Idea and 중소기업 Jump-up."""

from __future__ import annotations

from incubator.questionnaires.rules.library.pieces import (
    PAPER_KINDS,
    PLAN_KINDS,
    ask,
    column,
    field,
    file,
    form,
    options,
    project_title,
    requested_won,
    section,
    when,
    yes_no,
)

ENTRY = section(
    "entry",
    ("참가 부문", "Division"),
    ("부문에 따라 뒤의 질문이 달라집니다.", "Later questions depend on the division."),
    ask(
        "choice",
        "division",
        ("부문", "Division"),
        options=options(youth_idea=("청년 Idea", "Youth Idea"), jump_up=("중소기업 Jump-up", "SME Jump-up")),
    ),
    field(),
    project_title(
        ("출품작 이름", "Title of the entry"),
        ("심사위원과 시민 투표자가 보게 될 이름입니다.", "Shown to the jury and to voters."),
    ),
    ask(
        "choice",
        "participant",
        ("참가자", "Participant"),
        options=options(
            student=("대학(원)생", "Student"),
            youth=("만 39세 이하 일반인", "39 or younger"),
            founder=("창업 3년 미만 기업", "Company younger than three years"),
        ),
        show_if=when("division", "youth_idea"),
    ),
    yes_no("is_team", ("팀으로 참가합니까?", "Do you enter as a team?"), show_if=when("division", "youth_idea")),
    ask(
        "table",
        "team",
        ("팀원", "Team members"),
        (
            "대표 신청자를 뺀 팀원을 적어 주세요. 상장에 이 순서로 씁니다.",
            "Without yourself; the certificate keeps this order.",
        ),
        columns=[
            column("short_text", "name", ("성명", "Name"), max_chars=60),
            column("short_text", "belongs_to", ("소속", "School or company"), max_chars=80),
            column("short_text", "part", ("맡은 일", "Part"), max_chars=80),
        ],
        max_rows=4,
        show_if=when("is_team", "yes"),
    ),
    ask(
        "won",
        "sales_last_year",
        ("지난해 매출액", "Sales last year"),
        ("없으면 0입니다.", "0 if none."),
        min=0,
        show_if=when("division", "jump_up"),
    ),
    ask(
        "number",
        "staff_count",
        ("상시 근로자 수", "Employees"),
        unit="명",
        unit_en="people",
        min=0,
        max=10_000,
        show_if=when("division", "jump_up"),
    ),
)

IDEA = section(
    "idea",
    ("아이디어", "The idea"),
    ("도면과 사진은 첨부파일에 넣고, 여기에는 글로 적어 주세요.", "Words here; drawings and pictures in the files."),
    ask(
        "long_text",
        "summary",
        ("한 문단 요약", "Summary"),
        ("시민 투표 때 공개됩니다. 비밀은 적지 말아 주세요.", "Published for the vote: no secrets."),
        max_chars=400,
    ),
    ask("long_text", "problem", ("풀려는 문제", "The problem"), max_chars=1000),
    ask("long_text", "solution", ("해결 방법과 원리", "How it works"), max_chars=1500),
    ask("long_text", "novelty", ("새로운 점", "What is new"), max_chars=1000),
    ask("long_text", "market", ("쓰일 곳과 시장", "Uses and market"), max_chars=1000),
    yes_no("has_prototype", ("만들어 본 시제품이 있습니까?", "Is there a prototype?")),
    ask(
        "long_text",
        "prototype",
        ("시제품 설명", "The prototype"),
        ("무엇까지 움직이는지 적어 주세요.", "What works already."),
        max_chars=600,
        show_if=when("has_prototype", "yes"),
    ),
    yes_no("won_before", ("같은 아이디어로 다른 공모전에서 상을 받았습니까?", "Has this idea won a prize before?")),
    ask(
        "table",
        "prizes",
        ("수상 내역", "Prizes"),
        columns=[
            column("short_text", "contest", ("공모전", "Contest"), max_chars=100),
            column("short_text", "prize", ("상", "Prize"), max_chars=60),
            column("date", "on", ("받은 날", "Date")),
        ],
        max_rows=5,
        show_if=when("won_before", "yes"),
    ),
)

GROWTH = section(
    "growth",
    ("사업화 계획", "Plan for the market"),
    ("중소기업 Jump-up 부문만 적습니다.", "For the SME Jump-up division only."),
    ask("long_text", "technology", ("보유 기술과 개선할 점", "Your technology and what to improve"), max_chars=1500),
    ask(
        "choice",
        "partner",
        ("함께하고 싶은 대기업 분야", "Partner wanted"),
        options=options(
            plant=("발전 설비", "Power plants"),
            water=("담수·물처리", "Desalination and water"),
            machine=("공작기계", "Machine tools"),
            engine=("엔진·건설기계", "Engines and construction machines"),
            none=("정하지 않음", "Not decided"),
        ),
    ),
    requested_won(("개발에 필요한 지원금을 적어 주세요.", "Support you need for development."), most=300_000_000),
    ask(
        "table",
        "costs",
        ("지원금 쓸 곳", "Use of the support"),
        columns=[
            column("short_text", "item", ("쓸 곳", "Use"), max_chars=100),
            column("won", "amount_won", ("금액", "Amount"), min=1),
        ],
        totals=True,
        min_rows=1,
        max_rows=15,
    ),
    show_if=when("division", "jump_up"),
)

FILES = section(
    "files",
    ("첨부파일", "Files"),
    ("파일은 고르는 즉시 올라갑니다.", "Files are uploaded when chosen."),
    file(
        "idea_sheet",
        ("아이디어 설명서", "Idea sheet"),
        ("이름과 소속은 넣지 말아 주세요.", "Without names of people or schools."),
        PLAN_KINDS,
        pages=15,
    ),
    file(
        "pictures",
        ("그림·사진", "Pictures"),
        ("도면, 시제품 사진 등", "Drawings, photographs of the prototype"),
        ["jpg", "png", "pdf"],
        most=5,
        megabytes=10,
        required=False,
    ),
    file(
        "prize_paper",
        ("상장 사본", "Copies of prizes"),
        ("적은 수상을 확인할 수 있는 것을 올려 주세요.", "Evidence for the prizes named."),
        PAPER_KINDS,
        most=5,
        show_if=when("won_before", "yes"),
    ),
)

CONTEST = form(("I-Gen 챌린지 참가 신청서", "I-Gen Challenge entry"), ENTRY, IDEA, GROWTH, FILES)
