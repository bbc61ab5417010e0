"""Show that somebody has a section open just now."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any as Plain
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.core.ids import new_id
from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work
from incubator.questionnaires import policy, queries
from incubator.questionnaires.models import EditingPresence
from incubator.questionnaires.rules import device_label

WRITE_EVERY = timedelta(seconds=20)
"""A sign of life that is younger than this is not written again: pages send one often."""
FORGET_AFTER = timedelta(days=1)


def touch_presence(*, actor: Actor, answer_set_id: UUID, section_key: str, user_agent: str, now: datetime) -> None:
    """Note the section and the device of this session.  Who may only read leaves no sign.

    Raises NotFound, also to one who may not know of the answers.  No fact: presence is forgotten within a minute.
    """
    session = session_now()
    answer_set = queries.get_visible(session, actor, answer_set_id)
    if not policy.may_write_answers(actor, answer_set):
        return
    if section_key not in queries.form_of(answer_set.version).section or _is_fresh(
        session, actor, answer_set_id, section_key, now
    ):
        return
    row = {
        "id": new_id(),
        "answer_set_id": answer_set_id,
        "session_key": queries.session_key(actor),
        "user_id": actor.user_id,
        "name": actor.name,
        "section_key": section_key,
        "device": device_label(user_agent),
        "seen_at": now,
    }
    with unit_of_work(bookkeeping=True) as work:
        work.session.execute(
            delete(EditingPresence).where(
                EditingPresence.answer_set_id == answer_set_id, EditingPresence.seen_at < now - FORGET_AFTER
            )
        )
        _upsert(work.session, row)


def _is_fresh(session: Session, actor: Actor, answer_set_id: UUID, section_key: str, now: datetime) -> bool:
    seen_at = session.scalar(
        select(EditingPresence.seen_at).where(
            EditingPresence.answer_set_id == answer_set_id,
            EditingPresence.session_key == queries.session_key(actor),
            EditingPresence.section_key == section_key,
        )
    )
    return seen_at is not None and now - seen_at < WRITE_EVERY


def _upsert(session: Session, row: dict[str, Plain]) -> None:
    """One row per answer set and session, also when two signs arrive at once."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    statement = dialect.insert(EditingPresence).values(row)
    fresh = {name: statement.excluded[name] for name in ("section_key", "seen_at", "device", "name")}
    session.execute(statement.on_conflict_do_update(index_elements=["answer_set_id", "session_key"], set_=fresh))
