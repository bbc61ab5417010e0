"""Applications that copy one another, and the search that finds them."""

from __future__ import annotations

from sqlalchemy import select

from incubator.applications.models import DuplicatePair
from incubator.applications.usecases.request_duplicate_search import request_duplicate_search
from incubator.applications.usecases.search_duplicates import search_duplicates
from incubator.questionnaires.usecases.attach_answer_file import attach_answer_file
from incubator.web import clock
from tests.factories.applications import a_round, a_world
from tests.factories.documents import a_stored_file

STORY = (
    "본 과제는 해수 담수화 설비에 쓰이는 역삼투막의 오염을 낮추는 초음파 세척 장치를 국산화하는 것을 목표로 합니다. "
    "지금까지 현장에서는 세척액을 순환시켜 막을 씻었으나 약품 비용이 크고 설비를 멈추어야 했습니다. "
    "저희는 막 모듈 바깥에서 초음파를 걸어 운전을 멈추지 않고 오염층을 떼어 내는 방법을 시험하였습니다."
)
COPY = STORY.replace("저희는", "당사는").replace("초음파를 걸어", "진동을 주어")
OTHER = (
    "경력이 단절된 여성이 디지털 공방에서 삼차원 인쇄를 배우고 공예품을 온라인으로 파는 기업을 세우고자 합니다. "
    "창원에 공방을 열어 교육과 제작을 함께 하고, 첫해에는 스무 명을 가르쳐 다섯 명을 고용하려고 합니다."
)


def _world(name, code, story, **changes):
    made = a_world(name=name, round_id=a_round(code=code, **changes)).complete()
    made.write(story=[story])
    made.submit()
    return made


def three_worlds():
    """An application of another program, one that copies it, and one of its own; nobody shares a company."""
    return _world("(주)바다정보", "OLD", STORY), _world("(주)해양기술", "NEW", COPY), _world("공방가나", "CRAFT", OTHER)


def search(world, now):
    request_duplicate_search(actor=None, round_id=world.round_id, now=now)
    while search_duplicates(now=now):
        pass


def pairs_in(session):
    session.rollback()
    return list(session.scalars(select(DuplicatePair).order_by(DuplicatePair.id)))


PLAN = (
    "1차년도에는 초음파 진동자를 막 모듈 바깥에 둘러 붙이는 치구를 만들고 진동의 세기를 다섯 단계로 바꾸어 가며 오염층이 "
    "떨어지는 양을 잽니다. 2차년도에는 하루 50톤의 바닷물을 거르는 시험 설비에 달아 석 달을 쉬지 않고 돌려 봅니다. "
    "3차년도에는 두산의 담수화 설비에 함께 들어가 운전 비용이 얼마나 주는지 셉니다."
)
BRIEF = {
    "ONE": "막을 씻는 장치를 만드는 일입니다만 아직 이름뿐입니다",
    "TWO": "설비의 운전 비용을 낮추는 길을 찾는 연구",
}


def with_plan(code, name, content):
    """An application whose answers say little and whose plan is this file."""
    made = a_world(name=f"(주){code}", round_id=a_round(code=code)).complete()
    made.write(story=[BRIEF[code]])
    attach_answer_file(
        actor=made.actor(),
        answer_set_id=made.application().answer_set_id,
        question_key="plan_file",
        file_id=a_stored_file(made.representative_id, name, content, pages=2).id,
        now=clock.now(),
    )
    made.submit()
    return made
