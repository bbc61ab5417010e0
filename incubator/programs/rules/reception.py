"""When a call receives: exact to the microsecond, by the server's clock alone.

Sources: reception ends at an instant, not on a day; what arrives at `closes_at` exactly is in time.  A call is posted
for 20 days, or for 10 with a recorded reason (중소기업창업 지원사업 운영요령 §7②): a warning, not a wall.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from incubator.core.dates import day_in_kst
from incubator.core.text import Text, text
from incubator.programs.rules.kinds import Phase

UNSEEN = frozenset({"planned", "in_approval", "approved"})
"""States, by value, in which nobody outside knows of a call."""

LEAST_POSTING_DAYS = 20
LEAST_URGENT_POSTING_DAYS = 10
SETTLING = timedelta(seconds=30)
"""How long after `closes_at` the clock waits before it closes a round: a request received in time may still queue for
its turn to write.  Nothing received later gets in meanwhile, because the decision compares the time of receipt."""


def phase_of(state: str, at: datetime, opens_at: datetime, closes_at: datetime) -> Phase:
    """What to show at an instant for a stored state, given by its value ("planned", "scheduled", "open" …)."""
    if state in UNSEEN:
        return Phase.PLANNED
    if state in (Phase.CANCELLED, Phase.CLOSED):
        return Phase(str(state))
    if at > closes_at:
        return Phase.CLOSED
    return Phase.UPCOMING if at < opens_at else Phase.OPEN


def receives(state: str, at: datetime, opens_at: datetime, closes_at: datetime) -> bool:
    """Whether what the server received at this instant is in time; `closes_at` itself is."""
    return phase_of(state, at, opens_at, closes_at) is Phase.OPEN


def posting_days(announced_on: date, closes_at: datetime) -> int:
    """Whole days the call stands: from the day after its announcement to the last day of reception, inclusive."""
    return (day_in_kst(closes_at) - announced_on).days


def posting_problem(announced_on: date, closes_at: datetime) -> Text | None:
    """What to warn of, or None when the call stands long enough."""
    days = posting_days(announced_on, closes_at)
    if days >= LEAST_POSTING_DAYS:
        return None
    if days >= LEAST_URGENT_POSTING_DAYS:
        return text(
            "공고 기간이 %(days)s일로 기준(%(least)s일)보다 짧습니다. 긴급한 사유가 있으면 사유를 적고 게시할 수 있습니다.",
            days=days,
            least=LEAST_POSTING_DAYS,
        )
    return text(
        "공고 기간이 %(days)s일입니다. 긴급한 공고라도 %(least)s일 이상이어야 하므로, 그대로 게시하려면 특별한 사유를 적어 주세요.",
        days=days,
        least=LEAST_URGENT_POSTING_DAYS,
    )


def receipt_number(program_code: str, year: int, round_no: int, serial: int) -> str:
    """`2016-IGEN-03-0042`: year, program, round, serial without gaps."""
    return f"{year}-{program_code}-{round_no:02d}-{serial:04d}"


def time_left(now: datetime, until: datetime) -> Text | None:
    """`3일 4시간 남음`; None when the time is over.  Rounded down, so that nobody is promised too much."""
    seconds = int((until - now).total_seconds())
    if now > until:
        return None
    days, hours, minutes = seconds // 86400, seconds % 86400 // 3600, seconds % 3600 // 60
    if days:
        return text("%(days)d일 %(hours)d시간 남음", days=days, hours=hours)
    if hours:
        return text("%(hours)d시간 %(minutes)d분 남음", hours=hours, minutes=minutes)
    return text("%(minutes)d분 %(seconds)d초 남음", minutes=minutes, seconds=seconds % 60)


def left_until(now: datetime, until: datetime) -> datetime:
    """The last instant at which `time_left` still says the same.  `now` is not after `until`."""
    seconds = int((until - now).total_seconds())
    unit = 3600 if seconds >= 86400 else 60 if seconds >= 3600 else 1
    return until - timedelta(seconds=seconds // unit * unit)
