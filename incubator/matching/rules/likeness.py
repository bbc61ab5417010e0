"""How alike two Korean texts are, in letters that stand in both, and a small print of a text to find alike ones by.

Spaces, signs, case and width are left out of account: Korean is spaced freely, and a copied plan is seldom spaced the
same.  No words are known here, so that new words and names count like others.  Everything is deterministic.
"""

from __future__ import annotations

import heapq
import unicodedata
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

PASSAGE = 10
"""The shortest passage: ten letters are about three words, longer than the set phrases of the trade."""
SHINGLE = 5
"""Letters whose hash makes a print; shorter than a passage, so that a text mended in many places still leaves traces."""
PRINTS = 128
ALIKE = 10
"""So many of 128 prints in common make a pair worth comparing: texts of one trade share two or three by chance,
texts that are half the same twenty and more."""
MOST_PLACES = 16
_ODD = 0x9E3779B1
_WORD = 0xFFFFFFFF
_BYTES = 4


@dataclass(frozen=True)
class Plain:
    """The letters and digits of a text, and where each stood in it."""

    letters: str
    places: tuple[int, ...]


@dataclass(frozen=True)
class Passage:
    """The same letters in both texts; the slices are of the texts as they were written."""

    first: slice
    second: slice
    length: int


@dataclass(frozen=True)
class Likeness:
    """`percent` of the letters of both texts stand in passages of the other: 100 for equal texts, 0 for strangers."""

    percent: int
    passages: tuple[Passage, ...]


def plain(text: str) -> Plain:
    """NFKC and case folded letter by letter, so that each letter knows its place."""
    letters: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        for letter in _folded(char):
            letters.append(letter)
            places.append(place)
    return Plain("".join(letters), tuple(places))


def letters_of(text: str) -> str:
    """The letters of `plain` alone, faster where the text is in its plain form already, as nearly all are."""
    if unicodedata.is_normalized("NFKC", text):
        return "".join(filter(str.isalnum, text.casefold()))
    return "".join(letter for char in text for letter in _folded(char))


def _folded(char: str) -> Iterator[str]:
    return filter(str.isalnum, unicodedata.normalize("NFKC", char).casefold())


def compare(first: str, second: str) -> Likeness:
    """Symmetric in percent; passages are told from the first text's beginning to its end, the longest at each place."""
    one, other = plain(first), plain(second)
    total = len(one.letters) + len(other.letters)
    if not one.letters or not other.letters:
        return Likeness(0, ())
    if min(len(one.letters), len(other.letters)) < PASSAGE:
        return Likeness(100, (_whole(one, other),)) if one.letters == other.letters else Likeness(0, ())
    windows, others = _windows(one.letters), _windows(other.letters)
    covered = _covered(one.letters, others) + _covered(other.letters, windows)
    return Likeness(covered * 100 // total, tuple(_passages(one, other, others)))


def _whole(one: Plain, other: Plain) -> Passage:
    return _passage(one, other, 0, 0, len(one.letters))


def _windows(letters: str) -> dict[str, list[int]]:
    """Each run of `PASSAGE` letters and where it begins (its first places only)."""
    found: dict[str, list[int]] = {}
    for place in range(len(letters) - PASSAGE + 1):
        places = found.setdefault(letters[place : place + PASSAGE], [])
        if len(places) < MOST_PLACES:
            places.append(place)
    return found


def _covered(letters: str, others: Mapping[str, list[int]]) -> int:
    """How many letters lie in a run that the other text has, too."""
    count = reached = 0
    for place in range(len(letters) - PASSAGE + 1):
        if letters[place : place + PASSAGE] in others:
            count += place + PASSAGE - max(place, reached)
            reached = place + PASSAGE
    return count


def _passages(one: Plain, other: Plain, others: Mapping[str, list[int]]) -> Iterator[Passage]:
    place, last = 0, len(one.letters) - PASSAGE
    while place <= last:
        there = others.get(one.letters[place : place + PASSAGE])
        if there is None:
            place += 1
            continue
        length, start = max((_length(one.letters, other.letters, place, begin), -begin) for begin in there)
        yield _passage(one, other, place, -start, length)
        place += length


def _length(one: str, other: str, here: int, there: int) -> int:
    length = PASSAGE
    most = min(len(one) - here, len(other) - there)
    while length < most and one[here + length] == other[there + length]:
        length += 1
    return length


def _passage(one: Plain, other: Plain, here: int, there: int, length: int) -> Passage:
    return Passage(
        slice(one.places[here], one.places[here + length - 1] + 1),
        slice(other.places[there], other.places[there + length - 1] + 1),
        length,
    )


def print_of(text: str) -> bytes:
    """The 128 smallest hashes of the text's runs of five letters, four bytes each, in order; empty for a short text.

    Two texts that share much share many of their smallest hashes, whatever else is in them (a bottom-k sketch).
    """
    raw = letters_of(text).encode("utf-32-le")
    size = SHINGLE * _BYTES
    hashes = {zlib.crc32(raw[at : at + size]) * _ODD & _WORD for at in range(0, len(raw) - size + 1, _BYTES)}
    return array("I", heapq.nsmallest(PRINTS, hashes)).tobytes()


def hashes_in(sketch: bytes) -> array[int]:
    """The hashes of a print."""
    return array("I", sketch)


class Searched:
    """Many prints looked for at once: one pass over the stock answers for all of them.

    A pass before it (`meet` for each print, then `forget_shared`) finds what everybody writes, the words of a template
    or of the call; without it such words would make every text a candidate.
    """

    def __init__(self, prints: Iterable[tuple[int, bytes]]) -> None:
        """`prints`: (number, print) of the texts looked for."""
        self.owners: dict[int, list[int]] = {}
        for number, sketch in prints:
            for value in hashes_in(sketch):
                self.owners.setdefault(value, []).append(number)
        self.known = frozenset(self.owners)
        self.met: dict[int, int] = {}

    def meet(self, sketch: bytes) -> None:
        """Count what of this print is looked for."""
        for value in self.known.intersection(hashes_in(sketch)):
            self.met[value] = self.met.get(value, 0) + 1

    def forget_shared(self, most: int) -> None:
        """Leave out what more than so many texts have."""
        self.known = frozenset(value for value in self.known if self.met.get(value, 0) <= most)

    def alike(self, sketch: bytes) -> list[int]:
        """Numbers of the texts that this print is likely to be much the same as."""
        shared = self.known.intersection(hashes_in(sketch))
        if len(shared) < ALIKE:
            return []
        counts: dict[int, int] = {}
        for value in shared:
            for number in self.owners[value]:
                counts[number] = counts.get(number, 0) + 1
        return [number for number, count in counts.items() if count >= ALIKE]
