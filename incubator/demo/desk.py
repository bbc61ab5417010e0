"""The intake desk of a course whose reception has closed: some checked and told, one asked for a paper, one for two."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from incubator.applications.queries import get_visible
from incubator.applications.queries.checklist import list_drafts
from incubator.applications.queries.supplements import proposed_due_day
from incubator.applications.rules.grounds import Defect, Ground, Verdict
from incubator.applications.rules.intake import ItemWanted, Judgement
from incubator.applications.usecases.begin_review import begin_review
from incubator.applications.usecases.judge_checks import judge_checks
from incubator.applications.usecases.judge_eligible import judge_eligible
from incubator.applications.usecases.propose_ineligible import propose_ineligible
from incubator.applications.usecases.release_outcomes import release_outcomes
from incubator.applications.usecases.request_supplement import request_supplement
from incubator.db.session import session_now
from incubator.demo.register import tell_register
from incubator.demo.story import Story

ELIGIBLE = ("heo", "yoon")
RESTRICTED = "s.participation_restriction"


def tell_desk(story: Story, *, call: str, by: str, told_at: datetime) -> None:
    """Two are eligible and told so at `told_at`; the day after, one is asked for a paper, one found ineligible."""
    for number, who in enumerate(ELIGIBLE):
        story.at(told_at - timedelta(minutes=50 - 15 * number), partial(pass_application, story, f"{call}/{who}", by))
    story.at(told_at, partial(tell_applicants, story, call, by))
    story.at(told_at + timedelta(days=1), partial(_ask, story, f"{call}/noh", by))
    tell_register(story, by=by, at=told_at + timedelta(days=1, minutes=20))
    story.at(told_at + timedelta(days=1, minutes=25), partial(_refuse, story, f"{call}/jang", by))


def _keys(story: Story, name: str, by: str) -> list[str]:
    session = session_now()
    keys = [
        draft.key for draft in list_drafts(session, get_visible(session, story.actor(by), story.applications[name]))
    ]
    session.rollback()
    return keys


def _judge(story: Story, name: str, by: str, failing: Judgement | None = None) -> None:
    """Every row fulfilled but the failing one."""
    wanted = [
        failing if failing and failing.row_key == key else Judgement(key, Verdict.PASS, Ground.MET_BY_DOCUMENT)
        for key in _keys(story, name, by)
    ]
    judged = judge_checks(actor=story.actor(by), application_id=story.applications[name], wanted=wanted, now=story.now)
    assert not judged.refused, judged.refused


def pass_application(story: Story, name: str, by: str) -> None:
    _judge(story, name, by)
    judge_eligible(actor=story.actor(by), application_id=story.applications[name], now=story.now)


def tell_applicants(story: Story, call: str, by: str) -> None:
    release_outcomes(actor=story.actor(by), round_id=story.rounds[call], now=story.now)


def _ask(story: Story, name: str, by: str) -> None:
    begin_review(actor=story.actor(by), application_id=story.applications[name], now=story.now)
    request_supplement(
        actor=story.actor(by),
        application_id=story.applications[name],
        items=(
            ItemWanted(
                Defect.MISSING, "경상남도 주민임을 알 수 있는 서류(주민등록번호 뒷자리를 가린 등본 등)를 올려 주세요."
            ),
            ItemWanted(
                Defect.MISMATCH, "신청서의 연락처와 회원 정보의 연락처가 다릅니다. 어느 쪽이 맞는지 적어 주세요."
            ),
        ),
        note="두 가지만 확인되면 바로 검토를 마치겠습니다.",
        due_on=proposed_due_day(session_now(), story.now),
        now=story.now,
    )


def _refuse(story: Story, name: str, by: str) -> None:
    """It waits for a second person."""
    found = "참여제한 조회(통합관리시스템, 조회 번호 제3호): 다른 기관 사업의 중도 포기로 제한 중"
    _judge(story, name, by, Judgement(RESTRICTED, Verdict.FAIL, Ground.RESTRICTED, found))
    propose_ineligible(
        actor=story.actor(by),
        application_id=story.applications[name],
        reason="정부 지원사업 참여제한 기간 중입니다(모집 공고의 지원 제외 대상).",
        now=story.now,
    )
