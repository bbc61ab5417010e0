"""The text of every kind of plan is read, a picture of text is none, and no broken file raises."""

from __future__ import annotations

import struct
from importlib import import_module
from pathlib import Path

import pytest

from incubator.documents.rules import Refused
from incubator.documents.rules.inspection.sniffing import HEAD_BYTES, Family, family_of
from incubator.documents.rules.reading.gathering import LABELS, MOST_LETTERS, Reading, bounded
from tests.support import files
from tests.support.hostile import HOSTILE, Hostile
from tests.support.zips import Member, zipped

PARSERS = "incubator.documents.rules.reading."
PLAN = "진해만의 바닷물을 거르는 막을 씻는 초음파 장치를 우리 손으로 만들고 시험하는 사업의 계획입니다."


def read(content: bytes, folder: Path) -> tuple[Reading, str]:
    """What the child would answer, here in this process."""
    path, target = folder / "content", folder / "text"
    path.write_bytes(content)
    target.unlink(missing_ok=True)
    answer = import_module(PARSERS + family_of(content[:HEAD_BYTES])).answer(path, target)
    return Reading(answer["reading"]), target.read_text(encoding="utf-8") if target.exists() else ""


def pptx(*slides: str) -> bytes:
    body = '<p:sld xmlns:p="p" xmlns:a="a"><a:p><a:r><a:t>{}</a:t></a:r></a:p></p:sld>'
    members = files.office_members("pptx", "ppt/presentation.xml", "x", "<p:presentation xmlns:p='p'/>")
    return zipped(
        [
            *members,
            *(Member(f"ppt/slides/slide{n}.xml", body.format(words).encode()) for n, words in enumerate(slides, 1)),
        ]
    )


@pytest.mark.parametrize(
    "content",
    [
        lambda: files.good_pdf(1, PLAN),
        lambda: files.good_docx(PLAN),
        lambda: files.good_hwpx(PLAN),
        lambda: files.hwp_of(files.paragraph(PLAN.encode("utf-16-le"))),
        lambda: files.hwp_of(files.paragraph(PLAN.encode("utf-16-le"), long=True)),
        lambda: pptx(PLAN),
    ],
    ids=["pdf", "docx", "hwpx", "hwp", "hwp-long-record", "pptx"],
)
def test_the_words_of_a_plan_are_read(content, tmp_path: Path):
    reading, words = read(content(), tmp_path)

    assert reading is Reading.READ
    assert PLAN.replace(" ", "") in "".join(words.split())


def test_slides_come_in_their_order_and_not_in_that_of_their_names(tmp_path: Path):
    _, words = read(pptx(*(f"{number}번째 장의 글입니다" for number in range(1, 12))), tmp_path)

    assert words.splitlines() == [f"{number}번째 장의 글입니다" for number in range(1, 12)]


def test_controls_of_a_hwp_paragraph_are_no_text(tmp_path: Path):
    table = struct.pack("<8H", 11, *b"lbat", 0, 0, 11)
    line = PLAN[:20].encode("utf-16-le") + table + struct.pack("<H", 10) + PLAN[20:].encode("utf-16-le")

    reading, words = read(files.hwp_of(files.paragraph(line)), tmp_path)

    assert (reading, words) == (Reading.READ, PLAN[:20] + "  " + PLAN[20:])


def test_a_copy_for_distribution_keeps_its_text(tmp_path: Path):
    assert read(files.hwp_of(files.paragraph(PLAN.encode("utf-16-le")), flags=1 << 2), tmp_path) == (Reading.CLOSED, "")


def test_a_scanned_page_has_no_text(tmp_path: Path):
    scanned = files.good_pdf(1, "")

    assert read(scanned, tmp_path) == (Reading.NO_TEXT, "")


def test_a_long_text_is_read_up_to_the_bound(tmp_path: Path):
    reading, words = read(files.good_docx("가나다라 " * MOST_LETTERS), tmp_path)

    assert (reading, len(words)) == (Reading.CUT, MOST_LETTERS)
    assert bounded(["가" * 10, "나" * MOST_LETTERS]) == ("가" * 10 + "\n" + "나" * (MOST_LETTERS - 11), True)
    assert bounded([" ", "가\0\ud800나"]) == ("가나", False)


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda item: item.name)
def test_no_hostile_file_raises(hostile: Hostile, tmp_path: Path):
    content = hostile.content()
    try:
        family = family_of(content[:HEAD_BYTES])
    except Refused:
        return
    if family is not Family.PICTURE:
        assert read(content, tmp_path)[0] in Reading


def test_every_reading_has_its_words():
    assert set(LABELS) == set(Reading)
