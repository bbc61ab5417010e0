"""The inbox, one approval with its difference and its line, and authority in other hands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.approvals import policy, queries
from incubator.approvals.models import Approval, Delegation
from incubator.approvals.rules import ACT_LABELS, Act, LineState, Manner, Part, Turn, next_place
from incubator.approvals.workflow import ApprovalState
from incubator.core.differences import Part as Kept
from incubator.core.differences import Piece, word_difference
from incubator.core.text import Text, text
from incubator.db.pages import Page


@dataclass(frozen=True)
class ApprovalRow:
    id: UUID
    number: str
    title: str
    act: Act
    state: ApprovalState
    drafter: str
    waits_for: str
    requested_at: datetime | None


@dataclass(frozen=True)
class DocumentRow:
    """One item; `pieces` hold the difference where something differs."""

    label: Text
    pieces: tuple[Piece, ...]
    differs: bool


@dataclass(frozen=True)
class LineRow:
    part: Part
    signer: str
    hand: str
    manner: Manner | None
    state: LineState
    at: datetime | None
    opinion: str
    is_next: bool
    has_lost: bool
    stand_ins: tuple[str, ...]


@dataclass(frozen=True)
class ApprovalPage:
    """`turn` is what this person may sign now; `why_not` why there is nothing to sign while it is being decided."""

    row: ApprovalRow
    link: str
    reason: str
    opinion: str
    sha256: str
    settled_at: datetime | None
    settled_reason: str
    changed: tuple[DocumentRow, ...]
    unchanged: tuple[DocumentRow, ...]
    follows: ApprovalRow | None
    follows_reason: str
    lines: tuple[LineRow, ...]
    turn: Turn | None
    why_not: Text | None
    amount_won: int | None
    authority: Text | None
    may_withdraw: bool


@dataclass(frozen=True)
class DelegationRow:
    id: UUID
    giver: str
    holder: str
    manner: Manner
    acts: tuple[Act, ...]
    starts_at: datetime
    ends_at: datetime | None
    reason: str
    is_over: bool
    may_end: bool


def rows_of(session: Session, approvals: list[Approval]) -> list[ApprovalRow]:
    """Names of all in one statement."""
    names = queries.names_of(session, (person for item in approvals for person in _people(item)))
    return [row_of(item, names) for item in approvals]


def page_of_rows(session: Session, found: Page[Approval]) -> Page[ApprovalRow]:
    return Page(rows_of(session, list(found.items)), found.number, found.size, found.total)


def row_of(approval: Approval, names: Mapping[UUID, str]) -> ApprovalRow:
    place = next_place(approval.lines) if approval.state is ApprovalState.IN_REVIEW else None
    return ApprovalRow(
        id=approval.id,
        number=approval.number,
        title=approval.title,
        act=approval.act,
        state=approval.state,
        drafter=names[approval.drafted_by],
        waits_for=names[place.signer_id] if place else "",
        requested_at=approval.requested_at,
    )


def _people(approval: Approval) -> list[UUID]:
    hands = [line.signed_by for line in approval.lines if line.signed_by]
    return [approval.drafted_by, *(line.signer_id for line in approval.lines), *hands]


def approval_page(session: Session, actor: Actor, approval: Approval, now: datetime) -> ApprovalPage:
    follows = queries.get_approval(session, approval.follows_id) if approval.follows_id else None
    names = queries.names_of(session, [*_people(approval), *(_people(follows) if follows else ())])
    is_running = approval.state is ApprovalState.IN_REVIEW
    turn = policy.turn_for(actor, approval, queries.powers_over(session, actor, approval, now))
    rows = document_rows(approval, follows)
    return ApprovalPage(
        row=row_of(approval, names),
        link=approval.link,
        reason=approval.reason,
        opinion=approval.opinion,
        sha256=approval.sha256,
        settled_at=approval.settled_at,
        settled_reason=approval.settled_reason,
        changed=tuple(row for row in rows if row.differs),
        unchanged=tuple(row for row in rows if not row.differs),
        follows=row_of(follows, names) if follows else None,
        follows_reason=follows.settled_reason if follows else "",
        lines=_lines(session, approval, names, now),
        turn=turn if is_running and isinstance(turn, Turn) else None,
        why_not=turn if is_running and isinstance(turn, Text) else None,
        amount_won=approval.amount_won,
        authority=authority_words(approval),
        may_withdraw=is_running and bool(policy.may_withdraw(actor, approval)),
    )


def authority_words(approval: Approval) -> Text | None:
    """Whose signature decides, where the amount is known."""
    if approval.amount_won is None:
        return None
    if approval.limit_won is None:
        return text("금액이 전결 한도를 넘거나 전결이 없어 결재자가 서명해야 합니다.")
    return text(
        "전결: %(act)s은(는) %(limit)s원까지 사업 담당자의 서명으로 확정됩니다. 기안한 사람은 서명할 수 없습니다.",
        act=ACT_LABELS[approval.act],
        limit=f"{approval.limit_won:,}",
    )


def document_rows(approval: Approval, follows: Approval | None) -> list[DocumentRow]:
    """Against what stands now; a draft of something new, against the draft that came back before it."""
    earlier = follows.after if follows else {}
    rows = []
    for row in approval.document:
        before = row["before"] if row["before"] is not None else earlier.get(row["key"])
        after = row["after"]
        if not after and not before:
            continue
        pieces = (Piece(Kept.SAME, after),) if before in (None, after) else word_difference(str(before), after)
        rows.append(DocumentRow(Text.from_payload(row["label"]), pieces, before not in (None, after)))
    return rows


def _lines(session: Session, approval: Approval, names: Mapping[UUID, str], now: datetime) -> tuple[LineRow, ...]:
    place = next_place(approval.lines) if approval.state is ApprovalState.IN_REVIEW else None
    lent = queries.list_delegates(session, [place.signer_id], approval.act, now) if place else []
    lenders = queries.names_of(session, [one.to_id for one in lent])
    lost = queries.find_lost(session, approval, now) if place else set()
    return tuple(
        LineRow(
            part=line.part,
            signer=names[line.signer_id],
            hand=names[line.signed_by] if line.signed_by else "",
            manner=line.manner,
            state=line.state,
            at=line.signed_at,
            opinion=line.opinion,
            is_next=place is not None and line.no == place.no,
            has_lost=line.state is LineState.WAITING and line.signer_id in lost,
            stand_ins=tuple(lenders.values()) if place is not None and line.no == place.no else (),
        )
        for line in approval.lines
    )


def delegation_rows(session: Session, actor: Actor, now: datetime) -> list[DelegationRow]:
    held = queries.list_delegations(session, actor)
    names = queries.names_of(session, (person for one in held for person in (one.from_id, one.to_id)))
    return [_delegation_row(one, names, actor, now) for one in held]


def _delegation_row(one: Delegation, names: Mapping[UUID, str], actor: Actor, now: datetime) -> DelegationRow:
    is_over = one.revoked_at is not None or (one.ends_at is not None and one.ends_at <= now)
    return DelegationRow(
        id=one.id,
        giver=names[one.from_id],
        holder=names[one.to_id],
        manner=one.manner,
        acts=tuple(Act(act) for act in one.acts),
        starts_at=one.starts_at,
        ends_at=one.revoked_at or one.ends_at,
        reason=one.reason,
        is_over=is_over,
        may_end=not is_over and bool(policy.may_end_delegation(actor, one)),
    )
