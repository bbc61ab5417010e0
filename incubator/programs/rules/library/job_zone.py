"""고용존 취·창업 프로그램: people and companies meet."""

from datetime import time

from incubator.core.money import Won
from incubator.programs.rules.kinds import ProgramField, ProgramKind
from incubator.programs.rules.library.shape import Milestone, ProgramTemplate, RoundTemplate, StageTemplate, When
from incubator.programs.rules.scoring import StageKind

JOB_ZONE = RoundTemplate(
    key="job_zone",
    questionnaire="jobs",
    program=ProgramTemplate(
        code="JOBZONE",
        name="고용존 취·창업 프로그램",
        name_en="Job Zone",
        kind=ProgramKind.JOBS,
        field=ProgramField.COMMON,
        branch="main",
        budget_line="청년 일자리 창출",
    ),
    title="%(year)s년 고용존 취·창업 프로그램 제%(round_no)s기 참여자 모집",
    title_en="Job Zone %(year)s, group %(round_no)s: call for participants",
    summary="직무 교육과 1:1 상담, 기업 현장 면접까지 12주 동안 함께합니다.",
    summary_en="Twelve weeks of job training, one-to-one counselling and interviews at companies.",
    purpose="""경남의 청년과 구직자가 지역 기업에 취업하거나 스스로 창업할 수 있도록 고용센터, 대학, 기업이 한자리에서 돕습니다.""",
    purpose_en="""The employment service, universities and companies work side by side, so that young people and jobseekers in Gyeongnam find work in the region or found a company of their own.""",
    support="""· 직무 교육 8주(주 2회, 회당 3시간): 스마트 제조, 품질, 설계, 마케팅 가운데 선택
· 1:1 진로 상담 4회, 자기소개서·모의면접 지도
· 참여 기업 현장 방문과 채용 면접 연계
· 창업을 고른 분께는 사업계획서 작성 지도와 멘토 연결
· 참여 수당: 출석 1회당 18,000원""",
    support_en="""· Job training for eight weeks (twice a week, three hours): smart manufacturing, quality, design or marketing
· Four one-to-one counselling sessions; help with letters and mock interviews
· Visits and interviews at participating companies
· For those who choose to found: help with the business plan, and a mentor
· Allowance: KRW 18,000 for each session attended""",
    how_to_apply="""1. ‘자격 확인하고 신청하기’를 눌러 자격을 확인합니다. 개인은 예비창업자로 신청합니다.
2. 희망 직무와 참여할 수 있는 시간을 적습니다.
3. ‘신청서 제출하기’를 누르면 접수번호가 나옵니다.

적어 주신 구직 정보는 본인이 동의한 기업에만 보입니다.""",
    how_to_apply_en="""1. Press “Check eligibility and apply”. Individuals apply as pre-founders.
2. Tell us which work you look for and when you can take part.
3. Press “Submit application”: a receipt number appears.

What you write is shown only to companies you agree to.""",
    budget_text="1기 4,500만 원, 정원 30명",
    budget_text_en="KRW 45 million a group; 30 places",
    budget_won=Won(45_000_000),
    contact_name="고용존",
    contact_phone="1522-4755",
    contact_email="jobs@gncentre.example",
    opens=When(day=1, at=time(9)),
    closes=When(day=24, at=time(18)),
    milestones=(
        Milestone(label="서류 검토", label_en="Paper review", starts=When(day=25), ends=When(day=28)),
        Milestone(label="상담 면접", label_en="Interviews", starts=When(day=30), ends=When(day=32)),
        Milestone(label="참여자 발표", label_en="Participants announced", starts=When(day=35, at=time(14))),
        Milestone(label="프로그램 운영", label_en="Program", starts=When(day=42), ends=When(day=126)),
    ),
    eligibility=(
        {"key": "who", "kind": "applicant_kind", "kinds": ["pre_founder"]},
        {"key": "age", "kind": "representative_age", "operator": "le", "years": 39, "reference": "applied"},
        {"key": "unregistered", "kind": "pre_founder_without_registration"},
        {"key": "once", "kind": "one_application_per_round"},
        {"key": "region", "kind": "declaration", "declaration": "lives_in_region"},
        {"key": "jobseeker", "kind": "declaration", "declaration": "is_jobseeker"},
    ),
    stages=(
        StageTemplate(
            kind=StageKind.DOCUMENT,
            label_en="Paper review",
            weight_percent=40,
            criteria=(
                ("참여 의지와 구체성", "Commitment and clarity", 50),
                ("희망 직무의 적합성", "Fit with the work sought", 50),
            ),
            goes_on=True,
        ),
        StageTemplate(
            kind=StageKind.INTERVIEW,
            label_en="Interview",
            weight_percent=60,
            criteria=(
                ("참여 의지와 구체성", "Commitment and clarity", 40),
                ("희망 직무의 적합성", "Fit with the work sought", 40),
                ("성실한 참여 가능성", "Ability to attend", 20),
            ),
        ),
    ),
    documents=(
        ("온라인 신청서", "Online form", "apply"),
        ("구직등록 확인서(선발 뒤)", "Proof of jobseeker registration (after selection)", "later"),
    ),
    quota=30,
    page_limit=3,
)
