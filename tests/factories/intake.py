"""A closed round whose applications lie on the intake desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.accounts.roles import Role
from incubator.applications import queries
from incubator.applications.models import Application, DuplicatePair, EligibilityReview, SupplementRequest
from incubator.applications.queries import checklist, intake, supplements
from incubator.applications.rules.duplicates import DuplicateGround
from incubator.applications.rules.grounds import Defect, Ground, Verdict
from incubator.applications.rules.intake import ItemWanted, Judgement
from incubator.applications.usecases.judge_checks import judge_checks
from incubator.applications.usecases.receive_submissions import receive_submissions
from incubator.applications.usecases.request_supplement import request_supplement
from incubator.core.dates import day_in_kst
from incubator.core.errors import or_not_found
from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work
from incubator.programs.models import Round
from incubator.web import clock
from tests.factories.accounts import a_user, an_actor
from tests.factories.applications import World, a_round, a_world

ASKED = (ItemWanted(Defect.UNSIGNED, "사업계획서 마지막 쪽에 대표자 서명을 해 주세요.", "d.plan_file"),)


@dataclass(frozen=True)
class DeskWorld:
    """Two managers and a head of one program, an auditor, and one application in review.  Ids only."""

    world: World
    manager_id: UUID
    colleague_id: UUID
    head_id: UUID
    auditor_id: UUID

    @property
    def application_id(self) -> UUID:
        return self.world.application_id

    def actor(self, who: str = "manager") -> Actor:
        own = f"{who}_id"
        return an_actor(getattr(self, own)) if hasattr(self, own) else self.world.actor(who)

    def application(self) -> Application:
        session = session_now()
        session.rollback()
        return queries.get_visible(session, self.actor(), self.application_id)

    def review(self) -> EligibilityReview:
        session = session_now()
        session.rollback()
        return or_not_found(intake.find_review(session, self.application_id))

    def supplements(self) -> list[SupplementRequest]:
        session = session_now()
        session.rollback()
        return supplements.list_supplements(session, self.application_id)

    def row_keys(self) -> list[str]:
        return [draft.key for draft in checklist.list_drafts(session_now(), self.application())]

    def judge(self, who: str = "manager", **failing: Judgement) -> None:
        """Every row 적합 but those named: `judge(arrears=Judgement(…))` for the row "s.arrears"."""
        wanted = [
            failing.get(key.partition(".")[2], Judgement(key, Verdict.PASS, Ground.MET_BY_DOCUMENT))
            for key in self.row_keys()
        ]
        judged = judge_checks(actor=self.actor(who), application_id=self.application_id, wanted=wanted, now=clock.now())
        assert judged.refused == {}

    def judge_arrears_fail(self, who: str = "manager") -> None:
        self.judge(
            who,
            arrears=Judgement(
                "s.arrears", Verdict.FAIL, Ground.ARREARS, "지방세 납세증명서 1쪽: 체납 1건(2026. 3. 2. 조회)"
            ),
        )

    def ask(self, who: str = "manager", **changes: Any) -> UUID:
        wanted: dict[str, Any] = {"items": ASKED, "note": "", "due_on": a_due_day()} | changes
        return request_supplement(actor=self.actor(who), application_id=self.application_id, now=clock.now(), **wanted)


def a_due_day() -> date:
    """A week from today; the tests' clock stands on a Monday."""
    return day_in_kst(clock.now()) + timedelta(days=7)


def a_desk(*, eligibility: tuple[dict[str, Any], ...] = (), round_id: UUID | None = None, **names: str) -> DeskWorld:
    """The deadline has passed over one submitted application."""
    round_id = round_id or a_round(eligibility=list(eligibility))
    world = a_world(round_id=round_id, **names).complete()
    world.submit()
    shut(round_id)
    head, auditor = a_user("한결재", role=Role.HEAD), a_user("조감사", role=Role.AUDITOR)
    colleague = a_user("윤동료", role=Role.MANAGER)
    return DeskWorld(world, world.manager_id, colleague.id, head.id, auditor.id)


def shut(round_id: UUID) -> None:
    """As if the deadline had passed a moment ago: closed, and everything submitted is in review."""
    now = clock.now()
    with unit_of_work(bookkeeping=True) as work:
        round_ = work.session.get_one(Round, round_id)
        round_.closes_at = now - timedelta(seconds=1)
        round_.close(at=now)
    receive_submissions(round_id=round_id, now=now)


def a_pair(later: UUID, earlier: UUID) -> UUID:
    """Two applications that a search has set beside each other, undecided."""
    with unit_of_work(bookkeeping=True) as work:
        pair = DuplicatePair(
            application_id=later,
            other_id=earlier,
            grounds=[DuplicateGround.PHONE, DuplicateGround.TEXT],
            percent=60,
            found_at=clock.now(),
        )
        work.session.add(pair)
        work.session.flush()
        return pair.id
