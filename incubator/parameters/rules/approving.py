"""The policy numbers of internal approval: up to which budget a decision is delegated (전결)."""

from __future__ import annotations

from incubator.core.text import Text, text
from incubator.parameters.rules.kinds import ParameterRule

MOST_DELEGATED_WON = 10_000_000_000


def _limit(act: str, label: Text) -> ParameterRule:
    """Up to which budget such a decision is delegated (전결)."""
    key, source = f"approvals.{act}_limit_won", text("센터 위임전결 규정")
    return ParameterRule(key, label, text("원"), source, default=0, least=0, most=MOST_DELEGATED_WON)


ROWS: tuple[ParameterRule, ...] = (
    _limit("publish", text("공고 게시를 담당자가 전결하는 예산의 한도(0은 전결 없음)")),
    _limit("correct", text("정정공고를 담당자가 전결하는 예산의 한도(0은 전결 없음)")),
    _limit("extend", text("연장공고를 담당자가 전결하는 예산의 한도(0은 전결 없음)")),
    _limit("cancel", text("취소공고를 담당자가 전결하는 예산의 한도(0은 전결 없음)")),
)
