"""A call is judged by what it said when scoring began: its criteria do not change any more."""

from __future__ import annotations

from incubator.core.errors import RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import Work
from incubator.programs.events import RoundCorrected
from incubator.programs.rules.content import FROZEN_BY_FIRST_RECEIPT
from incubator.reviews.queries.decisions import has_scoring_begun


def refuse_late_change(work: Work, fact: RoundCorrected) -> None:
    """Inside the transaction that corrects the call.  Raises RuleBroken once a panel has begun to score."""
    if not FROZEN_BY_FIRST_RECEIPT & set(fact.fields):
        return
    if has_scoring_begun(work.session, fact.round_id):
        raise RuleBroken(
            text("평가를 시작한 뒤에는 평가 단계와 배점, 가점, 부문을 바꿀 수 없습니다. 바뀐 것은 없습니다."),
            how=text("이미 매긴 점수는 시작할 때의 기준으로 매긴 것입니다. 다음 회차에서 고쳐 주세요."),
        )
