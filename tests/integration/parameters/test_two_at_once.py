"""Two administrators and one policy number."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from incubator.accounts.roles import Role
from incubator.core.errors import Stale
from incubator.parameters.models import Parameter
from incubator.parameters.usecases.set_parameter import set_parameter
from tests.factories.accounts import a_user, an_actor
from tests.support.at_once import at_once

KEY, DAY = "applications.page_limit", date(2026, 3, 10)


def put(actor, number, *, now, **more):
    return set_parameter(actor=actor, key=KEY, value=number, effective_on=DAY, note="의결", now=now, **more)


def test_two_set_a_new_number_at_once_and_one_row_and_one_answer_is_there(app, clock, session):
    actors = [an_actor(a_user(role=Role.ADMIN)) for _ in range(2)]
    seen = clock.now
    clock.advance(minutes=1)

    answers = at_once(
        app,
        lambda: put(actors[0], 20, now=clock.now, seen_at=seen),
        lambda: put(actors[1], 30, now=clock.now, seen_at=seen),
    )

    session.rollback()
    (row,) = session.scalars(select(Parameter)).all()
    assert [isinstance(answer, Stale) for answer in answers].count(True) == 1
    assert row.value == (30 if isinstance(answers[0], Stale) else 20)


def test_two_change_a_number_at_once_and_the_slower_one_sees_it(app, clock, session):
    actors = [an_actor(a_user(role=Role.ADMIN)) for _ in range(2)]
    put(actors[0], 15, now=clock.now)
    seen = clock.now
    clock.advance(minutes=1)

    answers = at_once(
        app,
        lambda: put(actors[0], 20, now=clock.now, seen_at=seen),
        lambda: put(actors[1], 30, now=clock.now, seen_at=seen),
    )

    session.rollback()
    (row,) = session.scalars(select(Parameter)).all()
    assert [isinstance(answer, Stale) for answer in answers].count(True) == 1
    assert row.value == (30 if isinstance(answers[0], Stale) else 20)


def test_a_page_opened_before_a_change_overwrites_nothing_and_keeps_what_was_typed(client_as, clock):
    first, second = (client_as(a_user(name, role=Role.ADMIN)) for name in ("최하나", "최둘"))
    path = f"/staff/parameters/{KEY}"
    form = second.get(path).html.form()
    clock.advance(minutes=1)
    assert first.submit(path, value="20", effective_on="2026-03-10", note="먼저").status_code == 302

    late = form.with_values({"value": "30", "effective_on": "2026-03-10", "note": "나중"})
    answer = second.post(path, data=late)

    assert answer.status_code == 409
    assert "최하나" in answer.html.main
    assert "나중" in answer.get_data(as_text=True)
    assert second.post(path, data=answer.html.form().with_values({})).status_code == 302
    assert "30 쪽" in first.get("/staff/parameters").html.main
