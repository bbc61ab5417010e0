"""선정안: propose whom a round selects, from the ranks of its confirmed computation sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.errors import Invalid, RuleBroken
from incubator.core.money import Won
from incubator.core.text import Text, text
from incubator.db.unit_of_work import Work, unit_of_work
from incubator.programs.models import Round
from incubator.reviews.events.decisions import DecisionProposed
from incubator.reviews.models import Decision
from incubator.reviews.policy.people import may_run
from incubator.reviews.queries import computation as sheets
from incubator.reviews.queries import decisions
from incubator.reviews.queries.decisions import Race
from incubator.reviews.rules.selection import (
    BudgetCheck,
    Deviation,
    Result,
    decide,
    deviations,
    propose,
    refusals,
    seats_problem,
    ties_left,
)
from incubator.reviews.usecases.lay_out_lines import digest_of_lines, lay_out_lines

LONGEST_REASON = 2000


@dataclass(frozen=True)
class Wanted:
    """`chosen` are to be selected with `amounts` in won; `reasons` say why somebody departs from the rank."""

    chosen: frozenset[UUID]
    amounts: Mapping[UUID, Won] = field(default_factory=dict)
    reasons: Mapping[UUID, str] = field(default_factory=dict)
    budget_won: Won | None = None
    shows_scores: bool = False
    next_steps: str = ""


@dataclass(frozen=True)
class Checked:
    """`reasons` of those, and only those, who depart from the rank."""

    result: Result
    reasons: Mapping[UUID, str]


def propose_decision(*, actor: Actor, round_id: UUID, wanted: Wanted, now: datetime) -> UUID:
    """The id of the new decision.

    Raises NotFound, Forbidden, RuleBroken (no confirmed sheet, a decision stands, ties left), Invalid by field:
    `pick.<id>`, `amount.<id>`, `why.<id>`, `budget`.
    """
    with unit_of_work() as work:
        round_ = sheets.get_round_for_change(work.session, actor, round_id)
        may_run(actor, round_).enforce()
        if decisions.find_live(work.session, round_id) is not None:
            raise RuleBroken(
                text("이미 올린 선정안이 있습니다."), how=text("고치려면 그 선정안을 거두고 새로 올려 주세요.")
            )
        race = decisions.race_of(work.session, round_)
        if ties_left(race.candidates):
            raise RuleBroken(
                text("동점이 풀리지 않아 선정안을 올릴 수 없습니다."),
                how=text("집계표에서 위원회의 의결이나 추첨 결과를 기록해 주세요."),
            )
        checked = check_wanted(round_, race, wanted)
        made = _decision(work, actor, round_, wanted, now)
        lines = lay_out_lines(race, checked.result, wanted.amounts, checked.reasons)
        made.sha256 = digest_of_lines(lines, made.budget_won)
        work.session.add(made)
        work.session.flush()
        for line in lines:
            line.decision_id = made.id
        work.session.add_all(lines)
        work.session.flush()
        work.record(
            DecisionProposed(
                stamp=actor.stamp(now),
                decision_id=made.id,
                round_id=round_id,
                selected=len(checked.result.selected),
                sha256=made.sha256,
            )
        )
        return made.id


def check_wanted(round_: Round, race: Race, wanted: Wanted) -> Checked:
    """What follows when these are chosen.  Raises Invalid with every problem beside its field."""
    problems: dict[str, tuple[Text, ...]] = {
        f"pick.{one}": (why,) for one, why in refusals(race.candidates, wanted.chosen).items()
    }
    if problems:
        raise Invalid(text("선정할 수 없는 신청을 골랐습니다."), problems=problems)
    by_rank = propose(race.candidates, race.seats, waiting_length=round_.waiting_list_length)
    result = decide(race.candidates, wanted.chosen, race.seats, waiting_length=round_.waiting_list_length)
    if not wanted.chosen:
        problems["pick"] = (text("선정할 신청을 하나 이상 골라 주세요."),)
    over = seats_problem(result)
    if over is not None:
        problems["pick"] = (over,)
    departing = deviations(by_rank, result, wanted.reasons)
    problems |= _problems_of_reasons(departing) | _problems_of_budget(wanted)
    if problems:
        raise Invalid(text("선정안을 올리지 못했습니다. 표시한 곳을 고쳐 주세요."), problems=problems)
    return Checked(result, {row.application: row.reason for row in departing})


def _problems_of_reasons(departing: Iterable[Deviation]) -> dict[str, tuple[Text, ...]]:
    """Beside each application that departs from the rank without a word why, or with too many."""
    long = text("까닭을 %(most)d자까지 적을 수 있습니다.", most=LONGEST_REASON)
    bare = text("순위와 다르게 정하려면 까닭을 적어 주세요.")
    found = {row.application: long if row.reason else bare for row in departing if not _is_said(row.reason)}
    return {f"why.{one}": (why,) for one, why in found.items()}


def _is_said(reason: str) -> bool:
    return 0 < len(reason) <= LONGEST_REASON


def _problems_of_budget(wanted: Wanted) -> dict[str, tuple[Text, ...]]:
    if wanted.budget_won is None:
        return {}
    total = sum(int(wanted.amounts.get(one, 0)) for one in wanted.chosen)
    problem = BudgetCheck(total, int(wanted.budget_won)).problem
    return {"budget": (problem,)} if problem else {}


def _decision(work: Work, actor: Actor, round_: Round, wanted: Wanted, now: datetime) -> Decision:
    earlier = decisions.list_decisions(work.session, round_.id)
    return Decision(
        round_id=round_.id,
        no=earlier[0].no + 1 if earlier else 1,
        budget_won=wanted.budget_won,
        shows_scores=wanted.shows_scores,
        next_steps=wanted.next_steps.strip(),
        proposed_by=actor.user_id,
        created_at=now,
    )
