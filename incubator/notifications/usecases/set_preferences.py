"""Choose when the mail of each kind comes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from incubator.accounts.actor import Actor
from incubator.core.errors import RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.notifications import queries
from incubator.notifications.events import PreferenceSet
from incubator.notifications.models import Preference
from incubator.notifications.rules import KINDS, Mode, NoticeKind


def set_preferences(*, actor: Actor, modes: Mapping[NoticeKind, Mode], now: datetime) -> None:
    """One fact for each kind that changes.  Raises RuleBroken for a duty that would not come at once."""
    for kind, mode in modes.items():
        if KINDS[kind].duty and mode is not Mode.NOW:
            raise RuleBroken(
                text("“%(kind)s” 알림은 끄거나 미룰 수 없습니다.", kind=KINDS[kind].label),
                field=kind.value,
                how=text("기한과 권리에 관한 알림이라 바로 보내 드립니다."),
            )
    with unit_of_work() as work:
        present = queries.list_preferences(work.session, [actor.user_id])
        for kind, mode in modes.items():
            if KINDS[kind].duty or present.get((actor.user_id, kind), KINDS[kind].mode) is mode:
                continue
            row = queries.find_preference(work.session, actor.user_id, kind)
            if row is None:
                row = Preference(user_id=actor.user_id, kind=kind)
                work.session.add(row)
            row.mode, row.set_at = mode, now
            work.record(PreferenceSet(stamp=actor.stamp(now), user_id=actor.user_id, kind=kind.value, mode=mode.value))
