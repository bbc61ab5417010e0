"""Today's calls, relative to the day the demo is loaded, so that applying works on any day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial

from incubator.accounts.roles import Role
from incubator.applications.usecases.send_message import send_message
from incubator.approvals.queries import find_pending
from incubator.approvals.usecases.request_approval import Line
from incubator.approvals.usecases.return_approval import return_approval
from incubator.core.dates import KST, day_in_kst
from incubator.core.money import Won
from incubator.db.session import session_now
from incubator.demo.applying import Plan, apply_whole, start, write
from incubator.demo.arrivals import sign_up
from incubator.demo.calling import Call, announce, plan_call, request_call, sign_for
from incubator.demo.companies import Company, companies_now
from incubator.demo.desk import tell_desk
from incubator.demo.forms import tell_forms
from incubator.demo.ideas import DIVISIONS, IDEAS
from incubator.demo.marks import tell_marks
from incubator.demo.people import FOUNDERS_NOW, Person
from incubator.demo.plans import contest_entry, course_application, job_application, part_of, support_application
from incubator.demo.registering import bring_in, enter_company, enter_pre_founder, keep_certificate, verify
from incubator.demo.reviews_panels import Board, tell_boards
from incubator.demo.story import Story
from incubator.demo.wishes import COURSES, JOB_WISHES, SUPPORTS
from incubator.demo.workshop import WORKSHOP
from incubator.notifications.usecases.mark_read import mark_all_read
from incubator.organisations.rules import WalletKind
from incubator.programs.rules.kinds import ProgramField
from incubator.programs.usecases.request_correction import request_correction
from incubator.programs.usecases.request_extension import request_extension

DIVIDED = {"divisions": [dict(row) for row in DIVISIONS]}
ENTRY = ("division", "field", "project_title", "sales_last_year", "staff_count")
CAME = {"founder": 95, "colleague": 90, "sumgyeol": 200, "hanui": 50, "prefounder": 42, "team": 30, "newcomer": 1}
"""How many days ago each of today's founders signed up."""
AGES = {"founder": 38, "sumgyeol": 41, "hanui": 46, "prefounder": 29, "team": 24}


def ago(story: Story, days: int, hour: int, minute: int = 0) -> datetime:
    """That time of a day so many days before the day of loading (after it, when negative), on the Korean clock."""
    day = day_in_kst(story.today) - timedelta(days=days)
    return datetime.combine(day, time(hour, minute), KST)


def tell_present(story: Story) -> None:
    """Let everything of the last months be said; `story.tell()` then plays it."""
    _founders(story)
    for call in _calls(story):
        announce(story, call)
    next_challenge = Call(
        key="igen_next", program="IGEN", template="igen", by="main", announced_at=ago(story, -20, 10), changes=DIVIDED
    )
    story.at(ago(story, 1, 17, 30), partial(plan_call, story, next_challenge))
    story.at(ago(story, 1, 17, 50), partial(request_call, story, next_challenge))
    story.at(ago(story, 3, 14), partial(_correct, story))
    story.at(ago(story, 3, 15, 20), lambda: sign_for(story, "head", story.rounds["print"]))
    story.at(ago(story, 2, 11), partial(_extend, story))
    story.at(ago(story, 2, 11, 40), lambda: sign_for(story, "head", story.rounds["anti"]))
    tell_forms(story, at=ago(story, 6, 10))
    _returned_draft(story)
    _applications(story)
    _conversations(story)
    tell_desk(story, call="print_before", by="maker", told_at=ago(story, 2, 16))
    tell_marks(story, call="print_before", by="maker", at=ago(story, 1, 17))
    _panels(story)
    story.at(ago(story, 7, 17, 30), partial(_read_inboxes, story))


def _panels(story: Story) -> None:
    """The closed course is being judged; a panel of the open challenge is asked for ahead."""
    until = ago(story, -17, 18)
    scoring = Board(
        call="print_before", by="maker", witness="main", field=ProgramField.COMMON, seats=3,
        meets_at=ago(story, -3, 14), access_ends_at=until, challenged="yoon",
    )  # fmt: skip
    asking = Board(
        call="igen", by="main", witness="head", field=ProgramField.COMMON, seats=3,
        meets_at=ago(story, -10, 14), access_ends_at=until,
    )  # fmt: skip
    tell_boards(story, scoring=scoring, asking=asking, at=ago(story, 1, 13))


def _returned_draft(story: Story) -> None:
    """The next printing course came back from the head: its manager has something to mend."""
    call = Call(key="print_next", program="MAKE3D", template="printing", by="maker", announced_at=ago(story, -12, 10))
    story.at(ago(story, 2, 16), partial(plan_call, story, call))
    story.at(ago(story, 2, 16, 30), partial(request_call, story, call))
    story.at(ago(story, 1, 9, 40), partial(_give_back, story, "print_next"))


def _give_back(story: Story, key: str) -> None:
    session = session_now()
    pending = find_pending(session, "round", story.rounds[key])
    assert pending is not None
    approval_id = pending.id
    session.rollback()
    return_approval(
        actor=story.actor("head"),
        approval_id=approval_id,
        reason="지난 회차에서 정원을 20명으로 늘렸습니다. 정원과 예산을 그에 맞춰 고쳐 주세요.",
        now=story.now,
    )


def _founders(story: Story) -> None:
    today = day_in_kst(story.today)
    people = {person.key: _born(person, today) for person in FOUNDERS_NOW}
    companies = {company.key: company for company in companies_now(today)}
    for key, person in people.items():
        at = ago(story, CAME[key], 13)
        story.at(at, partial(sign_up, story, person))
        if key in companies:
            story.at(at + timedelta(minutes=20), partial(enter_company, story, companies[key], person))
    for key, name, region in (("prefounder", "박서우", "48120"), ("team", "팀 이든", "48170")):
        entering = partial(enter_pre_founder, story, people[key], name=name, region=region)
        story.at(ago(story, CAME[key], 13, 20), entering)
    joining = partial(
        bring_in,
        story,
        "colleague",
        email=people["colleague"].email,
        by="founder",
        role=Role.ORGANISATION_EDITOR,
        to="founder",
    )
    story.at(ago(story, 89, 15), joining)
    story.at(ago(story, 93, 10), partial(verify, story, "founder", by="main"))
    story.at(ago(story, 198, 10), partial(verify, story, "sumgyeol", by="west"))
    _papers(story, companies["founder"], people["founder"])
    _papers(story, companies["sumgyeol"], people["sumgyeol"])


def _papers(story: Story, company: Company, person: Person) -> None:
    """A registration, and a tax clearance that still counts today."""
    for kind, days in ((WalletKind.BUSINESS_REGISTRATION, 60), (WalletKind.NATIONAL_TAX, 12)):
        at = ago(story, days, 16)
        story.at(at, partial(keep_certificate, story, company, person, kind, day_in_kst(at)))


def _born(person: Person, today: date) -> Person:
    years = AGES.get(person.key)
    return person if years is None else replace(person, born_on=date(today.year - years, 5, 17))


def _calls(story: Story) -> tuple[Call, ...]:
    """Open, upcoming and lately closed; deadlines from two days to three weeks away."""
    year = day_in_kst(story.today).year
    workshop = {
        **WORKSHOP,
        "title": f"{year}년 디지털3D공방창업과정 교육생 모집",
        "title_en": f"Digital 3D Workshop Founding Course {year}",
    }
    return (
        Call(
            key="igen", program="IGEN", template="igen", by="main", announced_at=ago(story, 28, 10),
            guide=True, closes_at=ago(story, -2, 18), changes=DIVIDED,
        ),
        Call(key="print", program="MAKE3D", template="printing", by="maker", announced_at=ago(story, 9, 10)),
        Call(
            key="anti", program="ANTIAGE", template="anti_aging", by="west", announced_at=ago(story, 20, 10),
            guide=True, closes_at=ago(story, -6, 16),
        ),
        Call(key="jobs", program="JOBZONE", template="job_zone", by="jobs", announced_at=ago(story, 4, 10)),
        Call(
            key="desal", program="DESAL", template="desalination", by="water", announced_at=ago(story, 15, 10),
        ),
        Call(
            key="water", program="WATER", template="water_campus", by="water", announced_at=ago(story, 2, 10),
            opens_at=ago(story, -5, 10), closes_at=ago(story, -26, 17),
        ),
        Call(
            key="women", program="WOMEN3D", template="printing", by="maker", announced_at=ago(story, 1, 10),
            opens_at=ago(story, -10, 9), closes_at=ago(story, -31, 18), changes=workshop,
        ),
        Call(
            key="print_before", program="MAKE3D", template="printing", by="maker", head="main",
            announced_at=ago(story, 34, 10),
        ),
        Call(key="water_before", program="WATER", template="water_campus", by="water", announced_at=ago(story, 75, 10)),
    )  # fmt: skip


def _correct(story: Story) -> None:
    """The course moves to the larger room: more seats, said with the reason."""
    request_correction(
        actor=story.actor("maker"),
        round_id=story.rounds["print"],
        changes={"quota": 20, "budget_text": "1회 400만 원, 정원 20명", "budget_won": Won(4_000_000)},
        reason="신청이 많아 넓은 교육장으로 옮기고 정원을 15명에서 20명으로 늘립니다.",
        line=Line(story.people["head"]),
        now=story.now,
    )


def _extend(story: Story) -> None:
    request_extension(
        actor=story.actor("west"),
        round_id=story.rounds["anti"],
        closes_at=ago(story, -13, 16),
        reason="납세증명서 발급 시스템 점검으로 서류를 떼지 못한 기업이 있어 접수 기간을 7일 늘립니다.",
        line=Line(story.people["head"]),
        now=story.now,
    )


def _applications(story: Story) -> None:
    for at, who, call, plan in _submitted(story):
        story.at(at, partial(_apply, story, who, call, plan))
    challenge = partial(contest_entry, IDEAS["founder"], on=day_in_kst(story.today))
    story.at(ago(story, 6, 14), partial(start, story, who="founder", call="igen"))
    story.at(ago(story, 6, 14, 25), partial(_write, story, "founder", challenge, ENTRY))
    story.at(ago(story, 2, 16, 40), partial(_write, story, "colleague", challenge, ("summary", "problem")))
    story.at(ago(story, 3, 20), partial(start, story, who="team", call="print"))


def _submitted(story: Story) -> tuple[tuple[datetime, str, str, Callable[[], Plan]], ...]:
    today = day_in_kst(story.today)
    return (
        (ago(story, 31, 19, 14), "heo", "print_before", partial(course_application, COURSES["heo"])),
        (ago(story, 27, 20, 8), "yoon", "print_before", partial(course_application, COURSES["yoon"])),
        (ago(story, 19, 21, 40), "jang", "print_before", partial(course_application, COURSES["jang"])),
        (ago(story, 16, 9, 51), "noh", "print_before", partial(course_application, COURSES["noh"])),
        (ago(story, 60, 15, 5), "mulmaru", "water_before", partial(course_application, COURSES["mulmaru"])),
        (ago(story, 8, 21, 37), "prefounder", "igen", partial(contest_entry, IDEAS["prefounder"], on=today)),
        (ago(story, 3, 10, 22), "hanui", "igen", partial(contest_entry, IDEAS["hanui"], on=today)),
        (ago(story, 7, 18, 46), "prefounder", "print", partial(course_application, COURSES["prefounder"])),
        (ago(story, 5, 11, 9), "sumgyeol", "anti", partial(support_application, SUPPORTS["sumgyeol"], on=today)),
        (
            ago(story, 1, 15, 33), "team", "jobs",
            partial(job_application, JOB_WISHES["team"], from_on=today + timedelta(days=40)),
        ),
    )  # fmt: skip


def _apply(story: Story, who: str, call: str, plan: Callable[[], Plan]) -> None:
    apply_whole(story, who=who, call=call, plan=plan())


def _write(story: Story, who: str, plan: Callable[[], Plan], keys: tuple[str, ...]) -> None:
    write(story, "igen/founder", part_of(plan(), *keys), who=who)


def _conversations(story: Story) -> None:
    """One question waits for its answer, one has been answered."""
    for at, who, application, body in (
        (
            ago(story, 4, 10, 12),
            "sumgyeol",
            "anti/sumgyeol",
            "인체적용시험 견적서를 두 곳에서 받았습니다. 제출한 뒤에 바뀐 견적을 알려 드려도 되는지 궁금합니다.",
        ),
        (
            ago(story, 4, 15, 40),
            "west",
            "anti/sumgyeol",
            "마감 전까지는 제출을 취소하고 고쳐서 다시 내실 수 있습니다. 접수번호는 그대로입니다. 마감 뒤에는 현장 확인 때 받겠습니다.",
        ),
        (
            ago(story, 1, 11, 26),
            "founder",
            "igen/founder",
            "아이디어 설명서에 공장 이름이 나온 사진을 넣어도 되는지요? 시험에 참여한 공장이 두 곳입니다.",
        ),
    ):
        story.at(at, partial(_say, story, who, application, body))


def _read_inboxes(story: Story) -> None:
    """Everybody has read what was in the inbox a week ago; this week's notices are new."""
    for person in story.people:
        mark_all_read(actor=story.actor(person), now=story.now)


def _say(story: Story, who: str, application: str, body: str) -> None:
    send_message(actor=story.actor(who), application_id=story.applications[application], body=body, now=story.now)
