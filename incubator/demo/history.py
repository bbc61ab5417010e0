"""The first year of the centre, 2015-04-09 to 2016-04-20, as rounds that have run their course (domain.md §5)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial

from incubator.applications.usecases.unsubmit_application import unsubmit_application
from incubator.applications.usecases.withdraw_application import withdraw_application
from incubator.core.dates import day_in_kst, kst
from incubator.demo.applying import Plan, apply_whole, hand_in, start, write
from incubator.demo.arrivals import assign, employ, open_house, sign_up
from incubator.demo.calling import Call, announce, delegate_small_calls, found_programs, found_workshop
from incubator.demo.companies import COMPANIES_THEN
from incubator.demo.ideas import DIVISIONS, IDEAS
from incubator.demo.job_programs import job_calls
from incubator.demo.people import FOUNDERS_THEN, STAFF
from incubator.demo.plans import contest_entry, course_application, job_application, part_of, support_application
from incubator.demo.registering import enter_company, enter_pre_founder, keep_certificate, verify
from incubator.demo.reviews_history import tell_third_challenge_judged
from incubator.demo.story import Story
from incubator.demo.wishes import COURSES, JOB_WISHES, SUPPORTS
from incubator.demo.workshop import WORKSHOP
from incubator.organisations.rules import WalletKind

OPENED = kst(2015, 4, 9, 10)
OWNERS = {"IGEN": "main", "WATER": "water", "MAKE3D": "maker", "JOBZONE": "jobs", "ANTIAGE": "west", "DESAL": "water"}
REGIONS_OF_PEOPLE = {"yoon": "48120", "jang": "48310", "heo": "48220", "noh": "48250"}

DIVIDED = {"divisions": [dict(row) for row in DIVISIONS]}

CALLS: tuple[Call, ...] = (
    Call(key="igen1", program="IGEN", template="igen", by="main", announced_at=kst(2015, 5, 11, 10), changes=DIVIDED),
    Call(key="igen2", program="IGEN", template="igen", by="main", announced_at=kst(2015, 9, 7, 10), changes=DIVIDED),
    Call(key="igen3", program="IGEN", template="igen", by="main", announced_at=kst(2016, 2, 1, 10), guide=True, changes=DIVIDED),
    *(
        Call(key=f"water{number}", program="WATER", template="water_campus", by="water", announced_at=at)
        for number, at in enumerate(
            (
                kst(2015, 6, 1, 10),
                kst(2015, 7, 6, 10),
                kst(2015, 8, 17, 10),
                kst(2015, 9, 21, 10),
                kst(2015, 10, 26, 10),
                kst(2015, 11, 30, 10),
                kst(2016, 2, 22, 10),
            ),
            start=1,
        )
    ),
    *(
        Call(key=f"print{number}", program="MAKE3D", template="printing", by="maker", announced_at=at)
        for number, at in enumerate(
            (
                kst(2015, 5, 18, 11),
                kst(2015, 7, 20, 11),
                kst(2015, 10, 5, 11),
                kst(2016, 1, 18, 11),
                kst(2016, 3, 14, 11),
            ),
            start=1,
        )
    ),
    Call(
        key="women1", program="WOMEN3D", template="printing", by="maker", announced_at=kst(2015, 8, 24, 11),
        changes=WORKSHOP,
    ),
    Call(key="anti1", program="ANTIAGE", template="anti_aging", by="west", announced_at=kst(2015, 6, 15, 13)),
    Call(key="anti2", program="ANTIAGE", template="anti_aging", by="west", announced_at=kst(2016, 2, 29, 13)),
    Call(key="desal1", program="DESAL", template="desalination", by="water", announced_at=kst(2015, 7, 13, 10)),
    *job_calls(),
)  # fmt: skip


def tell_history(story: Story) -> None:
    """Let everything of the first year be said; `story.tell()` then plays it."""
    _people_and_programs(story)
    _founders(story)
    for call in CALLS:
        announce(story, call)
    _first_rounds(story)
    _third_challenge(story)


def _people_and_programs(story: Story) -> None:
    story.at(OPENED - timedelta(days=10), partial(open_house, story))
    for number, person in enumerate(STAFF):
        story.at(OPENED - timedelta(days=9, minutes=-20 * number), partial(employ, story, person))
    story.at(OPENED, partial(found_programs, story, owners=OWNERS))
    story.at(OPENED + timedelta(minutes=5), partial(found_workshop, story, owner="maker"))
    story.at(OPENED + timedelta(minutes=20), partial(delegate_small_calls, story))
    for person in STAFF:
        if person.programs:
            story.at(OPENED + timedelta(minutes=30), partial(assign, story, person))


def _founders(story: Story) -> None:
    """One or two a day from the end of April 2015 on; companies are compared with their papers two days later."""
    companies = {company.key: company for company in COMPANIES_THEN}
    for number, person in enumerate(FOUNDERS_THEN):
        at = kst(2015, 4, 20, 10) + timedelta(hours=19 * number)
        story.at(at, partial(sign_up, story, person))
        company = companies.get(person.key)
        if company is None:
            region = REGIONS_OF_PEOPLE[person.key]
            entering = partial(enter_pre_founder, story, person, name=person.name, region=region)
            story.at(at + timedelta(minutes=30), entering)
            continue
        story.at(at + timedelta(minutes=30), partial(enter_company, story, company, person))
        by = "west" if company.branch == "west" else "main"
        story.at(at + timedelta(days=2), partial(verify, story, company.key, by=by))
    papers = (
        (0, WalletKind.BUSINESS_REGISTRATION, date(2015, 4, 28)),
        (7, WalletKind.CORPORATE_REGISTER, date(2016, 2, 12)),
    )
    for number, kind, issued_on in papers:
        keeping = partial(keep_certificate, story, COMPANIES_THEN[number], FOUNDERS_THEN[number], kind, issued_on)
        story.at(kst(issued_on.year, issued_on.month, issued_on.day, 16), keeping)


def _applies(story: Story, at: datetime, who: str, call: str, plan: Callable[[], Plan]) -> None:
    story.at(at, lambda: apply_whole(story, who=who, call=call, plan=plan()))


def _first_rounds(story: Story) -> None:
    """A few applications in each kind of round."""
    for at, who, call in (
        (kst(2015, 6, 4, 15, 12), "dumo", "igen1"),
        (kst(2015, 6, 10, 17, 41), "yoon", "igen1"),
        (kst(2015, 10, 2, 11, 5), "saenul", "igen2"),
        (kst(2015, 10, 7, 9, 30), "jang", "igen2"),
    ):
        _applies(story, at, who, call, partial(contest_entry, IDEAS[who], on=day_in_kst(at)))
    for at, who, call in (
        (kst(2015, 5, 27, 20, 3), "yoon", "print1"),
        (kst(2015, 6, 9, 14, 20), "mulmaru", "water1"),
        (kst(2015, 8, 3, 10, 55), "jang", "print2"),
        (kst(2015, 9, 1, 16, 48), "haenul", "water3"),
        (kst(2015, 9, 8, 21, 15), "heo", "women1"),
        (kst(2016, 3, 7, 13, 37), "aradam", "water7"),
        (kst(2016, 3, 28, 22, 10), "noh", "print5"),
    ):
        _applies(story, at, who, call, partial(course_application, COURSES[who]))
    for at, who, call in (
        (kst(2015, 7, 1, 11, 20), "jiri", "anti1"),
        (kst(2015, 7, 10, 9, 44), "solbaram", "anti1"),
        (kst(2016, 3, 21, 15, 2), "garam", "anti2"),
    ):
        _applies(story, at, who, call, partial(support_application, SUPPORTS[who], on=day_in_kst(at)))
    for at, who, call in ((kst(2016, 3, 30, 19, 8), "noh", "jobs1"), (kst(2016, 4, 1, 10, 26), "jang", "jobs2")):
        _applies(story, at, who, call, partial(job_application, JOB_WISHES[who], from_on=date(2016, 5, 2)))


def _third_challenge(story: Story) -> None:
    """제3기: seven receipts; one comes again as version 2, one is withdrawn, one draft is never handed in."""
    for at, who in (
        (kst(2016, 2, 15, 10, 33), "heo"),
        (kst(2016, 2, 22, 17, 50), "byeori"),
        (kst(2016, 2, 25, 9, 12), "noh"),
        (kst(2016, 2, 29, 14, 28), "maru"),
        (kst(2016, 3, 1, 23, 4), "jang"),
        (kst(2016, 3, 2, 11, 47), "saenul"),
        (kst(2016, 3, 2, 17, 58, 31), "dumo"),
    ):
        _applies(story, at, who, "igen3", partial(contest_entry, IDEAS[who], on=day_in_kst(at)))
    story.at(kst(2016, 2, 28, 13), partial(_again, story, "byeori"))
    story.at(kst(2016, 3, 1, 9, 30), partial(_withdraw, story, "noh"))
    story.at(kst(2016, 2, 27, 21), partial(start, story, who="yoon", call="igen3"))
    story.at(kst(2016, 2, 27, 21, 40), partial(_begin, story, "yoon"))
    tell_third_challenge_judged(story)


def _again(story: Story, who: str) -> None:
    """Take it back, improve a sentence, hand it in again: same number, version 2."""
    unsubmit_application(
        actor=story.actor(who), application_id=story.applications[f"igen3/{who}"], now=story.now - timedelta(minutes=45)
    )
    better = "직선 배관 20m와 굽은 관 두 곳을 왕복하는 시제품이 있습니다. 굽은 관은 2월 말에 새로 시험했습니다."
    write(story, f"igen3/{who}", Plan(answers={"prototype": better}), who=who)
    hand_in(story, f"igen3/{who}", who=who)


def _withdraw(story: Story, who: str) -> None:
    withdraw_application(
        actor=story.actor(who),
        application_id=story.applications[f"igen3/{who}"],
        reason="같은 아이디어로 학교 공모전에서 상을 받아 참가 조건에 맞지 않게 되었습니다.",
        now=story.now,
    )


def _begin(story: Story, who: str) -> None:
    plan = contest_entry(IDEAS[who], on=day_in_kst(story.now))
    keys = ("division", "field", "project_title", "participant", "is_team", "problem")
    write(story, f"igen3/{who}", part_of(plan, *keys), who=who)
