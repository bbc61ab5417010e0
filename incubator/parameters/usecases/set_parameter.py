"""Set a policy number from a day on."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from incubator.accounts.actor import Actor
from incubator.core.dates import day_in_kst
from incubator.core.errors import Invalid, RuleBroken, Stale
from incubator.core.text import text
from incubator.db.changes import changes_of
from incubator.db.unit_of_work import Work, is_unique_violation, unit_of_work
from incubator.parameters import policy, queries
from incubator.parameters.events import ParameterSet
from incubator.parameters.models import Parameter
from incubator.parameters.rules import check


def set_parameter(
    *,
    actor: Actor,
    key: str,
    value: int,
    effective_on: date,
    note: str,
    now: datetime,
    seen_at: datetime | None = None,
) -> UUID:
    """The value holds from `effective_on` (today or later: what was decided under the old one stays decided).

    A second value for the same day replaces the first; the trail keeps both.  `seen_at`: when the newest value the page
    showed was set; one set since then, or at the very same time, is not overwritten unseen.  Raises NotFound, Forbidden,
    Invalid, RuleBroken, Stale (`theirs`: the value of the other).
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
        row = queries.find_row_for_change(work.session, key, effective_on)
        _refuse_stale(work, key, seen_at)
        if row is None:
            row = Parameter(key=key, effective_on=effective_on)
            work.session.add(row)
        row.value, row.note, row.set_by, row.set_at = value, note, actor.user_id, now
        changes = changes_of(row)
        _flush(work)
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


def _refuse_stale(work: Work, key: str, seen_at: datetime | None) -> None:
    """Nothing is asked of those who saw no page (`seen_at` None): the demo, an operator."""
    if seen_at is None:
        return
    newest = max(queries.list_rows(work.session, key), key=lambda row: row.set_at, default=None)
    if newest is not None and newest.set_at > seen_at:
        raise _stale(newest.value)


def _flush(work: Work) -> None:
    """Write now; of two who set a number for one day at once the faster one has set it."""
    try:
        work.session.flush()
    except IntegrityError as error:
        if is_unique_violation(error, "uq_parameters_key_effective_on", "parameters.key"):
            raise _stale(None) from error
        raise


def _stale(theirs: int | None) -> Stale:
    return Stale(
        text("그사이 다른 관리자가 이 기준값을 바꾸었습니다. 쓰신 값은 아직 저장되지 않았습니다."),
        theirs=theirs,
        how=text("아래 이력에서 바뀐 값을 확인하시고, 그래도 바꾸시려면 다시 눌러 주세요."),
    )
