"""항노화 기업지원: founding, commercialisation, certification, marketing, sales."""

from datetime import time

from incubator.core.money import Won
from incubator.programs.rules.kinds import ProgramField, ProgramKind
from incubator.programs.rules.library.shape import Milestone, ProgramTemplate, RoundTemplate, StageTemplate, When
from incubator.programs.rules.scoring import StageKind

ANTI_AGING = RoundTemplate(
    key="anti_aging",
    questionnaire="support",
    program=ProgramTemplate(
        code="ANTIAGE",
        name="항노화 기업지원",
        name_en="Anti-ageing Industry Support",
        kind=ProgramKind.SUPPORT,
        field=ProgramField.ANTI_AGING,
        branch="west",
        budget_line="항노화 산업 육성",
    ),
    title="%(year)s년 항노화 기업지원 제%(round_no)s차 참여기업 모집",
    title_en="Anti-ageing Industry Support %(year)s, round %(round_no)s",
    summary="창업, 기술사업화, 인증, 마케팅, 판로개척 가운데 필요한 것을 골라 지원받습니다.",
    summary_en="Choose what your company needs: founding, commercialisation, certification, marketing or sales channels.",
    purpose="""서부경남의 한방·약초·해양 자원을 바탕으로 식품, 화장품, 의료기기를 만드는 항노화 기업을 찾아 성장 단계마다 필요한 지원을 합니다.""",
    purpose_en="""We find companies that make food, cosmetics and medical devices from the herbs and marine resources of western Gyeongnam, and support them at each step of their growth.""",
    support="""· 창업: 시제품 개발비 최대 1,000만 원
· 기술사업화: 시험·분석, 공정 개선 최대 1,500만 원
· 인증: 국내외 인증 취득비 최대 1,000만 원
· 마케팅: 브랜드·포장 디자인, 홍보물 최대 800만 원
· 판로개척: 전시회 참가, 공영홈쇼핑 입점 지원 최대 700만 원
· 한 기업이 두 분야까지 신청할 수 있습니다(지원 한도 합계 2,000만 원)
· 자기부담: 지원금의 10% 이상(현금)
· 지원 기간: 협약일부터 6개월""",
    support_en="""· Founding: prototype development, up to KRW 10 million
· Commercialisation: tests, analysis, process improvement, up to KRW 15 million
· Certification: domestic or foreign, up to KRW 10 million
· Marketing: brand and package design, promotion, up to KRW 8 million
· Sales channels: fairs, public home shopping, up to KRW 7 million
· A company may choose two areas (KRW 20 million in all)
· Own share: at least 10 % of the support, in cash
· Period: six months from the agreement""",
    how_to_apply="""1. ‘자격 확인하고 신청하기’를 눌러 기업의 자격을 확인합니다.
2. 온라인 신청서에서 필요한 지원 분야를 고르고 추진 계획과 예산을 적습니다.
3. 사업계획서(10쪽 이내)를 올립니다.
4. 대표자가 ‘신청서 제출하기’를 누르면 접수번호가 나옵니다.

증빙 서류는 서류평가를 통과한 기업에서만 받습니다.""",
    how_to_apply_en="""1. Press “Check eligibility and apply” to check your company.
2. Choose the areas you need in the online form and write your plan and budget.
3. Upload your plan (10 pages at most).
4. The representative presses “Submit application”: a receipt number appears.

Certificates are asked only from companies that pass the paper review.""",
    budget_text="총 2억 원, 13개사 안팎",
    budget_text_en="KRW 200 million in all; about 13 companies",
    budget_won=Won(200_000_000),
    contact_name="서부센터 항노화 담당",
    contact_phone="055-762-9460",
    contact_email="antiage@gncentre.example",
    opens=When(day=1, at=time(9)),
    closes=When(day=28, at=time(16)),
    agreement_day=60,
    milestones=(
        Milestone(label="자격 검토", label_en="Eligibility review", starts=When(day=29), ends=When(day=33)),
        Milestone(label="현장 확인", label_en="Site visits", starts=When(day=34), ends=When(day=40)),
        Milestone(
            label="대면 평가",
            label_en="Interviews",
            starts=When(day=45, at=time(10)),
            ends=When(day=45, at=time(17)),
        ),
        Milestone(label="결과 발표", label_en="Results announced", starts=When(day=50, at=time(14))),
        Milestone(label="이의신청 기간", label_en="Objections", starts=When(day=51), ends=When(day=56)),
        Milestone(label="협약 체결", label_en="Agreements signed", starts=When(day=60)),
    ),
    eligibility=(
        {"key": "who", "kind": "applicant_kind", "kinds": ["sole_trader", "corporation"]},
        {"key": "region", "kind": "region", "regions": ["48"]},
        {"key": "sector", "kind": "allowed_industry", "industries": ["10", "204", "21", "27", "70"]},
        {"key": "age", "kind": "company_age", "operator": "le", "years": 7, "reference": "announced"},
        {"key": "once", "kind": "one_application_per_round"},
        {"key": "taxes", "kind": "declaration", "declaration": "no_tax_arrears"},
        {"key": "closed", "kind": "declaration", "declaration": "not_closed"},
        {"key": "duplicate", "kind": "declaration", "declaration": "no_duplicate_support"},
        {
            "key": "papers",
            "kind": "documents_valid",
            "documents": ["business_registration", "national_tax", "local_tax"],
            "months": 3,
        },
    ),
    stages=(
        StageTemplate(
            kind=StageKind.SITE_VISIT,
            label_en="Site visit",
            weight_percent=30,
            criteria=(
                ("현장의 생산·연구 여건", "Production and research on site", 50),
                ("계획서와 현장의 일치", "Agreement of plan and site", 50),
            ),
            goes_on=True,
        ),
        StageTemplate(
            kind=StageKind.INTERVIEW,
            label_en="Interview",
            weight_percent=70,
            criteria=(
                ("제품·기술의 우수성", "Quality of product and technology", 30),
                ("시장성과 사업화 가능성", "Market and commercial prospects", 30),
                ("추진 계획의 구체성과 예산의 타당성", "Plan and budget", 25),
                ("지역 자원 활용과 고용 효과", "Use of local resources, jobs", 15),
            ),
        ),
    ),
    documents=(
        ("온라인 신청서", "Online form", "apply"),
        ("사업계획서(10쪽 이내)", "Plan (10 pages at most)", "apply"),
        ("사업자등록증명(3개월 이내 발급)", "Business registration (issued within 3 months)", "later"),
        ("국세·지방세 납세증명서(3개월 이내 발급)", "Tax clearance (issued within 3 months)", "later"),
        ("최근 2년 재무제표", "Financial statements of two years", "later"),
    ),
    quota=13,
    page_limit=10,
)
