"""What fits together, without tables: plain values in, plain values out.

- `likeness`: how alike two texts are letter by letter, and the prints by which copies are found.
- `expertise.Expertise(cases, experts, field_percent=…)`: points of all pairs from fields and texts; `.parts(case, expert)`
  tells what they consist of and which terms are shared.
- `assignment.assign(pool)`: experts for all cases at once, or `limits.Unsolvable` with the limits that stand in the way
  (`limits.sentence` says each); `assignment.highest_floor(pool)`: how strong the weakest pair can be;
  `assignment.appraise(pool, pairs)`: the figures of pairs made by hand.
- `reasons.Reasons(pool, pairs).why(pair)`: why this one, why not the next, what a change would cost.
- `repair.repair(pool, before, fixed)`: mended with the fewest changes; `repair.without(pool, expert, scored)`: the pool
  after somebody has dropped out.
- `pool`: the words of the question (`Case`, `Expert`, `Points`, `Pool`).

Only `likeness` stands at the top: the others need the solver, which who does not assign need not load.
"""

from incubator.matching.rules.likeness import (
    ALIKE,
    PASSAGE,
    PRINTS,
    Likeness,
    Passage,
    Plain,
    Searched,
    compare,
    hashes_in,
    letters_of,
    plain,
    print_of,
)

__all__ = [
    "ALIKE",
    "PASSAGE",
    "PRINTS",
    "Likeness",
    "Passage",
    "Plain",
    "Searched",
    "compare",
    "hashes_in",
    "letters_of",
    "plain",
    "print_of",
]
