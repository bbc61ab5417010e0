"""Good Korean files of every kind, made in code: real structure, small, the same bytes at every call."""

from __future__ import annotations

import io
import struct
import zlib
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import typst
import xlsxwriter
from PIL import Image, ImageDraw

from tests.support.ole import compound
from tests.support.zips import Member, zipped

FONTS = Path(__file__).parent.parent.parent / "incubator" / "fonts"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/"
DOCUMENT = "application/vnd.openxmlformats-officedocument."
HANCOM = "http://www.hancom.co.kr/hwpml/2011/"
WORDS = "경남 항노화 산업을 위한 해수담수화 부품 국산화 사업계획서"


@cache
def good_pdf(pages: int = 1, words: str = WORDS) -> bytes:
    """A4, Korean text in an embedded typeface."""
    body = "#pagebreak()\n".join(f"= {words}\n{number + 1}쪽입니다.\n" for number in range(pages))
    source = f'#set text(font: "Pretendard", lang: "ko")\n#set document(date: none)\n{body}'
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])
    pdf: bytes = typst.Compiler(source.encode(), font_paths=fonts).compile(format="pdf")
    return pdf


def hwp_header(*, flags: int = 1, version: int = 0x05010000, mark: bytes = b"HWP Document File") -> bytes:
    return mark.ljust(32, b"\0") + struct.pack("<2L", version, flags) + bytes(216)


def _packed(content: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


def hwp_streams(words: str = WORDS) -> dict[str, bytes]:
    """The streams of a small HWP 5 document."""
    body = words.encode("utf-16-le")
    section = struct.pack("<L", 0x42 | len(body) << 20) + body
    return {
        "FileHeader": hwp_header(),
        "DocInfo": _packed(struct.pack("<L", 0x10 | 26 << 20) + bytes(26)),
        "BodyText/Section0": _packed(section * 40),
        "PrvText": body,
        "PrvImage": bytes(range(256)) * 24,
        "Scripts/DefaultJScript": _packed(b"\0" * 20),
        "\x05HwpSummaryInformation": bytes(400),
    }


def good_hwp(words: str = WORDS) -> bytes:
    return compound(hwp_streams(words))


def paragraph(words: bytes, *, long: bool = False) -> bytes:
    """A record of a paragraph's text as HWP 5 keeps it."""
    if long:
        return struct.pack("<2L", 0x43 | 0xFFF << 20, len(words)) + words
    return struct.pack("<L", 0x43 | len(words) << 20) + words


def hwp_of(*records: bytes, flags: int = 0) -> bytes:
    streams = hwp_streams() | {"FileHeader": hwp_header(flags=flags), "BodyText/Section0": b"".join(records)}
    return compound(streams)


def hwpx_members(words: str = WORDS) -> list[Member]:
    """The members of a small HWPX package (KS X 6101), `mimetype` first and stored."""
    section = (
        f'<hs:sec xmlns:hs="{HANCOM}section" xmlns:hp="{HANCOM}paragraph"><hp:p><hp:run>'
        f"<hp:t>{words}</hp:t></hp:run></hp:p></hs:sec>"
    )
    package = (
        '<opf:package xmlns:opf="http://www.idpf.org/2007/opf/"><opf:manifest>'
        '<opf:item id="header" href="Contents/header.xml" media-type="application/xml"/>'
        '<opf:item id="section0" href="Contents/section0.xml" media-type="application/xml"/>'
        '</opf:manifest><opf:spine><opf:itemref idref="section0"/></opf:spine></opf:package>'
    )
    manifest = '<odf:manifest xmlns:odf="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    container = (
        '<ocf:container xmlns:ocf="urn:oasis:names:tc:opendocument:xmlns:container"><ocf:rootfiles>'
        '<ocf:rootfile full-path="Contents/content.hpf" media-type="application/hwpml-package+xml"/>'
        "</ocf:rootfiles></ocf:container>"
    )
    parts = {
        "version.xml": f'<hv:HCFVersion xmlns:hv="{HANCOM}version" major="5" minor="1"/>',
        "Contents/header.xml": f'<hh:head xmlns:hh="{HANCOM}head" version="1.4" secCnt="1"/>',
        "Contents/section0.xml": section,
        "Contents/content.hpf": package,
        "META-INF/container.xml": container,
        "META-INF/manifest.xml": manifest,
        "settings.xml": f'<ha:HWPApplicationSetting xmlns:ha="{HANCOM}app"/>',
    }
    return [
        Member("mimetype", b"application/hwp+zip", stored=True),
        *(Member(name, (XML + body).encode()) for name, body in parts.items()),
        Member("Preview/PrvText.txt", words.encode("utf-16-le")),
    ]


def good_hwpx(words: str = WORDS) -> bytes:
    return zipped(hwpx_members(words))


def office_members(kind: str, part: str, main_type: str, body: str) -> list[Member]:
    """The least an office package has: content types, relations, the main part."""
    types = (
        f'<Types xmlns="{OFFICE}package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{part}" ContentType="{main_type}"/></Types>'
    )
    relations = (
        f'<Relationships xmlns="{OFFICE}package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}officeDocument/2006/relationships/officeDocument" Target="{part}"/></Relationships>'
    )
    del kind
    return [
        Member("[Content_Types].xml", (XML + types).encode()),
        Member("_rels/.rels", (XML + relations).encode()),
        Member(part, (XML + body).encode()),
    ]


def docx_members(words: str = WORDS) -> list[Member]:
    body = (
        f'<w:document xmlns:w="{OFFICE}wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>{words}</w:t></w:r></w:p>'
        "</w:body></w:document>"
    )
    return office_members("docx", "word/document.xml", DOCUMENT + "wordprocessingml.document.main+xml", body)


def good_docx(words: str = WORDS) -> bytes:
    return zipped(docx_members(words))


def good_pptx(words: str = WORDS) -> bytes:
    body = f'<p:presentation xmlns:p="{OFFICE}presentationml/2006/main"><!-- {words} --></p:presentation>'
    return zipped(
        office_members("pptx", "ppt/presentation.xml", DOCUMENT + "presentationml.presentation.main+xml", body)
    )


@cache
def good_xlsx(rows: int = 20) -> bytes:
    """As XlsxWriter makes it, which is what our own exports are."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2016, 4, 1, tzinfo=UTC)})
        sheet = book.add_worksheet("예산")
        for row in range(rows):
            sheet.write_row(row, 0, [f"{row + 1}번째 항목", "재료비", 1_650_000 * (row + 1)])
    return out.getvalue()


def _drawing(width: int, height: int) -> Image.Image:
    picture = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    ImageDraw.Draw(picture).rectangle((width // 8, height // 8, width // 3, height // 3), fill=(0, 80, 160))
    return picture


@cache
def good_jpg(width: int = 320, height: int = 240, *, place: bool = False, orientation: int = 1) -> bytes:
    """With `place`, the position and the camera are in its EXIF data, as a telephone writes them."""
    exif = Image.Exif()
    if orientation != 1:
        exif[0x0112] = orientation
    if place:
        exif[0x010F], exif[0x0110] = "Samsung", "SM-G930S"
        exif.get_ifd(0x8825).update({1: "N", 2: (35.0, 13.0, 40.0), 3: "E", 4: (128.0, 40.0, 52.0)})
    out = io.BytesIO()
    _drawing(width, height).save(out, "JPEG", quality=85, exif=exif.tobytes() if len(exif) else b"")
    return out.getvalue()


@cache
def good_png(width: int = 320, height: int = 240) -> bytes:
    out = io.BytesIO()
    _drawing(width, height).save(out, "PNG")
    return out.getvalue()


def png_header_of(width: int, height: int) -> bytes:
    """A PNG that claims to be this large and has hardly any content."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">L", len(content)) + kind + content + struct.pack(">L", zlib.crc32(kind + content))

    ihdr = struct.pack(">2L5B", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", ihdr) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )


GOOD = {
    "사업계획서.hwp": good_hwp,
    "사업계획서.hwpx": good_hwpx,
    "사업계획서.pdf": good_pdf,
    "사업계획서.docx": good_docx,
    "예산서.xlsx": good_xlsx,
    "발표자료.pptx": good_pptx,
    "현장 사진.jpg": good_jpg,
    "회사 로고.png": good_png,
}
