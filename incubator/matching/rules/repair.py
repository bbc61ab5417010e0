"""An assignment mended while the round runs: as few pairs as possible change, and those that do earn the most points."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from incubator.matching.rules.assignment import Assignment, solved, told
from incubator.matching.rules.limits import Unsolvable
from incubator.matching.rules.pool import Expert, Key, Pair, Pool, marked
from incubator.matching.rules.question import Question


@dataclass(frozen=True)
class Repair:
    """`lost` pairs could not stay (their expert left, a conflict, a limit); `moved` ones made room for others.

    `pool` is the question that the new assignment answers best, for `Reasons`: what was kept is forced in it.
    """

    assignment: Assignment
    kept: frozenset[Pair]
    added: frozenset[Pair]
    lost: frozenset[Pair]
    moved: frozenset[Pair]
    pool: Pool


def repair(pool: Pool, before: AbstractSet[Pair], fixed: AbstractSet[Pair] = frozenset()) -> Repair | Unsolvable:
    """`pool` tells how things are now, `before` the pairs until now, `fixed` those that must stay (already scored)."""
    fixing = replace(pool, forced=frozenset(pool.forced) | fixed)
    question = Question.of(fixing)
    stood = marked(before, question.rows, question.columns)
    bonus = question.net(question.points).penalty
    taken = solved(question, question.points + bonus * stood)
    if isinstance(taken, Unsolvable):
        return taken
    assignment = told(question, taken)
    after = frozenset(assignment.pairs)
    kept = after & before
    possible = frozenset(question.pairs(stood & question.eligible))
    gone = frozenset(before) - after
    return Repair(
        assignment, kept, after - before, gone - possible, gone & possible, replace(fixing, forced=fixing.forced | kept)
    )


def without(pool: Pool, expert: Key, scored: AbstractSet[Pair] = frozenset()) -> Pool:
    """The pool after this expert has dropped out: he takes nothing but what he has scored already."""
    done = frozenset(pair for pair in scored if pair[1] == expert)
    left = Expert(expert, len(done))
    return replace(
        pool,
        experts=tuple(left if one.id == expert else one for one in pool.experts),
        forbidden=pool.forbidden | (frozenset((case.id, expert) for case in pool.cases) - done),
    )
