"""Who is told while a draft goes along its line.  Approvals and notices are neighbours and know nothing of each other."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from incubator.accounts.events import RoleRevoked, UserClosed, UserSuspended
from incubator.approvals import queries
from incubator.approvals.events import (
    ApprovalGranted,
    ApprovalRequested,
    ApprovalReturned,
    ApprovalSigned,
    ApprovalWithdrawn,
    AuthorityDelegated,
)
from incubator.approvals.models import Approval
from incubator.approvals.rules import Manner, next_place
from incubator.approvals.workflow import ApprovalState
from incubator.core.events import Event, afterwards
from incubator.db.session import session_now
from incubator.notifications.rules import NoticeKind
from incubator.notifications.usecases.notify import notify


def ask_next_signer(fact: ApprovalRequested | ApprovalSigned, now: datetime) -> None:
    """Whose turn it is, and who may sign in his place.  Nobody when it is settled before this is delivered."""
    approval = queries.get_approval(session_now(), fact.approval_id)
    place = next_place(approval.lines)
    if approval.state is not ApprovalState.IN_REVIEW or place is None:
        return
    lent = queries.list_delegates(session_now(), [place.signer_id], approval.act, now)
    people = {place.signer_id, *(one.to_id for one in lent)} - {approval.drafted_by}
    _tell(people, approval, fact, now, "asked", part=place.part)


def tell_of_decision(fact: ApprovalGranted, now: datetime) -> None:
    """The drafter; and the approver in whose name somebody else has signed."""
    approval = queries.get_approval(session_now(), fact.approval_id)
    _tell([approval.drafted_by], approval, fact, now, "granted")
    if fact.manner != Manner.OWN:
        holders = [line.signer_id for line in approval.lines if line.signed_by == fact.stamp.actor_id]
        _tell(holders, approval, fact, now, "signed_for_you", manner=Manner(fact.manner))


def tell_of_return(fact: ApprovalReturned, now: datetime) -> None:
    approval = queries.get_approval(session_now(), fact.approval_id)
    _tell([approval.drafted_by], approval, fact, now, "returned")


def tell_of_withdrawal(fact: ApprovalWithdrawn, now: datetime) -> None:
    """Those who had been asked: who has signed, and whose turn it was."""
    approval = queries.get_approval(session_now(), fact.approval_id)
    asked = {line.signed_by for line in approval.lines if line.signed_by}
    place = next_place(approval.lines)
    _tell(asked | ({place.signer_id} if place else set()), approval, fact, now, "withdrawn")


def tell_of_delegation(fact: AuthorityDelegated, now: datetime) -> None:
    giver = queries.names_of(session_now(), [fact.from_id])[fact.from_id]
    notify(
        recipients=[fact.to_id],
        kind=NoticeKind.STAFF_WORK,
        template="approvals/delegated",
        context={"giver": giver, "manner": Manner(fact.manner), "starts_at": fact.starts_at, "ends_at": fact.ends_at},
        link="/staff/approvals/delegations",
        duty=True,
        key=str(fact.id),
        now=now,
    )


def warn_of_lost_signer(fact: RoleRevoked | UserSuspended | UserClosed, now: datetime) -> None:
    """The drafter learns that somebody of the line cannot sign any more, so that nothing waits in vain."""
    session = session_now()
    for approval in queries.list_stuck_on(session, fact.user_id):
        if fact.user_id in queries.find_lost(session, approval, now):
            signer = queries.names_of(session, [fact.user_id])[fact.user_id]
            _tell([approval.drafted_by], approval, fact, now, "signer_lost", signer=signer)


def _tell(
    people: Iterable[UUID], approval: Approval, fact: Event, now: datetime, template: str, **context: Any
) -> None:
    """At once, whatever people have chosen: somebody waits for it."""
    names = queries.names_of(session_now(), [approval.drafted_by])
    notify(
        recipients=sorted(people),
        kind=NoticeKind.STAFF_WORK,
        template=f"approvals/{template}",
        context={
            "title": approval.title,
            "number": approval.number,
            "act": approval.act,
            "drafter": names[approval.drafted_by],
            "reason": fact.reason,
        }
        | context,
        link=f"/staff/approvals/{approval.id}",
        duty=True,
        key=f"{fact.id}:{approval.id}",
        now=now,
    )


SUBSCRIPTIONS = (
    afterwards(ApprovalRequested, ask_next_signer),
    afterwards(ApprovalSigned, ask_next_signer),
    afterwards(ApprovalGranted, tell_of_decision),
    afterwards(ApprovalReturned, tell_of_return),
    afterwards(ApprovalWithdrawn, tell_of_withdrawal),
    afterwards(AuthorityDelegated, tell_of_delegation),
    afterwards(RoleRevoked, warn_of_lost_signer),
    afterwards(UserSuspended, warn_of_lost_signer),
    afterwards(UserClosed, warn_of_lost_signer),
)
