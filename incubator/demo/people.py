"""The people of the demo.  Nobody of them exists; the domains are reserved ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from incubator.accounts.roles import Role

PASSWORD = "masan-harbor-wind-42"  # noqa: S105 -- printed for everybody who tries the demo
STAFF_DOMAIN = "gncentre.example"


@dataclass(frozen=True, kw_only=True)
class Person:
    """`key` is the short name of the script; the optional consents are `news` and `partners`."""

    key: str
    name: str
    email: str
    born_on: date | None = None
    consents: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Employee:
    """Somebody of the centre: with the whole branch, with some programs only, or with everything."""

    key: str
    name: str
    mailbox: str
    role: Role
    duty: str
    branch: str = ""
    programs: tuple[str, ...] = ()
    host: str = STAFF_DOMAIN

    @property
    def email(self) -> str:
        return f"{self.mailbox}@{self.host}"


STAFF: tuple[Employee, ...] = (
    Employee(key="admin", name="오세린", mailbox="admin", role=Role.ADMIN, duty="시스템 관리"),
    Employee(
        key="main",
        name="김도윤",
        mailbox="manager",
        role=Role.MANAGER,
        duty="본센터 창업지원(메카트로닉스)",
        branch="main",
    ),
    Employee(
        key="water", name="이수빈", mailbox="water", role=Role.MANAGER, duty="대체물산업", programs=("WATER", "DESAL")
    ),
    Employee(
        key="maker",
        name="정하린",
        mailbox="maker",
        role=Role.MANAGER,
        duty="메이커 교육",
        programs=("MAKE3D", "WOMEN3D"),
    ),
    Employee(key="jobs", name="최은우", mailbox="jobs", role=Role.MANAGER, duty="고용존", programs=("JOBZONE",)),
    Employee(key="west", name="박지후", mailbox="west", role=Role.MANAGER, duty="서부센터(항노화)", branch="west"),
    Employee(key="head", name="한서윤", mailbox="head", role=Role.HEAD, duty="결재"),
    Employee(key="auditor", name="윤재하", mailbox="auditor", role=Role.AUDITOR, duty="감사"),
    Employee(key="privacy", name="서다인", mailbox="privacy", role=Role.PRIVACY_OFFICER, duty="개인정보 보호"),
)

REVIEWERS: tuple[Employee, ...] = tuple(
    Employee(key=key, name=name, mailbox=key, host=host, role=Role.REVIEWER, duty=duty)
    for key, name, host, duty in (
        ("reviewer", "민가람", STAFF_DOMAIN, "공통"),
        ("judge1", "우예솔", "hanbit-lab.example", "공통"),
        ("judge2", "표나루", "dolsan-univ.example", "공통"),
        ("judge3", "석다온", "maeul-fund.example", "메카트로닉스"),
        ("judge4", "진아름", "saebyeok-tech.example", "메카트로닉스"),
        ("judge5", "천이루", "narae-law.example", "메카트로닉스"),
    )
)
"""Who judges; `duty` is 공통 for those who may be drawn for every field."""

FOUNDERS_THEN: tuple[Person, ...] = (
    Person(
        key="maru", name="강태오", email="taeo.kang@marun.example", born_on=date(1974, 3, 9), consents=("partners",)
    ),
    Person(
        key="byeori", name="문가온", email="gaon.moon@byeori.example", born_on=date(1981, 11, 2), consents=("news",)
    ),
    Person(key="saenul", name="배시온", email="sion.bae@saenul.example", born_on=date(1979, 6, 21)),
    Person(key="dumo", name="남궁현", email="hyun@dumomold.example", born_on=date(1968, 1, 30)),
    Person(key="mulmaru", name="신아람", email="aram.shin@mulmaru.example", born_on=date(1976, 8, 14)),
    Person(key="haenul", name="조은별", email="eunbyeol@haenulwater.example", born_on=date(1983, 2, 5)),
    Person(key="aradam", name="류건우", email="gunwoo.ryu@aradam.example", born_on=date(1972, 12, 19)),
    Person(key="jiri", name="권소담", email="sodam@jiridam.example", born_on=date(1978, 4, 27), consents=("news",)),
    Person(key="solbaram", name="송리안", email="rian.song@solbaram.example", born_on=date(1985, 9, 3)),
    Person(key="garam", name="안도현", email="dohyun.an@garamtteul.example", born_on=date(1980, 5, 11)),
    Person(key="yoon", name="윤나래", email="narae.yoon@example.com", born_on=date(1989, 7, 7)),
    Person(key="jang", name="장한결", email="hangyeol.jang@example.com", born_on=date(1991, 10, 23)),
    Person(key="heo", name="허보람", email="boram.heo@example.com", born_on=date(1986, 3, 16), consents=("news",)),
    Person(key="noh", name="노은채", email="eunchae.noh@example.com", born_on=date(1993, 12, 1)),
)

FOUNDERS_NOW: tuple[Person, ...] = (
    Person(key="founder", name="김다온", email="founder@daonmotion.example", consents=("news", "partners")),
    Person(key="colleague", name="이하람", email="colleague@daonmotion.example"),
    Person(key="sumgyeol", name="정새봄", email="saebom@sumgyeol.example", consents=("news",)),
    Person(key="hanui", name="임바다", email="bada@hanuiwater.example"),
    Person(key="prefounder", name="박서우", email="prefounder@example.com", consents=("news",)),
    Person(key="team", name="이든해", email="deunhae@example.com"),
    Person(key="newcomer", name="최노을", email="newcomer@example.com"),
)

SIGN_INS: tuple[tuple[str, str], ...] = (
    ("founder", "창업기업 대표자 (founder, representative)"),
    ("colleague", "창업기업 작성자 (colleague, editor)"),
    ("prefounder", "예비창업자 (pre-founder)"),
    ("newcomer", "기업 없는 새 회원 (newcomer)"),
    ("main", "사업 담당자·본센터 (programme manager)"),
    ("west", "사업 담당자·서부센터 (manager, west)"),
    ("reviewer", "평가위원 (reviewer)"),
    ("head", "결재자 (head)"),
    ("auditor", "감사 (auditor)"),
    ("privacy", "개인정보 보호책임자 (privacy officer)"),
    ("admin", "시스템 관리자 (administrator)"),
)
"""Person and what run.py prints beside the sign-in."""


def email_of(key: str) -> str:
    """Where this person of the script gets mail.  Raises KeyError."""
    founders = {person.key: person.email for person in (*FOUNDERS_THEN, *FOUNDERS_NOW)}
    return (founders | {person.key: person.email for person in (*STAFF, *REVIEWERS)})[key]
