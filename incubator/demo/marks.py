"""What staff put on the applications of a course: tags, a shared view, templates, a letter that waits."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from incubator.applications.usecases.hold_message import hold_message
from incubator.applications.usecases.plan_message import plan_message
from incubator.applications.usecases.save_view import save_view
from incubator.applications.usecases.tag_application import tag_application
from incubator.applications.usecases.write_template import write_template
from incubator.demo.story import Story

TAGS = {"noh": "연락처 확인", "jang": "참여제한 조회"}
TEMPLATES = {
    "교육 시작 안내": (
        "{기업명} 담당자님께\n\n‘{공고명}’에 신청해 주셔서 고맙습니다(접수번호 {접수번호}). 첫 시간은 오전 10시에 시작하니 10분 전까지 와 주세요.\n\n"
        "경남창조경제혁신센터 {보내는사람} 드림"
    ),
    "서류 확인 안내": "{기업명}의 신청서(접수번호 {접수번호})에서 확인이 필요한 것이 있어 곧 연락드리겠습니다. – {보내는사람}",
}


def tell_marks(story: Story, *, call: str, by: str, at: datetime) -> None:
    """The letter is held, so that the outbox has one to read."""
    story.at(at, partial(_write, story, call, by))
    story.at(at + timedelta(minutes=10), partial(_mark, story, call, by))
    story.at(at + timedelta(minutes=20), partial(_wait, story, f"{call}/noh", by))


def _write(story: Story, call: str, by: str) -> None:
    actor, round_id, now = story.actor(by), story.rounds[call], story.now
    for name, body in TEMPLATES.items():
        write_template(actor=actor, round_id=round_id, name=name, body=body, now=now)
    wanted = {"state": "supplement_requested", "columns": ["receipt", "applicant", "phone", "assignee", "tags"]}
    save_view(actor=actor, round_id=round_id, name="보완을 기다리는 신청서", wanted=wanted, is_shared=True, now=now)


def _mark(story: Story, call: str, by: str) -> None:
    for who, tag in TAGS.items():
        tag_application(
            actor=story.actor(by), application_id=story.applications[f"{call}/{who}"], name=tag, now=story.now
        )


def _wait(story: Story, name: str, by: str) -> None:
    outgoing_id = plan_message(
        actor=story.actor(by),
        application_id=story.applications[name],
        body=TEMPLATES["서류 확인 안내"],
        leaves_at=story.now + timedelta(days=1),
        now=story.now,
    )
    hold_message(actor=story.actor(by), outgoing_id=outgoing_id, now=story.now)
