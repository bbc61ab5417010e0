"""What real programs write and a strict reader might wrongly refuse."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter

from tests.support import files
from tests.support.ole import compound
from tests.support.zips import Member, zipped
from tests.unit.documents.test_inspection import look


class Pipe(io.RawIOBase):
    """A stream that cannot go back: the writer puts the sizes behind each member."""

    def __init__(self) -> None:
        self.content = b""

    def writable(self) -> bool:
        return True

    def write(self, content: bytes) -> int:  # type: ignore[override]  # bytes are all we get
        self.content += bytes(content)
        return len(content)


def _members(members: list[Member]) -> list[tuple[str, bytes]]:
    return [(member.name, member.content) for member in members]


def streamed_docx() -> bytes:
    """As a web program writes it: data descriptors, no sizes in front."""
    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in _members(files.docx_members()):
            package.writestr(name, content)
    return pipe.content


def long_docx() -> bytes:
    """ZIP64 fields in local headers though nothing is long."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in _members(files.docx_members()):
            with package.open(zipfile.ZipInfo(name), "w", force_zip64=True) as member:
                member.write(content)
    return out.getvalue()


def docx_with_folders() -> bytes:
    return zipped([*files.docx_members(), Member("word/media/", stored=True), Member("word/media/image1.png", b"x")])


def docx_with_comment() -> bytes:
    return zipped(files.docx_members(), comment="한컴오피스".encode())


def docx_with_workbook() -> bytes:
    return zipped([*files.docx_members(), Member("word/embeddings/Microsoft_Excel_Sheet.xlsx", files.good_xlsx())])


def rewritten_pdf() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(files.good_pdf(3))))
    writer.compress_identical_objects()
    return _written(writer)


def grown_pdf() -> bytes:
    """An incremental update, as stamps and signatures are added."""
    writer = PdfWriter(io.BytesIO(files.good_pdf()), incremental=True)
    writer.add_metadata({"/Title": "사업계획서"})
    return _written(writer)


def pdf_with_links_and_text_file() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(files.good_pdf(2))))
    writer.add_outline_item(title="1. 문제인식", page_number=0)
    writer.add_attachment("세금계산서.xml", b"<invoice/>")
    return _written(writer)


def pdf_ending_in_a_new_line() -> bytes:
    return files.good_pdf().rstrip() + b"\r\n\r\n"


def _written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def large_hwp() -> bytes:
    streams = files.hwp_streams()
    picture = files.good_jpg(1200, 900)
    return compound(
        streams | {f"BinData/BIN{n:04}.jpg": picture for n in range(60)} | {"BodyText/Section1": bytes(300_000)}
    )


def picture(mode: str, kind: str, **options: object) -> Callable[[], bytes]:
    def make() -> bytes:
        out = io.BytesIO()
        Image.linear_gradient("L").resize((200, 100)).convert(mode).save(out, kind, **options)
        return out.getvalue()

    return make


VARIANTS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "streamed": ("docx", streamed_docx),
    "zip64": ("docx", long_docx),
    "folders": ("docx", docx_with_folders),
    "comment": ("docx", docx_with_comment),
    "workbook inside": ("docx", docx_with_workbook),
    "a larger workbook": ("xlsx", lambda: files.good_xlsx(3_000)),
    "rewritten": ("pdf", rewritten_pdf),
    "grown": ("pdf", grown_pdf),
    "links and text": ("pdf", pdf_with_links_and_text_file),
    "new lines at the end": ("pdf", pdf_ending_in_a_new_line),
    "many pages": ("pdf", lambda: files.good_pdf(200)),
    "large": ("hwp", large_hwp),
    "grey": ("jpg", picture("L", "JPEG")),
    "print colours": ("jpg", picture("CMYK", "JPEG")),
    "progressive": ("jpg", picture("RGB", "JPEG", progressive=True)),
    "colour profile": ("jpg", picture("RGB", "JPEG", icc_profile=bytes(500), comment=b"hello")),
    "two pictures": ("jpg", picture("RGB", "MPO", save_all=True, append_images=[Image.new("RGB", (200, 100))])),
    "palette": ("png", picture("P", "PNG")),
    "transparent palette": ("png", picture("P", "PNG", transparency=0)),
    "transparent": ("png", picture("RGBA", "PNG")),
    "black and white": ("png", picture("1", "PNG")),
    "sixteen bits": ("png", picture("I;16", "PNG")),
    "moving": ("png", picture("RGB", "PNG", save_all=True, append_images=[Image.new("RGB", (200, 100))])),
}


@pytest.mark.parametrize("name", VARIANTS)
def test_a_good_variant_is_taken(name: str, tmp_path: Path) -> None:
    kind, make = VARIANTS[name]

    answer = look(make(), tmp_path)

    assert answer.get("kind") == kind, answer
    if kind in ("jpg", "png"):
        with Image.open(tmp_path / "clean") as stored:
            stored.load()
            assert (stored.size, stored.format) == ((200, 100), {"jpg": "JPEG", "png": "PNG"}[kind])


def test_a_transparent_picture_stays_transparent(tmp_path: Path) -> None:
    look(picture("RGBA", "PNG")(), tmp_path)

    with Image.open(tmp_path / "clean") as stored:
        assert stored.mode == "RGBA"
