"""담수화 기자재 국산화: joint development with the partner company."""

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

DESALINATION = RoundTemplate(
    key="desalination",
    questionnaire="psst",
    program=ProgramTemplate(
        code="DESAL",
        name="담수화 플랜트 기자재 국산화 공동연구개발",
        name_en="Joint R&D on Desalination Equipment",
        kind=ProgramKind.RND,
        field=ProgramField.ALTERNATIVE_WATER,
        branch="main",
        budget_line="대체물산업 기술개발",
        partners=(
            PartnerTemplate(
                "두산중공업", "Doosan Heavy Industries & Construction", "affiliate", PartnerRole.COOPERATOR
            ),
        ),
    ),
    title="%(year)s년 담수화 플랜트 기자재 국산화 공동연구개발 제%(round_no)s차 공모",
    title_en="Joint R&D on Desalination Equipment %(year)s, call %(round_no)s",
    summary="수입에 기대던 담수화 기자재를 전담기업과 함께 국산화할 중소기업을 찾습니다.",
    summary_en="We look for SMEs to develop, together with the partner company, desalination equipment imported so far.",
    purpose="""담수화 플랜트에 쓰는 펌프, 밸브, 열교환기, 막 모듈 등 수입 기자재를 국산화하여 지역 기업의 매출과 수출을 늘립니다.

전담기업이 필요한 사양과 시험 설비를 내놓고, 개발에 성공한 제품은 구매를 검토합니다.""",
    purpose_en="""Pumps, valves, heat exchangers and membrane modules for desalination plants are to be made here instead of imported, for the sales and exports of companies in the region.

The partner company opens its specifications and test facilities and considers buying what succeeds.""",
    support="""· 과제당 최대 10억 원(보조·융자·투자 연계, 과제별로 구성을 협의)
· 전담기업의 사양 제공, 설계 검토, 시험 설비 이용
· 시험·인증 비용과 특허 출원 비용 지원
· 개발 성공 시 전담기업 협력업체 등록과 구매 검토
· 개발 기간: 협약일부터 최대 24개월(매년 진도 점검)
· 비밀유지: 사양을 열람하기 전에 비밀유지 서약을 받습니다""",
    support_en="""· Up to KRW 1 billion a project (grants, loans and investment combined, agreed case by case)
· Specifications, design review and test facilities of the partner company
· Costs of testing, certification and patents
· After success: registration as supplier; purchase is considered
· Up to 24 months from the agreement, with a check every year
· Confidentiality: an undertaking is signed before specifications are opened""",
    how_to_apply="""1. ‘자격 확인하고 신청하기’를 눌러 기업의 자격을 확인합니다.
2. 온라인 신청서에 개발할 품목, 목표 사양, 추진 일정과 예산을 적습니다.
3. 연구개발계획서(15쪽 이내)를 올립니다.
4. 대표자가 ‘신청서 제출하기’를 누르면 접수번호가 나옵니다.

제안 내용은 영업비밀로 다루며 다른 신청기업에 공개하지 않습니다.""",
    how_to_apply_en="""1. Press “Check eligibility and apply” to check your company.
2. Describe the item, target specification, schedule and budget in the online form.
3. Upload the R&D plan (15 pages at most).
4. The representative presses “Submit application”: a receipt number appears.

Proposals are trade secrets and are not shown to other applicants.""",
    budget_text="총 50억 원 안팎, 5개 과제",
    budget_text_en="About KRW 5 billion in all; 5 projects",
    budget_won=Won(5_000_000_000),
    contact_name="대체물산업팀 기술개발 담당",
    contact_phone="055-291-9325",
    contact_email="desal@gncentre.example",
    opens=When(day=3, at=time(9)),
    closes=When(day=45, at=time(13)),
    agreement_day=110,
    milestones=(
        Milestone(label="사업 설명회", label_en="Briefing", starts=When(day=10, at=time(14))),
        Milestone(label="자격 검토", label_en="Eligibility review", starts=When(day=46), ends=When(day=52)),
        Milestone(label="서류 평가", label_en="Paper review", starts=When(day=53), ends=When(day=66)),
        Milestone(label="현장 실사", label_en="Site visits", starts=When(day=70), ends=When(day=77)),
        Milestone(
            label="발표 평가",
            label_en="Presentations",
            starts=When(day=84, at=time(10)),
            ends=When(day=84, at=time(18)),
        ),
        Milestone(label="결과 발표", label_en="Results announced", starts=When(day=90, at=time(14))),
        Milestone(label="이의신청 기간", label_en="Objections", starts=When(day=91), ends=When(day=96)),
        Milestone(label="컨소시엄 협약", label_en="Consortium agreement", starts=When(day=110)),
    ),
    eligibility=(
        {"key": "who", "kind": "applicant_kind", "kinds": ["corporation"]},
        {"key": "region", "kind": "region", "regions": ["48"]},
        {"key": "sector", "kind": "allowed_industry", "industries": ["22", "24", "25", "26", "27", "28", "29", "31"]},
        {"key": "once", "kind": "one_application_per_round"},
        {"key": "research", "kind": "declaration", "declaration": "has_research_unit"},
        {"key": "taxes", "kind": "declaration", "declaration": "no_tax_arrears"},
        {"key": "debt", "kind": "declaration", "declaration": "no_debt_default"},
        {"key": "restricted", "kind": "declaration", "declaration": "not_restricted"},
        {"key": "duplicate", "kind": "declaration", "declaration": "no_duplicate_support"},
        {"key": "papers", "kind": "documents_valid", "documents": ["corporate_register"], "months": 3},
    ),
    stages=(
        StageTemplate(
            kind=StageKind.DOCUMENT,
            label_en="Paper review",
            weight_percent=30,
            criteria=(
                ("기술 개발 목표와 국산화 필요성", "Aim and need for local production", 40),
                ("개발 방법과 실현 가능성", "Method and feasibility", 40),
                ("개발 역량(인력·설비·실적)", "Capability: people, facilities, record", 20),
            ),
            goes_on=True,
        ),
        StageTemplate(
            kind=StageKind.SITE_VISIT,
            label_en="Site visit",
            weight_percent=20,
            criteria=(
                ("연구 인력과 설비", "Researchers and facilities", 60),
                ("생산·품질 관리", "Production and quality control", 40),
            ),
        ),
        StageTemplate(
            kind=StageKind.PRESENTATION,
            label_en="Presentation",
            weight_percent=50,
            criteria=(
                ("기술 개발 목표와 국산화 필요성", "Aim and need for local production", 30),
                ("개발 방법과 실현 가능성", "Method and feasibility", 40),
                ("사업화와 수출 전망", "Commercial and export prospects", 30),
            ),
        ),
    ),
    documents=(
        ("온라인 신청서", "Online form", "apply"),
        ("연구개발계획서(15쪽 이내)", "R&D plan (15 pages at most)", "apply"),
        ("법인등기사항전부증명서(3개월 이내 발급)", "Corporate register (issued within 3 months)", "later"),
        ("기업부설연구소 인정서", "Certificate of the research unit", "later"),
        ("최근 3년 재무제표", "Financial statements of three years", "later"),
    ),
    quota=5,
)
