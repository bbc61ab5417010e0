"""The one gate before anything is done at the intake desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications import queries
from incubator.applications.events.intake import ReviewBegun
from incubator.applications.models import Application, CheckRow, EligibilityReview
from incubator.applications.models.desk import DeskAssignment
from incubator.applications.queries import checklist, desk, intake
from incubator.applications.workflow import FROZEN, ReviewState
from incubator.core.decisions import Decision
from incubator.core.errors import RuleBroken, StepNotAllowed
from incubator.core.ids import new_id
from incubator.core.text import text
from incubator.db.unit_of_work import Work

May = Callable[[Actor, Application], Decision]


@dataclass(frozen=True)
class OnDesk:
    """An application locked with its check list; `is_new` when it was begun just now."""

    application: Application
    review: EligibilityReview
    rows: dict[str, CheckRow]
    is_new: bool = False

    def checking(self) -> OnDesk:
        """Raises StepNotAllowed when rows can no longer be judged: proposed, or decided."""
        if self.review.state is not ReviewState.CHECKING:
            raise StepNotAllowed(
                text("이미 판정했거나 부적격 확인을 기다리는 신청서입니다."),
                how=text(
                    "화면을 새로 고쳐 지금 상태를 확인해 주세요. 고치려면 의견을 돌려받거나 다시 검토해야 합니다."
                ),
            )
        return self


def lock_review(work: Work, *, actor: Actor, application_id: UUID, may: May, now: datetime) -> OnDesk:
    """The application for a person who may do this, with its check list; begun when nobody has yet.

    Raises NotFound, Forbidden, RuleBroken before the deadline and for what was withdrawn.
    """
    application = queries.get_for_change(work.session, actor, application_id)
    may(actor, application).enforce()
    if application.state not in FROZEN:
        raise RuleBroken(
            text("지금은 자격을 검토하는 신청서가 아닙니다."),
            how=text("접수가 마감된 신청서만 검토할 수 있습니다. 화면을 새로 고쳐 지금 상태를 확인해 주세요."),
        )
    review = intake.find_review(work.session, application_id)
    if review is not None:
        return OnDesk(application, review, {row.key: row for row in review.rows})
    return _begin(work, actor, application, now)


def _begin(work: Work, actor: Actor, application: Application, now: datetime) -> OnDesk:
    """Who begins works on it, unless somebody was named before."""
    review = EligibilityReview(id=new_id(), application_id=application.id, state=ReviewState.PENDING, created_at=now)
    review.begin(at=now, version_no=application.version_no)
    work.session.add(review)
    rows = checklist.rows_of(review, checklist.list_drafts(work.session, application))
    work.session.add_all(rows)
    if desk.find_assignment_for_change(work.session, application.id) is None:
        work.session.add(
            DeskAssignment(application_id=application.id, user_id=actor.user_id, assigned_by=actor.user_id, at=now)
        )
    work.session.flush()
    work.record(
        ReviewBegun(
            stamp=actor.stamp(now),
            application_id=application.id,
            round_id=application.round_id,
            organisation_id=application.organisation_id,
            number=application.version_no,
        )
    )
    return OnDesk(application, review, {row.key: row for row in rows}, is_new=True)
