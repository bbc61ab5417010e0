"""What applicants of the demo want from courses, from the job zone and from the support of companies.  All made up."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Course:
    """A seat in a course; `status`, `level` are options of the form, `employer` is a school for students."""

    status: str
    wish: str
    motivation: str
    after: str
    level: str = "none"
    employer: str = ""
    left_on: str = ""


@dataclass(frozen=True, kw_only=True)
class JobWish:
    work: str
    regions: tuple[str, ...]
    school: str
    major: str
    introduction: str


@dataclass(frozen=True, kw_only=True)
class Support:
    """`group` is an option of the form; `sales` and `won` in 원."""

    group: str
    product: str
    material: str
    title: str
    certificate: str
    difficulty: str
    sales: int
    won: int


COURSES: dict[str, Course] = {
    "yoon": Course(
        status="pre_founder",
        wish="철문 보조기 부품을 3D프린터로 뽑아 맞춰 보기",
        motivation="그림만 그려 온 경첩 부품을 직접 뽑아 크기와 힘을 확인하고 싶습니다.",
        after="시제품을 만들어 공모전에 내고 창업을 준비하겠습니다.",
    ),
    "jang": Course(
        status="pre_founder",
        wish="용접 안경에 붙일 하우징 만들기",
        motivation="감지기를 끼울 작은 상자를 여러 번 고쳐 뽑아야 합니다.",
        after="직업학교 학생들에게 써 보게 하고 의견을 모으겠습니다.",
        level="some",
    ),
    "heo": Course(
        status="career_break",
        wish="굴 껍데기 소재로 생활용품 만들기",
        motivation="아이를 키우느라 쉬었던 소재 일을 제 가게로 다시 시작하고 싶습니다.",
        after="공방을 열고 기념품을 만들어 팔겠습니다.",
        left_on="2012-02-01",
        level="some",
    ),
    "noh": Course(
        status="pre_founder",
        wish="전기 없는 급수 밸브 만들기",
        motivation="밸브의 틈과 각도를 바꿔 가며 뽑아 보아야 알맞은 모양을 찾을 수 있습니다.",
        after="학교 텃밭 세 곳에서 시험하겠습니다.",
    ),
    "mulmaru": Course(
        status="founder",
        wish="역삼투 설비의 설계 기준 배우기",
        motivation="배관만 만들던 회사가 설비 전체를 맡으려면 공정 설계를 알아야 합니다.",
        after="담수 설비 모듈을 우리 이름으로 내겠습니다.",
        employer="설계와 견적",
        level="some",
    ),
    "haenul": Course(
        status="founder",
        wish="막 분리 공정의 운전과 고장 찾기",
        motivation="납품한 뒤의 운전 지원을 우리가 직접 하려고 합니다.",
        after="운전 지침서를 만들어 고객에게 드리겠습니다.",
        employer="기술 영업",
        level="some",
    ),
    "aradam": Course(
        status="founder",
        wish="다단증발 담수화의 원리와 현장",
        motivation="열교환기를 만들면서도 설비가 도는 모습을 가까이에서 본 적이 없습니다.",
        after="국산 전열관 모듈을 제안하겠습니다.",
        employer="열교환기 설계",
        level="skilled",
    ),
    "prefounder": Course(
        status="pre_founder",
        wish="접이식 경사판의 경첩을 3D프린터로 만들기",
        motivation="합판 모형으로는 경첩이 버티는 힘을 알 수 없어 직접 뽑아 보려고 합니다.",
        after="시제품을 휠체어 이용자 다섯 분과 함께 시험하겠습니다.",
    ),
    "team": Course(
        status="student",
        wish="졸업 작품의 기구부를 스스로 뽑기",
        motivation="외부에 맡기면 두 주가 걸려 고쳐 볼 기회가 없습니다.",
        after="팀을 꾸려 공모전에 나가겠습니다.",
        employer="가온대학교 기계설계학과",
        level="some",
    ),
}
JOB_WISHES: dict[str, JobWish] = {
    "noh": JobWish(
        work="수처리 설비 운전",
        regions=("changwon", "gimhae"),
        school="university",
        major="환경공학",
        introduction="학교 정수 실습 설비를 1년 동안 돌보며 약품 사용량을 15% 줄였습니다. 기록을 꼼꼼히 남기는 일을 잘합니다.",
    ),
    "jang": JobWish(
        work="용접 품질 관리",
        regions=("changwon", "geoje"),
        school="college",
        major="기계",
        introduction="용접 실습을 하면서 불량 사진 300장을 모아 원인별로 정리했습니다. 현장에서 배우고 싶습니다.",
    ),
    "team": JobWish(
        work="기계 설계",
        regions=("changwon", "jinju"),
        school="university",
        major="기계설계",
        introduction="졸업 작품으로 자전거 보조 바퀴를 설계해 실제로 만들었습니다. 도면과 부품표를 끝까지 맞추는 일을 좋아합니다.",
    ),
}
SUPPORTS: dict[str, Support] = {
    "jiri": Support(
        group="food",
        product="지리담은 도라지청",
        material="산청 3년근 도라지, 저온 농축",
        title="도라지청 HACCP 인증과 소포장 개발",
        certificate="HACCP",
        difficulty="백화점에서 입점을 제안받았으나 HACCP이 없어 계약하지 못했습니다. 큰 병 하나뿐이라 선물용을 찾는 손님을 놓칩니다.",
        sales=380_000_000,
        won=18_000_000,
    ),
    "solbaram": Support(
        group="cosmetics",
        product="솔바람 진정 크림",
        material="솔잎 추출물, 세라마이드",
        title="민감 피부 크림의 인체적용시험과 상자 디자인",
        certificate="피부 자극 인체적용시험",
        difficulty="써 본 분들의 평은 좋으나 시험 자료가 없어 약국에 들어가지 못합니다.",
        sales=210_000_000,
        won=15_000_000,
    ),
    "garam": Support(
        group="food",
        product="가람뜰 녹차 발효액",
        material="하동 녹차, 유산균 발효",
        title="녹차 발효액의 영양 성분 분석과 상표 디자인",
        certificate="영양 성분 분석, 자가품질검사",
        difficulty="직거래 장터에서만 팔다 보니 표시 사항과 포장이 매장 기준에 맞지 않습니다.",
        sales=74_000_000,
        won=9_000_000,
    ),
    "sumgyeol": Support(
        group="cosmetics",
        product="숨결 두피 토너",
        material="지리산 어성초 추출물",
        title="두피 토너의 효능 시험과 수출용 포장",
        certificate="두피 각질 개선 인체적용시험",
        difficulty="베트남 바이어가 시험 성적서와 영문 포장을 요구하고 있으나 비용이 부담됩니다.",
        sales=420_000_000,
        won=17_000_000,
    ),
}
