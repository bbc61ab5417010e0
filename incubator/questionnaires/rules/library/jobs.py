"""구직 신청 of the job zone (고용존)."""

from __future__ import annotations

from incubator.questionnaires.rules.library.pieces import (
    PAPER_KINDS,
    ask,
    column,
    file,
    form,
    options,
    project_title,
    section,
    when,
    yes_no,
)

WISH = section(
    "wish",
    ("바라는 일자리", "The job you want"),
    ("추천할 일자리를 찾는 데 씁니다.", "Used to find jobs for you."),
    project_title(
        ("희망 직무", "Job wanted"), ("예: 기계 설계, 품질 관리, 회계", "e.g. mechanical design, quality, accounting")
    ),
    ask(
        "multi_choice",
        "regions",
        ("희망 지역", "Where"),
        options=options(
            changwon=("창원", "Changwon"),
            gimhae=("김해", "Gimhae"),
            jinju=("진주", "Jinju"),
            yangsan=("양산", "Yangsan"),
            geoje=("거제", "Geoje"),
            gyeongnam=("경남의 다른 지역", "Elsewhere in Gyeongnam"),
            anywhere=("어디든", "Anywhere"),
        ),
    ),
    ask(
        "multi_choice",
        "contracts",
        ("고용 형태", "Kind of contract"),
        options=options(
            regular=("정규직", "Permanent"),
            fixed=("계약직", "Fixed-term"),
            part=("시간제", "Part-time"),
            intern=("인턴", "Internship"),
        ),
    ),
    ask("won", "salary_won", ("희망 연봉", "Salary per year"), required=False, min=0, max=1_000_000_000),
    ask("date", "available_on", ("일할 수 있는 날", "Available from")),
    ask(
        "choice",
        "group",
        ("해당하는 지원 대상", "Group"),
        options=options(
            youth=("청년 (만 34세 이하)", "Young (34 or younger)"),
            middle=("중장년 (만 40세 이상)", "Middle-aged (40 or older)"),
            career_break=("경력단절여성", "Woman after a career break"),
            none=("해당 없음", "None of these"),
        ),
    ),
)

CAREER = section(
    "career",
    ("학력과 경력", "Education and career"),
    ("사진, 가족 관계, 키와 몸무게는 받지 않습니다.", "No photograph, family, height or weight, please."),
    ask(
        "choice",
        "school_level",
        ("최종 학력", "Highest education"),
        options=options(
            high=("고등학교", "High school"),
            college=("전문대학", "College"),
            university=("대학교", "University"),
            graduate=("대학원", "Graduate school"),
            other=("그 밖", "Other"),
        ),
    ),
    ask("short_text", "major", ("전공", "Subject"), required=False, max_chars=60),
    yes_no("has_career", ("일한 경험이 있습니까?", "Have you worked before?")),
    ask(
        "table",
        "careers",
        ("경력", "Career"),
        ("최근 것부터 적어 주세요.", "The latest first."),
        columns=[
            column("short_text", "company", ("회사", "Company"), max_chars=80),
            column("short_text", "work", ("맡은 일", "Work"), max_chars=150),
            column("date", "from_on", ("시작", "From")),
            column("date", "until_on", ("끝", "Until"), required=False),
        ],
        max_rows=15,
        show_if=when("has_career", "yes"),
    ),
    ask(
        "table",
        "licences",
        ("자격과 면허", "Licences"),
        columns=[
            column("short_text", "title", ("이름", "Title"), max_chars=80),
            column("date", "on", ("취득일", "Date")),
        ],
        required=False,
        max_rows=15,
    ),
    ask(
        "long_text",
        "introduction",
        ("자기소개", "About you"),
        ("잘하는 일과 해낸 일을 중심으로 적어 주세요.", "What you do well and what you have achieved."),
        max_chars=2000,
    ),
)

SHARING = section(
    "sharing",
    ("공개 범위와 첨부", "Sharing and files"),
    (
        "언제든 바꿀 수 있습니다. 고르신 것보다 넓게 알리지 않습니다.",
        "You can change this at any time; we never share more.",
    ),
    ask(
        "choice",
        "disclosure",
        ("기업에 알려도 되는 범위", "What companies may see"),
        options=options(
            all=("이름과 연락처까지", "Name and telephone"),
            masked=("이름을 가린 이력만", "Career without my name"),
            ask=("그때마다 물어봐 주세요", "Ask me each time"),
        ),
    ),
    ask(
        "short_text",
        "never_to",
        ("알리지 말아야 할 기업", "Companies that must not know"),
        ("지금 다니는 회사 등", "For example your present employer"),
        required=False,
        max_chars=200,
        show_if=when("disclosure", "all", "masked"),
    ),
    file(
        "resume",
        ("이력서", "CV"),
        ("있으면 올려 주세요. 주민등록번호는 지워 주세요.", "If you have one; without resident number."),
        [*PAPER_KINDS, "docx"],
        required=False,
    ),
)

JOBS = form(("구직 신청서", "Job seeker's application"), WISH, CAREER, SHARING)
