"""What may happen to a company's entry and to an invitation."""

from __future__ import annotations

import pytest

from incubator.core.errors import StepNotAllowed
from incubator.organisations.workflow import (
    INVITATION_WORKFLOW,
    ORGANISATION_WORKFLOW,
    InvitationState,
    InvitationStep,
    OrganisationState,
    OrganisationStep,
)

ORG, OS, INV, IS = OrganisationState, OrganisationStep, InvitationState, InvitationStep


@pytest.mark.parametrize(
    ("workflow", "state", "step", "after"),
    [
        (ORGANISATION_WORKFLOW, ORG.CANDIDATE, OS.VERIFY, ORG.VERIFIED),
        (ORGANISATION_WORKFLOW, ORG.VERIFIED, OS.VERIFY, None),
        (ORGANISATION_WORKFLOW, ORG.CLOSED, OS.VERIFY, None),
        (ORGANISATION_WORKFLOW, ORG.CANDIDATE, OS.REOPEN, None),
        (ORGANISATION_WORKFLOW, ORG.VERIFIED, OS.REOPEN, ORG.CANDIDATE),
        (ORGANISATION_WORKFLOW, ORG.CLOSED, OS.REOPEN, ORG.CANDIDATE),
        (ORGANISATION_WORKFLOW, ORG.CANDIDATE, OS.CLOSE, ORG.CLOSED),
        (ORGANISATION_WORKFLOW, ORG.VERIFIED, OS.CLOSE, ORG.CLOSED),
        (ORGANISATION_WORKFLOW, ORG.CLOSED, OS.CLOSE, None),
        (INVITATION_WORKFLOW, INV.PENDING, IS.ACCEPT, INV.ACCEPTED),
        (INVITATION_WORKFLOW, INV.PENDING, IS.WITHDRAW, INV.WITHDRAWN),
        (INVITATION_WORKFLOW, INV.ACCEPTED, IS.ACCEPT, None),
        (INVITATION_WORKFLOW, INV.ACCEPTED, IS.WITHDRAW, None),
        (INVITATION_WORKFLOW, INV.WITHDRAWN, IS.ACCEPT, None),
        (INVITATION_WORKFLOW, INV.WITHDRAWN, IS.WITHDRAW, None),
    ],
)
def test_what_may_follow_what(workflow, state, step, after):
    if after is None:
        with pytest.raises(StepNotAllowed):
            workflow.after(state, step)
    else:
        assert workflow.after(state, step) is after
