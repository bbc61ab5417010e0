"""The fingerprint of a proposal, and how a committee's vote ends (domain.md §2.5)."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from incubator.core.text import Text, text

LEAST_MINUTES = 20
LONGEST_MINUTES = 8000
LONGEST_NAME = 40


class Vote(StrEnum):
    """How a member of the operating committee voted; `recused` stayed out of it because of a conflict of interest."""

    FOR = "for"
    AGAINST = "against"
    ABSTAINED = "abstained"
    RECUSED = "recused"


VOTE_LABELS: Mapping[StrEnum, Text] = {
    Vote.FOR: text("찬성"),
    Vote.AGAINST: text("반대"),
    Vote.ABSTAINED: text("기권"),
    Vote.RECUSED: text("회피"),
}


def digest_of_rows(rows: Sequence[Sequence[object]], budget: int | None) -> str:
    """SHA-256 of what was proposed: one row of plain values for each line, in order, and the budget."""
    words = json.dumps([list(rows), budget], ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(words.encode()).hexdigest()


def committee_problem(votes: Sequence[tuple[str, Vote]], least: int, most: int) -> Text | None:
    """Why these members cannot have decided; None when the proposal was carried.

    Present are all who are named; who was recused takes no part in the vote.  More than half of the others say yes.
    """
    names = [name for name, _ in votes]
    if len(set(names)) != len(names):
        return text("같은 위원이 두 번 적혀 있습니다.")
    if not least <= len(names) <= most:
        return text(
            "참석한 위원은 %(least)d명부터 %(most)d명까지입니다. 지금은 %(count)d명입니다.",
            least=least,
            most=most,
            count=len(names),
        )
    counts = Counter(vote for _, vote in votes)
    voting = len(names) - counts[Vote.RECUSED]
    if counts[Vote.FOR] * 2 <= voting:
        return text(
            "찬성 %(yes)d명으로는 의결되지 않습니다. 회피한 위원을 뺀 %(voting)d명의 과반수가 찬성해야 합니다.",
            yes=counts[Vote.FOR],
            voting=voting,
        )
    return None


def names_problem(names: Iterable[str]) -> Text | None:
    if any(len(name) > LONGEST_NAME for name in names):
        return text("위원의 이름은 %(most)d자까지 적을 수 있습니다.", most=LONGEST_NAME)
    return None
