import pytest

from incubator.accounts.roles import Role
from tests.factories.accounts import a_user
from tests.factories.applications import a_round


@pytest.mark.parametrize(
    ("role", "status"), [(Role.MANAGER, 200), (Role.HEAD, 200), (Role.AUDITOR, 200), (Role.REVIEWER, 404), (None, 404)]
)
def test_the_hub_is_there_for_staff_of_the_program(clock, client_as, role, status):
    client = client_as(a_user("누구", role=role).id)

    answer = client.get(f"/staff/rounds/{a_round()}/panels")

    assert answer.status_code == status


def test_the_round_leads_to_its_evaluation(clock, client_as):
    round_id = a_round()
    client = client_as(a_user("담당", role=Role.MANAGER).id)

    page = client.get(f"/staff/rounds/{round_id}")

    assert f"/staff/rounds/{round_id}/panels" in page.get_data(as_text=True)
