"""Every good file is taken, every hostile one refused for its own reason, and no broken one raises."""

from __future__ import annotations

import io
import random
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from incubator.core.errors import Invalid
from incubator.documents.rules import FileKind, FileRule, Reason, Refused, check_content, claimed_kind
from incubator.documents.rules.inspection.sniffing import HEAD_BYTES, family_of
from incubator.documents.rules.refusals import SENTENCES
from tests.support import files
from tests.support.hostile import HOSTILE, Hostile
from tests.support.ole import compound
from tests.support.zips import zipped

PARSERS = "incubator.documents.rules.inspection."
MUTATIONS_OF_EACH = 60


def look(content: bytes, folder: Path) -> dict[str, Any]:
    """What the child would answer, here in this process."""
    path = folder / "incoming"
    path.write_bytes(content)
    try:
        family = family_of(content[:HEAD_BYTES])
    except Refused as refused:
        return {"refused": str(refused.reason), "params": refused.params}
    answer: dict[str, Any] = import_module(PARSERS + family).answer(path, folder / "clean")
    return answer


@pytest.mark.parametrize("name", files.GOOD)
def test_a_good_file_is_what_it_says(name: str, tmp_path: Path) -> None:
    answer = look(files.GOOD[name](), tmp_path)

    assert answer["kind"] == claimed_kind(name)


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda hostile: hostile.name)
def test_a_hostile_file_is_refused_for_its_reason(hostile: Hostile, tmp_path: Path) -> None:
    answer = look(hostile.content(), tmp_path)

    if hostile.reason is Reason.WRONG_EXTENSION:
        with pytest.raises(Invalid, match="인데 내용은"):
            check_content(hostile.name, FileKind(answer["kind"]), None, FileRule())
    else:
        assert answer["refused"] == hostile.reason


def test_every_reason_says_what_and_how() -> None:
    assert set(SENTENCES) == set(Reason)
    assert all(str(what).endswith("다.") and "주세요" in how.msgid for what, how in SENTENCES.values())


def test_pages_of_a_pdf_are_counted(tmp_path: Path) -> None:
    assert look(files.good_pdf(pages=16), tmp_path) == {"kind": "pdf", "pages": 16}


def test_a_distribution_copy_of_a_hwp_is_taken(tmp_path: Path) -> None:
    streams = files.hwp_streams()
    streams["ViewText/Section0"] = streams.pop("BodyText/Section0")
    streams["FileHeader"] = files.hwp_header(flags=0b101)

    assert look(compound(streams), tmp_path) == {"kind": "hwp"}


def test_korean_member_names_in_cp949_are_read(tmp_path: Path) -> None:
    members = files.docx_members()
    member = type(members[0])("word/media/그림.png", b"x", flags=0, raw_name="word/media/그림.png".encode("cp949"))

    assert look(zipped([*members, member]), tmp_path) == {"kind": "docx"}


def test_a_picture_loses_place_and_camera_but_stands_upright(tmp_path: Path) -> None:
    look(files.good_jpg(300, 200, place=True, orientation=6), tmp_path)

    raw = (tmp_path / "clean").read_bytes()
    with Image.open(io.BytesIO(raw)) as picture:
        assert picture.size == (200, 300)
        assert dict(picture.getexif()) == {}
    assert b"Exif" not in raw
    assert b"Samsung" not in raw


def test_a_picture_keeps_its_size_in_bytes_about(tmp_path: Path) -> None:
    content = files.good_jpg(1600, 1200)

    look(content, tmp_path)

    assert abs((tmp_path / "clean").stat().st_size - len(content)) < len(content) / 20


def test_bytes_behind_a_picture_are_dropped(tmp_path: Path) -> None:
    look(files.good_png() + b"<script>alert(1)</script>", tmp_path)

    assert b"script" not in (tmp_path / "clean").read_bytes()


def mutated(content: bytes, chance: random.Random) -> bytes:
    """Some bytes changed, a piece cut, doubled, or exchanged."""
    raw = bytearray(content)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(raw))
        length = chance.randint(1, 64)
        change = chance.randrange(5)
        if change == 0:
            raw[at] = chance.randrange(256)
        elif change == 1:
            del raw[at : at + length]
        elif change == 2:
            raw[at:at] = raw[at : at + length]
        elif change == 3:
            raw[at : at + 4] = chance.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", b"\xff\xff\xff\x7f"))
        else:
            raw[at : at + length] = chance.randbytes(length)
        if not raw:
            break
    return bytes(raw)


@pytest.mark.parametrize("name", files.GOOD)
def test_no_mutation_raises(name: str, tmp_path: Path) -> None:
    chance = random.Random(20160420)
    content = files.GOOD[name]()

    for _ in range(MUTATIONS_OF_EACH):
        answer = look(mutated(content, chance), tmp_path)

        assert answer.get("kind", name.rpartition(".")[2]) or answer["refused"] in set(Reason)
