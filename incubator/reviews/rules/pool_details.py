"""What staff write about a person of the pool, checked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from typing import Any, Protocol

from incubator.core.errors import Invalid
from incubator.core.text import Text, text
from incubator.core.typed import one_spelling, problem_of
from incubator.organisations.rules.numbers import brn_is_valid, digits_of
from incubator.programs.rules.kinds import ProgramField
from incubator.reviews.rules.pool import read_away, read_employments, read_relations

LONGEST_PROFILE = 2000
LONGEST_LINE = 200
MOST_A_YEAR = 100


READERS = {"employments": read_employments, "relations": read_relations, "away": read_away}


class Described(Protocol):
    """A row of the pool."""

    version: int


@dataclass(frozen=True)
class Details:
    """The columns of `PoolMember` that staff write."""

    fields: list[str]
    profile: str
    employer: str
    employer_brn: str
    address: str
    is_public_official: bool
    employments: list[dict[str, Any]]
    relations: list[dict[str, Any]]
    away: list[dict[str, Any]]
    yearly_cap: int | None

    def write_to(self, row: Described) -> None:
        """Only what differs: an attribute set to what it was would count as a change."""
        for item in fields(self):
            if getattr(row, item.name, None) != getattr(self, item.name):
                setattr(row, item.name, getattr(self, item.name))


def accepted(
    *,
    fields: Collection[str],
    profile: str = "",
    employer: str = "",
    employer_brn: str = "",
    address: str = "",
    is_public_official: bool = False,
    employments: str = "",
    relations: str = "",
    away: str = "",
    yearly_cap: int | None = None,
) -> Details:
    """What was typed, checked and in one spelling.  Raises Invalid with a sentence for each field that is wrong."""
    problems: dict[str, tuple[Text, ...]] = {}
    words = {"profile": one_spelling(profile), "employer": one_spelling(employer), "address": one_spelling(address)}
    problems |= _of_words(words)
    known: list[str] = [item.value for item in ProgramField if item.value in set(fields)]
    if not known:
        problems["fields"] = (text("분야를 하나 넘게 골라 주세요."),)
    if employer_brn.strip() and not brn_is_valid(employer_brn):
        problems["employer_brn"] = (text("사업자등록번호가 맞지 않습니다. 열 자리 숫자를 확인해 주세요."),)
    if yearly_cap is not None and not 1 <= yearly_cap <= MOST_A_YEAR:
        problems["yearly_cap"] = (text("1에서 %(most)d 사이의 숫자로 적어 주세요.", most=MOST_A_YEAR),)
    rows = _rows({"employments": employments, "relations": relations, "away": away}, problems)
    if problems:
        raise Invalid(text("고칠 곳이 있습니다."), problems=problems)
    return Details(
        fields=known,
        employer_brn=digits_of(employer_brn),
        is_public_official=is_public_official,
        yearly_cap=yearly_cap,
        profile=words["profile"],
        employer=words["employer"],
        address=words["address"],
        employments=rows["employments"],
        relations=rows["relations"],
        away=rows["away"],
    )


def _of_words(words: Mapping[str, str]) -> dict[str, tuple[Text, ...]]:
    found = {
        key: problem_of(plain, most=LONGEST_PROFILE if key == "profile" else LONGEST_LINE, lines=key == "profile")
        for key, plain in words.items()
    }
    return {key: (problem,) for key, problem in found.items() if problem}


def _rows(raw: Mapping[str, str], problems: dict[str, tuple[Text, ...]]) -> dict[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = {}
    for key, typed in raw.items():
        try:
            rows[key] = READERS[key](typed)
        except Invalid as error:
            problems |= error.problems
    return rows
