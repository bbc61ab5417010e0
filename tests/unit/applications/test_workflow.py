import pytest

from incubator.applications.workflow import WORKFLOW, ApplicationState, ApplicationStep
from incubator.core.errors import StepNotAllowed

S, Step = ApplicationState, ApplicationStep
TABLE = {
    (S.DRAFT, Step.SUBMIT): S.SUBMITTED,
    (S.DRAFT, Step.WITHDRAW): S.WITHDRAWN,
    (S.DRAFT, Step.EXPIRE): S.NOT_SUBMITTED,
    (S.SUBMITTED, Step.UNSUBMIT): S.DRAFT,
    (S.SUBMITTED, Step.WITHDRAW): S.WITHDRAWN,
    (S.SUBMITTED, Step.RECEIVE): S.IN_REVIEW,
    (S.IN_REVIEW, Step.WITHDRAW): S.WITHDRAWN,
}


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("step", Step)
def test_every_cell_of_the_table(state, step):
    if (state, step) in TABLE:
        assert WORKFLOW.after(state, step) == TABLE[state, step]
    else:
        with pytest.raises(StepNotAllowed):
            WORKFLOW.after(state, step)


def test_withdrawn_and_not_submitted_are_final():
    assert [state for state in S if WORKFLOW.steps_from(state) == ()] == [S.WITHDRAWN, S.NOT_SUBMITTED]
