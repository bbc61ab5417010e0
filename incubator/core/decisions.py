"""The answer of a policy: allowed, or denied with a reason a person can read."""

from __future__ import annotations

from dataclasses import dataclass

from incubator.core.errors import Forbidden
from incubator.core.text import Text, text

NO_REASON = text("")


@dataclass(frozen=True)
class Decision:
    """Truthy when allowed; `enforce()` raises `Forbidden` with the reason otherwise."""

    allowed: bool
    reason: Text = NO_REASON

    def __bool__(self) -> bool:
        return self.allowed

    def enforce(self) -> None:
        if not self.allowed:
            raise Forbidden(self.reason)


ALLOW = Decision(allowed=True)


def deny(reason: Text) -> Decision:
    return Decision(allowed=False, reason=reason)
