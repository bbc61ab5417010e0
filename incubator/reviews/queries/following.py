"""The selection after its announcement: who holds a place, who waits, what was moved."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from incubator.accounts.actor import Actor
from incubator.applications.models import Application, ApplicationVersion, Outcome
from incubator.applications.queries.eligibility import list_findings
from incubator.applications.queries.reading import HEAD
from incubator.applications.workflow import ApplicationState, OutcomeState
from incubator.core.dates import day_in_kst
from incubator.core.errors import RuleBroken, or_not_found
from incubator.core.text import text
from incubator.parameters.queries import days_off, value
from incubator.programs.models import Round
from incubator.programs.rules.eligibility import Finding
from incubator.programs.rules.kinds import Outcome as Answer
from incubator.reviews.models import Decision, DecisionLine, Objection, SelectionChange
from incubator.reviews.models.following import OFFER
from incubator.reviews.policy.people import may_read_round
from incubator.reviews.rules.clocks import waiting_ends_at
from incubator.reviews.rules.following import free_places
from incubator.reviews.rules.waiting import Promotion, Skip, Standing, Waiting, next_in_line
from incubator.reviews.workflow import DecisionState, ObjectionState
from incubator.reviews.workflow import Standing as Decided

LOOK_AHEAD = timedelta(days=100)
HOLDING = frozenset({OutcomeState.SELECTED, OutcomeState.OFFERED})
SKIPPED = frozenset({OutcomeState.FORFEITED, OutcomeState.CLOSED, OutcomeState.REVOKED})


def get_released(session: Session, round_id: UUID) -> Decision:
    """The decision that was announced, with its lines.  Raises RuleBroken before that."""
    found = session.scalar(
        select(Decision)
        .where(Decision.round_id == round_id, Decision.state == DecisionState.RELEASED)
        .options(joinedload(Decision.lines))
    )
    if found is None:
        raise RuleBroken(
            text("선정 결과를 아직 발표하지 않았습니다."),
            how=text("발표한 뒤에 예비 순위와 선정 변경을 다룰 수 있습니다."),
        )
    return found


def list_results(session: Session, round_id: UUID) -> list[Outcome]:
    """All of the round with application, organisation and round; the waiting list in its order."""
    return list(
        session.scalars(
            select(Outcome)
            .join(Application, Application.id == Outcome.application_id)
            .where(Outcome.round_id == round_id)
            .options(joinedload(Outcome.application, innerjoin=True).options(*HEAD))
            .order_by(Outcome.waiting_no.is_(None), Outcome.waiting_no, Application.receipt_no)
        )
    )


def get_result(session: Session, application_id: UUID) -> Outcome:
    """With application, organisation, round and program.  Raises NotFound."""
    return or_not_found(
        session.scalar(
            select(Outcome)
            .where(Outcome.application_id == application_id)
            .options(joinedload(Outcome.application, innerjoin=True).options(*HEAD))
        )
    )


def list_failing(session: Session, application: Application, now: datetime) -> list[Finding]:
    """Conditions of the call the applicant does not fulfil any more, by the same engine as at submission."""
    round_ = application.round
    version = session.scalar(
        select(ApplicationVersion).where(
            ApplicationVersion.application_id == application.id, ApplicationVersion.number == application.version_no
        )
    )
    if version is None:
        return []
    fresh = list_findings(
        session,
        round_,
        application.organisation,
        application.self_check,
        others=0,
        now=now,
        by=version.submitted_by,
        answers=version.snapshot["answers"],
    )
    return [finding for finding in fresh if finding.outcome is Answer.FAIL]


def is_eligible(session: Session, application: Application, now: datetime) -> bool:
    return application.state is ApplicationState.ELIGIBLE and not list_failing(session, application, now)


def pools_of(decision: Decision) -> dict[UUID, str]:
    """With whom each application competed: every pool has seats and a waiting list of its own."""
    return {line.application_id: line.pool for line in decision.lines}


def count_free(decision: Decision, results: list[Outcome], pool: str) -> int:
    """Places of the pool nobody has taken; `next_in_line` counts an offer that waits as one that holds a place."""
    pools = pools_of(decision)
    decided = sum(line.standing is Decided.SELECTED and line.pool == pool for line in decision.lines)
    holding = sum(row.state is OutcomeState.SELECTED and pools.get(row.application_id) == pool for row in results)
    return free_places(decided, holding=holding)


def waiting_limit(session: Session, round_: Round, now: datetime) -> datetime:
    """24:00 of the last day of the waiting list.  Raises RuleBroken while the call has no start of agreements."""
    if round_.agreement_on is None:
        raise RuleBroken(
            text("공고에 협약 시작일이 없어 예비 순위의 기한을 셀 수 없습니다."),
            how=text("공고의 일정에서 협약 시작일을 정한 뒤에 다시 해 주세요."),
        )
    return waiting_ends_at(round_.agreement_on, value(session, "reviews.waiting_months", on=day_in_kst(now)))


def next_of(
    session: Session, round_: Round, decision: Decision, results: list[Outcome], pool: str, now: datetime
) -> Promotion:
    """Who is next on the list of the pool, until when he would answer, and who is passed over and why."""
    waiting_limit(session, round_, now)
    today, pools = day_in_kst(now), pools_of(decision)
    listed = [row for row in results if row.waiting_no is not None and pools.get(row.application_id) == pool]
    return next_in_line(
        [_waiting(session, row, now) for row in listed],
        free_seats=count_free(decision, results, pool),
        asked_at=now,
        reply_days=value(session, "reviews.offer_days", on=today),
        agreement_starts_on=round_.agreement_on or today,
        off=days_off(session, today, today + LOOK_AHEAD),
        months=value(session, "reviews.waiting_months", on=today),
    )


def _waiting(session: Session, row: Outcome, now: datetime) -> Waiting:
    number = row.waiting_no or 0
    if row.state is OutcomeState.SELECTED:
        return Waiting(row.application_id, number, Standing.PROMOTED)
    if row.state is OutcomeState.OFFERED:
        return Waiting(row.application_id, number, Standing.ASKED)
    if row.state in SKIPPED:
        return Waiting(row.application_id, number, Standing.SKIPPED, Skip.DECLINED if row.reason else Skip.SILENT)
    return Waiting(row.application_id, number, ineligible=not is_eligible(session, row.application, now))


def find_upheld(session: Session, application_id: UUID) -> Objection | None:
    """The objection that was upheld: its applicant may be offered a place whatever the list says."""
    return session.scalar(
        select(Objection)
        .join(DecisionLine, DecisionLine.id == Objection.line_id)
        .where(DecisionLine.application_id == application_id, Objection.state == ObjectionState.UPHELD)
    )


def list_upheld(session: Session, round_id: UUID) -> set[UUID]:
    """Applications of the round whose objection was upheld."""
    return set(
        session.scalars(
            select(DecisionLine.application_id)
            .join(Objection, Objection.line_id == DecisionLine.id)
            .join(Decision, Decision.id == DecisionLine.decision_id)
            .where(Decision.round_id == round_id, Objection.state == ObjectionState.UPHELD)
        )
    )


def find_moved(session: Session, application_id: UUID) -> SelectionChange | None:
    """What was moved about the application and waits."""
    return session.scalar(
        select(SelectionChange).where(SelectionChange.application_id == application_id, SelectionChange.verdict == "")
    )


def get_change(session: Session, actor: Actor, change_id: UUID, *, for_change: bool = False) -> SelectionChange:
    """With application, organisation, round and program, for staff of the program.  Raises NotFound."""
    wanted = (
        select(SelectionChange)
        .where(SelectionChange.id == change_id)
        .options(joinedload(SelectionChange.application, innerjoin=True).options(*HEAD))
    )
    found = or_not_found(session.scalar(wanted.with_for_update(of=SelectionChange) if for_change else wanted))
    may_read_round(actor, found.application.round)
    return found


def list_changes(session: Session, round_id: UUID) -> list[SelectionChange]:
    """Those that wait first, then the newest."""
    return list(
        session.scalars(
            select(SelectionChange)
            .where(SelectionChange.round_id == round_id)
            .options(joinedload(SelectionChange.application, innerjoin=True).options(*HEAD))
            .order_by(SelectionChange.verdict != "", SelectionChange.proposed_at.desc(), SelectionChange.id)
        )
    )


def list_moved(session: Session) -> list[SelectionChange]:
    """All that waits for its second person, with application, organisation, round and program."""
    return list(
        session.scalars(
            select(SelectionChange)
            .where(SelectionChange.verdict == "")
            .options(joinedload(SelectionChange.application, innerjoin=True).options(*HEAD))
            .order_by(SelectionChange.proposed_at, SelectionChange.id)
        )
    )


def promised_won(session: Session, results: list[Outcome], besides: UUID) -> list[int]:
    """What those who hold or were offered a place were promised, the one in hand left out; what was moved counts too."""
    held = [int(row.amount_won or 0) for row in results if row.state in HOLDING and row.application_id != besides]
    moved = session.scalars(
        select(SelectionChange.amount_won).where(
            SelectionChange.round_id.in_({row.round_id for row in results}),
            SelectionChange.verdict == "",
            SelectionChange.kind == OFFER,
            SelectionChange.application_id != besides,
        )
    )
    return [*held, *(int(won or 0) for won in moved)]


def list_with_waiting(session: Session) -> list[Round]:
    """Rounds in which somebody waits and whose agreements have a start."""
    return list(
        session.scalars(
            select(Round)
            .where(
                Round.agreement_on.is_not(None),
                Round.id.in_(select(Outcome.round_id).where(Outcome.state == OutcomeState.WAITLISTED)),
            )
            .order_by(Round.id)
        )
    )


def find_change_author(session: Session, change_id: UUID) -> UUID | None:
    """Who moved it."""
    return session.scalar(select(SelectionChange.proposed_by).where(SelectionChange.id == change_id))
