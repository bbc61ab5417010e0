"""What may be a person's name, address and number."""

from __future__ import annotations

import re
import unicodedata

from email_validator import EmailNotValidError, validate_email

from incubator.core.errors import Invalid
from incubator.core.phones import phone_digits, phone_is_valid
from incubator.core.text import text

LONGEST_NAME = 60
LONGEST_EMAIL = 254
LONGEST_LOCAL = 64
_LINKLIKE = re.compile(r"[:/\\<>@\"|{}\[\]]|www\.|\.(?:com|net|kr|org)\b", re.IGNORECASE)


def check_name(raw: str) -> str:
    """The name in NFC.  Raises Invalid: a name goes into letters, so it holds no address, mark-up or control sign."""
    name = " ".join(unicodedata.normalize("NFC", raw).split())
    if not name:
        raise Invalid(text("이름을 적어 주세요."), field="name")
    if len(name) > LONGEST_NAME:
        raise Invalid(text("이름은 %(most)s자까지 적을 수 있습니다.", most=LONGEST_NAME), field="name")
    if _LINKLIKE.search(name) or any(unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") for char in name):
        raise Invalid(
            text("이름에 쓸 수 없는 글자가 있습니다."),
            field="name",
            how=text("인터넷 주소와 특수 기호를 빼고 적어 주세요."),
        )
    return name


def read_email(raw: str) -> str:
    """The address as mail needs it.  Raises Invalid."""
    typed = unicodedata.normalize("NFKC", raw).strip()
    try:
        found = validate_email(typed, check_deliverability=False, allow_smtputf8=False, globally_deliverable=False)
    except EmailNotValidError as error:
        raise _wrong_email() from error
    too_long = len(found.normalized) > LONGEST_EMAIL or len(found.local_part) > LONGEST_LOCAL
    if "." not in found.ascii_domain or too_long:
        raise _wrong_email()
    return found.normalized


def _wrong_email() -> Invalid:
    return Invalid(
        text("전자우편 주소를 이름@기관.kr 모양으로 적어 주세요."),
        field="email",
        how=text("@ 앞부분은 영문자와 숫자로 적어 주세요."),
    )


def check_phone(raw: str) -> str:
    """The digits; empty stays empty.  Raises Invalid."""
    if not raw.strip():
        return ""
    if not phone_is_valid(raw):
        raise Invalid(text("전화번호를 010-1234-5678 모양으로 적어 주세요."), field="phone")
    return phone_digits(raw)
