"""Which passwords are too easy to guess (quality.md AU-07, AU-08): no rules of composition, only length and lists."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from zxcvbn.frequency_lists import FREQUENCY_LISTS

from incubator.core.errors import Invalid
from incubator.core.text import Text, text

LEAST_LENGTH = 8
LEAST_PRIVILEGED = 12
LONGEST_PASSWORD = 256
LEAST_DISTINCT = 4
LEAST_REST = 4
LEAST_OWN_WORD = 3

CONTEXT = [
    "창조경제혁신센터",
    "창조경제",
    "혁신센터",
    "창업지원",
    "창업",
    "스타트업",
    "센터",
    "경상남도",
    "경남",
    "창원",
    "진주",
    "두산",
    "메카트로닉스",
    "항노화",
    "대체물",
    "비밀번호",
    "암호",
    "관리자",
    "담당자",
    "결재자",
    "평가위원",
    "심사위원",
    "멘토",
    "투자자",
    "대표이사",
    "대표",
    "감사",
    "신청서",
    "사업계획서",
    "incubator",
    "startup",
    "gyeongnam",
    "changwon",
    "ccei",
    "center",
    "centre",
    "doosan",
    "password",
    "passwd",
    "admin",
    "administrator",
    "manager",
    "reviewer",
    "mentor",
    "investor",
    "auditor",
    "owner",
    "user",
    "welcome",
    "login",
    "qwerty",
    "asdf",
    "secret",
]
"""Words of this place that guessers try first."""
_NO_LETTER = re.compile(r"[\W\d_]+")


@cache
def _most_used() -> frozenset[str]:
    """The 30,000 most used passwords of the password checker zxcvbn."""
    return frozenset(FREQUENCY_LISTS["passwords"])


def check_password(
    password: str, *, email: str, name: str, is_privileged: bool = False, field: str = "password"
) -> None:
    """Raises Invalid with what is wrong and how to do better.  The password itself is never changed."""
    problem = _problem(password, email=email, name=name, least=LEAST_PRIVILEGED if is_privileged else LEAST_LENGTH)
    if problem is not None:
        raise Invalid(
            problem,
            field=field,
            how=text("서로 상관없는 낱말 서너 개를 띄어 쓰면 외우기 쉽고 안전합니다. 한글과 빈칸도 쓸 수 있습니다."),
        )


def _problem(password: str, *, email: str, name: str, least: int) -> Text | None:
    if len(password) < least:
        return text("비밀번호는 %(least)s자 이상이어야 합니다.", least=least)
    if len(password) > LONGEST_PASSWORD:
        return text("비밀번호는 %(most)s자까지 쓸 수 있습니다.", most=LONGEST_PASSWORD)
    if len(set(password)) < LEAST_DISTINCT:
        return text("같은 글자를 되풀이한 비밀번호는 쉽게 알아낼 수 있습니다.")
    plain = unicodedata.normalize("NFKC", password).casefold()
    if plain in _most_used() or plain.rstrip("!?.~*1234567890") in _most_used():
        return text("많이 쓰여 쉽게 알아낼 수 있는 비밀번호입니다.")
    if _is_made_of(plain, _own_words(email, name)):
        return text("이름, 전자우편 주소, 센터나 창업에 관한 낱말만으로 된 비밀번호는 쉽게 알아낼 수 있습니다.")
    return None


def _own_words(email: str, name: str) -> list[str]:
    local, _, domain = email.casefold().partition("@")
    parts = [local, *re.split(r"[^0-9a-z가-힣]+", local), domain.partition(".")[0], *name.casefold().split()]
    parts.append("".join(name.casefold().split()))
    return [
        part for part in parts if len(part) >= LEAST_OWN_WORD or (part and "가" <= part[0] <= "힣" and len(part) > 1)
    ]


def _is_made_of(plain: str, own_words: list[str]) -> bool:
    """Whether hardly anything is left when the guessable words, digits and signs are taken out."""
    words = sorted({*CONTEXT, *own_words}, key=len, reverse=True)
    if not any(word in plain for word in words):
        return False
    rest = plain
    for word in words:
        rest = rest.replace(word, " ")
    return len(_NO_LETTER.sub("", rest)) < LEAST_REST
