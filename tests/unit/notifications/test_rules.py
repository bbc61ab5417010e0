"""When mails leave."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from incubator.core.dates import kst
from incubator.notifications.rules import (
    KINDS,
    Mode,
    NoticeKind,
    SecretLink,
    is_hopeless,
    last_digest_moment,
    mode_of,
    wait_after,
)


def test_every_kind_is_declared():
    assert set(KINDS) == set(NoticeKind)


@pytest.mark.parametrize("chosen", [None, *Mode])
def test_duties_leave_at_once_whatever_was_chosen(chosen):
    for kind, rule in KINDS.items():
        assert mode_of(kind, chosen, duty=True) is Mode.NOW
        if rule.duty:
            assert mode_of(kind, chosen, duty=False) is Mode.NOW


def test_other_kinds_follow_the_choice_or_their_default():
    assert mode_of(NoticeKind.CALL_NEWS, None, duty=False) is Mode.DAILY
    assert mode_of(NoticeKind.CALL_NEWS, Mode.OFF, duty=False) is Mode.OFF
    assert mode_of(NoticeKind.MESSAGE, Mode.DAILY, duty=False) is Mode.DAILY


def test_the_wait_doubles_up_to_an_hour():
    assert [int(wait_after(tries).total_seconds() // 60) for tries in (1, 2, 3, 4, 5, 6, 7, 8, 99)] == (
        [1, 2, 4, 8, 16, 32, 60, 60, 60]
    )


def test_a_mail_is_given_up_after_four_hours():
    start = kst(2016, 4, 20, 9)
    assert not is_hopeless(created_at=start, next_try=start + timedelta(hours=4))
    assert is_hopeless(created_at=start, next_try=start + timedelta(hours=4, seconds=1))


@pytest.mark.parametrize(
    ("now", "moment"),
    [
        (kst(2016, 4, 20, 7, 59, 59), kst(2016, 4, 19, 8)),
        (kst(2016, 4, 20, 8), kst(2016, 4, 20, 8)),
        (kst(2016, 4, 20, 23, 59), kst(2016, 4, 20, 8)),
    ],
)
def test_the_daily_mail_is_due_at_its_hour_on_the_korean_clock(now, moment):
    assert last_digest_moment(now, 8) == moment


def test_a_secret_link_survives_storage():
    link = SecretLink("/sign-up/proof/", "verify_email", uuid4())
    assert SecretLink.from_payload(link.payload()) == link
