"""What may happen to a company's entry and to an invitation."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from incubator.core.text import Text, text
from incubator.core.workflow import Workflow


class OrganisationState(StrEnum):
    CANDIDATE = "candidate"
    VERIFIED = "verified"
    CLOSED = "closed"


class OrganisationStep(StrEnum):
    VERIFY = "verify"
    REOPEN = "reopen"
    CLOSE = "close"


class InvitationState(StrEnum):
    PENDING = "pending"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"


class InvitationStep(StrEnum):
    ACCEPT = "accept"
    WITHDRAW = "withdraw"


class RecordState(StrEnum):
    """Of an entry of the register; one taken out stays as a row that counts no more."""

    RECORDED = "recorded"
    REMOVED = "removed"


class RecordStep(StrEnum):
    REMOVE = "remove"


LABELS: Mapping[StrEnum, Text] = {
    OrganisationState.CANDIDATE: text("확인 전"),
    OrganisationState.VERIFIED: text("확인됨"),
    OrganisationState.CLOSED: text("닫힘"),
    OrganisationStep.VERIFY: text("기업 확인"),
    OrganisationStep.REOPEN: text("확인 되돌리기"),
    OrganisationStep.CLOSE: text("기업 닫기"),
    InvitationState.PENDING: text("기다리는 중"),
    InvitationState.ACCEPTED: text("수락함"),
    InvitationState.WITHDRAWN: text("거둠"),
    InvitationStep.ACCEPT: text("초대 수락"),
    InvitationStep.WITHDRAW: text("초대 거두기"),
    RecordState.RECORDED: text("기록됨"),
    RecordState.REMOVED: text("기록에서 뺌"),
    RecordStep.REMOVE: text("기록에서 빼기"),
}

_O, _I = OrganisationState, InvitationState

ORGANISATION_WORKFLOW = Workflow[OrganisationState, OrganisationStep](
    {
        OrganisationStep.VERIFY: ({_O.CANDIDATE}, _O.VERIFIED),
        OrganisationStep.REOPEN: ({_O.VERIFIED, _O.CLOSED}, _O.CANDIDATE),
        OrganisationStep.CLOSE: ({_O.CANDIDATE, _O.VERIFIED}, _O.CLOSED),
    },
    start=_O.CANDIDATE,
    labels=LABELS,
)

INVITATION_WORKFLOW = Workflow[InvitationState, InvitationStep](
    {
        InvitationStep.ACCEPT: ({_I.PENDING}, _I.ACCEPTED),
        InvitationStep.WITHDRAW: ({_I.PENDING}, _I.WITHDRAWN),
    },
    start=_I.PENDING,
    labels=LABELS,
)

RECORD_WORKFLOW = Workflow[RecordState, RecordStep](
    {RecordStep.REMOVE: ({RecordState.RECORDED}, RecordState.REMOVED)},
    start=RecordState.RECORDED,
    labels=LABELS,
)
