"""What the right person sends to the doors of evaluation, one table for each room of the slice."""

from __future__ import annotations

from collections.abc import Mapping

from tests.trust import review_after
from tests.trust.press import Press, button

REASON = {"reason": "까닭을 적습니다."}
RESULTS: Mapping[str, Press] = {
    "reviews.ask_release": Press("manager", "", {"opinion": "검토해 주세요."}),
    "reviews.compute": button("manager", pooling="pool_together", **REASON),
    "reviews.confirm": button("head"),
    "reviews.confirm_computation": button("head"),
    "reviews.deliberate": button("manager", minutes="회의록을 스무 자가 넘게 적어 둡니다."),
    "reviews.export_sheet": button("auditor", **REASON),
    "reviews.judge_bonuses": Press("manager"),
    "reviews.propose": button("manager", next_steps="협약 서류를 냅니다."),
    "reviews.settle": button("manager", kind="vote", minutes="위원회에서 의결함"),
    "reviews.sign_sheet_now": Press("reviewer"),
    "reviews.withdraw": button("manager", **REASON),
}
PRESSES: Mapping[str, Press] = {**RESULTS, **review_after.PRESSES}
