"""Two at once: one decision, one withdrawal or approval, one draft at a time."""

from __future__ import annotations

import contextvars
from concurrent.futures import ThreadPoolExecutor

from incubator.approvals import queries
from incubator.approvals.usecases.return_approval import return_approval
from incubator.approvals.usecases.sign_approval import sign_approval
from incubator.approvals.usecases.withdraw_approval import withdraw_approval
from incubator.approvals.workflow import ApprovalState
from incubator.core.errors import DomainError
from incubator.db.session import db
from incubator.programs.queries import get_round, list_notices
from incubator.programs.usecases.request_publication import request_publication
from incubator.programs.workflow import RoundState

REASON = "일정을 다시 정합니다."


def at_once(app, *acts):
    """What each act came to: "done" or the name of its refusal."""

    def once(act):
        with app.app_context():
            try:
                act()
            except DomainError as error:
                return type(error).__name__
            finally:
                db.session.remove()
            return "done"

    db.session.rollback()
    with ThreadPoolExecutor(max_workers=len(acts)) as pool:
        return list(pool.map(lambda act: contextvars.Context().run(once, act), acts))


def test_a_double_press_decides_once(app, office, clock, session, facts):
    asked, head, now = office.ask(clock.now), office.actor("head"), clock.now

    answers = at_once(app, *[lambda: sign_approval(actor=head, approval_id=asked, now=now)] * 6)

    assert sorted(answers) == ["StepNotAllowed"] * 5 + ["done"]
    assert facts().count("approval.granted") == 1
    assert [notice.no for notice in list_notices(session, office.round_id)] == [1]


def test_approval_return_and_withdrawal_at_once_leave_one_end(app, office, clock, session):
    asked, head, manager, now = office.ask(clock.now), office.actor("head"), office.actor("manager"), clock.now

    answers = at_once(
        app,
        lambda: sign_approval(actor=head, approval_id=asked, now=now),
        lambda: withdraw_approval(actor=manager, approval_id=asked, reason=REASON, now=now),
        lambda: return_approval(actor=head, approval_id=asked, reason=REASON, now=now),
    )

    state = queries.get_approval(session, asked).state
    planned = state is not ApprovalState.APPROVED
    assert answers.count("done") == 1
    assert get_round(session, office.round_id).state is (RoundState.PLANNED if planned else RoundState.SCHEDULED)


def test_two_who_ask_at_once_leave_one_draft(app, office, clock, session):
    now = clock.now
    actors = [(office.actor(who), office.line()) for who in ("manager", "colleague") * 3]

    answers = at_once(app, *[_asking(actor, office, line, now) for actor, line in actors])

    assert answers.count("done") == 1
    assert [item.no for item in queries.list_about(session, "round", office.round_id)] == [1]


def _asking(actor, office, line, now):
    return lambda: request_publication(actor=actor, round_id=office.round_id, line=line, now=now)
