"""Set a policy number from a day on."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.dates import day_in_kst
from incubator.core.errors import Invalid, RuleBroken
from incubator.core.text import text
from incubator.db.changes import changes_of
from incubator.db.unit_of_work import unit_of_work
from incubator.parameters import policy, queries
from incubator.parameters.events import ParameterSet
from incubator.parameters.models import Parameter
from incubator.parameters.rules import check


def set_parameter(*, actor: Actor, key: str, value: int, effective_on: date, note: str, now: datetime) -> UUID:
    """The value holds from `effective_on` (today or later: what was decided under the old one stays decided).

    A second value for the same day replaces the first; the trail keeps both.  Raises NotFound, Forbidden, Invalid,
    RuleBroken.
    """
    policy.may_set_parameter(actor).enforce()
    check(queries.get_rule(key), value)
    if not note:
        raise Invalid(text("바꾸는 근거를 적어 주세요."), field="note")
    if effective_on < day_in_kst(now):
        raise RuleBroken(
            text("지난날부터 적용되게 바꿀 수 없습니다."),
            field="effective_on",
            how=text("오늘이나 그 뒤의 날짜를 적어 주세요. 지난 결정은 그때의 기준값으로 남습니다."),
        )
    with unit_of_work() as work:
        before = queries.value(work.session, key, on=effective_on)
        row = queries.find_row(work.session, key, effective_on)
        if row is None:
            row = Parameter(key=key, effective_on=effective_on)
            work.session.add(row)
        row.value, row.note, row.set_by, row.set_at = value, note, actor.user_id, now
        changes = changes_of(row)
        work.session.flush()
        work.record(
            ParameterSet(
                stamp=actor.stamp(now),
                reason=note,
                parameter_id=row.id,
                key=key,
                before=before,
                value=value,
                effective_on=effective_on,
            ),
            changes=changes,
        )
        return row.id
