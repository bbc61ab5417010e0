"""The small fixed set for tests from outside (quality.md §0.1): two programs, three companies, everybody of the matrix.

P1 is the contest of the head office, P2 the support of the western branch.  C1 has handed in A1 to the round of P1, C2
has a draft A2 in it and has handed in A3 to the round of P2; C3 has applied to nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from incubator.accounts.roles import Role
from incubator.accounts.usecases.grant_role import grant_role
from incubator.accounts.usecases.suspend_user import suspend_user
from incubator.core.dates import day_in_kst
from incubator.core.events import Bus
from incubator.demo.applying import apply_whole, start
from incubator.demo.arrivals import assign, employ, open_house, sign_up
from incubator.demo.calling import Call, announce, found_programs
from incubator.demo.companies import CORPORATION, SOLE_TRADER, Company
from incubator.demo.ideas import IDEAS
from incubator.demo.people import PASSWORD, Employee, Person
from incubator.demo.plans import contest_entry, support_application
from incubator.demo.registering import bring_in, enter_company
from incubator.demo.story import Story
from incubator.demo.wishes import SUPPORTS
from incubator.organisations.usecases.remove_member import remove_member

Made = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Principal:
    """Somebody of the access matrix: `role` and `program` where he works for the centre or judges, advises, invests."""

    key: str
    name: str
    role: Role | None = None
    program: str = ""

    @property
    def email(self) -> str:
        return f"{self.key.lower()}@matrix.example"


STAFF: tuple[Principal, ...] = (
    Principal(key="AD", name="관리자", role=Role.ADMIN),
    Principal(key="PM1", name="담당하나", role=Role.MANAGER, program="P1"),
    Principal(key="PM2", name="담당두리", role=Role.MANAGER, program="P2"),
    Principal(key="ST1", name="결재하나", role=Role.HEAD, program="P1"),
    Principal(key="ST2", name="결재두리", role=Role.HEAD, program="P2"),
)
OUTSIDE: tuple[Principal, ...] = (
    Principal(key="AP1", name="신청하나"),
    Principal(key="AP2", name="신청두리"),
    Principal(key="CM1", name="동료하나"),
    Principal(key="CMx", name="떠난동료"),
    Principal(key="JS1", name="구직하나"),
    Principal(key="JS2", name="구직두리"),
    Principal(key="SU", name="정지회원"),
    Principal(key="RV1", name="평가하나", role=Role.REVIEWER, program="P1"),
    Principal(key="RV2", name="평가두리", role=Role.REVIEWER, program="P2"),
    Principal(key="RVc", name="평가상충", role=Role.REVIEWER, program="P1"),
    Principal(key="MT1", name="멘토하나", role=Role.MENTOR, program="P1"),
    Principal(key="MT2", name="멘토두리", role=Role.MENTOR, program="P2"),
    Principal(key="IN1", name="투자하나", role=Role.INVESTOR),
    Principal(key="IN2", name="투자두리", role=Role.INVESTOR),
)
CODES = {"P1": "IGEN", "P2": "ANTIAGE"}
COMPANIES = {"C1": "AP1", "C2": "AP2", "C3": "CMx"}
"""Company and its representative.  CMx left C1 and founded his own."""


def make_contract_set(bus: Bus, now: datetime) -> Made:
    """Play it, ending at `now`; returns ids and credentials by the names of the contract."""
    story = Story(bus, now)
    _people(story)
    _companies(story)
    _rounds(story)
    story.tell()
    return {
        "principals": [
            {"key": one.key, "email": one.email, "password": PASSWORD, "user_id": str(story.people[one.key]),
             "role": str(one.role or ""), "program": one.program}
            for one in (*STAFF, *OUTSIDE)
        ],
        "anonymous": "AN",
        "programs": {key: str(story.programs[code]) for key, code in CODES.items()},
        "organisations": {key: str(story.companies[person]) for key, person in COMPANIES.items()},
        "rounds": {key: str(story.rounds[key]) for key in ("R1", "R2")},
        "applications": {
            "A1": str(story.applications["R1/AP1"]),
            "A2": str(story.applications["R1/AP2"]),
            "A3": str(story.applications["R2/AP2"]),
        },
    }  # fmt: skip


def _days(story: Story, days: float) -> datetime:
    return story.today - timedelta(days=days)


def _people(story: Story) -> None:
    """Staff 40 days ago, the others a day later; the last thing that happens is the suspension."""
    story.at(_days(story, 41), partial(open_house, story))
    for number, one in enumerate(STAFF):
        story.at(_days(story, 40) + timedelta(minutes=20 * number), partial(_employ, story, one))
    story.at(_days(story, 39.8), partial(_found_programs, story))
    for number, one in enumerate(OUTSIDE):
        person = Person(key=one.key, name=one.name, email=one.email)
        story.at(_days(story, 39) + timedelta(hours=number), partial(sign_up, story, person))
        if one.role:
            story.at(_days(story, 38), partial(_appoint, story, one))
    story.at(_days(story, 0.5), partial(_suspend, story))


def _employee(one: Principal) -> Employee:
    assert one.role is not None
    mailbox, _, host = one.email.partition("@")
    codes = (CODES[one.program],) if one.program else ()
    return Employee(
        key=one.key, name=one.name, mailbox=mailbox, host=host, role=one.role, duty=one.program, programs=codes
    )


def _employ(story: Story, one: Principal) -> None:
    employ(story, _employee(one))


def _found_programs(story: Story) -> None:
    """By the administrator; then each member of staff gets his one program."""
    found_programs(story, owners={"IGEN": "PM1", "ANTIAGE": "PM2"}, by="AD")
    for one in STAFF:
        if one.program:
            assign(story, _employee(one), by="AD")


def _appoint(story: Story, one: Principal) -> None:
    assert one.role is not None
    program = story.programs[CODES[one.program]] if one.program else None
    grant_role(
        by=story.actor("AD"),
        user_id=story.people[one.key],
        role=one.role,
        program_id=program,
        starts_at=story.now,
        ends_at=story.today + timedelta(days=365) if one.role is Role.REVIEWER else None,
        reason="시험 자료",
        now=story.now,
    )


def _suspend(story: Story) -> None:
    suspend_user(actor=story.actor("AD"), user_id=story.people["SU"], reason="시험 자료", now=story.now)


def _companies(story: Story) -> None:
    names = {one.key: one.name for one in OUTSIDE}
    emails = {one.key: one.email for one in OUTSIDE}
    for number, (key, representative) in enumerate(COMPANIES.items(), start=1):
        company = Company(
            key=representative, name=f"주식회사 시험 {key}" if key != "C3" else "시험 C3",
            kind=CORPORATION if key != "C3" else SOLE_TRADER, serial=500 + number,
            started_on=date(day_in_kst(story.today).year - 2, 3, 2), ksic="20423", region="48120", postcode="51508",
            address="경상남도 창원시 성산구 시험로 1", branch="west" if key == "C2" else "main",
        )  # fmt: skip
        person = Person(
            key=representative, name=names[representative], email=emails[representative], born_on=date(1985, 5, 5)
        )
        story.at(_days(story, 37) + timedelta(hours=number), partial(enter_company, story, company, person))
    for key in ("CM1", "CMx"):
        joining = partial(bring_in, story, key, email=emails[key], by="AP1", role=Role.ORGANISATION_EDITOR, to="AP1")
        story.at(_days(story, 36), joining)
    story.at(_days(story, 1), partial(_part, story))


def _part(story: Story) -> None:
    remove_member(
        actor=story.actor("AP1"),
        organisation_id=story.companies["AP1"],
        user_id=story.people["CMx"],
        reason="퇴사",
        now=story.now,
    )


def _rounds(story: Story) -> None:
    """Both opened a while ago and receive for another twenty days."""
    until = story.today + timedelta(days=20)
    for key, program, template, by, head in (
        ("R1", "IGEN", "igen", "PM1", "ST1"),
        ("R2", "ANTIAGE", "anti_aging", "PM2", "ST2"),
    ):
        at = _days(story, 30)
        call = Call(key=key, program=program, template=template, by=by, head=head, announced_at=at, closes_at=until)
        announce(story, call)
    entry = contest_entry(IDEAS["byeori"], on=day_in_kst(story.today))
    support = support_application(SUPPORTS["sumgyeol"], on=day_in_kst(story.today))
    story.at(_days(story, 5), partial(apply_whole, story, who="AP1", call="R1", plan=entry))
    story.at(_days(story, 4), partial(start, story, who="AP2", call="R1"))
    story.at(_days(story, 3), partial(apply_whole, story, who="AP2", call="R2", plan=support))
