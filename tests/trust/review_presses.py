"""What the right person sends to the doors of evaluation, one table for each room of the slice."""

from __future__ import annotations

from collections.abc import Mapping

from tests.trust import review_after, review_people
from tests.trust.press import Press, button

SCORING: Mapping[str, Press] = {
    "reviews.assignment_add": Press(
        "manager",
        "reviews.assignment",
        {"application_id": "application_id", "appointment_id": "appointment_id"},
    ),
    "reviews.assignment_everybody": button("manager"),
    "reviews.assignment_publish": button("manager"),
    "reviews.assignment_solve": Press("manager", None, {"demand": "1", "most": "1", "seed": "7"}),
    "reviews.assignment_withdraw": button("manager", reason="일정이 맞지 않습니다."),
    "reviews.attendance": button("manager", what="came"),
    "reviews.panel_lock": button("manager"),
    "reviews.panel_reopen": button("head", reason="잘못 옮겨 적었습니다."),
    "reviews.presentation_absent": button("manager"),
    "reviews.presentation_call": button("manager"),
    "reviews.presentation_delay": Press("manager", None, {"minutes": "10"}),
    "reviews.presentation_draw": button("manager"),
    "reviews.recuse": button("reviewer", reason="대표자가 친척입니다."),
    "reviews.sheet_autosave": Press("reviewer", None, {"comment": "팀이 좋습니다.", "seen": "1"}),
    "reviews.sheet_reading": button("reviewer"),
    "reviews.sheet_return": button("manager", reason="의견을 더 적어 주세요."),
    "reviews.sheet_save": Press("reviewer", "reviews.sheet", {"comment": "팀이 좋습니다."}),
}
PRESSES: Mapping[str, Press] = {**review_people.PRESSES, **SCORING, **review_after.PRESSES}
