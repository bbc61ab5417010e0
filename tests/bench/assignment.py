"""Assigning experts: ours beside the bare solver, by turns, each in a process of its own.

Ours begins with plain values (ids, pairs in conflict) and ends with pairs that are proved optimal and their figures; the
bare solver begins with ready arrays and proves nothing.
"""

from __future__ import annotations

import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from incubator.matching.rules.assignment import Assignment, assign, highest_floor
from incubator.matching.rules.expertise import Expertise, Profile
from incubator.matching.rules.pool import Case, Expert, Points, Pool
from incubator.matching.rules.reasons import Reasons
from incubator.matching.rules.repair import Repair, repair, without
from tests.bench import raw_flow, servers
from tests.bench.duplicates import SYLLABLES, peak_megabytes
from tests.bench.ground import Bench, Result

NEEDS = 3
SMALL, LARGE = (5_000, 300), (20_000, 1_000)
EXPLAINED = 300
WORDS = 6_000


def assignment(bench: Bench) -> list[Result]:
    """No database: said once."""
    if bench.database != "sqlite":
        return []
    quick = bench.scale.repeats == 1
    sizes = (SMALL,) if quick else (SMALL, LARGE)
    results = [_beside_the_limit(size, bench.scale.repeats, whole=size == SMALL) for size in sizes]
    for what in ("repair", "floor", "expertise"):
        runs = [_run(what, SMALL) for _ in range(bench.scale.repeats)]
        figures = {name: statistics.median(run[name] for run in runs) for name in runs[0]}
        results.append(Result(f"{what}, {SMALL[0]:,} over {SMALL[1]:,}", "-", figures))
    return results


def _beside_the_limit(size: tuple[int, int], repeats: int, *, whole: bool) -> Result:
    ours, limit = [], []
    for _ in range(repeats):
        ours.append(_run("ours", size))
        limit.append(_run("sparse", size))
    seconds, raw = (statistics.median(run["s"] for run in runs) for runs in (ours, limit))
    best = _run("dense", size) if whole else limit[0]
    figures: dict[str, float | str] = {
        "s": seconds, "limit s": raw, "ratio": seconds / raw, "MB": max(run["MB"] for run in ours),
        "gap to all arcs" if whole else "gap to limit": best["total"] - ours[0]["total"],
        "broken": ours[0]["broken"], "weakest": ours[0]["weakest"], "best flow's weakest": best["weakest"],
    }  # fmt: skip
    if whole:
        plain = _run("greedy", size)
        figures |= {
            "greedy %": 100 * (plain["total"] / best["total"] - 1),
            "greedy's weakest": plain["weakest"],
            "greedy short": plain["broken"],
        }
    return Result(f"assignment, {size[0]:,} x {NEEDS} over {size[1]:,}", "-", figures)


def _run(what: str, size: tuple[int, int]) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.bench.assignment", what, *map(str, size)]
    done = subprocess.run(command, cwd=servers.ROOT, stdout=subprocess.PIPE, check=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def _pool(size: tuple[int, int]) -> tuple[Any, Pool]:
    points, conflicts, caps = raw_flow.instance(*size, NEEDS)
    cases = tuple(Case(f"A{number:05}", NEEDS) for number in range(size[0]))
    experts = tuple(Expert(f"R{number:04}", cap) for number, cap in enumerate(caps.tolist()))
    barred = frozenset((cases[row].id, experts[column].id) for row, column in np.argwhere(conflicts).tolist())
    table = Points(tuple(case.id for case in cases), tuple(expert.id for expert in experts), points)
    return (points, conflicts, caps, NEEDS), Pool(cases, experts, table, barred)


def _assigned(size: tuple[int, int], method: Callable[..., Any] | None) -> dict[str, float]:
    raw, pool = _pool(size)
    started = time.perf_counter()
    found = assign(pool) if method is None else method(*raw)
    seconds = time.perf_counter() - started
    if isinstance(found, Assignment):
        found = _mask(found, size)
    per_case = np.where(found, raw[0], 0).sum(1)
    return {
        "s": seconds, "MB": peak_megabytes(), "total": int(per_case.sum()), "weakest": int(per_case.min()),
        "broken": raw_flow.broken(found, *raw[1:]),
    }  # fmt: skip


def _mask(found: Assignment, size: tuple[int, int]) -> raw_flow.Mask:
    taken = np.zeros(size, np.bool_)
    for case, expert in found.pairs:
        taken[int(str(case)[1:]), int(str(expert)[1:])] = True
    return taken


def _repaired(size: tuple[int, int]) -> dict[str, float]:
    """The busiest expert leaves when a third is scored.  No fewer can change than what he leaves unscored."""
    _, pool = _pool(size)
    before = assign(pool)
    assert isinstance(before, Assignment)
    scored = frozenset(before.pairs[::3])
    left = max(before.loads, key=lambda expert: before.loads[expert])
    started = time.perf_counter()
    mended = repair(without(pool, left, scored), frozenset(before.pairs), scored)
    seconds = time.perf_counter() - started
    assert isinstance(mended, Repair)
    started = time.perf_counter()
    reasons = Reasons(mended.pool, mended.assignment.pairs)
    for pair in sorted(mended.added, key=str):
        reasons.why(pair)
    first = time.perf_counter() - started
    reasons = Reasons(pool, before.pairs)
    started = time.perf_counter()
    for pair in before.pairs[:EXPLAINED]:
        reasons.why(pair)
    each = (time.perf_counter() - started) / EXPLAINED
    must = sum(1 for pair in before.pairs if pair[1] == left and pair not in scored)
    return {
        "s": seconds, "changed": len(mended.added), "must change": must, "scored moved": len(scored - mended.kept),
        "reasons of the changed s": first, "a reason ms": each * 1000,
    }  # fmt: skip


def _floored(size: tuple[int, int]) -> dict[str, float]:
    """The weakest pair and the weakest case, without and with the highest floor."""
    raw, pool = _pool(size)
    plain = assign(pool)
    started = time.perf_counter()
    floor = highest_floor(pool)
    assert isinstance(floor, int)
    floored = assign(replace(pool, floor=floor))
    seconds = time.perf_counter() - started
    assert isinstance(plain, Assignment)
    assert isinstance(floored, Assignment)
    return {
        "s": seconds,
        "weakest pair": int(raw[0][_mask(plain, size)].min()), "with floor": int(raw[0][_mask(floored, size)].min()),
        "weakest case": plain.fairness.weakest_points, "case with floor": floored.fairness.weakest_points,
        "total %": 100 * (floored.total / plain.total - 1),
    }  # fmt: skip


def _expertise(size: tuple[int, int]) -> dict[str, float]:
    """Summaries of 270 words and profiles of 60, over words some of which are much used."""
    chance = random.Random(20160420)
    words = ["".join(chance.choices(SYLLABLES, k=chance.choice((2, 3, 3, 4)))) for _ in range(WORDS)]

    def some(count: int) -> str:
        return " ".join(words[min(WORDS - 1, int(chance.paretovariate(0.7)))] for _ in range(count))

    cases = [Profile(number, some(270), frozenset({str(number % 12)})) for number in range(size[0])]
    experts = [Profile(number, some(60), frozenset({str(number % 12)})) for number in range(size[1])]
    started = time.perf_counter()
    found = Expertise(cases, experts, field_percent=50)
    seconds = time.perf_counter() - started
    started = time.perf_counter()
    for number in range(EXPLAINED):
        found.parts(number, number % size[1])
    return {
        "s": seconds,
        "MB": peak_megabytes(),
        "terms of a pair ms": (time.perf_counter() - started) / EXPLAINED * 1000,
    }


METHODS: dict[str, Callable[[tuple[int, int]], dict[str, float]]] = {
    "ours": lambda size: _assigned(size, None),
    "sparse": lambda size: _assigned(size, raw_flow.flow),
    "dense": lambda size: _assigned(size, lambda *raw: raw_flow.flow(*raw, top=0)),
    "greedy": lambda size: _assigned(size, raw_flow.greedy),
    "repair": _repaired,
    "floor": _floored,
    "expertise": _expertise,
}

if __name__ == "__main__":
    print(json.dumps(METHODS[sys.argv[1]]((int(sys.argv[2]), int(sys.argv[3])))))
