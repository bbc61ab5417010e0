"""The consent texts the program comes with: each kind apart, required and optional apart (개인정보 보호법 제15조, 제22조).

An installation changes the words by publishing a new version; what people agreed to stays as they read it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from incubator.core.errors import Invalid
from incubator.core.text import Text, text
from incubator.core.typed import one_spelling, problem_of


@dataclass(frozen=True)
class ConsentWords:
    """Purpose, items, period, and the right to refuse with its consequence, in Korean and English."""

    key: str
    title: str
    title_en: str
    body: str
    body_en: str
    is_required: bool


MOST_WORDS = {"title": 80, "title_en": 80, "body": 4000, "body_en": 4000}
"""Characters each part may have."""


def check_words(words: ConsentWords) -> ConsentWords:
    """The words in one spelling.  Raises Invalid with every problem at its field."""
    plain = replace(
        words,
        title=one_spelling(words.title),
        title_en=one_spelling(words.title_en),
        body=one_spelling(words.body),
        body_en=one_spelling(words.body_en),
    )
    problems: dict[str, tuple[Text, ...]] = {}
    for key, most in MOST_WORDS.items():
        written = getattr(plain, key)
        problem = problem_of(written, most=most, lines=key.startswith("body"))
        if not written and not key.endswith("_en"):
            problem = text("입력해 주세요.")
        if problem:
            problems[key] = (problem,)
    if bool(plain.title_en) != bool(plain.body_en):
        missing = "body_en" if plain.title_en else "title_en"
        problems.setdefault(missing, (text("영어는 제목과 본문을 함께 적거나 둘 다 비워 두세요."),))
    if problems:
        raise Invalid(text("고쳐야 할 칸이 있습니다."), problems=problems)
    return plain


SHIPPED: tuple[ConsentWords, ...] = (
    ConsentWords(
        "terms",
        "이용약관",
        "Terms of use",
        "이 계정은 본인만 쓰고 비밀번호를 남에게 알리지 않습니다.\n"
        "신청서에는 사실만 적습니다. 사실과 다르면 선정이 취소될 수 있습니다.\n"
        "센터는 접수 시각을 서버의 한국 표준시로 정하고, 접수한 내용과 처리 기록을 보관합니다.",
        "You use this account yourself and keep the password to yourself.\n"
        "You state only facts in applications; selection may be cancelled when they are untrue.\n"
        "The centre decides receipt by its server's clock (KST) and keeps what it received and how it dealt with it.",
        is_required=True,
    ),
    ConsentWords(
        "privacy",
        "개인정보 수집·이용",
        "Collection and use of personal data",
        "목적: 회원 확인, 지원사업 신청과 처리, 결과 안내\n"
        "항목: 이름, 전자우편 주소, 전화번호(선택), 접속 기록\n"
        "보유 기간: 계정을 닫을 때까지. 접속 기록은 2년, 선정된 신청은 협약이 끝난 뒤 5년\n"
        "거부할 수 있으나, 동의하지 않으시면 온라인으로 신청하실 수 없습니다.",
        "Purpose: knowing our members, receiving and handling applications, telling results\n"
        "Items: name, e-mail address, telephone number (optional), access records\n"
        "Period: until the account is closed; access records 2 years; selected applications 5 years after the agreement\n"
        "You may refuse; then you cannot apply online.",
        is_required=True,
    ),
    ConsentWords(
        "news",
        "새 공고와 행사 소식 받기",
        "News of calls and events",
        "목적: 새 모집 공고와 행사 소식을 전자우편으로 보내 드림\n"
        "항목: 이름, 전자우편 주소\n"
        "보유 기간: 동의를 거두실 때까지\n"
        "거부하셔도 가입과 신청에는 아무 불이익이 없습니다.",
        "Purpose: sending news of calls and events by e-mail\n"
        "Items: name, e-mail address\n"
        "Period: until you withdraw\n"
        "Refusing has no disadvantage for signing up or applying.",
        is_required=False,
    ),
    ConsentWords(
        "partners",
        "협력기관에 연락처 제공",
        "Giving contact details to partners",
        "받는 곳: 센터와 협약한 대기업과 투자사\n"
        "목적: 기술 상담, 투자 상담의 제안\n"
        "항목: 이름, 전자우편 주소, 전화번호\n"
        "보유 기간: 상담이 끝난 뒤 1년\n"
        "거부하셔도 가입과 신청에는 아무 불이익이 없습니다.",
        "Recipients: large companies and investors with an agreement with the centre\n"
        "Purpose: offering technical and investment talks\n"
        "Items: name, e-mail address, telephone number\n"
        "Period: 1 year after the talks\n"
        "Refusing has no disadvantage for signing up or applying.",
        is_required=False,
    ),
)
