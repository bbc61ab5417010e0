"""Every state and step: what follows, and what is refused."""

import pytest

from incubator.core.errors import StepNotAllowed
from incubator.programs.workflow import WORKFLOW, RoundState, RoundStep

S, T = RoundState, RoundStep
ALLOWED = {
    (S.PLANNED, T.REQUEST): S.IN_APPROVAL,
    (S.PLANNED, T.CANCEL): S.CANCELLED,
    (S.IN_APPROVAL, T.APPROVE): S.APPROVED,
    (S.IN_APPROVAL, T.RETURN): S.PLANNED,
    (S.APPROVED, T.PUBLISH): S.SCHEDULED,
    (S.APPROVED, T.RETURN): S.PLANNED,
    (S.SCHEDULED, T.OPEN): S.OPEN,
    (S.SCHEDULED, T.EXTEND): S.SCHEDULED,
    (S.SCHEDULED, T.CORRECT): S.SCHEDULED,
    (S.SCHEDULED, T.CANCEL): S.CANCELLED,
    (S.OPEN, T.CLOSE): S.CLOSED,
    (S.OPEN, T.EXTEND): S.OPEN,
    (S.OPEN, T.CORRECT): S.OPEN,
    (S.OPEN, T.CANCEL): S.CANCELLED,
    (S.CLOSED, T.CORRECT): S.CLOSED,
    (S.CLOSED, T.CANCEL): S.CANCELLED,
    (S.CLOSED, T.RECALL): S.CLOSED,
    (S.CANCELLED, T.RECALL): S.CANCELLED,
}


@pytest.mark.parametrize("state", RoundState)
@pytest.mark.parametrize("step", RoundStep)
def test_each_cell_of_the_table(state, step):
    if (state, step) in ALLOWED:
        assert WORKFLOW.after(state, step) is ALLOWED[state, step]
    else:
        with pytest.raises(StepNotAllowed):
            WORKFLOW.after(state, step)


def test_a_closed_round_never_opens_again():
    reachable, frontier = set(), {S.CLOSED}
    while frontier:
        state = frontier.pop()
        reachable.add(state)
        frontier |= {WORKFLOW.after(state, step) for step in WORKFLOW.steps_from(state)} - reachable

    assert reachable == {S.CLOSED, S.CANCELLED}
