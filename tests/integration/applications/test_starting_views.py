import pytest

from incubator.applications.usecases.start_application import start_application
from tests.factories.accounts import a_user
from tests.factories.applications import a_company, a_round, a_world


def test_a_founder_begins_after_the_self_check(app, clock, client_as, session):
    founder = a_user("김하늘")
    a_company(founder)
    round_id = a_round()
    client = client_as(founder)

    page = client.get(f"/rounds/{round_id}/apply")
    response = client.post(
        page.html.form(f"/rounds/{round_id}/apply").action,
        data=page.html.form(f"/rounds/{round_id}/apply").with_values({}) | {"act": "start"},
    )

    assert page.status_code == 200
    assert response.status_code == 302
    assert client.get(response.location).html.h1 == "제3기 I-Gen 챌린지"


def test_without_a_company_the_way_to_make_one_is_shown(app, clock, client_as):
    round_id = a_round()

    page = client_as(a_user("이처음")).get(f"/rounds/{round_id}/apply")

    assert "기업 또는 예비창업자 등록하기" in page.get_data(as_text=True)


@pytest.mark.parametrize("rows", [1, 3])
def test_my_applications_cost_the_same_for_any_number(app, clock, client_as, query_budget, rows):
    world = a_world()
    for _ in range(rows - 1):
        start_application(
            actor=world.actor(),
            round_id=a_round(),
            organisation_id=world.organisation_id,
            self_check={},
            acknowledged=False,
            now=clock.now,
        )
    client = client_as(world.representative_id)

    with query_budget(6):
        page = client.get("/applications")

    assert len(page.html.find_all("li", class_="call-card")) == rows
