"""Who is told when a call appears or opens.  Applicants are told by the slice that knows them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.queries import list_user_ids_with_role
from incubator.accounts.roles import Role
from incubator.approvals.events import ApprovalGranted, ApprovalReturned, ApprovalWithdrawn
from incubator.core.errors import RuleBroken
from incubator.core.events import Event, afterwards, inside
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.db.unit_of_work import Work
from incubator.notifications.rules import NoticeKind
from incubator.notifications.usecases.notify import notify
from incubator.programs import queries
from incubator.programs.events import RoundCancelled, RoundExtended, RoundOpened, RoundPublished
from incubator.programs.models import Round
from incubator.programs.usecases.carry_out_approval import carry_out_approval, take_back_draft
from incubator.questionnaires.events import QuestionnaireDiscarded


def tell_staff_of_publication(fact: RoundPublished, now: datetime) -> None:
    _tell(fact, fact.round_id, "programs/round_published", now)


def tell_staff_of_opening(fact: RoundOpened, now: datetime) -> None:
    _tell(fact, fact.round_id, "programs/round_opened", now)


def tell_staff_of_extension(fact: RoundExtended, now: datetime) -> None:
    _tell(fact, fact.round_id, "programs/round_extended", now)


def tell_staff_of_cancellation(fact: RoundCancelled, now: datetime) -> None:
    _tell(fact, fact.round_id, "programs/round_cancelled", now)


def _tell(fact: Event, round_id: UUID, template: str, now: datetime) -> None:
    """Managers and heads of the program, except who did it."""
    found: Round = queries.get_round(session_now(), round_id)
    program_id, branch_id = found.program_id, found.program.branch_id
    people = {
        user_id
        for role in (Role.MANAGER, Role.HEAD)
        for user_id in list_user_ids_with_role(session_now(), role, now, program_id=program_id, branch_id=branch_id)
        if user_id != fact.stamp.actor_id
    }
    context = {
        "title": found.title,
        "opens_at": found.opens_at,
        "closes_at": found.closes_at,
        "reason": fact.reason,
    }
    notify(
        recipients=sorted(people),
        kind=NoticeKind.STAFF_WORK,
        template=template,
        context=context,
        link=f"/staff/rounds/{round_id}",
        now=now,
        key=str(fact.id),
    )


def keep_form_of_rounds(work: Work, fact: QuestionnaireDiscarded) -> None:
    """A draft version that a round has chosen is not discarded.  Raises RuleBroken, naming the rounds."""
    titles = queries.list_titles_using(work.session, fact.version_id)
    if titles:
        raise RuleBroken(
            text(
                "다음 공고가 이 양식을 쓰고 있어 버릴 수 없습니다: %(titles)s",
                titles=", ".join(f"‘{t}’" for t in titles),
            ),
            how=text("그 공고의 ‘신청서 양식’에서 다른 양식을 고른 뒤 다시 버려 주세요."),
        )


SUBSCRIPTIONS = (
    inside(QuestionnaireDiscarded, keep_form_of_rounds),
    inside(ApprovalGranted, carry_out_approval),
    inside(ApprovalReturned, take_back_draft),
    inside(ApprovalWithdrawn, take_back_draft),
    afterwards(RoundPublished, tell_staff_of_publication),
    afterwards(RoundOpened, tell_staff_of_opening),
    afterwards(RoundExtended, tell_staff_of_extension),
    afterwards(RoundCancelled, tell_staff_of_cancellation),
)
