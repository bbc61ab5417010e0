"""What may follow what in the life of an application."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from incubator.core.text import Text, text
from incubator.core.workflow import Workflow


class ApplicationState(StrEnum):
    """`draft` is also the state after an un-submit; `not_submitted` is 미제출, a draft the deadline has passed.

    `eligible` and `ineligible` are told to the applicant only after their release (`Application.shown_state`).
    """

    DRAFT = "draft"
    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"
    NOT_SUBMITTED = "not_submitted"
    IN_REVIEW = "in_review"
    SUPPLEMENT_REQUESTED = "supplement_requested"
    ELIGIBLE = "eligible"
    INELIGIBLE = "ineligible"


class ApplicationStep(StrEnum):
    SUBMIT = "submit"
    UNSUBMIT = "unsubmit"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"
    RECEIVE = "receive"
    REQUEST_SUPPLEMENT = "request_supplement"
    SUPPLY = "supply_supplement"
    LAPSE = "lapse_supplements"
    RECALL = "recall_supplement"
    JUDGE_ELIGIBLE = "judge_eligible"
    CONFIRM_INELIGIBLE = "confirm_ineligible"
    REOPEN = "reopen_review"


class ReviewState(StrEnum):
    """The eligibility check of one application.

    `pending`: nobody has begun.  `proposed`: 부적격, waiting for a second person.
    """

    PENDING = "pending"
    CHECKING = "checking"
    PROPOSED = "proposed"
    PASSED = "passed"
    FAILED = "failed"


class ReviewStep(StrEnum):
    BEGIN = "begin_review"
    JUDGE_ELIGIBLE = "judge_eligible"
    PROPOSE = "propose_ineligible"
    RETURN = "return_proposal"
    CONFIRM = "confirm_ineligible"
    REOPEN = "reopen_review"


class SupplementState(StrEnum):
    """`lapsed`: the due time passed without an answer; a person decides what follows."""

    AWAITED = "awaited"
    SUPPLIED = "supplied"
    LAPSED = "lapsed"
    RECALLED = "recalled"


class SupplementStep(StrEnum):
    SUPPLY = "supply_supplement"
    LAPSE = "lapse_supplements"
    RECALL = "recall_supplement"


class AttemptOutcome(StrEnum):
    """How one press of the submit button ended."""

    ACCEPTED = "accepted"
    REFUSED = "refused"


class OutgoingState(StrEnum):
    """A message of the centre that the applicant does not see yet; `sent` is when it has become one he sees."""

    WAITING = "outgoing_waiting"
    HELD = "outgoing_held"
    SENT = "outgoing_sent"
    CANCELLED = "outgoing_cancelled"


class OutgoingStep(StrEnum):
    HOLD = "hold_message"
    RELEASE = "release_message"
    CANCEL = "cancel_message"
    SEND = "send_planned_message"


class DuplicateState(StrEnum):
    """What a person has made of two applications that look like one."""

    OPEN = "duplicate_open"
    CONFIRMED = "duplicate_confirmed"
    DISMISSED = "duplicate_dismissed"


class DuplicateStep(StrEnum):
    CONFIRM = "confirm_duplicate"
    DISMISS = "dismiss_duplicate"


class OutcomeState(StrEnum):
    """What evaluation has brought.  The row is made when it is announced, so `untold` is never stored.

    `offered`: next on the waiting list, a place waits for his answer.  `closed`: the waiting list has ended.
    """

    UNTOLD = "outcome_untold"
    SELECTED = "outcome_selected"
    WAITLISTED = "outcome_waitlisted"
    NOT_SELECTED = "outcome_not_selected"
    OFFERED = "outcome_offered"
    FORFEITED = "outcome_forfeited"
    REVOKED = "outcome_revoked"
    CLOSED = "outcome_closed"


class OutcomeStep(StrEnum):
    SELECT = "announce_selected"
    WAITLIST = "announce_waitlisted"
    TURN_DOWN = "announce_not_selected"
    OFFER = "offer_place"
    ACCEPT = "accept_place"
    FORFEIT = "forfeit_selection"
    LAPSE = "lapse_offers"
    REVOKE = "revoke_selection"
    CLOSE = "close_waiting_list"


S = ApplicationState
Step = ApplicationStep
R = ReviewState
P = SupplementState

LABELS: Mapping[StrEnum, Text] = {
    S.DRAFT: text("작성 중"),
    S.SUBMITTED: text("제출 완료"),
    S.WITHDRAWN: text("철회"),
    S.NOT_SUBMITTED: text("미제출"),
    S.IN_REVIEW: text("심사 중"),
    S.SUPPLEMENT_REQUESTED: text("보완 요청"),
    S.ELIGIBLE: text("적격"),
    S.INELIGIBLE: text("부적격"),
    Step.SUBMIT: text("제출하기"),
    Step.UNSUBMIT: text("제출 취소하기"),
    Step.WITHDRAW: text("철회하기"),
    Step.EXPIRE: text("미제출 처리"),
    Step.RECEIVE: text("심사 시작"),
    Step.REQUEST_SUPPLEMENT: text("보완 요청하기"),
    Step.SUPPLY: text("보완 제출하기"),
    Step.LAPSE: text("보완 기한 지남"),
    Step.RECALL: text("보완 요청 거두기"),
    Step.JUDGE_ELIGIBLE: text("적격으로 판정하기"),
    Step.CONFIRM_INELIGIBLE: text("부적격 확정하기"),
    Step.REOPEN: text("다시 검토하기"),
    R.PENDING: text("검토 대기"),
    R.CHECKING: text("검토 중"),
    R.PROPOSED: text("부적격 확인 대기"),
    R.PASSED: text("적격 판정"),
    R.FAILED: text("부적격 판정"),
    ReviewStep.BEGIN: text("검토 시작하기"),
    ReviewStep.PROPOSE: text("부적격 의견 올리기"),
    ReviewStep.RETURN: text("부적격 의견 돌려보내기"),
    P.AWAITED: text("답변 대기"),
    P.SUPPLIED: text("보완 받음"),
    P.LAPSED: text("기한 지남"),
    P.RECALLED: text("요청 거둠"),
    DuplicateState.OPEN: text("확인 전"),
    DuplicateState.CONFIRMED: text("중복으로 확인"),
    DuplicateState.DISMISSED: text("중복 아님"),
    DuplicateStep.CONFIRM: text("중복으로 확인하기"),
    DuplicateStep.DISMISS: text("중복 아님으로 정하기"),
    OutgoingState.WAITING: text("곧 나감"),
    OutgoingState.HELD: text("보류"),
    OutgoingState.SENT: text("나감"),
    OutgoingState.CANCELLED: text("취소함"),
    OutgoingStep.HOLD: text("보류하기"),
    OutgoingStep.RELEASE: text("내보내기"),
    OutgoingStep.CANCEL: text("취소하기"),
    OutcomeState.UNTOLD: text("발표 전"),
    OutcomeState.SELECTED: text("선정"),
    OutcomeState.WAITLISTED: text("예비"),
    OutcomeState.NOT_SELECTED: text("미선정"),
    OutcomeState.OFFERED: text("예비에서 선정 – 답변 대기"),
    OutcomeState.FORFEITED: text("선정 포기"),
    OutcomeState.REVOKED: text("선정 취소"),
    OutcomeState.CLOSED: text("예비 종료"),
    OutcomeStep.SELECT: text("선정 알리기"),
    OutcomeStep.WAITLIST: text("예비 알리기"),
    OutcomeStep.TURN_DOWN: text("미선정 알리기"),
    OutcomeStep.OFFER: text("자리 권하기"),
    OutcomeStep.ACCEPT: text("선정 받아들이기"),
    OutcomeStep.FORFEIT: text("선정 포기하기"),
    OutcomeStep.LAPSE: text("답변 기한 지남"),
    OutcomeStep.REVOKE: text("선정 취소하기"),
    OutcomeStep.CLOSE: text("예비 명단 닫기"),
    AttemptOutcome.ACCEPTED: text("접수됨"),
    AttemptOutcome.REFUSED: text("접수되지 않음"),
}

FROZEN = frozenset({S.IN_REVIEW, S.SUPPLEMENT_REQUESTED, S.ELIGIBLE, S.INELIGIBLE})
"""The deadline has passed over it: nobody changes what was handed in."""

WORKFLOW = Workflow[ApplicationState, ApplicationStep](
    {
        Step.SUBMIT: ({S.DRAFT}, S.SUBMITTED),
        Step.UNSUBMIT: ({S.SUBMITTED}, S.DRAFT),
        Step.WITHDRAW: ({S.DRAFT, S.SUBMITTED} | FROZEN, S.WITHDRAWN),
        Step.EXPIRE: ({S.DRAFT}, S.NOT_SUBMITTED),
        Step.RECEIVE: ({S.SUBMITTED}, S.IN_REVIEW),
        Step.REQUEST_SUPPLEMENT: ({S.IN_REVIEW}, S.SUPPLEMENT_REQUESTED),
        Step.SUPPLY: ({S.SUPPLEMENT_REQUESTED}, S.IN_REVIEW),
        Step.LAPSE: ({S.SUPPLEMENT_REQUESTED}, S.IN_REVIEW),
        Step.RECALL: ({S.SUPPLEMENT_REQUESTED}, S.IN_REVIEW),
        Step.JUDGE_ELIGIBLE: ({S.IN_REVIEW}, S.ELIGIBLE),
        Step.CONFIRM_INELIGIBLE: ({S.IN_REVIEW}, S.INELIGIBLE),
        Step.REOPEN: ({S.ELIGIBLE, S.INELIGIBLE}, S.IN_REVIEW),
    },
    start=S.DRAFT,
    labels=LABELS,
)

REVIEW_WORKFLOW = Workflow[ReviewState, ReviewStep](
    {
        ReviewStep.BEGIN: ({R.PENDING}, R.CHECKING),
        ReviewStep.JUDGE_ELIGIBLE: ({R.CHECKING}, R.PASSED),
        ReviewStep.PROPOSE: ({R.CHECKING}, R.PROPOSED),
        ReviewStep.RETURN: ({R.PROPOSED}, R.CHECKING),
        ReviewStep.CONFIRM: ({R.PROPOSED}, R.FAILED),
        ReviewStep.REOPEN: ({R.PASSED, R.FAILED}, R.CHECKING),
    },
    start=R.PENDING,
    labels=LABELS,
)

SUPPLEMENT_WORKFLOW = Workflow[SupplementState, SupplementStep](
    {
        SupplementStep.SUPPLY: ({P.AWAITED}, P.SUPPLIED),
        SupplementStep.LAPSE: ({P.AWAITED}, P.LAPSED),
        SupplementStep.RECALL: ({P.AWAITED}, P.RECALLED),
    },
    start=P.AWAITED,
    labels=LABELS,
)

OUTGOING_WORKFLOW = Workflow[OutgoingState, OutgoingStep](
    {
        OutgoingStep.HOLD: ({OutgoingState.WAITING}, OutgoingState.HELD),
        OutgoingStep.RELEASE: ({OutgoingState.HELD}, OutgoingState.WAITING),
        OutgoingStep.CANCEL: ({OutgoingState.WAITING, OutgoingState.HELD}, OutgoingState.CANCELLED),
        OutgoingStep.SEND: ({OutgoingState.WAITING}, OutgoingState.SENT),
    },
    start=OutgoingState.WAITING,
    labels=LABELS,
)

DUPLICATE_WORKFLOW = Workflow[DuplicateState, DuplicateStep](
    {
        DuplicateStep.CONFIRM: ({DuplicateState.OPEN, DuplicateState.DISMISSED}, DuplicateState.CONFIRMED),
        DuplicateStep.DISMISS: ({DuplicateState.OPEN, DuplicateState.CONFIRMED}, DuplicateState.DISMISSED),
    },
    start=DuplicateState.OPEN,
    labels=LABELS,
)

OUTCOME_WORKFLOW = Workflow[OutcomeState, OutcomeStep](
    {
        OutcomeStep.SELECT: ({OutcomeState.UNTOLD}, OutcomeState.SELECTED),
        OutcomeStep.WAITLIST: ({OutcomeState.UNTOLD}, OutcomeState.WAITLISTED),
        OutcomeStep.TURN_DOWN: ({OutcomeState.UNTOLD}, OutcomeState.NOT_SELECTED),
        # One who was not selected gets a place when his objection is upheld.
        OutcomeStep.OFFER: ({OutcomeState.WAITLISTED, OutcomeState.NOT_SELECTED}, OutcomeState.OFFERED),
        OutcomeStep.ACCEPT: ({OutcomeState.OFFERED}, OutcomeState.SELECTED),
        OutcomeStep.FORFEIT: ({OutcomeState.SELECTED, OutcomeState.OFFERED}, OutcomeState.FORFEITED),
        OutcomeStep.LAPSE: ({OutcomeState.OFFERED}, OutcomeState.FORFEITED),
        OutcomeStep.REVOKE: ({OutcomeState.SELECTED}, OutcomeState.REVOKED),
        OutcomeStep.CLOSE: ({OutcomeState.WAITLISTED}, OutcomeState.CLOSED),
    },
    start=OutcomeState.UNTOLD,
    labels=LABELS,
)
