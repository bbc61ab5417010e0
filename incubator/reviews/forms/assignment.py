"""What the page of assignments sends."""

from __future__ import annotations

from uuid import UUID

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, IntegerField
from wtforms.validators import InputRequired, NumberRange

from incubator.core.text import text
from incubator.reviews.rules.allotment import MOST_SEED, Pair, Wish
from incubator.web.forms import BaseForm
from incubator.web.i18n import later

MOST_PAIRS = 2000
SEVERAL = 1000
WHOLE = later(text("1부터 1000까지의 숫자로 적어 주세요."))


class SolveForm(BaseForm):
    """Forced and forbidden pairs come as fields `pair` of the table: see `pairs_chosen`."""

    demand = IntegerField(later(text("신청서 한 건을 볼 위원 수")), [InputRequired(), NumberRange(1, SEVERAL, WHOLE)])
    most = IntegerField(
        later(text("위원 한 사람이 맡을 신청서(많아야)")), [InputRequired(), NumberRange(1, SEVERAL, WHOLE)]
    )
    seed = IntegerField(
        later(text("추첨 번호(같은 번호는 같은 답)")),
        [InputRequired(), NumberRange(0, MOST_SEED, later(text("0부터 999999까지의 숫자로 적어 주세요.")))],
    )
    balanced = BooleanField(later(text("위원의 건수를 고르게")))
    repair = BooleanField(later(text("지금 배정을 되도록 그대로 두고 빈 곳만 채우기")))

    def wish(self, sent: MultiDict[str, str]) -> Wish:
        return Wish(
            demand=self.demand.data or 0,
            most=self.most.data or 0,
            seed=self.seed.data or 0,
            balanced=bool(self.balanced.data),
            forced=pairs_chosen(sent, "force"),
            forbidden=pairs_chosen(sent, "forbid"),
            repair=bool(self.repair.data),
        )


def pairs_chosen(sent: MultiDict[str, str], choice: str) -> frozenset[Pair]:
    """`wish.<application>.<appointment>` set to `force` or `forbid`; what is no pair of ids is no wish."""
    found = set()
    for name, value in list(sent.items())[:MOST_PAIRS]:
        parts = name.split(".")
        if value != choice or len(parts) != 3 or parts[0] != "wish":
            continue
        try:
            found.add((UUID(parts[1]), UUID(parts[2])))
        except ValueError:
            continue
    return frozenset(found)
