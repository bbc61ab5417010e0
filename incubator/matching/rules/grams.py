"""The terms of a Korean text as numbers: pairs and triples of letters inside a word, and whole words of Latin letters.

Korean words carry particles and are joined freely, so that parts of words are compared; no list of words is needed, and
new words count like others.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator

import numpy as np

from incubator.matching.rules.pool import Ints

WORD = re.compile(r"[0-9a-z]+|[^\W0-9a-z_]+")
_LATIN = 1 << 62
_BITS = 21
_SHORTEST = 2
_PARTICLES = ("에서", "으로", "를", "을", "는", "은", "가", "이", "와", "과")
"""Taken off the end of a shown term; 를, 는, 가, 와 follow a vowel, 을, 은, 이, 과 and 으로 a consonant."""
_AFTER_VOWEL = frozenset("를는가와")
_AFTER_CONSONANT = frozenset(("을", "은", "이", "과", "으로"))
_FIRST_SYLLABLE, _FINALS = 0xAC00, 28


def words_of(words: str) -> list[str]:
    """Small letters, full width folded; a word ends where Latin letters or digits begin."""
    return WORD.findall(unicodedata.normalize("NFKC", words).casefold())


def terms_of(words: list[str]) -> Ints:
    """The terms with their repetitions, in no order.  A Korean word of one letter is no term."""
    latin = [_latin(word) for word in words if word[0].isascii()]
    letters = np.frombuffer(" ".join(word for word in words if not word[0].isascii()).encode("utf-32-le"), np.uint32)
    code = letters.astype(np.int64)
    inside = code != ord(" ")
    two = code[:-1] << _BITS | code[1:]
    three = two[:-1] << _BITS | code[2:]
    both = inside[:-1] & inside[1:]
    return np.concatenate([two[both], three[both[:-1] & inside[2:]], np.array(latin, np.int64)])


def _latin(word: str) -> int:
    return _LATIN | int.from_bytes(hashlib.blake2b(word.encode(), digest_size=7).digest(), "big")


def shared_runs(words: list[str], others: list[str]) -> Iterator[str]:
    """The longest parts of these words, of two letters and more, that stand in the other ones; Latin words whole."""
    latin = {word for word in others if word[0].isascii()}
    joined = " ".join(word for word in others if not word[0].isascii())
    for word in words:
        if word[0].isascii():
            if word in latin:
                yield word
            continue
        place = 0
        while place <= len(word) - _SHORTEST:
            end = place + _SHORTEST
            if word[place:end] not in joined:
                place += 1
                continue
            while end < len(word) and word[place : end + 1] in joined:
                end += 1
            yield word[place:end]
            place = end


def without_particle(word: str) -> str:
    """As it would stand in a dictionary, where that is plain; two letters remain at least."""
    for particle in _PARTICLES:
        stem = word.removesuffix(particle)
        if stem == word or len(stem) < _SHORTEST:
            continue
        closed = _has_final(stem[-1])
        if (particle in _AFTER_VOWEL and closed) or (particle in _AFTER_CONSONANT and not closed):
            continue
        return stem
    return word


def _has_final(letter: str) -> bool:
    """Whether a syllable ends in a consonant."""
    return (ord(letter) - _FIRST_SYLLABLE) % _FINALS != 0
