"""3D프린터 활용 교육: from drawing to printed part."""

from datetime import time

from incubator.core.money import Won
from incubator.programs.rules.kinds import ProgramField, ProgramKind
from incubator.programs.rules.library.shape import Milestone, ProgramTemplate, RoundTemplate, StageTemplate, When
from incubator.programs.rules.scoring import StageKind

PRINTING = RoundTemplate(
    key="printing",
    questionnaire="education",
    program=ProgramTemplate(
        code="MAKE3D",
        name="3D프린터 활용 교육",
        name_en="3D Printing Course",
        kind=ProgramKind.EDUCATION,
        field=ProgramField.COMMON,
        branch="main",
        budget_line="메이커 문화 확산",
    ),
    title="%(year)s년 3D프린터 활용 교육 제%(round_no)s차 교육생 모집",
    title_en="3D Printing Course %(year)s, run %(round_no)s: call for trainees",
    summary="모델링부터 출력, 후가공까지 이틀 동안 직접 만들어 보는 교육입니다.",
    summary_en="Two hands-on days from modelling to printing and finishing.",
    purpose="""시제품을 스스로 만들어 보려는 예비창업자와 창업기업, 도민이 3D프린터를 안전하게 다룰 수 있게 합니다.

교육을 마치고 장비 안전교육을 이수하면 센터 메이커스페이스의 3D프린터를 예약할 수 있습니다.""",
    purpose_en="""The course enables pre-founders, young companies and citizens to make their own prototypes with a 3D printer, safely.

Those who complete it together with the safety training may book the printers of the centre's maker space.""",
    support="""· 교육 기간: 2일 12시간
· 교육 내용: 3D 모델링 기초, 출력 설정, 소재별 출력 실습, 후가공, 장비 안전
· 교육비와 실습 재료 무료(1인당 소재 200g)
· 수료 기준: 예정 시간의 80% 이상 출석
· 수료증 발급, 시제품 제작 지원 신청 자격 부여""",
    support_en="""· Two days, 12 hours
· Contents: basics of 3D modelling, slicing, printing with several materials, finishing, machine safety
· Tuition and materials are free (200 g of filament each)
· Completion: attendance of at least 80 % of the scheduled time
· Certificate of completion; opens the way to prototype support""",
    how_to_apply="""1. ‘자격 확인하고 신청하기’를 눌러 자격을 확인합니다. 개인은 예비창업자로 신청합니다.
2. 만들고 싶은 것과 사용해 본 프로그램을 적습니다.
3. ‘신청서 제출하기’를 누르면 접수번호가 나옵니다.

만 14세 미만은 법정대리인의 동의가 있어야 하므로 문의처로 먼저 연락해 주세요.""",
    how_to_apply_en="""1. Press “Check eligibility and apply”. Individuals apply as pre-founders.
2. Tell us what you want to make and which programs you have used.
3. Press “Submit application”: a receipt number appears.

Under 14 years of age a guardian's consent is needed: please call us first.""",
    budget_text="1회 300만 원, 정원 15명",
    budget_text_en="KRW 3 million a run; 15 seats",
    budget_won=Won(3_000_000),
    contact_name="메이커스페이스 교육 담당",
    contact_phone="055-291-9340",
    contact_email="maker@gncentre.example",
    opens=When(day=1, at=time(9)),
    closes=When(day=20, at=time(18)),
    milestones=(
        Milestone(label="선발 결과 안내", label_en="Results", starts=When(day=23, at=time(14))),
        Milestone(
            label="1일차 교육(모델링)",
            label_en="Day 1: modelling",
            starts=When(day=28, at=time(10)),
            ends=When(day=28, at=time(17)),
        ),
        Milestone(
            label="2일차 교육(출력·후가공)",
            label_en="Day 2: printing and finishing",
            starts=When(day=29, at=time(10)),
            ends=When(day=29, at=time(17)),
        ),
    ),
    eligibility=(
        {"key": "who", "kind": "applicant_kind", "kinds": ["pre_founder", "sole_trader", "corporation"]},
        {"key": "once", "kind": "one_application_per_round"},
        {"key": "region", "kind": "declaration", "declaration": "lives_in_region"},
    ),
    stages=(
        StageTemplate(
            kind=StageKind.DOCUMENT,
            label_en="Paper review",
            weight_percent=100,
            criteria=(
                ("제작 계획의 구체성", "How concrete the plan is", 50),
                ("창업·사업과의 관련성", "Relevance to a business", 30),
                ("첫 참여 여부", "First participation", 20),
            ),
        ),
    ),
    documents=(("온라인 신청서", "Online form", "apply"),),
    quota=15,
    page_limit=3,
)
