"""Text for people, kept apart from its translation.

A rule or a policy says *what* it has to say in Korean; a door turns it into the reader's language. So `Text` carries
the Korean message of the catalogue and its parameters, and knows nothing of a request.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Text:
    """A message of the catalogue with its parameters (`%(name)s`).  `str()` gives the Korean sentence."""

    msgid: str
    params: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.msgid % self.params if self.params else self.msgid

    def __hash__(self) -> int:
        return hash(self.msgid)

    def payload(self) -> dict[str, Any]:
        """Plain values for storage; nested texts are stored the same way, other values as they print."""
        plain = {
            key: value.payload() if isinstance(value, Text) else value if isinstance(value, int | str) else str(value)
            for key, value in self.params.items()
        }
        return {"msgid": self.msgid, "params": plain}

    @classmethod
    def from_payload(cls, payload: Mapping[str, Any]) -> Text:
        params = {
            key: cls.from_payload(value) if isinstance(value, Mapping) and "msgid" in value else value
            for key, value in payload.get("params", {}).items()
        }
        return cls(payload["msgid"], params)


def text(msgid: str, /, **params: Any) -> Text:
    """Mark a Korean sentence for the catalogue.  The extractor finds calls of this name."""
    return Text(msgid, params)
