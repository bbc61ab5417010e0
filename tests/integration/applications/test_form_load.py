"""What a form asks of an applicant, and who stands on a version of it."""

from __future__ import annotations

from incubator.accounts.roles import Role
from incubator.questionnaires.rules.library import GENERAL
from tests.factories.accounts import a_grant, a_user
from tests.factories.applications import a_company, a_round, a_world
from tests.factories.organisations import a_wallet_document
from tests.factories.programs import a_program
from tests.factories.questionnaires import a_published_version


def test_the_way_in_says_how_much_is_asked_and_what_the_wallet_has(app, clock, client_as):
    founder = a_user("김하늘")
    company = a_company(founder)
    round_id = a_round(questionnaire_version_id=a_published_version(GENERAL).id)
    client = client_as(founder)

    before = client.get(f"/rounds/{round_id}/apply").html.main
    a_wallet_document(company, founder.id)
    after = client.get(f"/rounds/{round_id}/apply").html.main

    assert "답 12개와 파일 3개" in before
    assert "이미 기업 서류함에" not in before
    assert "파일 1개는 이미 기업 서류함에 있습니다" in after


def test_staff_see_who_writes_on_a_version_in_their_own_programs(app, client_as, query_budget):
    world = a_world(name="(주)바다정보")
    other = a_world(name="(주)새벽", round_id=world.round_id).complete()
    other.submit()
    stranger = a_user("이담당")
    a_grant(stranger, Role.MANAGER, program_id=a_program(name="다른 사업").id)
    version_id = world.application().answer_set.version_id
    url = f"/staff/forms/versions/{version_id}/drafts"
    client = client_as(a_user("박담당", role=Role.MANAGER))
    client.get(url)

    with query_budget(7):
        page = client.get(url)

    rows = page.html.texts("tbody")[0]
    assert rows.index("(주)바다정보") < rows.index("(주)새벽")
    assert "이 판으로 쓰고 있는 신청서가 없습니다" in client_as(stranger).get(url).html.main
    assert client_as(world.representative_id).get(url).status_code == 403
