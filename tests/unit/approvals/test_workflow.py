"""The workflow tables hold on any walk: no forbidden step is ever reached, for approvals and for rounds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incubator.approvals.workflow import WORKFLOW, ApprovalState, ApprovalStep
from incubator.core.errors import StepNotAllowed
from incubator.programs import workflow as rounds
from incubator.programs.workflow import RoundState, RoundStep

S, T = ApprovalState, ApprovalStep
ALLOWED = {
    (S.DRAFTED, T.REQUEST): S.IN_REVIEW,
    (S.DRAFTED, T.WITHDRAW): S.WITHDRAWN,
    (S.IN_REVIEW, T.SIGN): S.IN_REVIEW,
    (S.IN_REVIEW, T.SIGN_LAST): S.APPROVED,
    (S.IN_REVIEW, T.RETURN): S.RETURNED,
    (S.IN_REVIEW, T.WITHDRAW): S.WITHDRAWN,
}
PUBLIC = (RoundState.SCHEDULED, RoundState.OPEN, RoundState.CLOSED)


@pytest.mark.parametrize("state", ApprovalState)
@pytest.mark.parametrize("step", ApprovalStep)
def test_each_cell_of_the_table(state, step):
    if (state, step) in ALLOWED:
        assert WORKFLOW.after(state, step) is ALLOWED[state, step]
    else:
        with pytest.raises(StepNotAllowed):
            WORKFLOW.after(state, step)


def walk(workflow, steps):
    """(step taken, state after it) pairs; steps the table refuses change nothing."""
    state, taken = workflow.start, []
    for step in steps:
        try:
            state = workflow.after(state, step)
        except StepNotAllowed:
            assert step not in workflow.steps_from(state)
        else:
            taken.append((step, state))
    return taken


@given(st.lists(st.sampled_from(list(ApprovalStep)), max_size=30))
def test_an_approval_is_settled_once_and_for_good(steps):
    taken = walk(WORKFLOW, steps)

    settled = [index for index, (_, state) in enumerate(taken) if state in (S.APPROVED, S.RETURNED, S.WITHDRAWN)]
    assert settled in ([], [len(taken) - 1])
    if taken and taken[-1][1] is S.APPROVED:
        assert [step for step, _ in taken].count(T.REQUEST) == 1


@given(st.lists(st.sampled_from(list(RoundStep)), max_size=40))
def test_no_round_is_public_that_was_not_asked_for_approved_and_published_in_this_order(steps):
    taken = walk(rounds.WORKFLOW, steps)

    seen = [step for step, _ in taken]
    for index, (_, state) in enumerate(taken):
        if state in PUBLIC:
            before = [step for step in seen[: index + 1] if step in (T_REQUEST, T_APPROVE, T_PUBLISH)]
            assert before[-3:] == [T_REQUEST, T_APPROVE, T_PUBLISH]


@given(st.lists(st.sampled_from(list(RoundStep)), max_size=40))
def test_what_was_public_is_never_edited_in_secret_nor_opened_twice(steps):
    taken = walk(rounds.WORKFLOW, steps)

    states = [state for _, state in taken]
    first = next((index for index, state in enumerate(states) if state in PUBLIC), len(states))
    unseen = (RoundState.PLANNED, RoundState.IN_APPROVAL, RoundState.APPROVED)
    assert [state for state in states[first:] if state in unseen] == []
    assert [step for step, _ in taken].count(RoundStep.OPEN) <= 1
    if RoundState.CANCELLED in states:
        after = states[states.index(RoundState.CANCELLED) :]
        assert set(after) == {RoundState.CANCELLED}


T_REQUEST, T_APPROVE, T_PUBLISH = RoundStep.REQUEST, RoundStep.APPROVE, RoundStep.PUBLISH
