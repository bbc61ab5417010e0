"""정정 결재: ask to change what a public call says after somebody has handed in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.approvals.rules import Act
from incubator.approvals.usecases.request_approval import Line
from incubator.db.unit_of_work import unit_of_work
from incubator.programs import policy, queries
from incubator.programs.queries.drafts import correction_of
from incubator.programs.usecases.correct_notice import check_correctable, check_correction
from incubator.programs.usecases.edit_round import check_version
from incubator.programs.usecases.publish_notice import check_reason
from incubator.programs.usecases.request_round_approval import request_round_approval


def request_correction(
    *,
    actor: Actor,
    round_id: UUID,
    changes: Mapping[str, Any],
    reason: str,
    line: Line,
    now: datetime,
    version: int | None = None,
) -> UUID:
    """The id of the approval.

    Refuses what `correct_notice` refuses; what people are judged by may change while all have time to hand in again.
    """
    check_correctable(changes)
    with unit_of_work() as work:
        public = queries.get_visible_for_change(work.session, actor, round_id)
        policy.may_correct(actor, public).enforce()
        plain_reason = check_reason(reason)
        check_version(public, changes, version)
        check_correction(work, public, changes, now)
        draft = correction_of(public, changes)
        return request_round_approval(
            work, actor=actor, about=public, act=Act.CORRECT, draft=draft, line=line, reason=plain_reason, now=now
        )
