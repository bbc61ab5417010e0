"""Which form a round uses, and how drafts come along to a newer version."""

from __future__ import annotations

from uuid import UUID

import pytest

from incubator.accounts.roles import Role
from incubator.applications.usecases.move_draft_to_new_version import move_draft_to_new_version
from incubator.programs.models import Round
from incubator.programs.workflow import RoundState
from incubator.questionnaires.queries import get_version
from tests.factories.accounts import a_user
from tests.factories.applications import a_form, a_round, a_world
from tests.factories.programs import ELIGIBILITY
from tests.factories.questionnaires import a_next_version, a_published_version


@pytest.fixture
def manager(client_as):
    return client_as(a_user("박담당", role=Role.MANAGER))


def form_of(session, round_id) -> UUID | None:
    session.rollback()
    return session.get_one(Round, round_id).questionnaire_version_id


def test_a_planned_round_takes_any_published_form(manager, session, clock):
    round_id = a_round(state=RoundState.PLANNED, opens_at=clock.now)
    other = a_published_version().id

    page = manager.get(f"/staff/rounds/{round_id}").html
    assert f"/staff/rounds/{round_id}/form" in page.links.values() or f"/staff/rounds/{round_id}/form" in page.links
    assert manager.submit(f"/staff/rounds/{round_id}/form", version_id=str(other)).status_code == 302
    assert form_of(session, round_id) == other


def test_a_public_round_goes_over_to_the_next_version_and_its_drafts_follow(manager, session, clock, deliver):
    world = a_world(eligibility=ELIGIBILITY)
    world.write(story=["바닷물을 걸러 마실 물을 만듭니다."])
    used = get_version(session, form_of(session, world.round_id))
    changed = a_form()
    changed["sections"][0]["questions"][0]["label"] = "사업 이름"
    newer = a_next_version(used.questionnaire_id, changed).id
    a_published_version()

    page = f"/staff/rounds/{world.round_id}/form"
    answer = manager.submit(page, version_id=str(newer), reason="질문을 분명하게 고쳤습니다.")

    assert answer.status_code == 302, answer.html.main
    assert form_of(session, world.round_id) == newer
    call = manager.get(f"/calls/{world.round_id}").html.main
    assert "지원 신청서" in call
    assert str(newer) not in call
    moved = move_draft_to_new_version(actor=world.actor(), application_id=world.application_id, now=clock.now)
    assert "story" in moved.kept
    assert deliver() > 0


def test_a_public_round_does_not_take_another_form_nor_an_older_version(manager, session):
    world = a_world()
    other = a_published_version().id
    before = form_of(session, world.round_id)

    page = manager.get(f"/staff/rounds/{world.round_id}/form")
    answer = manager.post(
        f"/staff/rounds/{world.round_id}/form", data={"version_id": str(other), "reason": "다른 양식으로 바꿉니다."}
    )

    assert "바꿀 수 있는 판이 없습니다" in page.html.main
    assert answer.status_code == 422
    assert form_of(session, world.round_id) == before


def test_after_the_first_receipt_the_form_stays(manager, session):
    world = a_world().complete()
    world.submit()
    used = get_version(session, form_of(session, world.round_id))
    newer = a_next_version(used.questionnaire_id, a_form() | {"title": "새 판"}).id
    page = f"/staff/rounds/{world.round_id}/form"

    assert "바꿀 수 있는 판이 없습니다" in manager.get(page).html.main
    assert form_of(session, world.round_id) != newer
