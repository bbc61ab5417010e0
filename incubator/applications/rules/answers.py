"""How the answers of an application are found by a few letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from incubator.matching.rules import letters_of

GRAM = 2


def grams_of(answers: Mapping[str, Any]) -> str:
    """All different pairs of neighbouring letters in the written answers of a snapshot, in order, spaces between.

    Names of files are left out.  Pairs do not reach from one answer into the next.
    """
    return _joined(_pairs(letters_of(written)) for written in _written(answers.values()))


def grams_asked(words: str) -> str:
    """What answers must hold to be found by these words; empty when there are fewer than two letters to look for."""
    return _joined([_pairs(letters_of(words))])


def _joined(pairs: Iterable[set[str]]) -> str:
    return " ".join(sorted(set().union(*pairs)))


def _pairs(letters: str) -> set[str]:
    return {letters[place : place + GRAM] for place in range(len(letters) - GRAM + 1)}


def _written(values: Iterable[Any]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, Mapping):
            if "sha256" not in value:
                yield from _written(value.values())
        elif isinstance(value, list | tuple):
            yield from _written(value)
