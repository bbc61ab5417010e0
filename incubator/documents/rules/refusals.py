"""Why a file is not taken: what happened, and how to go on."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from incubator.core.errors import Invalid
from incubator.core.text import Text, text


class Reason(StrEnum):
    EMPTY = "empty"
    BAD_NAME = "bad_name"
    UNKNOWN = "unknown"
    PROGRAM = "program"
    WEB_PAGE = "web_page"
    OTHER_PICTURE = "other_picture"
    ARCHIVE = "archive"
    OLD_HWP = "old_hwp"
    OLD_OFFICE = "old_office"
    OTHER_OFFICE = "other_office"
    ENCRYPTED = "encrypted"
    PROTECTED = "protected"
    DAMAGED = "damaged"
    MACRO = "macro"
    ACTIVE = "active"
    CARRIES_PROGRAM = "carries_program"
    TOO_MANY_PIXELS = "too_many_pixels"
    BOMB = "bomb"
    MIXED = "mixed"
    TOO_COMPLEX = "too_complex"
    WRONG_EXTENSION = "wrong_extension"
    NOT_ACCEPTED = "not_accepted"
    TOO_MANY_PAGES = "too_many_pages"


class Refused(Exception):
    """The verdict of an inspection; crosses the process border as a word and plain parameters."""

    def __init__(self, reason: Reason, **params: str | int) -> None:
        super().__init__(str(reason))
        self.reason = reason
        self.params = params


_AGAIN = text("쓰시는 프로그램에서 파일을 열어 다시 저장한 뒤 올려 주세요.")
_CHOOSE = text("HWP, HWPX, PDF, DOCX, XLSX, PPTX, JPG, PNG 가운데 이 항목이 받는 형식으로 저장하여 올려 주세요.")
_AS_PDF = text("프로그램에서 파일을 연 뒤 ‘인쇄 → PDF로 저장’으로 새로 만들어 올려 주세요.")

SENTENCES: Mapping[Reason, tuple[Text, Text]] = {
    Reason.EMPTY: (
        text("내용이 없는 빈 파일입니다."),
        text("파일이 제대로 저장되었는지 열어 확인하신 뒤 다시 올려 주세요."),
    ),
    Reason.BAD_NAME: (
        text("파일 이름이 비어 있거나 쓸 수 없는 이름입니다."),
        text("‘사업계획서.pdf’처럼 이름과 확장자를 붙여 다시 올려 주세요."),
    ),
    Reason.UNKNOWN: (text("받을 수 없는 형식의 파일입니다. 내용을 확인했으나 알 수 있는 문서가 아닙니다."), _CHOOSE),
    Reason.PROGRAM: (text("실행 프로그램이나 스크립트는 받지 않습니다."), _CHOOSE),
    Reason.WEB_PAGE: (
        text("웹 페이지(HTML, SVG, XML)는 받지 않습니다. 스크립트가 들어 있을 수 있기 때문입니다."),
        _AS_PDF,
    ),
    Reason.OTHER_PICTURE: (
        text("이 그림 형식은 받지 않습니다. 그림은 JPG와 PNG만 받습니다."),
        text("사진 앱에서 JPG로 내보내거나 화면을 저장한 PNG로 올려 주세요."),
    ),
    Reason.ARCHIVE: (
        text("압축 파일은 받지 않습니다. 안에 든 문서를 확인할 수 없기 때문입니다."),
        text("압축을 풀어 문서를 하나씩 올려 주세요."),
    ),
    Reason.OLD_HWP: (
        text("한글 97(3.0) 이전 형식의 문서입니다."),
        text("한글에서 열어 ‘다른 이름으로 저장 → 한글 문서(*.hwp)’로 저장한 뒤 올려 주세요."),
    ),
    Reason.OLD_OFFICE: (
        text("예전 형식(DOC, XLS, PPT)의 문서입니다."),
        text("‘다른 이름으로 저장’에서 DOCX, XLSX, PPTX 또는 PDF로 저장한 뒤 올려 주세요."),
    ),
    Reason.OTHER_OFFICE: (text("이 문서 형식은 받지 않습니다."), _CHOOSE),
    Reason.ENCRYPTED: (
        text("암호나 사용 제한이 걸린 파일입니다. 심사하는 사람이 열 수 없어 받지 않습니다."),
        text("문서의 암호와 제한을 푼 뒤 다시 저장하여 올려 주세요."),
    ),
    Reason.PROTECTED: (
        text("보안 프로그램(DRM)이나 인증서로 잠긴 문서입니다. 심사하는 사람이 열 수 없어 받지 않습니다."),
        text("회사의 보안 프로그램에서 외부 반출용으로 잠금을 풀어 올려 주세요."),
    ),
    Reason.DAMAGED: (text("파일이 손상되었거나 끝까지 전송되지 않았습니다."), _AGAIN),
    Reason.MACRO: (
        text("매크로가 들어 있는 문서는 받지 않습니다."),
        text("매크로 없는 형식(DOCX, XLSX, PPTX)으로 저장하거나 PDF로 저장하여 올려 주세요."),
    ),
    Reason.ACTIVE: (text("열면 스스로 동작하는 내용(스크립트, 실행 명령)이 들어 있는 PDF입니다."), _AS_PDF),
    Reason.CARRIES_PROGRAM: (
        text("문서 안에 실행 파일이나 압축 파일이 들어 있습니다."),
        text("문서에 끼워 넣은 파일을 지우고 다시 저장하여 올려 주세요."),
    ),
    Reason.TOO_MANY_PIXELS: (
        text("그림이 너무 큽니다. 가로 × 세로가 %(most)s만 화소까지인 그림을 받습니다."),
        text("그림의 크기를 줄여 다시 올려 주세요."),
    ),
    Reason.BOMB: (text("압축을 풀면 지나치게 커지는 문서입니다."), _AGAIN),
    Reason.MIXED: (
        text("문서 안팎에 다른 형식의 내용이 섞여 있어 안전을 확인할 수 없습니다."),
        _AGAIN,
    ),
    Reason.TOO_COMPLEX: (
        text("문서의 구조가 너무 복잡하여 정해진 시간 안에 확인하지 못했습니다."),
        text("프로그램에서 열어 PDF로 다시 저장하거나 문서를 나누어 올려 주세요."),
    ),
    Reason.WRONG_EXTENSION: (
        text("파일 이름은 ‘.%(extension)s’인데 내용은 %(content)s입니다."),
        text("이름을 바꾸지 말고, 프로그램에서 원하는 형식으로 저장하여 올려 주세요."),
    ),
    Reason.NOT_ACCEPTED: (
        text("이 항목은 %(kind)s 형식을 받지 않습니다."),
        text("받는 형식(%(accepted)s)으로 저장하여 올려 주세요."),
    ),
    Reason.TOO_MANY_PAGES: (
        text("이 PDF는 %(pages)s쪽입니다. %(most)s쪽까지 받습니다."),
        text("내용을 줄여 %(most)s쪽 안으로 만들어 올려 주세요."),
    ),
}


def refusal(reason: Reason, **params: str | int | Text) -> Invalid:
    """The error a person reads.  `field` is left to the slice whose field it is."""
    what, how = SENTENCES[reason]
    return Invalid(Text(what.msgid, params), how=Text(how.msgid, params))
