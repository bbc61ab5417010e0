"""Files that lie, lock, break, swell or act: name, content, and the reason they are refused for."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from incubator.documents.rules import Reason
from tests.support import files
from tests.support.ole import compound
from tests.support.zips import Member, zipped

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@dataclass(frozen=True)
class Hostile:
    name: str
    content: Callable[[], bytes]
    reason: Reason


def pdf_with(change: Callable[[PdfWriter], None]) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(files.good_pdf())))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def encrypted_pdf() -> bytes:
    return pdf_with(lambda writer: writer.encrypt("비밀번호", algorithm="RC4-128"))


def restricted_pdf() -> bytes:
    """Opens without a password, but printing and copying are forbidden."""
    return pdf_with(lambda writer: writer.encrypt("", owner_password="주인", algorithm="RC4-128"))


def scripted_pdf() -> bytes:
    def script(writer: PdfWriter) -> None:
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
            {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert('hello')")}
        )

    return pdf_with(script)


def escaped_script_pdf() -> bytes:
    """The name is written `/J#61vaScript`, which every reader understands."""
    return scripted_pdf().replace(b"/JavaScript", b"/J#61vaScript").replace(b"/JS ", b"/J#53 ")


def launching_pdf() -> bytes:
    def launch(writer: PdfWriter) -> None:
        act = DictionaryObject({NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("cmd.exe")})
        link = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject("/Link"),
                NameObject("/A"): act,
            }
        )
        writer.pages[0][NameObject("/Annots")] = ArrayObject([link])

    return pdf_with(launch)


def pdf_with_program() -> bytes:
    return pdf_with(lambda writer: writer.add_attachment("견적서.exe", b"MZ" + bytes(100)))


def encrypted_office() -> bytes:
    return compound({"EncryptionInfo": bytes(300), "EncryptedPackage": bytes(5000)})


def hwp_with(**changed: bytes) -> bytes:
    return compound(files.hwp_streams() | {name.replace("__", "/"): content for name, content in changed.items()})


def hwpx_locked() -> bytes:
    manifest = (
        '<odf:manifest xmlns:odf="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<odf:file-entry odf:full-path="Contents/section0.xml"><odf:encryption-data/></odf:file-entry></odf:manifest>'
    )
    return zipped(
        [
            replace(member, content=manifest.encode()) if member.name == "META-INF/manifest.xml" else member
            for member in files.hwpx_members()
        ]
    )


def docx_plus(*members: Member, **end: object) -> bytes:
    return zipped([*files.docx_members(), *members], **end)


def docx_changed(**changes: object) -> bytes:
    """The main part's headers tell something else."""
    members = files.docx_members()
    members[2] = replace(members[2], **changes)
    return zipped(members)


def entities() -> bytes:
    bomb = '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol1 "&lol;&lol;&lol;">]><x>&lol1;</x>'
    return docx_plus(Member("word/styles.xml", bomb.encode()))


def types_with_entities() -> bytes:
    members = files.docx_members()
    members[0] = replace(members[0], content=b'<!DOCTYPE t [<!ENTITY a "b">]><Types>&a;</Types>')
    return zipped(members)


def macro_docx() -> bytes:
    members = files.docx_members()
    types = members[0].content.replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    return zipped([replace(members[0], content=types), *members[1:]])


def two_faced() -> bytes:
    """A document and a presentation in one package."""
    members = files.docx_members()
    other = files.office_members(
        "pptx", "ppt/presentation.xml", files.DOCUMENT + "presentationml.presentation.main+xml", "<p/>"
    )
    types = members[0].content.replace(
        b"</Types>",
        b'<Override PartName="/ppt/presentation.xml" ContentType="'
        + (files.DOCUMENT + "presentationml.presentation.main+xml").encode()
        + b'"/></Types>',
    )
    return zipped([replace(members[0], content=types), *members[1:], other[2]])


def overlapping() -> bytes:
    """Many names for the same packed bytes (the bomb of 2019: 42 KB to 5 GB)."""
    members = files.docx_members()
    kernel = Member("word/kernel.bin", b"\0" * 100_000)
    whole = zipped([*members, kernel])
    at = whole.index(b"PK\x03\x04", whole.index(b"word/document.xml") + 20)
    return zipped([*members, kernel, *(Member(f"word/{n}.bin", b"\0" * 100_000, offset=at) for n in range(20))])


def zip_with_symlink() -> bytes:
    return docx_plus(Member("word/link", b"/etc/passwd", attributes=0xA1FF << 16))


def locked_zip() -> bytes:
    return docx_plus(Member("word/secret.xml", b"x" * 50, flags=0x801))


def jpeg_with_archive() -> bytes:
    return files.good_jpg() + zipped([Member("a.txt", b"hello")])


def pdf_with_archive() -> bytes:
    return files.good_pdf() + zipped([Member("a.txt", b"hello")]) + b"\n%%EOF\n"


def zip_bomb(packed_size: int = 981_000) -> bytes:
    """A worksheet of one repeated row, as in the measured bomb: under 1 MB packed, hundreds of MB unpacked."""
    return docx_plus(Member("xl/worksheets/sheet1.xml", b"<row/>" * (packed_size * 400 // 6)))


def looping_pdf() -> bytes:
    """A page tree whose node is its own child."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\n"
        b"xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000054 00000 n \n"
        b"trailer<</Size 3/Root 1 0 R>>\nstartxref\n102\n%%EOF\n"
    )


_R = Reason
HOSTILE: tuple[Hostile, ...] = (
    Hostile("빈 파일.pdf", lambda: b"", _R.EMPTY),
    Hostile("글.pdf", lambda: "그냥 글입니다".encode() * 50, _R.UNKNOWN),
    Hostile("영.hwp", lambda: bytes(5000), _R.UNKNOWN),
    Hostile("사실은 PDF.docx", files.good_pdf, _R.WRONG_EXTENSION),
    Hostile("사실은 한글.pdf", files.good_hwp, _R.WRONG_EXTENSION),
    Hostile("사실은 엑셀.docx", files.good_xlsx, _R.WRONG_EXTENSION),
    Hostile("사실은 사진.png", files.good_jpg, _R.WRONG_EXTENSION),
    Hostile("실행.pdf", lambda: b"MZ" + bytes(1000), _R.PROGRAM),
    Hostile("실행.hwp", lambda: b"\x7fELF" + bytes(1000), _R.PROGRAM),
    Hostile("명령.jpg", lambda: b"#!/bin/sh\nrm -rf /\n", _R.PROGRAM),
    Hostile("바로가기.pdf", lambda: b"\x4c\x00\x00\x00\x01\x14\x02\x00" + bytes(500), _R.PROGRAM),
    Hostile("웹.pdf", lambda: b"<!DOCTYPE html><script>alert(1)</script>", _R.WEB_PAGE),
    Hostile("그림.png", lambda: b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", _R.WEB_PAGE),
    Hostile("넓은.pdf", lambda: "\ufeff<html><script>alert(1)</script>".encode("utf-16"), _R.WEB_PAGE),
    Hostile("움직임.jpg", lambda: b"GIF89a" + bytes(100), _R.OTHER_PICTURE),
    Hostile("아이폰.jpg", lambda: b"\0\0\0\x18ftypheic" + bytes(100), _R.OTHER_PICTURE),
    Hostile("묶음.docx", lambda: b"7z\xbc\xaf\x27\x1c" + bytes(100), _R.ARCHIVE),
    Hostile("알집.hwp", lambda: b"ALZ\x01" + bytes(100), _R.ARCHIVE),
    Hostile("압축.docx", lambda: zipped([Member("사업계획서.hwp", b"x")]), _R.ARCHIVE),
    Hostile("빈 압축.docx", lambda: b"PK\x05\x06" + bytes(18), _R.ARCHIVE),
    Hostile("옛 한글.hwp", lambda: b"HWP Document File V3.00 \x1a" + bytes(1000), _R.OLD_HWP),
    Hostile("옛 워드.docx", lambda: compound({"WordDocument": bytes(5000)}), _R.OLD_OFFICE),
    Hostile("옛 엑셀.xlsx", lambda: compound({"Workbook": bytes(5000)}), _R.OLD_OFFICE),
    Hostile("설치.hwp", lambda: compound({"!_StringData": bytes(500)}), _R.UNKNOWN),
    Hostile("서식.docx", lambda: b"{\\rtf1\\ansi }", _R.OTHER_OFFICE),
    Hostile(
        "오픈.hwpx",
        lambda: zipped([Member("mimetype", b"application/vnd.oasis.opendocument.text", stored=True)]),
        _R.OTHER_OFFICE,
    ),
    Hostile("암호.pdf", encrypted_pdf, _R.ENCRYPTED),
    Hostile("제한.pdf", restricted_pdf, _R.ENCRYPTED),
    Hostile("암호.docx", encrypted_office, _R.ENCRYPTED),
    Hostile("암호.hwp", lambda: hwp_with(FileHeader=files.hwp_header(flags=0b11)), _R.ENCRYPTED),
    Hostile("암호.hwpx", hwpx_locked, _R.ENCRYPTED),
    Hostile("암호 압축.docx", locked_zip, _R.ENCRYPTED),
    Hostile("보안.hwp", lambda: hwp_with(FileHeader=files.hwp_header(flags=1 | 1 << 4)), _R.PROTECTED),
    Hostile("인증서.hwp", lambda: hwp_with(FileHeader=files.hwp_header(flags=1 | 1 << 8)), _R.PROTECTED),
    Hostile("잘린.pdf", lambda: files.good_pdf()[:-2000], _R.DAMAGED),
    Hostile("앞이 붙은.pdf", lambda: b"\n\n" + files.good_pdf(), _R.DAMAGED),
    Hostile("되풀이.pdf", looping_pdf, _R.DAMAGED),
    Hostile("쪽 없는.pdf", lambda: b"%PDF-1.4\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n", _R.DAMAGED),
    Hostile("잘린.docx", lambda: files.good_docx()[:-200], _R.DAMAGED),
    Hostile("잘린.xlsx", lambda: files.good_xlsx()[: len(files.good_xlsx()) // 2], _R.DAMAGED),
    Hostile("잘린.hwp", lambda: files.good_hwp()[:3000], _R.DAMAGED),
    Hostile("잘린.jpg", lambda: files.good_jpg()[:2000], _R.DAMAGED),
    Hostile("잘린.png", lambda: files.good_png()[:400], _R.DAMAGED),
    Hostile("본문 없는.hwpx", lambda: zipped(files.hwpx_members()[:3]), _R.DAMAGED),
    Hostile("본문 없는.docx", lambda: zipped(files.docx_members()[:2]), _R.DAMAGED),
    Hostile("다른 합.docx", lambda: docx_changed(told_crc=1), _R.DAMAGED),
    Hostile("매크로.docx", macro_docx, _R.MACRO),
    Hostile("매크로 조각.docx", lambda: docx_plus(Member("word/vbaProject.bin", b"x")), _R.MACRO),
    Hostile("스크립트.pdf", scripted_pdf, _R.ACTIVE),
    Hostile("숨긴 스크립트.pdf", escaped_script_pdf, _R.ACTIVE),
    Hostile("실행 명령.pdf", launching_pdf, _R.ACTIVE),
    Hostile("첨부.pdf", pdf_with_program, _R.CARRIES_PROGRAM),
    Hostile("첨부.docx", lambda: docx_plus(Member("word/embeddings/a.exe", b"x")), _R.CARRIES_PROGRAM),
    Hostile("감춘 첨부.docx", lambda: docx_plus(Member("word/media/a.png", b"MZ" + bytes(90))), _R.CARRIES_PROGRAM),
    Hostile("겹친 압축.docx", lambda: docx_plus(Member("word/more.zip", b"PK")), _R.CARRIES_PROGRAM),
    Hostile("첨부.hwp", lambda: hwp_with(BinData__BIN0001=b"MZ" + bytes(300)), _R.CARRIES_PROGRAM),
    Hostile("큰 그림.png", lambda: files.png_header_of(30_000, 30_000), _R.TOO_MANY_PIXELS),
    Hostile("긴 그림.png", lambda: files.png_header_of(60_000, 10), _R.TOO_MANY_PIXELS),
    Hostile("폭탄.xlsx", zip_bomb, _R.BOMB),
    Hostile("거짓 크기.docx", lambda: docx_changed(content=b"x" * 90_000, told_size=10), _R.BOMB),
    Hostile("개체.docx", entities, _R.BOMB),
    Hostile("개체 목록.docx", types_with_entities, _R.BOMB),
    Hostile("이름 둘.docx", lambda: docx_plus(Member("word/a.xml"), Member("word/a.xml")), _R.MIXED),
    Hostile("큰 글자 이름.docx", lambda: docx_plus(Member("word/a.xml"), Member("Word/A.xml")), _R.MIXED),
    Hostile("위로.docx", lambda: docx_plus(Member("../../etc/cron.d/x", b"x")), _R.MIXED),
    Hostile("뿌리.docx", lambda: docx_plus(Member("/etc/passwd", b"x")), _R.MIXED),
    Hostile("역슬래시.docx", lambda: docx_plus(Member("..\\x", b"x")), _R.MIXED),
    Hostile("드라이브.docx", lambda: docx_plus(Member("C:x", b"x")), _R.MIXED),
    Hostile("고리.docx", zip_with_symlink, _R.MIXED),
    Hostile("겹침.docx", overlapping, _R.MIXED),
    Hostile("다른 이름.docx", lambda: docx_plus(Member("word/a.xml", b"x", local_name="word/b.xml")), _R.MIXED),
    Hostile("다른 크기.docx", lambda: docx_plus(Member("word/a.xml", b"x" * 9, local_crc=7)), _R.MIXED),
    Hostile("앞에 붙은.docx", lambda: zipped(files.docx_members(), before=b"PK\x03\x04" + bytes(60)), _R.MIXED),
    Hostile("뒤에 붙은.docx", lambda: zipped(files.docx_members(), after=b"<script>"), _R.MIXED),
    Hostile("틈.docx", lambda: zipped(files.docx_members(), gap=b"<html>" * 20), _R.MIXED),
    Hostile("개수.docx", lambda: zipped(files.docx_members(), count=2), _R.MIXED),
    Hostile("많은 개수.docx", lambda: zipped(files.docx_members(), count=9), _R.DAMAGED),
    Hostile("두 얼굴.docx", two_faced, _R.MIXED),
    Hostile("사진과 압축.jpg", jpeg_with_archive, _R.MIXED),
    Hostile("문서와 압축.pdf", pdf_with_archive, _R.MIXED),
    Hostile("한글과 압축.hwp", lambda: files.good_hwp() + zipped([Member("a.txt", b"x")]), _R.MIXED),
    Hostile("문서와 웹.pdf", lambda: b"%PDF-1.4\n%<script>alert(1)</script>\n" + files.good_pdf()[9:], _R.MIXED),
    Hostile("항목 수.docx", lambda: docx_plus(*(Member(f"word/{n}") for n in range(5_001))), _R.TOO_COMPLEX),
    Hostile("다른 압축법.docx", lambda: docx_changed(method=93), _R.TOO_COMPLEX),
    Hostile("유럽.pdf", lambda: EICAR, _R.UNKNOWN),
)
