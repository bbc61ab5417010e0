"""The one table of masking for all screens (domain.md §9).  Two screens together must not give more than one does."""

from __future__ import annotations

from datetime import date

from incubator.core.phones import phone_parts

STAR = "*"
SHOWN_OF_EMAIL = 2


def mask_name(name: str) -> str:
    """`홍길동` → `홍*동`, `홍길` → `홍*`, four and more letters show the first and the last."""
    plain = name.strip()
    if len(plain) <= 1:
        return STAR if plain else ""
    if len(plain) == 2:
        return plain[0] + STAR
    return plain[0] + STAR * (len(plain) - 2) + plain[-1]


def mask_email(email: str) -> str:
    """`abcdef@example.kr` → `ab***@example.kr`; short names show one letter or none, always three stars."""
    local, at, host = email.strip().rpartition("@")
    if not at:
        return STAR * 3 if host else ""
    shown = local[: min(SHOWN_OF_EMAIL, max(len(local) - 1, 0))]
    return f"{shown}{STAR * 3}@{host}"


def mask_phone(phone: str) -> str:
    """`01012345678` → `010-****-5678`; a number of two parts (`1522-4755`) keeps its last part only."""
    parts = phone_parts(phone)
    if len(parts) == 3:
        return f"{parts[0]}-{STAR * len(parts[1])}-{parts[2]}"
    if len(parts) == 2:
        return f"{STAR * len(parts[0])}-{parts[1]}"
    plain = "".join(parts)
    return STAR * max(len(plain) - 4, 0) + plain[-4:] if len(plain) > 4 else STAR * len(plain)


def mask_birth_date(born_on: date) -> str:
    """`1990-05-17` → `1990-**-**`."""
    return f"{born_on.year}-**-**"


def mask_address(address: str) -> str:
    """Up to the road or the 읍·면·동: `경상남도 창원시 의창구 창원대로 18번길 46` → `경상남도 창원시 의창구 창원대로 ***`."""
    words = address.split()
    for number, word in enumerate(words):
        if number >= 1 and word.endswith(("로", "길", "읍", "면", "동", "리", "가")):
            rest = words[number + 1 :]
            return " ".join(words[: number + 1]) + (f" {STAR * 3}" if rest else "")
    return " ".join(words[:2]) + (f" {STAR * 3}" if len(words) > 2 else "")
