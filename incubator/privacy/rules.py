"""What counts as access to personal data, and how long its record is kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from incubator.core.dates import day_in_kst, start_of_day
from incubator.core.text import Text, text


class AccessAction(StrEnum):
    """What was done with somebody else's personal data."""

    VIEW = "view"
    LIST = "list"
    CREATE = "create"
    CHANGE = "change"
    DELETE = "delete"
    PRINT = "print"
    DOWNLOAD = "download"
    EXPORT = "export"
    REVEAL = "reveal"
    PURGE = "purge"


NEEDS_REASON = frozenset({AccessAction.EXPORT, AccessAction.REVEAL})
"""Taking data out or lifting a mask says why (안전성 확보조치 기준 제8조 제2항, 제12조 제1항)."""

LABELS: Mapping[StrEnum, Text] = {
    AccessAction.VIEW: text("열람"),
    AccessAction.LIST: text("목록 열람"),
    AccessAction.CREATE: text("등록"),
    AccessAction.CHANGE: text("변경"),
    AccessAction.DELETE: text("삭제"),
    AccessAction.PRINT: text("출력"),
    AccessAction.DOWNLOAD: text("내려받기"),
    AccessAction.EXPORT: text("엑셀 내보내기"),
    AccessAction.REVEAL: text("가림 해제"),
    AccessAction.PURGE: text("보관 기간이 지난 기록 파기"),
}


def kept_since(now: datetime, years: int) -> datetime:
    """Records before this instant are past their time: the start of the Korean day `years` years ago."""
    today = day_in_kst(now)
    try:
        day = today.replace(year=today.year - years)
    except ValueError:  # 29 February
        day = today.replace(year=today.year - years, day=28)
    return start_of_day(day)
