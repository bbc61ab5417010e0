"""A call and a change in the words that are put before the people who approve."""

from __future__ import annotations

from datetime import date

import pytest

from incubator.core.dates import kst
from incubator.programs.rules.drafts import call_rows, change_rows, words_of
from incubator.programs.rules.references import ReferenceDates
from tests.factories.programs import STAGES

DATES = ReferenceDates(date(2026, 3, 2), date(2026, 3, 3))


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("title", "제3기 공모", "제3기 공모"),
        ("title_en", "", ""),
        ("quota", None, ""),
        ("quota", 7, "7"),
        ("closes_at", kst(2026, 4, 1, 18), "2026. 4. 1.(수) 18:00"),
        ("closes_at", "2026-04-01T18:00:00+09:00", "2026. 4. 1.(수) 18:00"),
        ("agreement_on", "2026-05-16", "2026. 5. 16.(토)"),
        ("agreement_on", date(2026, 5, 16), "2026. 5. 16.(토)"),
        (
            "schedule",
            [{"label": "발표", "label_en": "", "starts": "2026-04-25T10:00:00+09:00", "ends": None}],
            "- 발표 · 2026. 4. 25.(토) 10:00",
        ),
        ("stages", STAGES, "서류 평가: 반영 100%, 평가위원 5명, 과락 60점\n- 사업성 100"),
        ("tie_chain", ["without_bonus", "committee"], "1. 가점을 뺀 점수가 높은 순\n2. 위원회 의결 또는 추첨"),
        ("file_total_limit", 1_000_000, "1,000,000바이트"),
    ],
)
def test_every_kind_of_value_has_its_words(field, value, words):
    assert words_of(field, value, DATES) == words


def test_a_call_is_told_in_its_order_and_a_change_with_both_sides():
    rows = call_rows({"quota": 3, "title": "공모"}, DATES)
    (change,) = change_rows([{"field": "quota", "before": 3, "after": 5}], DATES)

    assert [(row["key"], row["before"], row["after"]) for row in rows] == [
        ("title", None, "공모"),
        ("quota", None, "3"),
    ]
    assert (change["before"], change["after"], change["label"]["msgid"]) == ("3", "5", "선정 규모")
