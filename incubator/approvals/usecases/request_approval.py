"""기안: ask for a decision, with the line that will look it through and decide.  Part of the use cases that ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.approvals import policy, queries
from incubator.approvals.events import ApprovalRequested
from incubator.approvals.models import Approval, ApprovalLine
from incubator.approvals.rules import LONGEST_REASON, MOST_REVIEWERS, Act, Part, fingerprint
from incubator.core.errors import Invalid, RuleBroken
from incubator.core.money import Won
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work


@dataclass(frozen=True, kw_only=True)
class Matter:
    """What is to be decided about: see `models.Approval` for `document` and `content`.  `code` begins the number."""

    act: Act
    subject_kind: str
    subject_id: UUID
    code: str
    title: str
    link: str
    program_id: UUID | None
    branch_id: UUID | None
    document: Sequence[Mapping[str, Any]]
    content: Mapping[str, Any]
    amount_won: Won | None = None
    limit_won: Won | None = None
    """Up to which amount a manager may decide about such a thing; None when nobody but a head may, for this amount."""


@dataclass(frozen=True)
class Line:
    """Who decides, and who looks it through before, in this order.  `opinion` is the drafter's word to them."""

    approver_id: UUID
    reviewer_ids: tuple[UUID, ...] = ()
    opinion: str = ""


def request_approval(*, actor: Actor, matter: Matter, line: Line, reason: str, now: datetime) -> UUID:
    """The id of the new approval.  The caller holds the lock of the thing and carries the decision out when it is granted.

    Raises RuleBroken while something else about the thing is being decided, Invalid for a line that cannot stand.
    """
    with unit_of_work() as work:
        pending = queries.find_pending(work.session, matter.subject_kind, matter.subject_id)
        if pending is not None:
            raise RuleBroken(
                text("이미 결재 중인 안(%(number)s)이 있습니다.", number=pending.number),
                how=text("그 결재가 끝나거나 회수된 뒤에 다시 올려 주세요."),
            )
        candidates = queries.list_candidates(
            work.session,
            program_id=matter.program_id,
            branch_id=matter.branch_id,
            drafter_id=actor.user_id,
            now=now,
            limit_won=matter.limit_won,
        )
        _check(line, candidates)
        approval = _draft(actor, matter, line, reason, now)
        approval.no = queries.next_no(work.session, matter.subject_kind, matter.subject_id)
        approval.number = f"{matter.code}-A{approval.no}"
        follows = queries.find_last_returned(work.session, matter.subject_kind, matter.subject_id, matter.act)
        approval.follows_id = follows.id if follows else None
        policy.may_request(actor, approval).enforce()
        work.session.add(approval)
        work.session.flush()
        approval.request(at=now)
        work.record(
            ApprovalRequested(
                stamp=actor.stamp(now),
                reason=reason,
                approval_id=approval.id,
                act=matter.act.value,
                subject_kind=matter.subject_kind,
                subject_id=matter.subject_id,
                sha256=approval.sha256,
            )
        )
        return approval.id


def _check(line: Line, candidates: queries.Candidates) -> None:
    if line.approver_id not in {user.id for user in (*candidates.approvers, *candidates.delegates)}:
        raise Invalid(
            text("결재할 사람을 골라 주세요. 기안한 사람은 결재할 수 없습니다."),
            field="approver_id",
            how=text("고를 사람이 없으면 시스템 관리자에게 결재자 지정을 부탁해 주세요."),
        )
    asked = (*line.reviewer_ids, line.approver_id)
    allowed = {user.id for user in candidates.reviewers}
    if len(set(asked)) != len(asked) or not set(line.reviewer_ids) <= allowed:
        raise Invalid(
            text("검토할 사람을 다시 골라 주세요. 한 사람은 한 자리에만 둘 수 있습니다."), field="reviewer_ids"
        )
    if len(line.reviewer_ids) > MOST_REVIEWERS:
        raise Invalid(text("검토는 %(most)d명까지 둘 수 있습니다.", most=MOST_REVIEWERS), field="reviewer_ids")
    if len(line.opinion) > LONGEST_REASON:
        raise Invalid(text("의견을 %(most)d자까지 적을 수 있습니다.", most=LONGEST_REASON), field="opinion")


def _draft(actor: Actor, matter: Matter, line: Line, reason: str, now: datetime) -> Approval:
    places = [(Part.REVIEW, person) for person in line.reviewer_ids] + [(Part.APPROVE, line.approver_id)]
    return Approval(
        act=matter.act,
        subject_kind=matter.subject_kind,
        subject_id=matter.subject_id,
        title=matter.title,
        link=matter.link,
        program_id=matter.program_id,
        branch_id=matter.branch_id,
        document=list(matter.document),
        content=dict(matter.content),
        sha256=fingerprint(matter.document, matter.content),
        reason=reason,
        opinion=line.opinion,
        amount_won=matter.amount_won,
        limit_won=matter.limit_won,
        drafted_by=actor.user_id,
        created_at=now,
        lines=[
            ApprovalLine(no=number, part=part, signer_id=person)
            for number, (part, person) in enumerate(places, start=1)
        ],
    )
