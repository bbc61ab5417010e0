"""Replaces what the shipped typefaces cannot draw, so that an emoji in a file name does not stop a receipt."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

BOX = "□"
_SHAPELESS = frozenset({"Cf", "Cc", "Mn", "Me"})


def printable(values: Any, can_draw: Callable[[str], bool]) -> tuple[Any, bool]:
    """The values with a box for each letter no typeface draws, and whether there was one.

    Invisible signs (joiners, direction and variation marks) are left out: alone they have no shape.
    """
    replaced: list[str] = []

    def clean(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: clean(item) for key, item in value.items()}
        if isinstance(value, list):
            return [clean(item) for item in value]
        return _line(value, can_draw, replaced) if isinstance(value, str) else value

    return clean(values), bool(replaced)


def _line(value: str, can_draw: Callable[[str], bool], replaced: list[str]) -> str:
    letters = []
    for letter in unicodedata.normalize("NFC", value):
        if letter.isspace():
            letters.append(" ")
        elif can_draw(letter):
            letters.append(letter)
        elif unicodedata.category(letter) not in _SHAPELESS:
            letters.append(BOX)
            replaced.append(letter)
    return "".join(letters)
