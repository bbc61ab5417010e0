"""Conflicts of interest for those who decide about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.accounts.queries import find_user
from incubator.core.text import Text
from incubator.programs.models import Round
from incubator.reviews.models import Challenge, Panel
from incubator.reviews.policy.conflicts import may_decide_conflict
from incubator.reviews.queries import conflicts
from incubator.reviews.queries.conflicts import Pair
from incubator.reviews.rules.conflicts import (
    CERTAINTY_LABELS,
    GROUND_LABELS,
    KIND_LABELS,
    Certainty,
    ConflictKind,
    Ground,
)
from incubator.reviews.workflow import CONFLICT_WORKFLOW, ConflictState, ConflictStep


@dataclass(frozen=True)
class Fact:
    certainty: Text
    reviewer: str
    applicant: str


@dataclass(frozen=True)
class ConflictRow:
    id: UUID
    reviewer: str
    no: int
    receipt_no: str
    company: str
    kind: Text
    ground: Text
    facts: tuple[Fact, ...]
    state: ConflictState


@dataclass(frozen=True)
class ConflictsPage:
    panel_id: UUID
    panel: str
    round_id: UUID
    rows: tuple[ConflictRow, ...]
    undecided: int


def row_of(pair: Pair) -> ConflictRow:
    conflict = pair.conflict
    return ConflictRow(
        conflict.id,
        pair.reviewer.name,
        pair.no,
        pair.receipt_no,
        pair.company,
        KIND_LABELS[ConflictKind(conflict.kind)],
        GROUND_LABELS[Ground(conflict.ground)],
        tuple(
            Fact(CERTAINTY_LABELS[Certainty(fact["label"])], fact["reviewer"], fact["applicant"])
            for fact in conflict.facts
        ),
        conflict.state,
    )


def conflicts_page(session: Session, panel: Panel) -> ConflictsPage:
    rows = tuple(row_of(pair) for pair in conflicts.list_of_panel(session, panel.id))
    undecided = sum(row.state is ConflictState.PROPOSED for row in rows)
    return ConflictsPage(panel.id, panel.label, panel.round_id, rows, undecided)


@dataclass(frozen=True)
class ConflictPage:
    panel_id: UUID
    panel: str
    row: ConflictRow
    reason: str
    decided_by: str
    decided_at: datetime | None
    steps: tuple[ConflictStep, ...]


def conflict_page(session: Session, actor: Actor, panel: Panel, round_: Round, pair: Pair) -> ConflictPage:
    conflict = pair.conflict
    decider = find_user(session, conflict.decided_by) if conflict.decided_by else None
    may = may_decide_conflict(actor, pair.reviewer.id, round_)
    return ConflictPage(
        panel_id=panel.id,
        panel=panel.label,
        row=row_of(pair),
        reason=conflict.reason,
        decided_by=decider.name if decider else "",
        decided_at=conflict.decided_at,
        steps=CONFLICT_WORKFLOW.steps_from(conflict.state) if may else (),
    )


@dataclass(frozen=True)
class ChallengePage:
    panel_id: UUID
    panel: str
    id: UUID
    receipt_no: str
    company: str
    person: str
    organisation: str
    reason: str
    filed_at: datetime
    answer: str
    answered_at: datetime | None
    matches: tuple[ConflictRow, ...]


def challenge_page(session: Session, panel: Panel, challenge: Challenge) -> ChallengePage:
    """With the people of the panel whom the challenge may mean."""
    matches = [
        pair
        for pair in conflicts.list_of_panel(session, panel.id)
        if pair.conflict.kind == ConflictKind.CHALLENGE and pair.conflict.application_id == challenge.application_id
    ]
    return ChallengePage(
        panel_id=panel.id,
        panel=panel.label,
        id=challenge.id,
        receipt_no=challenge.application.receipt_no or "",
        company=challenge.application.organisation.display_name,
        person=challenge.person,
        organisation=challenge.organisation,
        reason=challenge.reason,
        filed_at=challenge.filed_at,
        answer=challenge.answer,
        answered_at=challenge.answered_at,
        matches=tuple(row_of(pair) for pair in matches),
    )
