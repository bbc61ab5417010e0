"""What makes two applications one and the same: marks of the applicant, and what of the answers is compared."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from incubator.core.errors import Invalid
from incubator.core.text import Text, text
from incubator.core.typed import one_spelling, problem_of
from incubator.organisations.rules import digits_of, search_key

LONGEST_REASON = 1_000
LEAST_LETTERS = 20
"""Answers shorter than this (names, numbers, choices) are no text to compare."""


class DuplicateGround(StrEnum):
    """Why two applications are set beside each other (domain.md §7, 16)."""

    REGISTRATION = "same_company"
    REPRESENTATIVE = "same_representative"
    PHONE = "same_phone"
    EMAIL = "same_email"
    TEXT = "alike_text"


LABELS: Mapping[StrEnum, Text] = {
    DuplicateGround.REGISTRATION: text("같은 기업"),
    DuplicateGround.REPRESENTATIVE: text("같은 대표자"),
    DuplicateGround.PHONE: text("같은 전화"),
    DuplicateGround.EMAIL: text("같은 전자우편"),
    DuplicateGround.TEXT: text("비슷한 글"),
}


@dataclass(frozen=True)
class Known:
    """What is known of an applicant when it hands in.  Blank values mark nothing."""

    organisation_id: UUID
    brn: str
    representative_id: UUID | None
    representative_name: str
    born_on: date | None
    phones: tuple[str, ...]
    emails: tuple[str, ...]


def marks_of(known: Known) -> frozenset[tuple[DuplicateGround, str]]:
    """(ground, hash) of everything that tells this applicant.  A name alone tells nobody: it takes the birthday, too."""
    found: set[tuple[DuplicateGround, str]] = set()

    def mark(ground: DuplicateGround, value: str) -> None:
        if value:
            found.add((ground, hashlib.sha256(f"{ground}:{value}".encode()).hexdigest()))

    mark(DuplicateGround.REGISTRATION, f"entry {known.organisation_id}")
    mark(DuplicateGround.REGISTRATION, digits_of(known.brn))
    mark(DuplicateGround.REPRESENTATIVE, f"person {known.representative_id}" if known.representative_id else "")
    name = search_key(known.representative_name)
    mark(DuplicateGround.REPRESENTATIVE, f"{name} {known.born_on}" if name and known.born_on else "")
    for phone in known.phones:
        mark(DuplicateGround.PHONE, digits_of(phone))
    for email in known.emails:
        mark(DuplicateGround.EMAIL, one_spelling(email).casefold())
    return frozenset(found)


@dataclass(frozen=True)
class Enclosed:
    """A file handed in with an application: its name, its hash and, where it could be read, its text."""

    name: str
    sha256: str
    text: str = ""


@dataclass(frozen=True)
class Written:
    """Everything of an application that is compared: the answers first, then each file.

    `edges` are (where it begins in `text`, name of the file), in order; what stands before the first is an answer.
    """

    text: str
    edges: tuple[tuple[int, str], ...] = ()

    def places_of(self, part: slice) -> tuple[str, ...]:
        """In which files these letters stand, in order; a blank name is the answers."""
        begins = [(0, ""), *self.edges]
        ends = [begin for begin, _ in self.edges] + [len(self.text)]
        return tuple(
            name for (begin, name), end in zip(begins, ends, strict=True) if part.start < end and begin < part.stop
        )


def written(answers: Mapping[str, Any], files: Iterable[Enclosed]) -> Written:
    """Answers and texts of files in one row; files without text are left out."""
    parts, edges, length = [text_of(answers)], [], 0
    for file in files:
        if file.text:
            length += len(parts[-1]) + 1
            edges.append((length, file.name))
            parts.append(file.text)
    return Written("\n".join(parts), tuple(edges))


TEXT_KINDS = ("pdf", "docx", "pptx", "hwpx", "hwp")
"""Files whose text is compared; numbers of a table (xlsx) and pictures are not."""


def plans_in(snapshot: Mapping[str, Any], papers: Collection[str]) -> tuple[Enclosed, ...]:
    """The files of a version whose text is compared.  `papers` are questions for certificates, which are all alike."""
    return tuple(
        Enclosed(file["name"], file["sha256"])
        for file in snapshot.get("files", ())
        if file["question"] not in papers and file["name"].rpartition(".")[2].casefold() in TEXT_KINDS
    )


def text_of(answers: Mapping[str, Any]) -> str:
    """The written answers of a snapshot in their order, tables included; names of files and choices are left out."""
    return "\n".join(_texts(answers.values()))


def _texts(values: Iterable[Any]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            if len(value) >= LEAST_LETTERS:
                yield value
        elif isinstance(value, Mapping):
            if "sha256" not in value:
                yield from _texts(value.values())
        elif isinstance(value, list | tuple):
            yield from _texts(value)


def ordered(first: UUID, second: UUID) -> tuple[UUID, UUID]:
    """(the later one, the earlier one): ids are made in the order of time."""
    return (first, second) if first > second else (second, first)


def checked_reason(raw: str) -> str:
    """Why a pair is or is not a duplicate.  Raises Invalid (field "reason")."""
    reason = one_spelling(raw)
    problem = problem_of(reason, most=LONGEST_REASON, lines=True)
    if problem or not reason:
        raise Invalid(problem or text("까닭을 적어 주세요. 판단의 근거로 남습니다."), field="reason")
    return reason
