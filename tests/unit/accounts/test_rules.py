"""Sessions, passwords, limits, names."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from incubator.accounts.rules import (
    check_name,
    check_password,
    check_phone,
    email_key,
    new_token,
    read_email,
    session_ends_at,
    wait_until,
)
from incubator.core.errors import Invalid

NOW = datetime(2016, 4, 20, 9, 0, tzinfo=UTC)


def is_accepted(password, *, email="gildong.hong@maru.kr", name="홍길동", is_privileged=False):
    try:
        check_password(password, email=email, name=name, is_privileged=is_privileged)
    except Invalid:
        return False
    return True


@pytest.mark.parametrize(
    "password",
    [
        "바람이 부는 항구",
        "correct horse battery",
        "마산 앞바다 물결",
        "    빈칸 네 칸     ",
        "Tr0ub4dor&3x",
        "zq" * 2 + "vn84",
        "🦊 여우와 포도밭",
        "x7Kp!" * 12 + "abcd",
        "창업 바람 마산항 은하수",
        "가나다라마바사아",
    ],
)
def test_a_password_of_any_signs_is_accepted(password):
    assert is_accepted(password)


@pytest.mark.parametrize("length", [64, 128])
def test_long_passwords_are_accepted(length):
    assert is_accepted(("은하수 바람 " * 40)[:length])


@pytest.mark.parametrize(
    "password",
    [
        "",
        "짧은암호",
        "password",
        "Password1!",
        "12345678",
        "qwertyuiop",
        "aaaaaaaaaa",
        "가가가가가가가가",
        "창업창업창업창업",
        "창업2016!!",
        "경남창조경제혁신센터",
        "incubator2016",
        "Incubator-2016",
        "startup12345",
        "gyeongnam2016",
        "관리자1234!",
        "담당자 담당자",
        "administrator1",
        "reviewer2016",
        "mentor-mentor",
        "investor2016!",
        "gildong.hong",
        "gildonghong1",
        "hong.gildong1",
        "홍길동홍길동홍길동",
        "maru12345678",
        "사업계획서2016",
        "비밀번호1234",
        "qwer1234",
        "두산메카트로닉스",
        "x" * 257,
    ],
)
def test_a_guessable_password_is_refused(password):
    assert not is_accepted(password)


def test_none_of_the_most_used_passwords_is_accepted():
    most_used = FREQUENCY_LISTS["passwords"][:3000]

    assert [word for word in most_used if is_accepted(word)] == []
    assert [word for word in most_used if is_accepted(word.upper())] == []


def test_people_who_see_others_data_need_twelve_characters():
    assert is_accepted("물결 바람 솔밭")
    assert not is_accepted("물결 바람 솔밭", is_privileged=True)
    assert is_accepted("물결 바람 솔밭 마루터", is_privileged=True)


@pytest.mark.parametrize("name", ["홍길동", "John A. Smith", "O'Neill", "Nguyễn Thị Mai", "가" * 60, "𠮷田"])
def test_names_of_people_are_accepted(name):
    assert check_name(name) == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        "   ",
        "가" * 61,
        "www.evil.example",
        "http://a.b",
        "a@b.kr",
        "<i>x</i>",
        "홍\0길동",
        "홍\u202e길동",
        "evil.com 홍",
    ],
)
def test_names_that_would_become_links_or_markup_are_refused(name):
    with pytest.raises(Invalid):
        check_name(name)


def test_a_line_break_in_a_name_becomes_a_space():
    assert check_name("홍\r\nBcc") == "홍 Bcc"


@pytest.mark.parametrize(
    ("raw", "read"),
    [("Hong@Example.KR", "Hong@example.kr"), (" a@b.kr ", "a@b.kr"), ("ａ@b.kr", "a@b.kr"), ("a@한글.kr", "a@한글.kr")],
)
def test_addresses_are_read(raw, read):
    assert read_email(raw) == read


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "a",
        "a@",
        "@b.kr",
        "a@b",
        "a b@c.kr",
        "a@b.kr\nBcc: x@y.kr",
        "홍@b.kr",
        "a@b..kr",
        f"{'a' * 65}@b.kr",
        "a@b.kr,c@d.kr",
    ],
)
def test_what_is_no_address_is_refused(raw):
    with pytest.raises(Invalid):
        read_email(raw)


def test_two_spellings_of_one_address_share_a_key():
    assert email_key(" Hong@Example.KR ") == email_key("hong@example.kr")


def test_a_telephone_number_is_kept_as_digits_or_refused():
    assert check_phone("０１０-1234-5678") == "01012345678"
    assert check_phone("  ") == ""
    with pytest.raises(Invalid):
        check_phone("전화 없음")


def test_ten_thousand_references_are_all_different_and_long_enough():
    tokens = {new_token() for _ in range(10_000)}
    assert len(tokens) == 10_000
    assert min(map(len, tokens)) * 6 >= 128


def test_the_longest_life_ends_a_session_that_is_used_all_the_time():
    start = NOW
    kept_awake = session_ends_at(
        created_at=start, seen_at=start + timedelta(hours=12), is_staff=True, is_privileged=True
    )
    applicant = session_ends_at(
        created_at=start, seen_at=start + timedelta(days=7), is_staff=False, is_privileged=False
    )
    assert kept_awake == start + timedelta(hours=12)
    assert applicant == start + timedelta(days=7)


def test_the_wait_is_over_when_the_fifth_last_failure_leaves_the_window():
    window = timedelta(minutes=5)
    failures = [NOW + timedelta(seconds=second) for second in range(5)]
    assert wait_until(failures[:4], 5, window) is None
    assert wait_until(failures, 5, window) == NOW + window
    assert wait_until([*failures, NOW + timedelta(seconds=9)], 5, window) == NOW + timedelta(seconds=1) + window
