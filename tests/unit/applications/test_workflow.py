import pytest

from incubator.applications.workflow import (
    REVIEW_WORKFLOW,
    SUPPLEMENT_WORKFLOW,
    WORKFLOW,
    ApplicationState,
    ApplicationStep,
    ReviewState,
    ReviewStep,
    SupplementState,
    SupplementStep,
)
from incubator.core.errors import StepNotAllowed

S, Step = ApplicationState, ApplicationStep
R, Check = ReviewState, ReviewStep
P, Ask = SupplementState, SupplementStep
TABLE = {
    (S.DRAFT, Step.SUBMIT): S.SUBMITTED,
    (S.DRAFT, Step.WITHDRAW): S.WITHDRAWN,
    (S.DRAFT, Step.EXPIRE): S.NOT_SUBMITTED,
    (S.SUBMITTED, Step.UNSUBMIT): S.DRAFT,
    (S.SUBMITTED, Step.WITHDRAW): S.WITHDRAWN,
    (S.SUBMITTED, Step.RECEIVE): S.IN_REVIEW,
    (S.IN_REVIEW, Step.WITHDRAW): S.WITHDRAWN,
    (S.IN_REVIEW, Step.REQUEST_SUPPLEMENT): S.SUPPLEMENT_REQUESTED,
    (S.IN_REVIEW, Step.JUDGE_ELIGIBLE): S.ELIGIBLE,
    (S.IN_REVIEW, Step.CONFIRM_INELIGIBLE): S.INELIGIBLE,
    (S.SUPPLEMENT_REQUESTED, Step.SUPPLY): S.IN_REVIEW,
    (S.SUPPLEMENT_REQUESTED, Step.LAPSE): S.IN_REVIEW,
    (S.SUPPLEMENT_REQUESTED, Step.RECALL): S.IN_REVIEW,
    (S.SUPPLEMENT_REQUESTED, Step.WITHDRAW): S.WITHDRAWN,
    (S.ELIGIBLE, Step.REOPEN): S.IN_REVIEW,
    (S.ELIGIBLE, Step.WITHDRAW): S.WITHDRAWN,
    (S.INELIGIBLE, Step.REOPEN): S.IN_REVIEW,
    (S.INELIGIBLE, Step.WITHDRAW): S.WITHDRAWN,
}
REVIEWS = {
    (R.PENDING, Check.BEGIN): R.CHECKING,
    (R.CHECKING, Check.JUDGE_ELIGIBLE): R.PASSED,
    (R.CHECKING, Check.PROPOSE): R.PROPOSED,
    (R.PROPOSED, Check.RETURN): R.CHECKING,
    (R.PROPOSED, Check.CONFIRM): R.FAILED,
    (R.PASSED, Check.REOPEN): R.CHECKING,
    (R.FAILED, Check.REOPEN): R.CHECKING,
}
SUPPLEMENTS = {
    (P.AWAITED, Ask.SUPPLY): P.SUPPLIED,
    (P.AWAITED, Ask.LAPSE): P.LAPSED,
    (P.AWAITED, Ask.RECALL): P.RECALLED,
}
CELLS = [
    pytest.param(workflow, expected, state, step, id=f"{state}-{step}")
    for workflow, expected, states, steps in (
        (WORKFLOW, TABLE, S, Step),
        (REVIEW_WORKFLOW, REVIEWS, R, Check),
        (SUPPLEMENT_WORKFLOW, SUPPLEMENTS, P, Ask),
    )
    for state in states
    for step in steps
]


@pytest.mark.parametrize(("workflow", "expected", "state", "step"), CELLS)
def test_every_cell_of_the_tables(workflow, expected, state, step):
    if (state, step) in expected:
        assert workflow.after(state, step) == expected[state, step]
    else:
        with pytest.raises(StepNotAllowed):
            workflow.after(state, step)


def test_withdrawn_and_not_submitted_are_final():
    assert [state for state in S if WORKFLOW.steps_from(state) == ()] == [S.WITHDRAWN, S.NOT_SUBMITTED]


def test_a_supplement_ends_once():
    assert [state for state in P if SUPPLEMENT_WORKFLOW.steps_from(state)] == [P.AWAITED]
