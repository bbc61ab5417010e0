"""Ideas that applicants of the demo hand in to the I-Gen 챌린지.  All made up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

YOUTH, JUMP_UP = "d1", "d2"
DIVISIONS: tuple[Mapping[str, Any], ...] = (
    {"key": YOUTH, "label": "청년 Idea", "label_en": "Youth Idea", "quota": 3},
    {"key": JUMP_UP, "label": "중소기업 Jump-up", "label_en": "SME Jump-up", "quota": 3},
)
"""The two divisions of every I-Gen challenge (domain.md §2.11): six teams, three of each."""


@dataclass(frozen=True, kw_only=True)
class Idea:
    """One entry.  `won` (원) and what follows are for the division of companies; 0 means 청년 Idea."""

    field: str
    title: str
    summary: str
    problem: str
    solution: str
    novelty: str
    market: str
    prototype: str = ""
    won: int = 0
    sales: int = 0
    staff: int = 0
    technology: str = ""
    partner: str = "machine"


IDEAS: dict[str, Idea] = {
    "maru": Idea(
        field="mechatronics",
        title="선반 절삭유 오염도 실시간 감지 장치",
        summary="절삭유 탱크에 꽂아 두면 농도와 부유물을 재어 교체 시점을 알려 주는 작은 감지기입니다.",
        problem="절삭유는 육안으로 보고 갈기 때문에 너무 일찍 버리거나, 늦게 갈아 공구가 상합니다. 월 40대 설비 기준으로 한 해 약 1,800만 원이 더 듭니다.",
        solution="굴절률과 탁도를 함께 재는 광학 감지부를 자석으로 탱크 벽에 붙이고, 값을 무선으로 모아 교체 시점을 화면과 문자로 알립니다.",
        novelty="기존 농도계는 사람이 떠서 재야 합니다. 이 장치는 기름막이 낀 상태에서도 스스로 닦아 가며 10분마다 잽니다.",
        market="창원 국가산단의 가공업체 600여 곳에서 먼저 쓰고, 공작기계 제조사의 선택 사양으로 넓힙니다.",
        prototype="두 대를 자사 라인에서 석 달째 쓰고 있으며 농도 오차는 0.3% 안쪽입니다.",
        won=80_000_000,
        sales=1_240_000_000,
        staff=14,
        technology="광학 감지와 방수 하우징 설계 기술이 있습니다. 기름막 제거 구조의 내구성을 1만 시간까지 늘려야 합니다.",
    ),
    "byeori": Idea(
        field="mechatronics",
        title="좁은 배관 안을 기어가는 용접 검사 로봇",
        summary="지름 80mm 배관 안을 스스로 움직이며 용접부를 촬영하고 결함 후보를 표시하는 로봇입니다.",
        problem="발전소와 선박의 가는 배관은 사람이 들어갈 수 없어 일부만 잘라 검사합니다. 놓친 결함은 시운전 때 누설로 드러납니다.",
        solution="세 갈래 바퀴가 벽을 밀며 나아가고, 링 조명과 회전 카메라가 이음매를 한 바퀴 훑습니다. 사진은 위치와 함께 저장됩니다.",
        novelty="같은 굵기에서 굽은 관 1.5D를 지나는 국산 장비가 없습니다. 바퀴 힘을 나누어 세로 배관도 오릅니다.",
        market="두산을 비롯한 플랜트 기업의 배관 검사 협력사 30여 곳이 첫 고객입니다.",
        prototype="직선 배관 20m를 왕복하는 시제품이 있습니다.",
        won=120_000_000,
        sales=560_000_000,
        staff=9,
        technology="소형 구동부와 영상 이어 붙이기 기술이 있습니다. 굽은 관을 지날 때의 미끄러짐을 줄여야 합니다.",
        partner="plant",
    ),
    "saenul": Idea(
        field="mechatronics",
        title="감속기 백래시를 스스로 줄이는 이중 기어",
        summary="닳은 만큼 스프링이 기어 반쪽을 돌려 틈을 없애는 로봇 관절용 감속기입니다.",
        problem="협동로봇 관절은 1년쯤 쓰면 틈이 커져 정밀도가 떨어지고, 감속기를 통째로 바꿔야 합니다.",
        solution="기어를 둘로 나누고 사이에 비틀림 스프링을 넣어 닳은 만큼 따라 돌게 합니다. 조립 때 힘을 한 번만 맞추면 됩니다.",
        novelty="외국 제품은 전자 제어로 보정합니다. 기계만으로 보정하므로 값이 절반이고 고장이 적습니다.",
        market="국내 협동로봇 제조사 다섯 곳과 치공구 회사에 부품으로 납품합니다.",
        prototype="2,000시간 시험에서 백래시 1분 안쪽을 지켰습니다.",
        won=100_000_000,
        sales=820_000_000,
        staff=11,
        technology="정밀 기어 연삭과 스프링 설계 기술이 있습니다. 소음을 3dB 더 낮춰야 합니다.",
    ),
    "dumo": Idea(
        field="mechatronics",
        title="금형 냉각 수로를 3D프린터로 굽는 코어",
        summary="굽은 냉각 수로를 품은 금형 코어를 금속 3D프린터로 만들어 사출 시간을 줄입니다.",
        problem="드릴로 뚫은 곧은 수로는 모서리를 식히지 못해 사출 시간의 60%를 냉각에 씁니다.",
        solution="제품 겉면을 따라 도는 수로를 설계하고 금속 적층으로 코어만 만들어 기존 금형에 끼웁니다.",
        novelty="금형 전체가 아니라 코어만 적층하므로 값이 3분의 1이고, 지금 쓰는 금형을 그대로 살립니다.",
        market="함안·김해의 사출업체 200여 곳이 대상입니다.",
        won=60_000_000,
        sales=930_000_000,
        staff=8,
        technology="금형 설계 20년 경력과 수로 해석 경험이 있습니다. 적층품의 후가공 공정을 세워야 합니다.",
    ),
    "yoon": Idea(
        field="mechatronics",
        title="손가락 힘으로 여는 무거운 철문 보조기",
        summary="공장 철문 경첩에 끼우는 유압 보조기로, 힘이 약한 사람도 한 손으로 엽니다.",
        problem="방화 철문은 30kg이 넘어 손목을 다치는 일이 잦고, 열어 둔 채 고정해 방화문 구실을 못 합니다.",
        solution="닫힐 때의 힘을 작은 축압기에 모아 두었다가 열 때 보탭니다. 전기를 쓰지 않습니다.",
        novelty="기존 자동문 장치와 달리 배선이 없고 화재 때는 스스로 닫힙니다.",
        market="공장, 학교, 병원의 방화문에 덧붙이는 제품입니다.",
    ),
    "jang": Idea(
        field="mechatronics",
        title="용접 불꽃 색으로 품질을 알려 주는 안경",
        summary="용접면 안쪽에 불꽃의 색과 흔들림을 읽어 초보자에게 속도를 알려 주는 표시등을 붙입니다.",
        problem="용접을 배우는 사람은 결과를 잘라 보기 전까지 자기 솜씨를 알 수 없습니다.",
        solution="작은 분광 감지기가 불꽃을 읽어 전류와 속도가 맞는지 세 가지 빛으로 보여 줍니다.",
        novelty="값비싼 모의 훈련기 없이 실제 용접을 하면서 배웁니다.",
        market="직업학교와 조선소 기술연수원에서 씁니다.",
        prototype="표시등만 있는 첫 시제품으로 학생 12명이 써 보았습니다.",
    ),
    "heo": Idea(
        field="other",
        title="굴 껍데기로 만든 3D프린터 소재",
        summary="통영 굴 껍데기를 곱게 갈아 섞은 친환경 3D프린터 필라멘트입니다.",
        problem="경남에서 한 해 28만 톤의 굴 껍데기가 나오지만 대부분 쌓아 둡니다.",
        solution="껍데기를 5마이크로미터로 갈아 생분해 수지에 30% 섞으면 강도가 오르고 수축이 줄어듭니다.",
        novelty="버려지는 것을 값진 소재로 바꾸고, 출력물을 도자기처럼 다듬을 수 있습니다.",
        market="메이커스페이스와 학교, 기념품 제작소에 팝니다.",
        prototype="1kg 시험 생산품으로 컵과 이름표를 뽑았습니다.",
    ),
    "noh": Idea(
        field="alternative_water",
        title="빗물로 도는 옥상 텃밭 급수기",
        summary="빗물통의 수압만으로 밸브가 열리고 닫혀 전기 없이 텃밭에 물을 주는 장치입니다.",
        problem="옥상 텃밭은 물 주기를 잊으면 하루 만에 말라 죽습니다.",
        solution="흙이 마르면 부피가 줄어드는 도자기 감지기가 밸브를 밀어 엽니다.",
        novelty="전기도 배터리도 쓰지 않습니다.",
        market="학교와 아파트 옥상 텃밭, 도시농업 모임에서 씁니다.",
    ),
    "founder": Idea(
        field="mechatronics",
        title="소규모 공장을 위한 끼움식 모터 진단기",
        summary="모터 배전함에 집게처럼 끼우면 전류 파형으로 베어링과 회전자의 이상을 미리 알려 주는 진단기입니다.",
        problem="직원 20명 안팎의 공장은 설비 담당자가 따로 없어 모터가 멈춘 뒤에야 고장을 압니다. 면담한 17곳 가운데 14곳이 지난해 갑작스러운 정지를 겪었고, 한 번 멈추면 평균 6시간을 잃었습니다.",
        solution="배선을 끊지 않고 끼우는 변류기로 전류를 초당 1만 번 재고, 정상 파형과 견주어 다섯 가지 이상을 가립니다. 결과는 신호등처럼 세 가지 색으로 보여 줍니다.",
        novelty="진동 감지기와 달리 모터에 손대지 않고 배전함에서 잽니다. 정상 파형을 스스로 익혀 전문가가 없어도 씁니다.",
        market="경남의 직원 50명 이하 제조업체 1만여 곳이 대상이며, 설비 임대 회사와 함께 월 이용료로 팝니다.",
        prototype="시제품 3대를 창원의 가공업체 두 곳에서 두 달째 시험하고 있습니다.",
        won=90_000_000,
        sales=310_000_000,
        staff=6,
        technology="전류 파형 분석 특허 1건을 출원했습니다. 인버터로 도는 모터의 잡음을 걸러 내는 일이 남았습니다.",
    ),
    "hanui": Idea(
        field="alternative_water",
        title="막 세척 시점을 알려 주는 정수 설비 감지기",
        summary="역삼투막 앞뒤의 압력과 전도도를 재어 세척할 때를 알려 주는 작은 감지기입니다.",
        problem="작은 정수 설비는 정해진 날마다 막을 씻어 약품을 더 쓰거나, 막이 막힌 뒤에야 씻습니다.",
        solution="압력과 전도도 네 값을 함께 보고 막힘의 종류를 나누어 알맞은 약품과 시점을 알려 줍니다.",
        novelty="대형 설비에만 있던 진단을 하루 50톤 이하의 설비에 맞게 줄였습니다.",
        market="식품 공장과 섬마을 담수 설비 400여 곳이 대상입니다.",
        won=70_000_000,
        sales=95_000_000,
        staff=3,
        technology="수처리 설비를 7년 동안 정비한 경험이 있습니다. 감지기의 방수와 교정 방법을 다듬어야 합니다.",
        partner="water",
    ),
    "prefounder": Idea(
        field="mechatronics",
        title="휠체어에 붙이는 접이식 경사판",
        summary="휠체어 뒤에 접어 달고 다니다가 10cm 턱 앞에서 펼치는 탄소섬유 경사판입니다.",
        problem="턱 하나 때문에 들어가지 못하는 가게가 많습니다. 지금 있는 경사판은 무거워 들고 다닐 수 없습니다.",
        solution="탄소섬유 판 두 장을 경첩으로 이어 2kg 안쪽으로 줄이고, 앉은 채로 펴고 접는 손잡이를 답니다.",
        novelty="도와주는 사람 없이 본인이 펴고 접을 수 있습니다.",
        market="전동·수동 휠체어 이용자와 보조기기 대여소에서 씁니다.",
        prototype="합판으로 만든 크기 모형을 세 분이 써 보았습니다.",
    ),
}
