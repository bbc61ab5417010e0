"""What the right person sends to the doors of evaluation, one table for each room of the slice."""

from __future__ import annotations

from collections.abc import Mapping

from tests.trust import review_after, review_people, review_sheets
from tests.trust.press import Press

PRESSES: Mapping[str, Press] = {**review_people.PRESSES, **review_sheets.PRESSES, **review_after.PRESSES}
