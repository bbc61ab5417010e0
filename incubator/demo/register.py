"""The register of the demo: a restriction that a proposal of the desk rests on, one suspended, and earlier support."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial

from incubator.demo.companies import COMPANIES_THEN
from incubator.demo.people import FOUNDERS_THEN
from incubator.demo.story import Story
from incubator.organisations.rules.records import RecordSubject, RestrictionDetails, SupportDetails
from incubator.organisations.usecases.record_restriction import record_restriction
from incubator.organisations.usecases.record_support import record_support
from incubator.organisations.usecases.suspend_restriction import suspend_restriction

BARRED = "jang"


def tell_register(story: Story, *, by: str, at: datetime) -> None:
    """Written down by a manager in the half hour before `at`."""
    story.at(at - timedelta(minutes=30), partial(_bar_person, story, by))
    story.at(at - timedelta(minutes=20), partial(_bar_company, story, by))
    story.at(at - timedelta(minutes=10), partial(_supports, story, by))


def _bar_person(story: Story, by: str) -> None:
    person = next(one for one in FOUNDERS_THEN if one.key == BARRED)
    today = story.now.date()
    record_restriction(
        actor=story.actor(by),
        details=RestrictionDetails(
            subject=RecordSubject.REPRESENTATIVE,
            representative_name=person.name,
            representative_born_on=person.born_on,
            ground="다른 기관 지원사업의 중도 포기",
            starts_on=today - timedelta(days=120),
            ends_on=today + timedelta(days=245),
            source="통합관리시스템 참여제한 조회 제3호",
        ),
        now=story.now,
    )


def _bar_company(story: Story, by: str) -> None:
    """Of a company that has never been here; a court has suspended it for a month."""
    today = story.now.date()
    restriction_id = record_restriction(
        actor=story.actor(by),
        details=RestrictionDetails(
            subject=RecordSubject.COMPANY,
            brn="0008100125",
            company_name="(주)가람시험정밀",
            ground="사업비를 목적과 다르게 씀",
            starts_on=today - timedelta(days=60),
            ends_on=today + timedelta(days=670),
            source="창업진흥원 제재 통보 제2016-123호",
        ),
        now=story.now,
    )
    suspend_restriction(
        actor=story.actor(by),
        restriction_id=restriction_id,
        starts_on=today - timedelta(days=10),
        ends_on=today + timedelta(days=20),
        reason="창원지방법원 집행정지 결정",
        now=story.now,
    )


def _supports(story: Story, by: str) -> None:
    """What two companies were given elsewhere: one has ended, of the other nobody has told the end."""
    ended, running = COMPANIES_THEN[0], COMPANIES_THEN[2]
    for company, program, starts_on, ends_on, amount_won in (
        (ended, "창업맞춤형사업", date(2013, 6, 1), date(2014, 3, 31), 50_000_000),
        (running, "기술창업 바우처", date(2016, 1, 4), None, None),
    ):
        record_support(
            actor=story.actor(by),
            details=SupportDetails(
                subject=RecordSubject.COMPANY,
                brn=company.brn,
                company_name=company.name,
                program=program,
                agency="창업진흥원",
                starts_on=starts_on,
                ends_on=ends_on,
                amount_won=amount_won,
                plan_title="공작기계 소음 줄이는 덮개" if company is ended else "",
                source="지원이력 조회 제2016-07호",
            ),
            now=story.now,
        )
