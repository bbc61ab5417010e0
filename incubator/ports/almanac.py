"""Korea's statutory days off (관공서의 공휴일에 관한 규정), with substitute days, as the `holidays` package knows them.

The package is renewed monthly; what it does not know yet (a day off called on short notice) the administrator enters,
see `parameters`.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import holidays


@lru_cache(maxsize=64)
def statutory_days(year: int) -> dict[date, tuple[str, str]]:
    """{day: (Korean name, English name)} of one year."""
    korean = holidays.country_holidays("KR", years=year, language="ko")
    english = holidays.country_holidays("KR", years=year, language="en_US")
    return {day: (name, english.get(day, name)) for day, name in sorted(korean.items())}
