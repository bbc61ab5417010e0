"""Reading approvals: one, those that wait for a person, those of a thing, and who may be asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, true
from sqlalchemy.orm import Session, aliased, selectinload

from incubator.accounts.actor import Actor
from incubator.accounts.models import User
from incubator.accounts.queries import list_user_ids_with_role, list_users
from incubator.accounts.roles import Role
from incubator.approvals import policy
from incubator.approvals.models import Approval, ApprovalLine, Delegation
from incubator.approvals.rules import Act, LineState, Part, Power
from incubator.approvals.workflow import ApprovalState
from incubator.core.errors import NotFound, or_not_found
from incubator.db.pages import Page, paginate

OPEN = (ApprovalState.DRAFTED, ApprovalState.IN_REVIEW)


@dataclass(frozen=True)
class Candidates:
    """Whom a drafter may ask; all lists by name.

    `delegates` are managers whose signature decides (전결), for an amount up to `limit_won`; nobody without a limit.
    """

    approvers: tuple[User, ...]
    reviewers: tuple[User, ...]
    delegates: tuple[User, ...] = ()
    limit_won: int | None = None


def _whole() -> Select[Approval]:
    return select(Approval).options(selectinload(Approval.lines))


def get_visible(session: Session, actor: Actor, approval_id: UUID) -> Approval:
    """With its line.  Raises NotFound also to those who may not know of it."""
    found = or_not_found(session.scalar(_whole().where(Approval.id == approval_id)))
    if not policy.may_read(actor, found):
        raise NotFound
    return found


def get_approval(session: Session, approval_id: UUID) -> Approval:
    """With its line.  Raises NotFound."""
    return or_not_found(session.scalar(_whole().where(Approval.id == approval_id)))


def get_visible_for_change(session: Session, actor: Actor, approval_id: UUID) -> Approval:
    """`get_visible` with its row locked: one signature at a time."""
    locked = (
        _whole()
        .where(Approval.id == approval_id)
        .with_for_update(of=Approval)
        .execution_options(populate_existing=True)
    )
    found = or_not_found(session.scalar(locked))
    if not policy.may_read(actor, found):
        raise NotFound
    return found


def find_pending(session: Session, subject_kind: str, subject_id: UUID) -> Approval | None:
    """What is being decided about this thing now."""
    return session.scalar(
        _whole().where(
            Approval.subject_kind == subject_kind, Approval.subject_id == subject_id, Approval.state.in_(OPEN)
        )
    )


def find_last_returned(session: Session, subject_kind: str, subject_id: UUID, act: Act) -> Approval | None:
    """The newest approval of this act about this thing, when it was returned or taken back: a new draft follows it."""
    newest = session.scalar(
        select(Approval)
        .where(Approval.subject_kind == subject_kind, Approval.subject_id == subject_id, Approval.act == act)
        .order_by(Approval.no.desc())
        .limit(1)
    )
    is_failed = newest is not None and newest.state in (ApprovalState.RETURNED, ApprovalState.WITHDRAWN)
    return newest if is_failed else None


def list_about(session: Session, subject_kind: str, subject_id: UUID) -> list[Approval]:
    """Everything that was ever to be decided about this thing, newest first."""
    of_it = (Approval.subject_kind == subject_kind, Approval.subject_id == subject_id)
    return list(session.scalars(_whole().where(*of_it).order_by(Approval.no.desc())))


def next_no(session: Session, subject_kind: str, subject_id: UUID) -> int:
    """The caller holds the lock of the thing, so numbers do not clash."""
    of_it = (Approval.subject_kind == subject_kind, Approval.subject_id == subject_id)
    return (session.scalar(select(func.max(Approval.no)).where(*of_it)) or 0) + 1


def list_candidates(
    session: Session,
    *,
    program_id: UUID | None,
    branch_id: UUID | None,
    drafter_id: UUID,
    now: datetime,
    limit_won: int | None = None,
) -> Candidates:
    """Heads who reach the program may decide, its managers within `limit_won`; all may look it through.

    Never the drafter.
    """
    place = {"program_id": program_id, "branch_id": branch_id}
    heads = set(list_user_ids_with_role(session, Role.HEAD, now, **place)) - {drafter_id}
    staff = heads | set(list_user_ids_with_role(session, Role.MANAGER, now, **place)) - {drafter_id}
    people = sorted(list_users(session, list(staff)), key=lambda user: (user.name, user.id))
    approvers = tuple(user for user in people if user.id in heads)
    delegates = () if limit_won is None else tuple(user for user in people if user.id not in heads)
    return Candidates(approvers, tuple(people), delegates, limit_won)


def list_powers(session: Session, user_id: UUID, now: datetime) -> list[Delegation]:
    """Authority in this person's hand that is in force."""
    rows = session.scalars(
        select(Delegation).where(Delegation.to_id == user_id, *_in_force(now)).order_by(Delegation.given_at)
    )
    return list(rows)


def _in_force(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        Delegation.revoked_at.is_(None),
        Delegation.starts_at <= now,
        or_(Delegation.ends_at.is_(None), Delegation.ends_at > now),
    )


def powers_over(session: Session, actor: Actor, approval: Approval, now: datetime) -> tuple[Power, ...]:
    """Borrowed authority that counts here: who lent it must still hold it for this program."""
    held = list_powers(session, actor.user_id, now)
    if not held:
        return ()
    heads = set(
        list_user_ids_with_role(session, Role.HEAD, now, program_id=approval.program_id, branch_id=approval.branch_id)
    )
    return tuple(
        Power(one.from_id, one.manner, frozenset(Act(act) for act in one.acts)) for one in held if one.from_id in heads
    )


def list_waiting_for(session: Session, actor: Actor, now: datetime) -> list[Approval]:
    """In review, and the next signature is this person's, in his own place or in a borrowed one; oldest first."""
    earlier = aliased(ApprovalLine)
    next_no_of = (
        select(func.min(earlier.no))
        .where(earlier.approval_id == Approval.id, earlier.state == LineState.WAITING)
        .correlate(Approval)
        .scalar_subquery()
    )
    borrowed = [
        and_(ApprovalLine.signer_id == power.from_id, Approval.act.in_([Act(act) for act in power.acts]))
        for power in list_powers(session, actor.user_id, now)
    ]
    return list(
        session.scalars(
            _whole()
            .join(ApprovalLine, ApprovalLine.approval_id == Approval.id)
            .where(
                Approval.state == ApprovalState.IN_REVIEW,
                Approval.drafted_by != actor.user_id,
                _reached(actor),
                ApprovalLine.no == next_no_of,
                or_(ApprovalLine.signer_id == actor.user_id, *borrowed),
            )
            .order_by(Approval.requested_at, Approval.id)
        )
    )


def list_returned_to(session: Session, actor: Actor) -> list[Approval]:
    """This person's drafts of programs he reads that came back and that no later draft has followed."""
    later = aliased(Approval)
    followed = select(later.id).where(
        later.subject_kind == Approval.subject_kind,
        later.subject_id == Approval.subject_id,
        later.act == Approval.act,
        later.no > Approval.no,
    )
    return list(
        session.scalars(
            _whole()
            .where(
                Approval.drafted_by == actor.user_id,
                Approval.state == ApprovalState.RETURNED,
                ~followed.exists(),
                _reached(actor),
            )
            .order_by(Approval.settled_at.desc(), Approval.id)
            .limit(20)
        )
    )


def list_drafted(session: Session, actor: Actor, *, page: int) -> Page[Approval]:
    """What this person has asked for in programs he reads, newest first."""
    mine = _whole().where(Approval.drafted_by == actor.user_id, _reached(actor))
    return paginate(session, mine.order_by(Approval.requested_at.desc(), Approval.id), number=page)


def list_visible(session: Session, actor: Actor, *, page: int) -> Page[Approval]:
    """Of the programs this person reads now, newest first."""
    statement = _whole().where(_reached(actor)).order_by(Approval.requested_at.desc(), Approval.id)
    return paginate(session, statement, number=page)


def _reached(actor: Actor) -> ColumnElement[bool]:
    reached: list[ColumnElement[bool]] = []
    for grant in actor.grants:
        if grant.role in policy.READING_ROLES:
            of_program = Approval.program_id == grant.program_id if grant.program_id else true()
            of_branch = Approval.branch_id == grant.branch_id if grant.branch_id else true()
            reached.append(and_(of_program, of_branch))
    return or_(false(), *reached)


def find_lost(session: Session, approval: Approval, now: datetime) -> set[UUID]:
    """Who is still to sign and could not any more: the role for this program is gone, or the account."""
    place = {"program_id": approval.program_id, "branch_id": approval.branch_id}
    able = {role: set(list_user_ids_with_role(session, role, now, **place)) for role in policy.READING_ROLES}
    readers = set().union(*able.values())
    deciders = able[Role.HEAD] | (able[Role.MANAGER] if approval.limit_won is not None else set())
    waiting = [line for line in approval.lines if line.state is LineState.WAITING]
    return {
        line.signer_id for line in waiting if line.signer_id not in (deciders if line.part is Part.APPROVE else readers)
    }


def list_stuck_on(session: Session, user_id: UUID) -> list[Approval]:
    """In review, with a place where this person is still to sign."""
    waiting = select(ApprovalLine.approval_id).where(
        ApprovalLine.signer_id == user_id, ApprovalLine.state == LineState.WAITING
    )
    return list(session.scalars(_whole().where(Approval.state == ApprovalState.IN_REVIEW, Approval.id.in_(waiting))))


def list_delegations(session: Session, actor: Actor) -> list[Delegation]:
    """Given or held by this person, newest first."""
    own = or_(Delegation.from_id == actor.user_id, Delegation.to_id == actor.user_id)
    return list(session.scalars(select(Delegation).where(own).order_by(Delegation.given_at.desc(), Delegation.id)))


def list_delegates(session: Session, signer_ids: Sequence[UUID], act: Act, now: datetime) -> list[Delegation]:
    """Authority of these people for this act in other hands now: who else may sign in their places."""
    rows = session.scalars(select(Delegation).where(Delegation.from_id.in_(signer_ids), *_in_force(now)))
    return [row for row in rows if act.value in row.acts]


def get_delegation_for_change(session: Session, delegation_id: UUID) -> Delegation:
    """Locked.  Raises NotFound."""
    return or_not_found(session.get(Delegation, delegation_id, with_for_update=True))


def names_of(session: Session, user_ids: Iterable[UUID]) -> dict[UUID, str]:
    return {user.id: user.name for user in list_users(session, list(set(user_ids)))}
