from datetime import timedelta

import pytest

from incubator.applications.rules import (
    DECLARATIONS,
    LABELS,
    Refusal,
    Rung,
    canonical,
    due_rung,
    is_key,
    list_text,
    new_key,
    sha256_of,
    shown_hash,
    undeclared,
)
from incubator.applications.rules.applying import LONGEST_LIST_TEXT
from incubator.core.dates import kst

CLOSES = kst(2026, 3, 31, 18)
BEGAN = kst(2026, 3, 2, 10)
MICRO = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("now", "since", "rung"),
    [
        (CLOSES - timedelta(days=7) - MICRO, BEGAN, None),
        (CLOSES - timedelta(days=7), BEGAN, Rung.WEEK),
        (CLOSES - timedelta(days=6), CLOSES - timedelta(days=7), None),
        (CLOSES - timedelta(days=3), CLOSES - timedelta(days=7), Rung.THREE_DAYS),
        (CLOSES - timedelta(days=1), CLOSES - timedelta(days=3), Rung.DAY),
        (CLOSES - timedelta(hours=3), CLOSES - timedelta(days=1), Rung.THREE_HOURS),
        (CLOSES, CLOSES - timedelta(hours=3), None),
        (CLOSES + MICRO, BEGAN, None),
    ],
)
def test_due_rung_climbs_the_ladder(now, since, rung):
    assert due_rung(now=now, closes_at=CLOSES, since=since) == rung


def test_due_rung_sends_only_the_latest_after_a_standstill():
    assert due_rung(now=CLOSES - timedelta(hours=2), closes_at=CLOSES, since=BEGAN) == Rung.THREE_HOURS


def test_due_rung_leaves_a_draft_alone_that_began_after_the_rung():
    began = CLOSES - timedelta(days=2)

    assert due_rung(now=CLOSES - timedelta(days=2) + MICRO, closes_at=CLOSES, since=began) is None


def test_canonical_is_one_text_for_one_content():
    assert canonical({"나": [1, "가"], "a": None}) == '{"a":null,"나":[1,"가"]}'
    assert canonical({"a": 1, "b": 2}) == canonical({"b": 2, "a": 1})


def test_canonical_refuses_what_has_no_text():
    with pytest.raises(ValueError, match="Out of range"):
        canonical({"x": float("nan")})


def test_sha256_of_changes_with_any_letter():
    assert sha256_of({"answers": {"q": "가"}}) != sha256_of({"answers": {"q": "각"}})
    assert len(sha256_of({})) == 64


def test_shown_hash_ignores_order_and_repetition():
    assert shown_hash(revision=3, declared=("truth", "integrity")) == shown_hash(
        revision=3, declared=("integrity", "truth", "truth")
    )
    assert shown_hash(revision=3, declared=("truth",)) != shown_hash(revision=4, declared=("truth",))


def test_undeclared_names_what_is_missing():
    assert [item.key for item in undeclared(())] == ["truth", "integrity"]
    assert [item.key for item in undeclared(("truth",))] == ["integrity"]
    assert undeclared(tuple(item.key for item in DECLARATIONS)) == ()


@pytest.mark.parametrize(
    ("raw", "good"),
    [("a" * 16, True), ("a" * 15, False), ("a" * 65, False), ("가" * 20, False), ("a b" * 8, False), ("", False)],
)
def test_is_key(raw, good):
    assert is_key(raw) is good


def test_new_key_is_a_key_and_never_the_same():
    assert is_key(new_key())
    assert new_key() != new_key()


def test_list_text_gathers_search_keys_once():
    assert list_text("", "주식회사 바다 정보", "2016-IGEN-03-0042") == "바다정보\n2016igen030042"
    assert list_text("바다정보", "(주)바다정보") == "바다정보"


def test_every_refusal_has_a_label():
    assert [code for code in Refusal if code not in LABELS] == []


def test_list_text_fits_an_index_whatever_was_typed_and_keeps_what_is_said_first():
    found = list_text("바다정보", "2016-IGEN-03-0042", "\ufdfa" * 300)

    assert len(found.encode()) <= LONGEST_LIST_TEXT
    assert found.startswith("바다정보\n2016igen030042\n")
