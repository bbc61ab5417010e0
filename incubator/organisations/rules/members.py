"""Who must stay in a company."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from incubator.core.errors import RuleBroken
from incubator.core.text import text


def keep_an_owner(owner_ids: Iterable[UUID], *, without: UUID) -> None:
    """Raises RuleBroken when the person is the only owner (quality.md AZ-12).  Ask under the company's lock."""
    owners = set(owner_ids)
    if owners == {without}:
        raise RuleBroken(
            text("기업 관리자가 한 명뿐이라 바꾸거나 내보낼 수 없습니다."),
            how=text("먼저 다른 구성원을 기업 관리자로 바꿔 주세요. 기업을 더 쓰지 않으시면 기업 닫기를 골라 주세요."),
        )
