"""Names, limits, codes, counters and letters."""

from __future__ import annotations

import unicodedata
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incubator.core.dates import kst
from incubator.core.errors import Invalid
from incubator.documents.rules import (
    ALL_KINDS,
    MOST_FILE_BYTES,
    FileKind,
    FileRule,
    Receipt,
    ReceiptFile,
    Throttle,
    canonical,
    check_claim,
    claimed_kind,
    clean_name,
    content_hash,
    grouped,
    new_code,
    printable,
    read_code,
)
from incubator.documents.rules.papers import ALPHABET

NOON = kst(2016, 4, 20, 12)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("사업계획서.pdf", "사업계획서.pdf"),
        (unicodedata.normalize("NFD", "사업계획서.pdf"), "사업계획서.pdf"),
        ("C:\\fakepath\\사업계획서.pdf", "사업계획서.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("가\r\n나: 머리글.pdf", "가 나_ 머리글.pdf"),
        ("가\0나.pdf", "가나.pdf"),
        ("견적서\u202efdp.exe.pdf", "견적서fdp.exe.pdf"),
        ("  두  칸 .pdf ", "두 칸.pdf"),
        ("\u3000전각　빈칸.pdf", "전각 빈칸.pdf"),
        ('따옴표"와<꺾쇠>.pdf', "따옴표_와_꺾쇠_.pdf"),
        ("...숨김.pdf", "숨김.pdf"),
        ("가.PDF", "가.PDF"),
        ("가.tar.hwp", "가.tar.hwp"),
        ("😀.png", "😀.png"),
        ("가" * 300 + ".hwpx", "가" * 78 + ".hwpx"),
        ("a" * 300 + ".pdf", "a" * 146 + ".pdf"),
    ],
)
def test_a_name_is_kept_without_its_tricks(raw: str, name: str) -> None:
    assert clean_name(raw) == name


@pytest.mark.parametrize("raw", ["", " ", ".pdf", "이름없음", "이름.", "/", "\u202e", "...", " .hwp"])
def test_a_name_that_is_none_is_refused(raw: str) -> None:
    with pytest.raises(Invalid, match="쓸 수 없는 이름"):
        clean_name(raw)


@given(st.text(max_size=400))
def test_a_cleaned_name_is_clean_and_short(raw: str) -> None:
    try:
        name = clean_name(raw)
    except Invalid:
        return

    assert clean_name(name) == name
    assert len(name) <= 150
    assert len(name.encode()) <= 255
    assert not set(name) & set('/\\\0\r\n"')


@pytest.mark.parametrize(
    ("name", "kind"),
    [("가.PDF", FileKind.PDF), ("가.Jpeg", FileKind.JPG), ("가.ｈｗｐ", FileKind.HWP), ("가.exe", None), ("hwp", None)],
)
def test_the_extension_claims_a_kind(name: str, kind: FileKind | None) -> None:
    assert claimed_kind(name) is kind if "." in name else claimed_kind(name) is FileKind.HWP


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("가.zip", "압축 파일"),
        ("가.doc", "예전 형식"),
        ("가.xlsm", "매크로"),
        ("가.heic", "그림 형식"),
        ("가.svg", "웹 페이지"),
        ("가.exe", "실행 프로그램"),
        ("가.abc", "받을 수 없는 형식"),
    ],
)
def test_a_kind_we_never_take_is_refused_by_name(name: str, what: str) -> None:
    with pytest.raises(Invalid, match=what):
        check_claim(name, FileRule())


def test_the_limits_are_said_in_words() -> None:
    rule = FileRule(frozenset({FileKind.PDF, FileKind.HWP}), 20_000_000, 15)

    assert str(rule.in_words) == "HWP, PDF · 한 파일 20 MB까지 · PDF는 15쪽까지"
    assert rule.extensions == (".hwp", ".pdf")


@pytest.mark.parametrize(
    "limits", [(frozenset(), 1, None), (ALL_KINDS, 0, None), (ALL_KINDS, MOST_FILE_BYTES + 1, None), (ALL_KINDS, 1, 0)]
)
def test_a_rule_that_takes_nothing_is_a_mistake(limits: tuple[frozenset[FileKind], int, int | None]) -> None:
    with pytest.raises(ValueError, match="a file rule"):
        FileRule(*limits)


def test_a_code_has_no_letter_that_is_misread() -> None:
    assert set("01ILOU").isdisjoint(ALPHABET)
    assert len({new_code() for _ in range(1000)}) == 1000


@pytest.mark.parametrize(
    "typed", ["ABCD-EFGH-JKMN", "abcdefghjkmn", " ABCD EFGH JKMN ", "ＡＢＣＤ－ＥＦＧＨ－ＪＫＭＮ", "ABCD–EFGH–JKMN"]
)
def test_a_code_is_read_in_any_spelling(typed: str) -> None:
    assert read_code(typed) == "ABCDEFGHJKMN"


@pytest.mark.parametrize("typed", ["", "ABCD", "ABCD-EFGH-JKL1", "가나다라마바사아자차카타", "A" * 5000])
def test_what_is_no_code_is_not_read(typed: str) -> None:
    assert read_code(typed) is None


def test_a_code_is_printed_in_groups() -> None:
    assert grouped("ABCDEFGHJKMN") == "ABCD-EFGH-JKMN"


def test_content_has_one_spelling_and_one_hash() -> None:
    assert canonical({"나": 1, "가": ["x", None]}) == '{"가":["x",null],"나":1}'.encode()
    assert content_hash({"a": 1, "b": 2}) == content_hash({"b": 2, "a": 1})
    assert content_hash({"a": 1}) != content_hash({"a": 2})
    with pytest.raises(ValueError, match="JSON"):
        canonical({"a": float("nan")})


def test_a_receipt_survives_storage() -> None:
    file = ReceiptFile("가.pdf", 1_234_567, "0123456789abcdef" * 4, 3, "사업계획서")
    receipt = Receipt("2016-IGEN-03-0042", "사업", "공고", "과제", "김*늘", NOON, 2, "문의", (file,))

    assert Receipt.from_content(receipt.content()) == receipt
    assert receipt.printed()["received_at"] == "2016. 4. 20.(수) 12:00:00"
    assert receipt.printed()["files"] == [
        {"name": "가.pdf", "label": "사업계획서", "size": "1.2 MB", "pages": "3쪽", "hash": "0123456789ab"}
    ]


def test_what_cannot_be_drawn_becomes_a_box() -> None:
    values = {"name": "가😀나\u200d다", "list": ["x\ny", 3, None]}

    printed, replaced = printable(values, lambda letter: letter in "가나다xy□")

    assert (printed, replaced) == ({"name": "가□나다", "list": ["x y", 3, None]}, True)


def test_what_can_be_drawn_stays() -> None:
    assert printable("가나", lambda _: True) == ("가나", False)


def test_a_throttle_lets_so_many_pass_in_a_while() -> None:
    throttle = Throttle(most=2, seconds=60)

    asked = [throttle.wait_for("1.2.3.4", NOON + timedelta(seconds=second)) for second in (0, 10, 20, 59, 60, 61, 62)]

    assert asked == [0, 0, 40, 1, 0, 0, 58]
    assert throttle.wait_for("5.6.7.8", NOON) == 0


def test_a_throttle_forgets_the_oldest_address() -> None:
    throttle = Throttle(most=1, seconds=60, addresses=3)
    for number in range(10):
        throttle.wait_for(f"10.0.0.{number}", NOON)

    assert throttle.wait_for("10.0.0.0", NOON) == 0
    assert throttle.wait_for("10.0.0.9", NOON) > 0
