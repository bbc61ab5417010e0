"""Eight writers at once: what was acknowledged is there, what was not is not (quality.md BL-07, D3)."""

from __future__ import annotations

import contextvars
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from uuid import UUID

from flask import Flask
from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.core.errors import RuleBroken
from incubator.db.session import db
from incubator.questionnaires import queries
from incubator.questionnaires.usecases.attach_answer_file import attach_answer_file
from incubator.questionnaires.usecases.save_answers import save_answers
from incubator.questionnaires.usecases.touch_presence import touch_presence
from tests.factories.accounts import a_user, an_actor
from tests.factories.documents import a_stored_file
from tests.factories.questionnaires import an_answer_set
from tests.support.clock import Clock

WRITERS = 8
EDITS = 50


def _write(app: Flask, actor: Actor, answer_set_id: UUID, now: datetime, writer: int) -> list[str]:
    """Append a mark of its own to one shared text, again and again; returns the acknowledged marks."""
    acknowledged = []
    with app.app_context():
        for number in range(EDITS):
            mark = f"[{writer}.{number}]"
            kept = queries.get_answer_set(db.session(), answer_set_id)
            text, version = kept.answers.get("story", ""), kept.stamps.get("story", {}).get("v", 0)
            db.session.rollback()
            saved = save_answers(
                actor=actor,
                answer_set_id=answer_set_id,
                changes={"story": [text + mark], "name": [f"{writer}"]},
                base={"story": version, "name": 10**6},
                now=now,
            )
            if "story" in saved.changed:
                acknowledged.append(mark)
            else:
                assert next(iter(saved.conflicts)) == "story"
        db.session.remove()
    return acknowledged


def test_acknowledged_is_applied_and_nothing_is_lost(app: Flask, session: Session, clock: Clock):
    actor = an_actor(a_user("김하늘"))
    answer_set_id, now = an_answer_set(actor).id, clock.now
    session.rollback()

    with ThreadPoolExecutor(WRITERS) as pool:
        runs = [
            pool.submit(contextvars.Context().run, _write, app, actor, answer_set_id, now, writer)
            for writer in range(WRITERS)
        ]
        acknowledged = [mark for run in runs for mark in run.result()]

    kept = queries.get_answer_set(session, answer_set_id)
    present = [mark + "]" for mark in kept.answers["story"].split("]") if mark]
    assert sorted(present) == sorted(acknowledged)
    assert kept.stamps["story"]["v"] == len(acknowledged)
    assert len(acknowledged) >= EDITS


def _touch(app: Flask, actor: Actor, answer_set_id: UUID, now: datetime) -> None:
    with app.app_context():
        touch_presence(actor=actor, answer_set_id=answer_set_id, section_key="about", user_agent="", now=now)
        db.session.remove()


def test_signs_of_life_at_once_leave_one_row(app: Flask, session: Session, clock: Clock):
    actor = an_actor(a_user("김하늘"))
    answer_set_id, now = an_answer_set(actor).id, clock.now
    session.rollback()

    with ThreadPoolExecutor(WRITERS) as pool:
        for run in [
            pool.submit(contextvars.Context().run, _touch, app, actor, answer_set_id, now) for _ in range(WRITERS)
        ]:
            run.result()

    assert [row.name for row in queries.list_editors(session, answer_set_id, now)] == ["김하늘"]


def _attach(app: Flask, actor: Actor, answer_set_id: UUID, file_id: UUID, now: datetime) -> bool:
    with app.app_context():
        try:
            attach_answer_file(actor=actor, answer_set_id=answer_set_id, question_key="paper", file_id=file_id, now=now)
        except RuleBroken:
            return False
        finally:
            db.session.remove()
        return True


def test_uploads_at_once_are_all_kept_up_to_the_limit(app: Flask, session: Session, clock: Clock):
    actor = an_actor(a_user("김하늘"))
    answer_set_id, now = an_answer_set(actor).id, clock.now
    files = [a_stored_file(actor.user_id, f"{number}.pdf").id for number in range(WRITERS)]
    session.rollback()

    with ThreadPoolExecutor(WRITERS) as pool:
        runs = [
            pool.submit(contextvars.Context().run, _attach, app, actor, answer_set_id, file_id, now)
            for file_id in files
        ]
        attached = [file_id for file_id, run in zip(files, runs, strict=True) if run.result()]

    kept = queries.get_answer_set(session, answer_set_id).answers["paper"]
    assert sorted(item["file_id"] for item in kept) == sorted(str(file_id) for file_id in attached)
    assert len(kept) == 2
