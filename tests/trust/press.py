"""One press: who sends what, from which page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Press:
    """`by` opens `page` (an endpoint; the door's own address when empty) and sends its form with these values."""

    by: str
    page: str | None = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    file: str = ""
    """The field that carries a small PDF."""


def button(by: str, **values: Any) -> Press:
    return Press(by, None, values)
