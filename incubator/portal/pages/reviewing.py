"""What waits at home for reviewers, and for those who run panels."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from flask import url_for
from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.accounts.roles import Role
from incubator.core.text import text
from incubator.portal.pages.tasks import Task
from incubator.reviews.pages.invitations import mine_page
from incubator.reviews.queries.conflicts import list_to_decide


def review_tasks(session: Session, actor: Actor, now: datetime) -> Iterator[Task]:
    """A reviewer: to answer, to swear, to declare.  A secretary: conflicts to decide."""
    if actor.has(Role.REVIEWER):
        for row in mine_page(session, actor, now).waiting:
            if row.todo is not None:
                yield Task(
                    text("평가위원 위촉: %(todo)s", todo=row.todo),
                    f"{row.round_title} · {row.panel}",
                    row.todo_url,
                    text("평가로 가기"),
                    "warn",
                    row.reply_due_at or row.meets_at,
                )
    if actor.has(Role.MANAGER):
        for panel, count in list_to_decide(session, actor.user_id):
            yield Task(
                text("확인할 이해충돌이 %(count)d건 있습니다.", count=count),
                panel.label,
                url_for("reviews.conflicts", panel_id=panel.id),
                text("이해충돌 정하기"),
                "warn",
                panel.meets_at,
            )
