"""Until the release nobody outside can tell: the same pages, to the letter, whoever was chosen."""

import pytest

from incubator.applications.queries.outcomes import find_outcome
from incubator.approvals.queries import find_pending
from incubator.approvals.usecases.sign_approval import sign_approval
from incubator.db.session import session_now
from incubator.reviews.usecases.confirm_decision import confirm_decision
from tests.factories.reviews_results import a_results_round

EXAMPLE = {
    "(주)가람": [820, 880, 910, 850, 790],
    "(주)나래": [700, 710, 720, 730, 740],
    "(주)다솜": [500, 510, 520, 530, 540],
}


@pytest.fixture
def world(app, clock):
    return a_results_round(EXAMPLE, quota=1, waiting_list_length=1)


def _stage(world, rest=""):
    return f"/staff/stages/{world.stage_id()}/computation{rest}"


def _decision(world, rest=""):
    return f"/staff/rounds/{world.round_id}/decision{rest}"


def _confirmed(world, clock):
    world.settle()
    world.propose("(주)가람", shows_scores=True, next_steps="협약 서류를 냅니다.")
    world.deliberate()
    decision = world.decision()
    confirm_decision(actor=world.actor("head"), decision_id=decision.id, seen=decision.sha256, now=clock.now)


def _released(world, clock, client_as):
    _confirmed(world, clock)
    manager = client_as(world.manager_id)
    asked = manager.submit(_decision(world, "/release"), approver_id=str(world.head_id))
    assert asked.status_code == 302
    approval = find_pending(session_now(), "decision", world.decision().id)
    sign_approval(actor=world.actor("head"), approval_id=approval.id, now=clock.now)


def _seen_outside(world, anonymous, client_as, name):
    """Everything an applicant and a visitor can open, as its reader sees it."""
    applicant = client_as(world.members[name])
    own = world.applications[name]
    paths = (
        "/applications", f"/applications/{own}", f"/applications/{own}/outcome", f"/applications/{own}/read",
        f"/applications/{own}/versions", f"/calls/{world.round_id}", f"/calls/{world.round_id}/results",
        "/calls", "/calls/feed.atom", "/notices", "/", "/organisations",
    )  # fmt: skip
    found = {}
    for client in (applicant, anonymous):
        for path in paths:
            answer = client.get(path)
            is_page = answer.mimetype == "text/html" and answer.status_code not in range(300, 400)
            body = answer.html.main if is_page else answer.get_data(as_text=True)
            found[client is anonymous, path] = (answer.status_code, answer.headers.get("ETag"), body)
    return found


@pytest.mark.parametrize("chosen", ["(주)가람", "(주)나래"])
def test_until_the_release_nobody_outside_can_tell(world, clock, client_as, anonymous, deliver, mails, chosen):
    """The same pages before the sheet and after the confirmation, whoever was chosen, to the byte."""
    before = _seen_outside(world, anonymous, client_as, "(주)가람")
    world.settle()
    reasons = dict.fromkeys(world.applications.values(), "CANARY-7731 위원회의 판단")
    world.propose(chosen, reasons=reasons, next_steps="CANARY-7731 협약", shows_scores=True)
    world.deliberate()
    decision = world.decision()
    confirm_decision(actor=world.actor("head"), decision_id=decision.id, seen=decision.sha256, now=clock.now)
    asked = client_as(world.manager_id).submit(_decision(world, "/release"), approver_id=str(world.head_id))
    deliver()

    after = _seen_outside(world, anonymous, client_as, "(주)가람")

    assert asked.status_code == 302
    assert after == before
    outside = [mail for mail in mails() if "example.kr" in mail["to"] and "선정" in mail["subject"]]
    assert [mail["subject"] for mail in outside if "결재" not in mail["subject"]] == []
    assert find_outcome(session_now(), world.applications[chosen]) is None


def test_reviewers_are_asked_to_sign_and_told_no_score(world, deliver, mails):
    world.compute()

    deliver()

    found = [mail for mail in mails() if "집계표에 서명해 주세요" in mail["subject"]]
    assert len(found) == len(world.signers())
    assert f"/reviews/computations/{world.sheet().id}" in found[0].get_body(("plain",)).get_content()
    assert [mail["subject"] for mail in found if "85.00" in mail.as_string()] == []
