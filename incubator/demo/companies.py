"""Fictitious companies.  Their registration numbers begin with 000, which no tax office gives out (domain.md §5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from incubator.organisations.rules import OrganisationKind

WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3, 5)
CORPORATION, SOLE_TRADER = OrganisationKind.CORPORATION, OrganisationKind.SOLE_TRADER


@dataclass(frozen=True, kw_only=True)
class Company:
    """`key` is that of its representative; `serial` makes the registration number; `ksic` five digits."""

    key: str
    name: str
    kind: OrganisationKind
    serial: int
    started_on: date
    ksic: str
    region: str
    postcode: str
    address: str
    branch: str = "main"

    @property
    def brn(self) -> str:
        """Ten digits with the check digit of the standard (domain.md §8)."""
        code = "81" if self.kind is CORPORATION else "19"
        nine = f"000{code}{self.serial:04d}"
        total = sum(int(digit) * weight for digit, weight in zip(nine, WEIGHTS, strict=True)) + int(nine[8]) * 5 // 10
        return f"{nine}{(10 - total % 10) % 10}"


COMPANIES_THEN: tuple[Company, ...] = (
    Company(
        key="maru", name="마루늘정공 주식회사", kind=CORPORATION, serial=301, started_on=date(2011, 4, 18), ksic="29299",
        region="48120", postcode="51395", address="경상남도 창원시 의창구 새늘공단로 41",
    ),
    Company(
        key="byeori", name="(주)벼리로보틱스", kind=CORPORATION, serial=302, started_on=date(2013, 9, 2), ksic="29280",
        region="48120", postcode="51573", address="경상남도 창원시 성산구 벼리로 118, 3층",
    ),
    Company(
        key="saenul", name="주식회사 새늘모션", kind=CORPORATION, serial=303, started_on=date(2014, 2, 24), ksic="28114",
        region="48250", postcode="50969", address="경상남도 김해시 주촌면 골든새늘로 9",
    ),
    Company(
        key="dumo", name="두모금형", kind=SOLE_TRADER, serial=304, started_on=date(2009, 7, 1), ksic="29294",
        region="48730", postcode="52047", address="경상남도 함안군 칠서면 두모길 77",
    ),
    Company(
        key="mulmaru", name="주식회사 물마루이엔지", kind=CORPORATION, serial=305, started_on=date(2010, 11, 8),
        ksic="29172", region="48120", postcode="51709", address="경상남도 창원시 진해구 물마루로 205",
    ),
    Company(
        key="haenul", name="(주)해늘워터텍", kind=CORPORATION, serial=306, started_on=date(2012, 5, 15), ksic="29133",
        region="48330", postcode="50561", address="경상남도 양산시 해늘산단1길 30",
    ),
    Company(
        key="aradam", name="아라담수기술 주식회사", kind=CORPORATION, serial=307, started_on=date(2011, 1, 31),
        ksic="25130", region="48310", postcode="53204", address="경상남도 거제시 연초면 아라담로 512",
    ),
    Company(
        key="jiri", name="지리담은 주식회사", kind=CORPORATION, serial=308, started_on=date(2012, 3, 20), ksic="10797",
        region="48860", postcode="52221", address="경상남도 산청군 금서면 약초골길 64", branch="west",
    ),
    Company(
        key="solbaram", name="(주)솔바람헬스", kind=CORPORATION, serial=309, started_on=date(2013, 6, 11), ksic="20423",
        region="48170", postcode="52828", address="경상남도 진주시 솔바람길 12, 바이오센터 402호", branch="west",
    ),
    Company(
        key="garam", name="가람뜰바이오", kind=SOLE_TRADER, serial=310, started_on=date(2014, 8, 5), ksic="10742",
        region="48850", postcode="52305", address="경상남도 하동군 화개면 가람뜰길 8", branch="west",
    ),
)  # fmt: skip


def companies_now(today: date) -> tuple[Company, ...]:
    """Young companies of the day the demo is loaded: today's calls are for companies younger than seven years."""
    return (
        Company(
            key="founder", name="주식회사 다온모션", kind=CORPORATION, serial=401, started_on=today - timedelta(days=760),
            ksic="29280", region="48120", postcode="51508", address="경상남도 창원시 성산구 다온로 27, 창업관 305호",
        ),
        Company(
            key="sumgyeol", name="(주)숨결바이오", kind=CORPORATION, serial=402, started_on=today - timedelta(days=1480),
            ksic="20423", region="48170", postcode="52818", address="경상남도 진주시 문산읍 숨결로 5", branch="west",
        ),
        Company(
            key="hanui", name="하늬수처리", kind=SOLE_TRADER, serial=403, started_on=today - timedelta(days=410),
            ksic="29172", region="48250", postcode="50834", address="경상남도 김해시 하늬로 90",
        ),
    )  # fmt: skip
