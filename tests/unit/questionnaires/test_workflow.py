from __future__ import annotations

import pytest

from incubator.core.errors import StepNotAllowed
from incubator.questionnaires.workflow import LABELS, WORKFLOW, VersionState, VersionStep

ALLOWED = {
    (VersionState.DRAFT, VersionStep.PUBLISH): VersionState.PUBLISHED,
    (VersionState.PUBLISHED, VersionStep.RETIRE): VersionState.RETIRED,
    (VersionState.DRAFT, VersionStep.DISCARD): VersionState.DISCARDED,
}


@pytest.mark.parametrize("state", list(VersionState))
@pytest.mark.parametrize("step", list(VersionStep))
def test_version_steps(state: VersionState, step: VersionStep):
    if (state, step) in ALLOWED:
        assert WORKFLOW.after(state, step) is ALLOWED[state, step]
    else:
        with pytest.raises(StepNotAllowed):
            WORKFLOW.after(state, step)


def test_every_state_has_a_label_and_is_reachable():
    assert set(LABELS) == set(VersionState) == WORKFLOW.reachable()
