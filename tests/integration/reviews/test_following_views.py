"""The doors of what follows the release, as people press them."""

from datetime import timedelta

import pytest

from incubator.applications.workflow import OutcomeState
from incubator.core.dates import kst
from incubator.programs.workflow import ParticipationState
from incubator.reviews.workflow import ObjectionState
from tests.factories.reviews_following import (
    ANSWER,
    FACTS,
    OTHERS,
    a_released_round,
    an_objection,
    offered,
    outcome,
    participations,
)
from tests.factories.reviews_results import a_results_round
from tests.support.relay import drain

TOLD = kst(2026, 4, 20, 10)


@pytest.fixture
def world(app, clock):
    """Delivered on Monday 2026-04-20: objections are taken until Monday 2026-04-27 24:00."""
    clock.set(TOLD)
    made = a_released_round()
    drain(app)
    return made


def _own(world, name, rest):
    return f"/applications/{world.applications[name]}/{rest}"


def _send(client, address, **values):
    form = client.get(address).html.form(address)
    return client.post(form.action, data=form.with_values(values))


def _text(answer):
    return answer.get_data(as_text=True)


def test_the_result_says_until_when_and_leads_to_the_objection(world, client_as):
    page = _text(client_as(world.members["마"]).get(_own(world, "마", "outcome")))

    assert "2026. 4. 27." in page
    assert _own(world, "마", "objection") in page


@pytest.mark.parametrize(("at", "status"), [(kst(2026, 4, 27, 23, 59, 59), 302), (kst(2026, 4, 28), 409)])
def test_the_last_moment_of_the_worked_example(world, clock, client_as, at, status):
    clock.set(kst(2026, 4, 27, 23, 50))
    client, address = client_as(world.members["마"]), _own(world, "마", "objection")
    form = client.get(address).html.form(address)
    clock.set(at)

    answer = client.post(form.action, data=form.with_values({"facts": FACTS}))

    assert answer.status_code == status
    if status == 409:
        page = _text(answer)
        assert "이의신청 기한" in page
        assert "공고의 문의처" in page
        assert FACTS in page


def test_a_second_objection_keeps_the_text_and_says_why(world, client_as):
    client, address = client_as(world.members["마"]), _own(world, "마", "objection")
    form = client.get(address).html.form(address)
    client.post(form.action, data=form.with_values({"facts": FACTS}))

    answer = client.post(
        form.action, data=form.with_values({"facts": "두 번째로 적는 긴 글입니다. 더 알릴 것이 있습니다."})
    )

    page = _text(answer)
    assert answer.status_code == 409
    assert "한 번만" in page
    assert "두 번째로 적는 긴 글입니다." in page


def test_an_objection_about_the_amount_is_answered_beside_its_field(world, client_as):
    client, address = client_as(world.members["가"]), _own(world, "가", "objection")

    answer = _send(client, address, facts=FACTS, about_amount="y")

    assert answer.status_code == 422
    assert "액수에 대해서는" in _text(answer)
    assert FACTS in _text(answer)


def test_an_objection_is_answered_by_others_and_read_by_its_applicant(app, world, clock, client_as):
    objection_id = an_objection(world, "마")
    head, address = client_as(world.head_id), f"/staff/objections/{objection_id}"
    assert "이의신청에" in _text(head.get("/home"))

    refused = _send(head, address, step="uphold_objection", members="위원1\n다른위원", answer=ANSWER)
    assert refused.status_code == 422
    assert "원래 결정에 참여한 사람은" in _text(refused)
    assert ANSWER in _text(refused)
    answered = _send(head, address, step="uphold_objection", members=OTHERS, answer=ANSWER)

    assert answered.status_code == 302
    page = _text(client_as(world.members["마"]).get(_own(world, "마", "objection")))
    assert ANSWER in page
    assert "다른위원하나" not in page
    assert _text(client_as(world.manager_id).get(address)).count("다른위원하나") == 1


def test_an_unanswered_objection_is_marked_when_it_is_overdue(world, clock, client_as):
    objection_id = an_objection(world, "마")
    clock.set(kst(2026, 5, 21))
    head = client_as(world.head_id)

    assert "기한이 지났습니다" in _text(head.get(f"/staff/rounds/{world.round_id}/objections"))
    assert "답할 기한이 지났습니다" in _text(head.get(f"/staff/objections/{objection_id}"))
    assert "이의신청에 답할 기한이 지났습니다" in _text(head.get("/home"))


def test_from_a_forfeit_to_the_participation_of_the_next(app, world, client_as):
    first = client_as(world.members["가"])
    form = first.get(_own(world, "가", "place")).html.form(_own(world, "가", "place/forfeit"))
    assert first.post(form.action, data=form.with_values({"reason": "음"})).status_code == 422
    assert first.post(form.action, data=form.with_values({"reason": "다른 사업을 합니다."})).status_code == 302
    manager, offer = client_as(world.manager_id), f"/staff/applications/{world.applications['다']}/offer"
    assert offer in _text(manager.get(f"/staff/rounds/{world.round_id}/waiting"))
    assert _send(manager, offer, amount="많이").status_code == 422
    moved = _send(manager, offer, amount="30,000,000")
    assert moved.status_code == 302
    head = client_as(world.head_id)
    assert "선정 변경안이 승인을 기다립니다" in _text(head.get("/home"))
    carry = head.get(moved.location).html.form(moved.location + "/carry")
    assert head.post(carry.action, data=carry.with_values({})).status_code == 302
    drain(app)
    second = client_as(world.members["다"])
    assert "선정 자리를 권합니다" in _text(second.get("/home"))
    accept = second.get(_own(world, "다", "place")).html.form(_own(world, "다", "place/accept"))
    assert second.post(accept.action, data=accept.with_values({})).status_code == 302

    assert outcome(world, "다").state is OutcomeState.SELECTED
    assert [row.state for row in participations(world, "다")] == [ParticipationState.ADMITTED]
    company = participations(world, "다")[0].organisation_id
    assert "선정되어 사업에 참여합니다" in _text(second.get(f"/organisations/{company}/timeline"))


def test_an_answer_after_the_time_says_what_happens(world, clock, client_as):
    client = client_as(world.members["가"])
    form = client.get(_own(world, "가", "place")).html.form(_own(world, "가", "place/forfeit"))
    client.post(form.action, data=form.with_values({"reason": "다른 사업을 합니다."}))
    offered(world, "다")
    clock.set(outcome(world, "다").reply_due_at - timedelta(minutes=5))
    second = client_as(world.members["다"])
    accept = second.get(_own(world, "다", "place")).html.form(_own(world, "다", "place/accept"))
    clock.set(outcome(world, "다").reply_due_at)

    answer = second.post(accept.action, data=accept.with_values({}))

    assert answer.status_code == 409
    assert "다음 예비 순위에 권합니다" in _text(answer)


def test_a_revocation_is_put_forward_refused_and_carried(world, client_as):
    manager, address = client_as(world.manager_id), f"/staff/applications/{world.applications['가']}/revocation"
    said = {"ground": "revoked_forged", "note": "서류가 거짓이었습니다.", "hearing": "대표를 불러 들었습니다."}
    assert _send(manager, address, **(said | {"hearing": ""})).status_code == 422
    moved = _send(manager, address, **said).location
    head = client_as(world.head_id)
    refusal = head.get(moved).html.form(moved + "/refuse")
    assert head.post(refusal.action, data=refusal.with_values({"reason": ""})).status_code == 422
    assert head.post(refusal.action, data=refusal.with_values({"reason": "근거가 모자랍니다."})).status_code == 302
    again = _send(manager, address, **said).location
    carry = head.get(again).html.form(again + "/carry")
    assert head.post(carry.action, data=carry.with_values({})).status_code == 302
    assert head.post(carry.action, data=carry.with_values({})).status_code == 409

    page = _text(client_as(world.members["가"]).get(_own(world, "가", "outcome")))
    assert "서류가 거짓이었습니다." in page
    assert "대표를 불러 들었습니다." not in page


def test_before_the_release_the_waiting_list_says_so(app, clock, client_as):
    made = a_results_round({"가": [900]}, quota=1)

    page = _text(client_as(made.manager_id).get(f"/staff/rounds/{made.round_id}/waiting"))

    assert "선정 결과를 아직 발표하지 않았습니다" in page


def test_an_empty_list_of_objections_says_so(world, client_as):
    page = _text(client_as(world.manager_id).get(f"/staff/rounds/{world.round_id}/objections"))

    assert "들어온 이의신청이 없습니다" in page
    assert ObjectionState.FILED.value not in page
