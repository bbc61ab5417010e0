"""워터캠퍼스: training in desalination and water treatment."""

from datetime import time

from incubator.core.money import Won
from incubator.programs.rules.kinds import PartnerRole, ProgramField, ProgramKind
from incubator.programs.rules.library.shape import (
    Milestone,
    PartnerTemplate,
    ProgramTemplate,
    RoundTemplate,
    StageTemplate,
    When,
)
from incubator.programs.rules.scoring import StageKind

WATER_CAMPUS = RoundTemplate(
    key="water_campus",
    questionnaire="education",
    program=ProgramTemplate(
        code="WATER",
        name="워터캠퍼스",
        name_en="Water Campus",
        kind=ProgramKind.EDUCATION,
        field=ProgramField.ALTERNATIVE_WATER,
        branch="main",
        budget_line="대체물산업 전문인력 양성",
        partners=(
            PartnerTemplate(
                "두산중공업", "Doosan Heavy Industries & Construction", "affiliate", PartnerRole.COOPERATOR
            ),
        ),
    ),
    title="%(year)s년 워터캠퍼스 제%(round_no)s차 교육생 모집",
    title_en="Water Campus %(year)s, run %(round_no)s: call for trainees",
    summary="해수 담수화와 수처리 기술을 이론과 플랜트 현장에서 배우는 무료 교육입니다.",
    summary_en="Free training in desalination and water treatment, in the classroom and at a plant.",
    purpose="""물 부족에 대비하는 대체물산업에서 일할 전문인력을 기릅니다. 담수화 플랜트를 설계하고 운영하는 기술진이 직접 가르치고, 현장을 함께 둘러봅니다.""",
    purpose_en="""The course trains specialists for the alternative-water industry. Engineers who design and run desalination plants teach it themselves and take the group to a plant.""",
    support="""· 교육 기간: 4일 24시간(이론 16시간, 현장 실습 8시간)
· 교육 내용: 다단증발(MSF)·다중효용(MED)·역삼투(RO) 담수화, 정수·하수 처리, 막 분리(MBR), 슬러지 처리
· 교육비·교재·현장 이동 차량·중식 무료
· 수료 기준: 예정 시간의 80% 이상 출석
· 수료자에게 수료증 발급, 관련 기업 채용 정보 안내""",
    support_en="""· Four days, 24 hours (16 in class, 8 on site)
· Contents: desalination by MSF, MED and RO; water and sewage treatment; membrane bioreactors; sludge
· Tuition, materials, transport to the plant and lunch are free
· Completion: attendance of at least 80 % of the scheduled time
· Certificate of completion, and news of openings at companies in the field""",
    how_to_apply="""1. ‘자격 확인하고 신청하기’를 눌러 자격을 확인합니다. 개인은 예비창업자로 신청합니다.
2. 온라인 신청서에 지원 동기와 전공·경력을 적습니다.
3. ‘신청서 제출하기’를 누르면 접수번호가 나옵니다.

정원보다 많으면 지원 동기와 관련성을 살펴 뽑고, 예비순위를 함께 알려 드립니다.""",
    how_to_apply_en="""1. Press “Check eligibility and apply”. Individuals apply as pre-founders.
2. Tell us in the online form why you apply, and what you have studied or done.
3. Press “Submit application”: a receipt number appears.

If there are more applicants than seats, we choose by motive and relevance and announce a waiting list.""",
    budget_text="1회 2,400만 원, 정원 20명",
    budget_text_en="KRW 24 million a run; 20 seats",
    budget_won=Won(24_000_000),
    contact_name="대체물산업팀 워터캠퍼스 담당",
    contact_phone="055-291-9320",
    contact_email="water@gncentre.example",
    opens=When(day=1, at=time(10)),
    closes=When(day=21, at=time(17)),
    milestones=(
        Milestone(label="서류 검토와 선발", label_en="Selection", starts=When(day=22), ends=When(day=25)),
        Milestone(label="선발 결과 안내", label_en="Results", starts=When(day=26, at=time(14))),
        Milestone(label="참가 확정 회신 마감", label_en="Confirm your seat by", starts=When(day=29, at=time(18))),
        Milestone(label="교육", label_en="Course", starts=When(day=36), ends=When(day=39)),
        Milestone(label="수료식", label_en="Closing ceremony", starts=When(day=39, at=time(16))),
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
                ("지원 동기와 학습 계획", "Motive and plan for learning", 40),
                ("전공·직무의 관련성", "Relevance of studies or work", 40),
                ("수료 뒤 활용 계획", "Use after completion", 20),
            ),
        ),
    ),
    documents=(
        ("온라인 신청서", "Online form", "apply"),
        ("재학·재직증명서(선발 뒤)", "Proof of enrolment or employment (after selection)", "later"),
    ),
    quota=20,
    page_limit=3,
)
