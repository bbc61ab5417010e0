"""Programs: made with a budget line and partners, edited, handed over, and their rounds counted on."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from incubator.accounts.roles import Role
from incubator.audit.models import AuditEntry
from incubator.core.dates import day_in_kst
from incubator.programs import queries
from incubator.programs.rules.kinds import PartnerRole
from incubator.programs.workflow import RoundState
from tests.factories.accounts import a_branch, a_user, an_actor
from tests.factories.organisations import a_partner
from tests.factories.programs import a_round
from tests.factories.questionnaires import a_definition, a_next_version, a_published_version


@pytest.fixture
def manager(world, client_as):
    return client_as(world.manager)


@pytest.fixture
def read(world, session):
    def program(program_id=None):
        session.rollback()
        session.expire_all()
        return queries.get_visible_program(session, an_actor(world.manager), program_id or world.program_id)

    return program


def test_a_program_is_made_with_its_partners(client_as, session):
    partner = a_partner("두산중공업")
    branch = a_branch()
    chief = a_user("정총괄", role=Role.MANAGER, branch_id=branch.id)

    answer = client_as(chief).submit(
        "/staff/programs/new",
        code="RND16",
        name="담수화 기자재 국산화",
        kind="rnd",
        field="alternative_water",
        branch_id=str(branch.id),
        budget_line="공동 연구개발",
        r0_partner=str(partner.id),
        r0_role="host",
    )

    page = client_as(chief).get(answer.headers["Location"]).html
    assert page.h1 == "담수화 기자재 국산화"
    assert "주관기관 두산중공업" in page.main
    assert "정총괄" in page.main


def test_a_program_without_a_budget_line_is_refused(client_as):
    branch = a_branch()
    chief = a_user(role=Role.MANAGER, branch_id=branch.id)

    answer = client_as(chief).submit(
        "/staff/programs/new", code="NONE", name="예산 없는 사업", branch_id=str(branch.id), budget_line="  "
    )

    assert answer.status_code == 422
    assert answer.html.find("input", name="name").get("value") == "예산 없는 사업"


def test_a_program_is_edited(world, manager, read):
    partner = a_partner("경상남도")

    answer = manager.submit(
        f"/staff/programs/{world.program_id}/edit", name="새 이름", r0_partner=str(partner.id), r0_role="supervisor"
    )

    found = read()
    assert answer.status_code == 302
    assert found.name == "새 이름"
    assert [(row.partner.name, row.role) for row in found.partner_rows] == [("경상남도", PartnerRole.SUPERVISOR)]


def test_the_same_partner_twice_in_one_role_is_refused(world, manager, read):
    partner = str(a_partner().id)
    form = manager.get(f"/staff/programs/{world.program_id}/edit").html.form()
    typed = form.with_values({"r0_partner": partner, "r0_role": "host"})
    typed |= {"rows": "2", "r1_partner": partner, "r1_role": "host", "r1_key": ""}

    answer = manager.post(f"/staff/programs/{world.program_id}/edit", data=typed, csrf=False)

    assert answer.status_code == 422
    assert read().partner_rows == []


def test_two_managers_at_once_the_second_is_told(world, manager, read):
    path = f"/staff/programs/{world.program_id}/edit"
    stale = str(read().version)
    manager.submit(path, name="먼저")

    answer = manager.submit(path, name="나중", version=stale)

    assert answer.status_code == 409
    assert answer.html.find("input", name="name").get("value") == "나중"
    assert read().name == "먼저"


def test_a_program_is_handed_over_to_a_manager_of_it(world, manager, read, session):
    other = a_user("최담당", role=Role.MANAGER, program_id=world.program_id)

    answer = manager.submit(
        f"/staff/programs/{world.program_id}/hand-over", owner_id=str(other.id), reason="인사 이동으로 바뀝니다."
    )

    assert answer.status_code == 302
    assert read().owner_id == other.id
    entry = session.query(AuditEntry).filter_by(event_name="program.handed_over").one()
    assert (entry.reason, entry.actor_id) == ("인사 이동으로 바뀝니다.", world.manager.id)


def test_a_program_is_not_handed_over_to_anybody_else(world, manager, read):
    before = read().owner_id

    answer = manager.submit(
        f"/staff/programs/{world.program_id}/hand-over", owner_id=str(world.stranger.id), reason="그냥 바꿉니다."
    )

    assert answer.status_code == 422
    assert read().owner_id == before


@pytest.mark.parametrize("act", ["", "/edit", "/hand-over"])
def test_others_do_not_learn_of_the_program(world, client_as, act):
    assert client_as(world.stranger).get(f"/staff/programs/{world.program_id}{act}").status_code == 404


def test_the_next_round_takes_everything_but_what_came_of_the_last(world, manager, clock, session):
    first = a_round(
        world.program_id,
        title="2026년 제3기 공모전",
        round_no=3,
        state=RoundState.CLOSED,
        receipt_serial=7,
        questionnaire_version_id=world.version_id,
        divisions=[{"key": f"d{n}", "label": label, "label_en": "", "quota": 3} for n, label in ((1, "가"), (2, "나"))],
        quota=6,
    )
    first_id, opened, announced, form_id = first.id, first.opens_at, first.announced_on, first.questionnaire_version_id
    day = day_in_kst(clock.now) + timedelta(days=10)

    answer = manager.submit(f"/staff/rounds/{first_id}/copy", announced_on=day.isoformat())

    copy = queries.get_whole_round(session, UUID(answer.headers["Location"].rsplit("/", 1)[-1]))
    whole = queries.get_whole_round(session, first_id)
    assert (copy.title, copy.round_no, copy.state) == ("2026년 제4기 공모전", 4, RoundState.PLANNED)
    assert (copy.receipt_serial, copy.published_at, copy.copied_from_id) == (0, None, first_id)
    assert (copy.opens_at - opened).days == (day - announced).days
    assert copy.questionnaire_version_id == form_id
    assert (copy.stages, copy.divisions, copy.eligibility) == (whole.stages, whole.divisions, whole.eligibility)
    assert {row.id for row in copy.stage_rows}.isdisjoint(row.id for row in whole.stage_rows)


def test_the_next_round_uses_the_newest_published_form(world, manager, session):
    first = a_published_version()
    newer = a_next_version(first.questionnaire_id, a_definition() | {"title": "새 신청서"}).id
    round_id = a_round(world.program_id, questionnaire_version_id=first.id).id

    answer = manager.submit(f"/staff/rounds/{round_id}/copy")

    copy_id = UUID(answer.headers["Location"].rsplit("/", 1)[-1])
    assert queries.get_round(session, copy_id).questionnaire_version_id == newer


def test_a_number_that_is_taken_is_refused(world, manager, clock):
    first = a_round(world.program_id, round_no=3)
    first_id = first.id

    answer = manager.submit(f"/staff/rounds/{first_id}/copy", round_no="3", announced_on=first.announced_on.isoformat())

    assert answer.status_code == 422
    assert "같은 해에 같은 회차가 이미 있습니다" in answer.html.main
