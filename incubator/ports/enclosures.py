"""Files that go along with a mail, made or fetched at the moment of sending from what the mail remembers of them.

The slices that own the files hand their makers to the composition root; notifications know only kind and reference.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from incubator.ports.mailbox import Enclosure

Maker = Callable[[str], Enclosure]
"""From a reference (an id as text) to the file.  Raises LookupError when it is gone for good."""


class _Desk:
    makers: Mapping[str, Maker] = {}


def configure(makers: Mapping[str, Maker]) -> None:
    _Desk.makers = makers


def fetch(kind: str, reference: str) -> Enclosure:
    """Raises LookupError for a kind nobody makes or a file that is gone."""
    return _Desk.makers[kind](reference)
