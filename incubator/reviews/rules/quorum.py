"""How many of a panel have to be there (평가 지침 제5조: two thirds)."""

from __future__ import annotations


def quorum_of(seats: int, of_three: int) -> int:
    """The least number of people: `of_three` of every three seats, rounded up.  5 seats at two of three are 4."""
    return -(-seats * of_three // 3)
