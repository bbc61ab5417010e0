"""Password hashing: argon2id, at the cost the composition root names.

One check costs tens of milliseconds of a core.  Checks run one after the other in a process, and one thread of it always
stays out of the queue, so that a rush to the sign-in page never starves those who are submitting (performance.md §1).
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from incubator.core.errors import TooMany
from incubator.core.text import text

FULL = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
"""19 MiB, two passes, one lane: the least quality.md AU-09 allows."""
LIGHT = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
"""For tests only."""


LONGEST_WAIT_SECONDS = 0.25
"""For a seat in the queue: as long as a few checks take."""


class _Desk:
    hasher = FULL
    unknown = ""
    """A hash nobody's password has, checked for unknown accounts so that they take as long as known ones."""
    turn = threading.Lock()
    seats = threading.BoundedSemaphore(2)


def configure(hasher: PasswordHasher, *, seats: int) -> None:
    """`seats`: how many threads of this process may be at it at once, waiting ones included."""
    _Desk.hasher = hasher
    _Desk.unknown = hasher.hash("nobody has this password")
    _Desk.seats = threading.BoundedSemaphore(max(1, seats))


def hasher() -> PasswordHasher:
    return _Desk.hasher


@contextmanager
def _seat() -> Iterator[None]:
    if not _Desk.seats.acquire(timeout=LONGEST_WAIT_SECONDS):
        raise TooMany(
            text("지금 로그인하는 분이 많아 잠시 받지 못했습니다."),
            retry_after=2,
            how=text("2초쯤 뒤에 다시 눌러 주세요. 작성 중인 신청서에는 영향이 없습니다."),
        )
    try:
        with _Desk.turn:
            yield
    finally:
        _Desk.seats.release()


def hash_password(password: str) -> str:
    """Raises TooMany when too many are waiting already."""
    with _seat():
        return _Desk.hasher.hash(password)


def matches(password_hash: str | None, password: str) -> bool:
    """Whether the password is the right one; None (no such account) takes as long and says no.  Raises TooMany."""
    with _seat():
        try:
            _Desk.hasher.verify(password_hash or _Desk.unknown, password)
        except (VerificationError, InvalidHashError):
            return False
    return password_hash is not None


def is_weaker_than_wanted(password_hash: str) -> bool:
    return _Desk.hasher.check_needs_rehash(password_hash)
