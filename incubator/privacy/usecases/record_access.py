"""Note that somebody sees or takes other people's personal data."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Table, insert

from incubator.accounts.actor import Actor
from incubator.core.errors import Invalid
from incubator.core.ids import new_id
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.privacy.events import PersonalDataAccessed
from incubator.privacy.models import AccessEntry
from incubator.privacy.rules import NEEDS_REASON, AccessAction

LONGEST_REASON = 500
_ENTRIES = cast("Table", AccessEntry.__table__)
_COLUMNS = tuple(_ENTRIES.c.keys())
_ENTRY = insert(_ENTRIES)


def record_access(
    *,
    actor: Actor,
    action: AccessAction,
    subjects: Iterable[UUID],
    now: datetime,
    reason: str = "",
    subject_kind: str = "user",
    route: str = "",
) -> None:
    """Write the access entry in the caller's transaction (or its own): without it the act does not happen.

    `subjects` are the ids of the people (or, with `subject_kind="organisation"`, companies) whose data is shown; the
    actor's own are left out, and nothing is written when no one else is left.  Raises Invalid for an export or a
    lifted mask without a reason.
    """
    others = sorted({str(subject) for subject in subjects} - {str(actor.user_id)})
    if not others:
        return
    if action in NEEDS_REASON and not reason.strip():
        raise Invalid(
            text("자료를 내려받거나 가림을 푸는 까닭을 적어 주세요."),
            field="reason",
            how=text("적으신 까닭은 개인정보 접속기록에 남습니다."),
        )
    with unit_of_work() as work:
        # Written as a row, not as an object: every page of the centre with names on it leaves one.
        entry = AccessEntry(
            id=new_id(),
            at=now,
            actor_id=actor.user_id,
            acting_as=str(actor.acting_as),
            address=actor.address or "",
            action=action,
            subject_kind=subject_kind,
            subject_ids=others,
            subject_count=len(others),
            reason=reason.strip()[:LONGEST_REASON],
            route=route,
        )
        work.session.execute(_ENTRY, {name: getattr(entry, name) for name in _COLUMNS})
        work.record(
            PersonalDataAccessed(
                stamp=actor.stamp(now),
                reason=entry.reason,
                access_entry_id=entry.id,
                action=action.value,
                subject_kind=subject_kind,
                subject_count=len(others),
                digest=digest_of(entry),
            )
        )


def digest_of(entry: AccessEntry) -> str:
    """SHA-256 over every column of the entry."""
    plain: list[Any] = [
        str(entry.id),
        entry.at.timestamp(),
        str(entry.actor_id),
        entry.acting_as,
        entry.address,
        entry.action.value,
        entry.subject_kind,
        entry.subject_ids,
        entry.subject_count,
        entry.reason,
        entry.route,
    ]
    return hashlib.sha256(json.dumps(plain, ensure_ascii=False).encode()).hexdigest()
