"""Due days of supplements are working days: statutory holidays and the centre's own word about a day count."""

from datetime import date

import pytest

from incubator.accounts.roles import Role
from incubator.core.dates import kst
from incubator.parameters.usecases.set_holiday import set_holiday
from tests.factories.accounts import a_user, an_actor
from tests.factories.intake import a_desk

ASKED = {"item.0.use": "1", "item.0.defect": "unsigned", "item.0.asked": "서명해 주세요."}


@pytest.fixture
def desk(clock):
    return a_desk()


def _new(desk):
    return f"/staff/applications/{desk.application_id}/supplements/new"


def test_a_statutory_holiday_and_a_day_the_centre_took_off_are_no_due_days(desk, client_as, clock):
    set_holiday(
        actor=an_actor(a_user("최관리", role=Role.ADMIN)),
        day=date(2026, 3, 13),
        is_off=True,
        name="창립기념일",
        name_en="",
        note="결재 제1호",
        now=clock.now,
    )
    client = client_as(desk.manager_id)

    own = client.submit(_new(desk), due_on="2026-03-13", **ASKED)

    assert own.status_code == 422
    assert "2026. 3. 13.(금)은(는) 휴일이라 기한으로 정할 수 없습니다." in own.get_data(as_text=True)
    assert desk.supplements() == []


def test_a_holiday_the_centre_works_on_may_be_a_due_day_and_others_not(desk, client_as, clock):
    clock.set(kst(2026, 4, 27, 10))
    client = client_as(desk.manager_id)
    refused = client.submit(_new(desk), due_on="2026-05-05", **ASKED)
    set_holiday(
        actor=an_actor(a_user("최관리", role=Role.ADMIN)),
        day=date(2026, 5, 5),
        is_off=False,
        name="정상 근무",
        name_en="",
        note="결재 제2호",
        now=clock.now,
    )

    taken = client.submit(_new(desk), due_on="2026-05-05", **ASKED)

    assert (refused.status_code, taken.status_code) == (422, 302)


def test_the_proposed_day_moves_over_a_holiday(desk, client_as, clock):
    clock.set(kst(2026, 4, 28, 10))  # seven days later is Children's Day

    page = client_as(desk.manager_id).get(_new(desk)).html

    assert page.find("input", id="due_on").get("value") == "2026-05-06"
