"""The decision about a round: the proposal by rank, the committee, and what its release will bring about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.approvals.queries import find_pending
from incubator.core.errors import DomainError
from incubator.core.text import Text
from incubator.programs.models import Round
from incubator.questionnaires.rules.definition import words
from incubator.reviews.forms.decisions import TypedRow
from incubator.reviews.models import Decision, DecisionLine
from incubator.reviews.pages.tabs import tabs_of
from incubator.reviews.policy.decisions import is_another, may_withdraw
from incubator.reviews.policy.people import may_head, may_run
from incubator.reviews.queries import computation as sheets
from incubator.reviews.queries import decisions
from incubator.reviews.queries.decisions import Race, Runner
from incubator.reviews.queries.releases import count_readers, live_lines, public_name
from incubator.reviews.rules.decided import VOTE_LABELS, Vote
from incubator.reviews.rules.selection import OUTCOME_LABELS, propose, ties_left
from incubator.reviews.usecases.request_release import SUBJECT
from incubator.reviews.workflow import DECISION_WORKFLOW, DecisionState, DecisionStep, Standing
from incubator.web.i18n import chosen_locale


@dataclass(frozen=True)
class ProposalRow:
    """One runner.  `by_rank`: the ranks alone would select it; `barred` says why it can never be."""

    id: UUID
    pool: str
    rank: int | None
    receipt_no: str
    name: str
    score: str
    by_rank: bool
    is_chosen: bool
    amount: str
    reason: str
    barred: Text | None


@dataclass(frozen=True)
class ProposalPage:
    """`short`: seats more than those who may take one.  `problem`: why nothing can be proposed yet."""

    rows: tuple[ProposalRow, ...]
    seats: tuple[tuple[str, int], ...]
    waiting_length: int
    short: int
    stopped: int
    problem: DomainError | None


@dataclass(frozen=True)
class LineShown:
    receipt_no: str
    name: str
    public_name: str
    standing: Standing
    rank: int | None
    waiting_no: int | None
    score: str
    amount_won: int | None
    deviation: str
    readers: int = 0


@dataclass(frozen=True)
class DecisionShown:
    id: UUID
    no: int
    state: DecisionState
    sha256: str
    budget_won: int | None
    total_won: int
    shows_scores: bool
    next_steps: str
    minutes: str
    proposed_by: str
    confirmed_by: str
    released_by: str
    confirmed_at: datetime | None
    released_at: datetime | None
    votes: tuple[tuple[str, Text], ...]
    lines: tuple[LineShown, ...]


@dataclass(frozen=True)
class DecisionPage:
    """Either `proposal` (nothing stands yet) or `shown`."""

    round_id: UUID
    round_title: str
    tabs: tuple[dict[str, object], ...]
    proposal: ProposalPage | None
    shown: DecisionShown | None
    earlier: tuple[tuple[int, DecisionState, str], ...]
    may_propose: bool
    may_deliberate: bool
    may_confirm: bool
    may_withdraw: bool
    may_ask: bool
    pending: Any


def decision_page(
    session: Session, actor: Actor, round_: Round, typed: Mapping[UUID, TypedRow] | None = None
) -> DecisionPage:
    """`typed` are the rows of a proposal that was refused."""
    live = decisions.find_live(session, round_.id)
    steps = DECISION_WORKFLOW.steps_from(live.state) if live else ()
    runs, heads = bool(may_run(actor, round_)), bool(may_head(actor, round_))
    pending = find_pending(session, SUBJECT, live.id) if live else None
    return DecisionPage(
        round_id=round_.id,
        round_title=words(chosen_locale(), round_.title, round_.title_en),
        tabs=tabs_of(round_.id, "reviews.decision"),
        proposal=None if live else proposal_page(session, round_, typed),
        shown=decision_shown(session, live) if live else None,
        earlier=tuple(
            (row.no, row.state, row.state_reason)
            for row in decisions.list_decisions(session, round_.id)
            if row.state is DecisionState.WITHDRAWN
        ),
        may_propose=runs and live is None,
        may_deliberate=runs and DecisionStep.DELIBERATE in steps,
        may_confirm=heads and live is not None and DecisionStep.CONFIRM in steps and bool(is_another(actor, live)),
        may_withdraw=DecisionStep.WITHDRAW in steps and pending is None and bool(may_withdraw(actor, round_)),
        may_ask=runs and DecisionStep.RELEASE in steps and pending is None,
        pending=pending,
    )


def proposal_page(session: Session, round_: Round, typed: Mapping[UUID, TypedRow] | None) -> ProposalPage:
    try:
        race = decisions.race_of(session, round_)
    except DomainError as error:
        return ProposalPage((), (), 0, 0, 0, error)
    by_rank: set[UUID] = set()
    if not ties_left(race.candidates):
        by_rank = set(propose(race.candidates, race.seats, waiting_length=0).selected)
    known = sheets.list_named(session, [row.candidate.application for row in race.runners])
    rows = [_proposal_row(row, known[row.candidate.application], by_rank, typed) for row in race.runners]
    return ProposalPage(
        rows=tuple(sorted(rows, key=lambda row: (row.pool, row.rank is None, row.rank or 0, row.receipt_no))),
        seats=tuple(sorted(race.seats.items())),
        waiting_length=round_.waiting_list_length,
        short=race.short,
        stopped=len(race.stopped),
        problem=None,
    )


def _proposal_row(
    row: Runner, application: Any, by_rank: set[UUID], typed: Mapping[UUID, TypedRow] | None
) -> ProposalRow:
    one = row.candidate
    given = typed.get(one.application) if typed else None
    amount = f"{one.amount:,}" if one.amount else ""
    return ProposalRow(
        id=one.application,
        pool=one.division,
        rank=one.rank,
        receipt_no=application.receipt_no or "",
        name=application.organisation.display_name,
        score=row.score,
        by_rank=one.application in by_rank,
        is_chosen=given.is_chosen if given else one.application in by_rank,
        amount=given.amount if given else amount,
        reason=given.reason if given else "",
        barred=OUTCOME_LABELS[one.barred] if one.barred else None,
    )


def runner_ids(race: Race) -> list[UUID]:
    return [row.candidate.application for row in race.runners]


def decision_shown(session: Session, decision: Decision) -> DecisionShown:
    people = [one for one in (decision.proposed_by, decision.confirmed_by, decision.released_by) if one]
    names = decisions.names_of(session, people)
    lines = tuple(_line(line) for line in decisions.list_lines(session, decision.id))
    return DecisionShown(
        id=decision.id,
        no=decision.no,
        state=decision.state,
        sha256=decision.sha256,
        budget_won=decision.budget_won,
        total_won=sum(line.amount_won or 0 for line in lines),
        shows_scores=decision.shows_scores,
        next_steps=decision.next_steps,
        minutes=decision.minutes,
        proposed_by=names[decision.proposed_by],
        confirmed_by=names[decision.confirmed_by] if decision.confirmed_by else "",
        released_by=names[decision.released_by] if decision.released_by else "",
        confirmed_at=decision.confirmed_at,
        released_at=decision.released_at,
        votes=tuple((row.member, VOTE_LABELS[Vote(row.vote)]) for row in decisions.list_votes(session, decision.id)),
        lines=lines,
    )


def _line(line: DecisionLine, readers: int = 0) -> LineShown:
    return LineShown(
        receipt_no=line.application.receipt_no or "",
        name=line.application.organisation.display_name,
        public_name=public_name(line.application),
        standing=line.standing,
        rank=line.rank,
        waiting_no=line.waiting_no,
        score=line.score,
        amount_won=line.amount_won,
        deviation=line.deviation,
        readers=readers,
    )


@dataclass(frozen=True)
class ReleasePage:
    """What will happen: `people` get a notice, the tasks of `selected` follow, `public` is the list as it will look."""

    round_id: UUID
    round_title: str
    shown: DecisionShown
    lines: tuple[LineShown, ...]
    people: int
    withdrawn: int
    pending: Any

    def of(self, *standings: str) -> tuple[LineShown, ...]:
        return tuple(line for line in self.lines if line.standing.value in standings)


def release_page(session: Session, round_: Round, decision: Decision, now: datetime) -> ReleasePage:
    found = live_lines(session, decision)
    readers = count_readers(session, found, now)
    shown = decision_shown(session, decision)
    return ReleasePage(
        round_id=round_.id,
        round_title=words(chosen_locale(), round_.title, round_.title_en),
        shown=shown,
        lines=tuple(_line(line, readers[line.application_id]) for line in found),
        people=sum(readers.values()),
        withdrawn=len(shown.lines) - len(found),
        pending=find_pending(session, SUBJECT, decision.id),
    )
