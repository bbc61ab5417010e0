"""A story is told in the order of its instants; what follows from an act (notices, receipts, mail) happens at once."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.accounts.queries import actor_for, get_user
from incubator.applications.usecases.remind_drafts import remind_drafts
from incubator.audit.usecases.seal_entries import seal_entries
from incubator.core.events import Bus
from incubator.db.relay import drain
from incubator.db.session import session_now
from incubator.notifications.usecases.deliver_next_mail import deliver_next_mail
from incubator.programs.rules.reception import SETTLING
from incubator.programs.usecases.close_due_rounds import close_due_rounds
from incubator.programs.usecases.open_due_rounds import open_due_rounds
from incubator.programs.usecases.publish_due_rounds import publish_due_rounds

Act = Callable[[], object]
SETTLED = SETTLING + timedelta(seconds=1)


@dataclass
class Story:
    """What has been made so far, by the short names the script uses, and what is still to come.

    `today` is the instant at which the whole story ends; `now` the instant the act in hand happens at.
    """

    bus: Bus
    today: datetime
    branches: dict[str, UUID] = field(default_factory=dict)
    people: dict[str, UUID] = field(default_factory=dict)
    companies: dict[str, UUID] = field(default_factory=dict)
    programs: dict[str, UUID] = field(default_factory=dict)
    rounds: dict[str, UUID] = field(default_factory=dict)
    applications: dict[str, UUID] = field(default_factory=dict)
    now: datetime = field(init=False)
    _coming: list[tuple[datetime, int, Act]] = field(default_factory=list)
    _numbers: count[int] = field(default_factory=count)

    def __post_init__(self) -> None:
        self.now = self.today

    def at(self, when: datetime, act: Act) -> None:
        """Let the act happen at that instant; acts of one instant keep the order in which they were said.

        What would come after today is left out: it has not happened yet.
        """
        if when <= self.today:
            heapq.heappush(self._coming, (when, next(self._numbers), act))

    def tell(self) -> None:
        """Play everything, also what acts add meanwhile, and seal the trail."""
        while self._coming:
            self.now, _, act = heapq.heappop(self._coming)
            act()
            self._follow_up()
        self.now = self.today
        self.tick()
        self._follow_up()
        while seal_entries(now=self.today).count:
            pass

    def actor(self, person: str) -> Actor:
        """The person with the grants in force now, at a device of his own (addresses of RFC 5737 belong to nobody)."""
        session = session_now()
        number = list(self.people).index(person) + 10
        actor = actor_for(
            session, get_user(session, self.people[person]), self.now, address=f"203.0.113.{number % 250}"
        )
        session.rollback()
        return actor

    def watch(self, opens_at: datetime, closes_at: datetime) -> None:
        """Let the worker's clock open, remind and close a round at its times."""
        for at in (opens_at, closes_at + SETTLED):
            self.at(at, self.tick)
        for days in (7, 3, 1):
            self.at(closes_at - timedelta(days=days), self._remind)

    def tick(self) -> None:
        """What the time has brought for rounds."""
        publish_due_rounds(self.now)
        open_due_rounds(self.now)
        close_due_rounds(self.now)

    def _remind(self) -> None:
        remind_drafts(now=self.now)

    def _follow_up(self) -> None:
        while drain(self.bus, self.now) or deliver_next_mail(self.now):
            pass
