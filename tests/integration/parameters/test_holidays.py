"""Days off: the law's, and what the centre says over it."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from incubator.accounts.roles import Role
from incubator.core.errors import Forbidden, Invalid, NotFound, RuleBroken, Stale
from incubator.core.ids import new_id
from incubator.core.working_days import last_day_of_term
from incubator.parameters.models import Holiday
from incubator.parameters.queries import days_off, list_days
from incubator.parameters.usecases.remove_holiday import remove_holiday
from incubator.parameters.usecases.set_holiday import set_holiday
from tests.factories.accounts import a_user, an_actor
from tests.support.at_once import at_once

BRIDGE, HANGUL = date(2026, 5, 4), date(2026, 10, 9)


def put(actor, day, *, now, is_off=True, name="임시공휴일", note="관보 제1호"):
    return set_holiday(actor=actor, day=day, is_off=is_off, name=name, name_en="", note=note, now=now)


@pytest.fixture
def admin(app):
    return an_actor(a_user("최관리", role=Role.ADMIN))


def test_a_day_the_centre_sets_moves_the_end_of_a_term(admin, clock, session):
    year = (date(2026, 1, 1), date(2026, 12, 31))
    assert last_day_of_term(date(2026, 5, 1), 3, days_off(session, *year)) == BRIDGE

    put(admin, BRIDGE, now=clock.now)
    session.rollback()

    assert last_day_of_term(date(2026, 5, 1), 3, days_off(session, *year)) == date(2026, 5, 6)


def test_a_statutory_day_may_be_worked_and_the_law_holds_again_after_taking_it_back(admin, clock, session):
    row_id = put(admin, HANGUL, is_off=False, name="비상 근무", now=clock.now)
    session.rollback()
    assert HANGUL not in days_off(session, HANGUL, HANGUL)
    (shown,) = (day for day in list_days(session, 2026) if day.day == HANGUL)
    assert (shown.is_off, shown.is_statutory, shown.name) == (False, True, "비상 근무")

    remove_holiday(actor=admin, holiday_id=row_id, reason="취소됨", now=clock.now)
    session.rollback()
    assert days_off(session, HANGUL, HANGUL) == {HANGUL}


def test_a_second_word_for_the_day_replaces_the_first(admin, clock, session):
    assert put(admin, BRIDGE, now=clock.now) == put(admin, BRIDGE, name="창립기념일", now=clock.now)
    session.rollback()
    assert [row.name for row in session.scalars(select(Holiday))] == ["창립기념일"]


def test_two_administrators_set_one_day_at_once_and_one_row_is_there(app, admin, clock, session):
    other = an_actor(a_user(role=Role.ADMIN))

    answers = at_once(
        app,
        lambda: put(admin, BRIDGE, name="하나", now=clock.now),
        lambda: put(other, BRIDGE, name="둘", now=clock.now),
    )

    session.rollback()
    rows = session.scalars(select(Holiday)).all()
    assert len(rows) == 1
    assert [answer for answer in answers if answer != rows[0].id and not isinstance(answer, Stale)] == []


def test_what_says_nothing_new_is_wrong_or_forbidden_is_refused(admin, clock):
    for error, act in (
        (RuleBroken, lambda: put(admin, HANGUL, now=clock.now)),
        (RuleBroken, lambda: put(admin, date(2026, 5, 3), now=clock.now)),
        (RuleBroken, lambda: put(admin, BRIDGE, is_off=False, now=clock.now)),
        (Invalid, lambda: put(admin, BRIDGE, name=" ", now=clock.now)),
        (Invalid, lambda: put(admin, BRIDGE, note="", now=clock.now)),
        (Invalid, lambda: put(admin, date(2300, 5, 4), now=clock.now)),
        (Forbidden, lambda: put(an_actor(a_user(role=Role.HEAD)), BRIDGE, now=clock.now)),
        (NotFound, lambda: remove_holiday(actor=admin, holiday_id=new_id(), reason="까닭", now=clock.now)),
        (Invalid, lambda: remove_holiday(actor=admin, holiday_id=new_id(), reason=" ", now=clock.now)),
    ):
        with pytest.raises(error):
            act()


def test_the_page_shows_the_year_and_the_administrator_sets_and_takes_back(client_as, session):
    client = client_as(a_user("최관리", role=Role.ADMIN))
    assert "한글날" in client.get("/staff/holidays?year=2026").html.main

    done = client.submit(
        "/staff/holidays", action="/staff/holidays", day="2026-05-04", kind="off", name="임시공휴일", note="관보 제1호"
    )
    assert done.status_code == 302
    assert "임시공휴일" in client.get("/staff/holidays?year=2026").html.main
    refused = client.submit(
        "/staff/holidays", action="/staff/holidays", day="2026-10-09", kind="off", name="또 쉼", note="관보"
    )
    assert (refused.status_code, "또 쉼" in refused.get_data(as_text=True)) == (409, True)
    session.rollback()
    row_id = session.scalars(select(Holiday.id)).one()
    assert client.post(f"/staff/holidays/{row_id}/remove", data={"remove-reason": ""}).status_code == 422
    assert client.post(f"/staff/holidays/{row_id}/remove", data={"remove-reason": "취소"}).status_code == 302
    assert "관보 제1호" not in client.get("/staff/holidays?year=2026").html.main


@pytest.mark.parametrize(
    ("role", "read", "write"), [(Role.MANAGER, 200, 403), (Role.AUDITOR, 200, 403), (None, 403, 403)]
)
def test_staff_read_and_only_the_administrator_sets(client_as, role, read, write):
    client = client_as(a_user(role=role))
    assert client.get("/staff/holidays").status_code == read
    assert client.post("/staff/holidays", data={}).status_code == write


@pytest.mark.parametrize(("year", "shown"), [("0001", "1900"), ("9999", "2200"), ("abcd", "2026"), ("", "2026")])
def test_any_year_gives_a_page(client_as, year, shown):
    page = client_as(a_user(role=Role.MANAGER)).get(f"/staff/holidays?year={year}")
    assert (page.status_code, shown in page.html.h1) == (200, True)
