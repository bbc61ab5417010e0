"""A call laid out again: everything it says, moved in time by the days between the two announcements."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any


def copy_of(values: Mapping[str, Any], *, announced_on: date) -> dict[str, Any]:
    """`values` by column (`content.EDITABLE`); hours of the day stay, so a deadline at 18:00 stays one."""
    shift = announced_on - values["announced_on"]
    moved = {
        "announced_on": announced_on,
        "opens_at": values["opens_at"] + shift,
        "closes_at": values["closes_at"] + shift,
        "agreement_on": values["agreement_on"] + shift if values["agreement_on"] else None,
        "schedule": [
            {**row, "starts": _later(row["starts"], shift), "ends": _later(row["ends"], shift)}
            for row in values["schedule"]
        ],
    }
    return {**values, **moved}


def _later(raw: str | None, shift: timedelta) -> str | None:
    """A stored day or instant, moved; Korean time knows no summer time, so a day is always 24 hours."""
    if raw is None:
        return None
    moved = datetime.fromisoformat(raw) + shift
    return moved.isoformat() if "T" in raw else moved.date().isoformat()


def renamed(title: str, *, year: tuple[int, int], number: tuple[int, int]) -> str:
    """`2016년 제3기 …` → `2017년 제4기 …`: the year and the number of the round where the title names them."""
    named = re.sub(rf"(?<!\d){year[0]}(?!\d)", str(year[1]), title)
    korean = rf"(?<!\d)(제?\s?){number[0]}(\s?(?:기|회차|회|차))"
    named = re.sub(korean, lambda found: f"{found[1]}{number[1]}{found[2]}", named)
    english = rf"\b((?:round|run|no\.)\s){number[0]}\b"
    return re.sub(english, lambda found: f"{found[1]}{number[1]}", named, flags=re.IGNORECASE)
