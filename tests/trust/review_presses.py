"""What the right person sends to the doors of evaluation, one table for each room of the slice."""

from __future__ import annotations

from collections.abc import Mapping

from tests.trust import review_after, review_people, review_results, review_sheets
from tests.trust.press import Press

ROOMS = (review_people.PRESSES, review_sheets.PRESSES, review_results.PRESSES, review_after.PRESSES)
PRESSES: Mapping[str, Press] = {name: press for room in ROOMS for name, press in room.items()}
