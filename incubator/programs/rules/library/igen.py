"""I-Gen 챌린지 공모전: ideas for parts, materials and machines."""

from datetime import time

from incubator.core.money import Won
from incubator.programs.rules.kinds import PartnerRole, ProgramField, ProgramKind
from incubator.programs.rules.library.shape import (
    BonusTemplate,
    Milestone,
    PartnerTemplate,
    ProgramTemplate,
    RoundTemplate,
    StageTemplate,
    When,
)
from incubator.programs.rules.scoring import StageKind

PSST = (
    ("문제 인식(창업 동기와 필요성)", "Problem: motive and need", 30),
    ("실현 가능성(해결 방안과 개발 계획)", "Solution: approach and development plan", 30),
    ("성장 전략(시장과 사업화 계획)", "Scale-up: market and commercialisation", 20),
    ("팀 구성(대표자와 팀원의 역량)", "Team: abilities of founder and members", 20),
)
IGEN = RoundTemplate(
    key="igen",
    questionnaire="contest",
    program=ProgramTemplate(
        code="IGEN",
        name="I-Gen 챌린지 공모전",
        name_en="I-Gen Challenge",
        kind=ProgramKind.CONTEST,
        field=ProgramField.MECHATRONICS,
        branch="main",
        budget_line="창업·벤처 발굴 육성",
        partners=(
            PartnerTemplate(
                "두산중공업", "Doosan Heavy Industries & Construction", "affiliate", PartnerRole.COOPERATOR
            ),
        ),
    ),
    title="%(year)s년 제%(round_no)s기 I-Gen 챌린지 공모전",
    title_en="I-Gen Challenge %(year)s, round %(round_no)s",
    summary="기계·부품소재·메카트로닉스 분야의 사업 아이디어를 찾아 시제품 제작과 사업화를 지원합니다.",
    summary_en="We look for business ideas in machinery, parts, materials and mechatronics, and help turn them into "
    "prototypes and businesses.",
    purpose="""경남의 주력 산업인 기계·부품소재 분야에서 우수한 아이디어를 가진 예비창업자와 창업기업을 찾아, 아이디어가 제품이 되고 제품이 사업이 되도록 돕습니다.

전담기업의 기술 자문과 시제품 제작 설비를 연결하여, 아이디어 단계에서 멈추는 일을 줄이는 것이 이 공모전의 목적입니다.""",
    purpose_en="""The Challenge finds pre-founders and young companies with strong ideas in machinery, parts and materials, the leading industries of Gyeongnam, and helps ideas become products and products become businesses.

It links winners with the partner company's engineers and with prototyping equipment, so that fewer ideas stop at the idea stage.""",
    support="""· 상금: 대상 1팀 1,000만 원, 최우수상 2팀 각 500만 원, 우수상 3팀 각 300만 원
· 사업화 지원금: 선정된 6팀에 팀당 최대 2,000만 원(시제품 제작, 지식재산권 출원, 시험·인증)
· 시제품 제작: 센터 메이커스페이스 장비와 전문가 이용(무료)
· 멘토링: 전담기업 기술진과 창업 전문가 월 2회
· 입주: 센터 보육공간 우선 입주(최대 1년)
· 지원 기간: 협약일부터 7개월""",
    support_en="""· Prizes: Grand Prize (1 team) KRW 10 million; Top Prize (2 teams) KRW 5 million each; Excellence Prize (3 teams) KRW 3 million each
· Commercialisation grant: up to KRW 20 million for each of the 6 winners (prototypes, IP filing, testing and certification)
· Prototyping: free use of the maker space's machines and its engineers
· Mentoring: twice a month with the partner company's engineers and startup experts
· Space: priority in the centre's incubation offices, up to one year
· Period: seven months from the agreement""",
    how_to_apply="""1. 이 화면의 ‘자격 확인하고 신청하기’를 눌러 신청 자격을 먼저 확인합니다.
2. 온라인 신청서를 작성합니다. 쓰는 동안 자동으로 저장됩니다.
3. 아이디어 설명서(15쪽 이내)를 올립니다. HWP, HWPX, PDF, DOCX를 받습니다.
4. 대표자가 ‘신청서 제출하기’를 누르면 접수번호가 나옵니다. 접수번호가 나와야 접수된 것입니다.

마감 시각까지는 제출을 취소하고 고쳐서 다시 낼 수 있습니다. 마감일에는 접속이 몰리므로 2~3일 앞서 제출하시기를 권합니다.""",
    how_to_apply_en="""1. Press “Check eligibility and apply” on this page.
2. Fill in the online form. It is saved while you type.
3. Upload your idea sheet (15 pages at most; HWP, HWPX, PDF or DOCX).
4. The representative presses “Submit application”. You are in only when a receipt number appears.

Until the deadline you may take the submission back, change it and submit again. The last day is crowded: we advise submitting two or three days early.""",
    budget_text="총 1억 4,900만 원(상금 2,900만 원, 사업화 지원금 1억 2,000만 원), 6팀 선정",
    budget_text_en="KRW 149 million in all (prizes 29 million, grants 120 million); 6 teams",
    budget_won=Won(149_000_000),
    contact_name="창업지원팀 I-Gen 담당",
    contact_phone="055-291-9300",
    contact_email="igen@gncentre.example",
    opens=When(day=1, at=time(9)),
    closes=When(day=30, at=time(18)),
    agreement_day=75,
    milestones=(
        Milestone(label="자격 검토", label_en="Eligibility review", starts=When(day=31), ends=When(day=37)),
        Milestone(label="서류 평가", label_en="Paper review", starts=When(day=38), ends=When(day=45)),
        Milestone(label="서류 평가 결과 안내", label_en="Shortlist announced", starts=When(day=47, at=time(14))),
        Milestone(
            label="본선 발표 평가",
            label_en="Final pitches",
            starts=When(day=54, at=time(10)),
            ends=When(day=54, at=time(17)),
        ),
        Milestone(label="최종 결과 발표", label_en="Results announced", starts=When(day=58, at=time(14))),
        Milestone(label="이의신청 기간", label_en="Objections", starts=When(day=59), ends=When(day=64)),
        Milestone(label="협약 체결", label_en="Agreements signed", starts=When(day=75)),
    ),
    eligibility=(
        {"key": "who", "kind": "applicant_kind", "kinds": ["pre_founder", "sole_trader", "corporation"]},
        {"key": "unregistered", "kind": "pre_founder_without_registration"},
        {
            "key": "age",
            "kind": "company_age",
            "operator": "lt",
            "years": 7,
            "reference": "announced",
            "may_be_younger": True,
        },
        {"key": "industry", "kind": "excluded_industry"},
        {"key": "once", "kind": "one_application_per_round"},
        {"key": "taxes", "kind": "declaration", "declaration": "no_tax_arrears"},
        {"key": "restricted", "kind": "declaration", "declaration": "not_restricted"},
        {"key": "awarded", "kind": "declaration", "declaration": "not_awarded_elsewhere"},
        {"key": "rights", "kind": "declaration", "declaration": "no_third_party_rights"},
    ),
    stages=(
        StageTemplate(
            kind=StageKind.DOCUMENT,
            label_en="Paper review",
            weight_percent=30,
            criteria=PSST,
            goes_on=True,
        ),
        StageTemplate(
            kind=StageKind.PRESENTATION,
            label_en="Pitch",
            weight_percent=70,
            criteria=PSST,
        ),
    ),
    bonuses=(
        BonusTemplate(
            label="여성기업 또는 장애인기업",
            label_en="Company led by a woman or a disabled person",
            points=1,
            evidence="여성기업 확인서 또는 장애인기업 확인서",
            evidence_en="Certificate of the company",
        ),
        BonusTemplate(
            label="관련 특허 등록",
            label_en="Registered patent of the field",
            points=2,
            evidence="특허증",
            evidence_en="Patent certificate",
        ),
    ),
    documents=(
        ("온라인 신청서", "Online form", "apply"),
        ("아이디어 설명서(15쪽 이내)", "Idea sheet (15 pages at most)", "apply"),
        ("사업자등록증명 또는 사실증명(예비창업자)", "Business registration, or proof of none (pre-founders)", "later"),
        ("국세·지방세 납세증명서", "National and local tax clearance", "later"),
        ("특허 등 지식재산권 증빙(해당하는 경우)", "Evidence of intellectual property (if any)", "later"),
    ),
    quota=6,
)
