"""What nobody should type, and somebody will."""

from __future__ import annotations

from collections.abc import Mapping

MARK = "x5s"
"""In every payload that would show itself if a page, a mail or a template took it at its word."""


def resident_number(front: str = "900101", back: str = "123456") -> str:
    """A 주민등록번호 with a fitting check digit; nobody's."""
    digits = [int(digit) for digit in front + back]
    weights = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]
    check = (11 - sum(digit * weight for digit, weight in zip(digits, weights, strict=True)) % 11) % 10
    return f"{front}-{back}{check}"


RESIDENT_NUMBER = resident_number()
HOSTILE: Mapping[str, bytes] = {
    name: value if isinstance(value, bytes) else value.encode("utf-8", "surrogatepass")
    for name, value in {
        "NUL": f"가\0나{MARK}",
        "only NUL": "\0",
        "control signs": f"가\x01\x08\x0b\x0c\x1b[31m\x7f{MARK}",
        "half a letter": b"%\xed\xa0\x80" + MARK.encode(),
        "no UTF-8": b"\xff\xfe\xc0\x80" + MARK.encode(),
        "four bytes": f"🦀𠮷👨‍👩‍👧‍👦{MARK}",
        "right to left": f"\u202egnp.exe\u202c \u2066x\u2069 {MARK}",
        "marks nobody sees": f"\u200b\u200d\ufeff{MARK}\u2060",
        "decomposed Hangul": "\u1112\u1161\u11ab\u1100\u1173\u11af" + MARK,
        "many accents": "a" + "\u0301" * 500,
        "50 kB": "가" * 17_000,
        "one line of 5,000": "x" * 5_000,
        "60 letters": "김" * 60,
        "full-width digits": "１２３４５６７８９０",
        "other digits": "١٢٣٤٥",
        "a huge number": "9" * 400,
        "a 64-bit number and one more": str(2**63),
        "below zero": "-1",
        "a fraction": "1e309",
        "not a number": "NaN",
        "underscores": "1_000",
        "SQL": f"'; DROP TABLE users; -- {MARK}",
        "SQL in a search": f"%' OR '1'='1' /* _ {MARK}",
        "script": f"<script>alert('{MARK}')</script><{MARK}>",
        "attribute": f'"><img src=x onerror=alert(1)><{MARK}>',
        "address of a script": f"javascript:alert('{MARK}')",
        "template": "{{7*7}}" + MARK + "{% for x in ().__class__.__base__.__subclasses__() %}{% endfor %}",
        "format": "%(user)s %s %n {0.__class__} " + MARK,
        "a formula": f'=HYPERLINK("http://evil.example";"{MARK}")',
        "a header": f"가\r\nBcc: evil@example.kr\r\n\r\n{MARK}",
        "a path": f"../../../../etc/passwd{MARK}",
        "before 1900": "0001-01-01",
        "no such day": "2026-02-31",
        "resident number": f"제 번호는 {RESIDENT_NUMBER} 입니다",
        "spaces": " \t\u3000 ",
        "nothing": "",
    }.items()
}
