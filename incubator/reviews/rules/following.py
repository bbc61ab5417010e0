"""Why a selection is revoked (domain.md §2.2), and how many places are free."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from incubator.core.errors import Invalid
from incubator.core.text import Text, text


class Ground(StrEnum):
    """창업사업화 지원사업 운영지침 제9조 제2항."""

    INELIGIBLE = "revoked_ineligible"
    FORGED = "revoked_forged"
    DUPLICATE = "revoked_duplicate"
    NOT_MATCHING = "revoked_not_matching"


LABELS: Mapping[StrEnum, Text] = {
    Ground.INELIGIBLE: text("신청 자격이 없음이 드러남"),
    Ground.FORGED: text("거짓 서류나 표절"),
    Ground.DUPLICATE: text("같은 과제로 중복 지원"),
    Ground.NOT_MATCHING: text("공고의 조건과 다름"),
}
LEAST_WORDS = 5
LONGEST_WORDS = 4000


def check_words(words: str, *, field: str) -> str:
    """Trimmed.  Raises Invalid beside the field when it says nothing or too much."""
    plain = words.strip()
    if len(plain) < LEAST_WORDS:
        raise Invalid(text("%(least)d자 이상 적어 주세요.", least=LEAST_WORDS), field=field)
    if len(plain) > LONGEST_WORDS:
        raise Invalid(text("%(most)d자까지 적을 수 있습니다.", most=LONGEST_WORDS), field=field)
    return plain


def free_places(decided: int, *, holding: int) -> int:
    """`decided` places of the released decision less those who hold one; never less than none."""
    return max(0, decided - holding)


def over_budget(budget_won: int | None, given_won: Iterable[int], wanted_won: int) -> int:
    """By how many won the offer goes over what may be given out in all; 0 without a budget."""
    return 0 if budget_won is None else max(0, sum(given_won) + wanted_won - budget_won)
