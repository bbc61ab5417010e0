"""Change how a round is set: at once while it is planned, by a correction when it is public."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from incubator.accounts.actor import Actor
from incubator.approvals.usecases.request_approval import Line
from incubator.core.errors import RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.programs import queries
from incubator.programs.usecases.correct_notice import correct_notice
from incubator.programs.usecases.edit_round import edit_round
from incubator.programs.usecases.request_correction import request_correction
from incubator.programs.workflow import RoundState


def change_settings(
    *,
    actor: Actor,
    round_id: UUID,
    changes: Mapping[str, Any],
    reason: str,
    line: Line | None,
    version: int | None,
    now: datetime,
) -> None:
    """`reason` and, once somebody has handed in, `line` are for public rounds only.

    Raises what `edit_round`, `correct_notice` and `request_correction` raise, and RuleBroken when something that is
    taken out is in use: a division somebody has chosen.
    """
    try:
        with unit_of_work() as work:
            found = queries.get_visible_for_change(work.session, actor, round_id)
            if found.state is RoundState.PLANNED:
                edit_round(actor=actor, round_id=round_id, changes=changes, version=version, now=now)
            elif line is None:
                correct_notice(actor=actor, round_id=round_id, changes=changes, reason=reason, version=version, now=now)
            else:
                request_correction(
                    actor=actor, round_id=round_id, changes=changes, reason=reason, line=line, version=version, now=now
                )
    except IntegrityError as error:
        if "foreign key" not in str(error.orig).lower():
            raise
        raise RuleBroken(
            text("이미 쓰고 있어서 뺄 수 없는 항목이 있습니다. 바뀐 것은 없습니다."),
            how=text("신청에서 고른 부문은 그대로 두고 이름이나 규모를 고쳐 주세요."),
        ) from error
