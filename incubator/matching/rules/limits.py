"""Why an assignment cannot be made: which limit stands in the way, and by how much."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from incubator.core.text import Text, text
from incubator.matching.rules.network import Flow, Net
from incubator.matching.rules.pool import Key, Mask
from incubator.matching.rules.question import Question


class LimitKind(StrEnum):
    FORCED_CONFLICT = "forced_conflict"
    FORCED_FORBIDDEN = "forced_forbidden"
    FORCED_STRANGER = "forced_stranger"
    FORCED_OVER_NEED = "forced_over_need"
    FORCED_OVER_LOAD = "forced_over_load"
    LIMITS_CROSSED = "limits_crossed"
    CAPACITY = "capacity"
    CASE = "case"
    GROUP = "group"
    EXPERT_MINIMUM = "expert_minimum"
    MINIMUMS = "minimums"


@dataclass(frozen=True)
class Limit:
    """`needed` is asked for by these cases (or by the minimums of these experts), `available` is what can be had.

    CASE: one case needs more experts than may look at it.  GROUP: these cases together need more than these experts, the
    only ones who may look at them, can take.  CAPACITY: the same for all cases.  EXPERT_MINIMUM, MINIMUMS: these experts
    shall take more cases than there are for them.  FORCED_…: what was ordered breaks another limit.
    """

    kind: LimitKind
    needed: int
    available: int
    cases: tuple[Key, ...] = ()
    experts: tuple[Key, ...] = ()

    @property
    def short_by(self) -> int:
        return self.needed - self.available


@dataclass(frozen=True)
class Unsolvable:
    """At least one limit, the plainest first."""

    limits: tuple[Limit, ...]


SENTENCES: Mapping[LimitKind, Text] = {
    LimitKind.FORCED_CONFLICT: text("%(case)s에 %(expert)s 위원을 지정하셨지만 제척·기피·회피 관계가 있어 맡길 수 없습니다. 지정을 풀어 주세요."),
    LimitKind.FORCED_FORBIDDEN: text("%(case)s에 %(expert)s 위원을 지정하면서 같은 짝을 금지하셨습니다. 둘 중 하나를 풀어 주세요."),
    LimitKind.FORCED_STRANGER: text("지정하신 짝에 이번 배정에 없는 신청이나 위원이 있습니다. 지정을 풀어 주세요."),
    LimitKind.FORCED_OVER_NEED: text("%(case)s에는 위원 %(available)s명이 필요한데 %(needed)s명을 지정하셨습니다. 지정을 %(short)s건 풀어 주세요."),
    LimitKind.FORCED_OVER_LOAD: text("%(expert)s 위원은 %(available)s건까지 맡는데 %(needed)s건을 지정하셨습니다. 한도를 늘리거나 지정을 %(short)s건 풀어 주세요."),
    LimitKind.LIMITS_CROSSED: text("%(expert)s 위원의 최소 건수(%(needed)s건)가 최대 건수(%(available)s건)보다 많습니다. 둘 중 하나를 고쳐 주세요."),
    LimitKind.CAPACITY: text("필요한 심사는 모두 %(needed)s건인데 위원들이 맡을 수 있는 것은 %(available)s건이어서 %(short)s건이 모자랍니다. 위원을 더 모시거나 한도를 늘려 주세요."),
    LimitKind.CASE: text("%(case)s에는 위원 %(needed)s명이 필요한데 맡을 수 있는 위원은 %(available)s명이어서 %(short)s명이 모자랍니다. 위원을 더 모시거나 필요한 수를 줄여 주세요."),
    LimitKind.GROUP: text("신청 %(cases)s건(%(case)s 등)에 필요한 심사는 %(needed)s건인데, 이 신청을 맡을 수 있는 위원으로는 %(available)s건까지여서 %(short)s건이 모자랍니다. 이 신청을 맡을 위원을 더 모시거나 위원 %(experts)s명의 한도를 늘려 주세요."),
    LimitKind.EXPERT_MINIMUM: text("%(expert)s 위원은 적어도 %(needed)s건을 맡아야 하는데 맡을 수 있는 신청은 %(available)s건입니다. 최소 건수를 %(short)s건 줄여 주세요."),
    LimitKind.MINIMUMS: text("위원 %(experts)s명(%(expert)s 등)의 최소 건수는 모두 %(needed)s건인데 돌아갈 심사는 %(available)s건입니다. 최소 건수를 모두 %(short)s건 줄여 주세요."),
}  # fmt: skip


def sentence(limit: Limit, name: Callable[[Key], str]) -> Text:
    """What to tell the person who asked: which limit, by how much, how to go on.  `name` names a case or an expert."""
    return Text(SENTENCES[limit.kind].msgid, {
        "needed": limit.needed, "available": limit.available, "short": limit.short_by,
        "cases": len(limit.cases), "experts": len(limit.experts),
        "case": name(limit.cases[0]) if limit.cases else "", "expert": name(limit.experts[0]) if limit.experts else "",
    })  # fmt: skip


def contradictions(question: Question) -> Iterator[Limit]:
    """What cannot be right whatever is assigned."""
    rows, columns = question.rows, question.columns
    for case, expert in sorted(question.pool.forced, key=str):
        if case not in rows or expert not in columns:
            yield Limit(LimitKind.FORCED_STRANGER, 1, 0, (case,), (expert,))
    for case, expert in question.pairs(question.forced & question.conflicts):
        yield Limit(LimitKind.FORCED_CONFLICT, 1, 0, (case,), (expert,))
    for case, expert in question.pairs(question.forced & question.forbidden & ~question.conflicts):
        yield Limit(LimitKind.FORCED_FORBIDDEN, 1, 0, (case,), (expert,))
    yield from _over(question)


def _over(question: Question) -> Iterator[Limit]:
    for number, wanted in zip(question.forced.sum(1).tolist(), question.cases, strict=True):
        if number > wanted.needs:
            yield Limit(LimitKind.FORCED_OVER_NEED, number, wanted.needs, (wanted.id,))
    for number, asked in zip(question.forced.sum(0).tolist(), question.experts, strict=True):
        if number > asked.most:
            yield Limit(LimitKind.FORCED_OVER_LOAD, number, asked.most, (), (asked.id,))
        if asked.least > asked.most:
            yield Limit(LimitKind.LIMITS_CROSSED, asked.least, asked.most, (), (asked.id,))


def lonely(question: Question) -> Iterator[Limit]:
    """Cases for which there are fewer experts than they need, experts for whom there are fewer cases than they shall take."""
    for number, wanted in zip(question.eligible.sum(1).tolist(), question.cases, strict=True):
        if number < wanted.needs:
            yield Limit(LimitKind.CASE, wanted.needs, number, (wanted.id,))
    asking = question.eligible & (question.needs > 0)[:, None]
    for number, asked in zip(asking.sum(0).tolist(), question.experts, strict=True):
        if number < asked.least:
            yield Limit(LimitKind.EXPERT_MINIMUM, asked.least, number, (), (asked.id,))


def shortages(question: Question, net: Net, flow: Flow) -> Iterator[Limit]:
    """The cuts that hold the best flow back.  It is the best, so each names exactly what is missing in it."""
    needs, least = net.needs + question.forced.sum(1), net.least + np.minimum(net.done, question.least)
    whole, room = int(needs.sum()), int((net.most + net.done).sum())
    lacking = np.maximum(net.least - flow.taken.sum(0), 0)
    if flow.missing.any() and room < whole:
        yield Limit(LimitKind.CAPACITY, whole, room, tuple(question.rows), tuple(question.columns))
    for cases, experts in _groups(net, flow, flow.missing > 0):
        if room >= whole or not (cases | (needs == 0)).all():
            yield _short(
                question, LimitKind.GROUP, (int(needs[cases].sum()), int(flow.missing[cases].sum())), cases, experts
            )
    for _, experts in _groups(net, flow, lacking > 0, of_experts=True):
        nobody = np.zeros(len(needs), np.bool_)
        yield _short(
            question, LimitKind.MINIMUMS, (int(least[experts].sum()), int(lacking[experts].sum())), nobody, experts
        )


def _short(question: Question, kind: LimitKind, needed_missing: tuple[int, int], cases: Mask, experts: Mask) -> Limit:
    needed, missing = needed_missing
    return Limit(
        kind,
        needed,
        needed - missing,
        tuple(key for key, place in question.rows.items() if cases[place]),
        tuple(key for key, place in question.columns.items() if experts[place]),
    )


def _groups(net: Net, flow: Flow, short: Mask, *, of_experts: bool = False) -> Iterator[tuple[Mask, Mask]]:
    """Who is short, with all who compete for the same: cases for experts (who are all full), or experts for cases."""
    could, does = net.open & ~flow.taken, flow.taken
    if of_experts:
        could, does = could.T, does.T
    left = short.copy()
    while left.any():
        group: Mask = np.zeros(len(left), np.bool_)
        group[left.argmax()] = True
        while True:
            wanted: Mask = np.logical_or.reduce(could[group], axis=0)
            more = group.copy()
            more |= does[:, wanted].any(axis=1)
            more |= left & could[:, wanted].any(axis=1)
            if (more == group).all():
                break
            group = more
        left &= ~group
        yield (wanted, group) if of_experts else (group, wanted)
