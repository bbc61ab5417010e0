"""교육 신청: courses such as 3D 프린터 or 디지털3D공방."""

from __future__ import annotations

from incubator.questionnaires.rules.library.pieces import (
    PAPER_KINDS,
    ask,
    file,
    form,
    options,
    project_title,
    section,
    when,
    yes_no,
)

APPLICANT = section(
    "applicant",
    ("신청자", "About you"),
    ("이름과 연락처는 계정에 있는 것을 씁니다.", "Your name and telephone are taken from your account."),
    ask(
        "choice",
        "status",
        ("지금 하시는 일", "What you do now"),
        options=options(
            founder=("창업자", "Founder"),
            pre_founder=("예비창업자", "About to found"),
            employee=("재직자", "Employed"),
            student=("대학(원)생", "Student"),
            seeker=("구직자", "Looking for work"),
            career_break=("경력단절여성", "Woman after a career break"),
            other=("그 밖", "Other"),
        ),
    ),
    ask(
        "short_text",
        "school",
        ("학교와 전공", "School and subject"),
        max_chars=80,
        show_if=when("status", "student"),
    ),
    ask(
        "short_text",
        "employer",
        ("회사와 담당 업무", "Employer and work"),
        max_chars=80,
        show_if=when("status", "employee", "founder"),
    ),
    ask(
        "date",
        "left_work_on",
        ("일을 그만둔 때", "When you left work"),
        ("정확하지 않으면 그달 1일로 적어 주세요.", "If you are not sure, write the first day of the month."),
        min="1970-01-01",
        show_if=when("status", "career_break"),
    ),
    file(
        "status_paper",
        ("재학·재직 증명", "Certificate of study or employment"),
        (
            "3개월 안에 뗀 것을 올려 주세요. 주민등록번호 뒷자리는 가려 주세요.",
            "Not older than three months, resident number hidden.",
        ),
        PAPER_KINDS,
        required=False,
        show_if=when("status", "student", "employee"),
    ),
    ask(
        "short_text",
        "name_en",
        ("수료증에 쓸 영문 이름", "Name in Latin letters for the certificate"),
        ("여권과 같게 적어 주세요. 비워 두면 한글 이름만 씁니다.", "As in your passport; leave empty for Korean only."),
        required=False,
        max_chars=60,
    ),
)

COURSE = section(
    "course",
    ("수강 계획", "The course"),
    ("선발에 쓰이므로 자신의 말로 적어 주세요.", "Used for the selection: in your own words, please."),
    project_title(
        ("배우고 싶은 것", "What you want to learn"),
        (
            "한 줄로 적어 주세요. 예: 3D 프린터로 생활용품 시제품 만들기",
            "One line, e.g. prototypes of household goods.",
        ),
    ),
    ask("long_text", "motivation", ("신청 동기", "Why you apply"), max_chars=800),
    ask(
        "long_text",
        "after",
        ("수료한 뒤의 계획", "What you will do afterwards"),
        ("창업, 취업, 제작 등 구체적으로 적어 주세요.", "Founding, a job, making things: be concrete."),
        max_chars=800,
    ),
    ask(
        "choice",
        "level",
        ("관련 경험", "Experience"),
        options=options(
            none=("처음입니다", "None"),
            some=("조금 해 보았습니다", "A little"),
            skilled=("혼자 만들 수 있습니다", "I can work on my own"),
        ),
    ),
    ask(
        "long_text",
        "experience",
        ("해 본 작업", "What you have made"),
        max_chars=500,
        required=False,
        show_if=when("level", "some", "skilled"),
    ),
    yes_no(
        "can_attend",
        ("모든 수업에 나올 수 있습니까?", "Can you attend every session?"),
        ("출석률이 80% 이상이어야 수료합니다.", "The certificate needs at least 80 % attendance."),
    ),
    ask(
        "long_text",
        "absence",
        ("나오기 어려운 날과 까닭", "Which days, and why"),
        max_chars=300,
        show_if={"question": "can_attend", "operator": "is", "value": "no"},
    ),
    yes_no("has_laptop", ("노트북을 가져올 수 있습니까?", "Can you bring a laptop?"), required=False),
    ask(
        "long_text",
        "needs",
        ("필요한 편의", "Anything you need"),
        (
            "자리, 글자 크기, 통역, 아이 돌봄 등 필요한 것이 있으면 적어 주세요. 선발과 무관합니다.",
            "Seating, large print, interpreting, child care. It plays no part in the selection.",
        ),
        required=False,
        max_chars=300,
    ),
    ask(
        "multi_choice",
        "heard_from",
        ("알게 된 경로", "How you heard of it"),
        required=False,
        options=options(
            site=("센터 누리집", "This site"),
            school=("학교", "School"),
            friend=("지인 소개", "A friend"),
            news=("신문·방송", "News"),
            social=("사회관계망", "Social media"),
        ),
    ),
)

EDUCATION = form(("교육과정 수강 신청서", "Course application"), APPLICANT, COURSE)
