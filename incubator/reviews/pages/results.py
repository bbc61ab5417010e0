"""The results of a round: its stages and their sheets, the decision, and the bonuses staff have judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.core.text import Text
from incubator.programs.models import BonusItem, Round, RoundStage
from incubator.questionnaires.rules.definition import words
from incubator.reviews.pages.tabs import tabs_of
from incubator.reviews.policy.people import may_run
from incubator.reviews.queries import computation as sheets
from incubator.reviews.queries.bonuses import Candidate, list_candidates
from incubator.reviews.queries.decisions import find_live
from incubator.reviews.queries.stage_inputs import unlocked
from incubator.reviews.rules.stage_sheet import counted_people
from incubator.reviews.workflow import ComputationState, DecisionState
from incubator.web.i18n import chosen_locale


@dataclass(frozen=True)
class StageRow:
    """`open_panels` have not locked their sheets; `signed` of `signers` have signed the sheet in force."""

    id: UUID
    label: str
    weight: int
    panels: int
    open_panels: int
    no: int | None
    state: ComputationState | None
    signed: int
    signers: int


@dataclass(frozen=True)
class ResultsPage:
    round_id: UUID
    round_title: str
    tabs: tuple[dict[str, object], ...]
    stages: tuple[StageRow, ...]
    decision: DecisionState | None
    has_bonuses: bool


def results_page(session: Session, round_: Round) -> ResultsPage:
    live = find_live(session, round_.id)
    return ResultsPage(
        round_id=round_.id,
        round_title=words(chosen_locale(), round_.title, round_.title_en),
        tabs=tabs_of(round_.id, "reviews.results"),
        stages=tuple(_stage(session, stage) for stage in round_.stage_rows),
        decision=live.state if live else None,
        has_bonuses=bool(round_.bonus_rows),
    )


def _stage(session: Session, stage: RoundStage) -> StageRow:
    panels = sheets.list_panels(session, stage.id)
    versions = sheets.list_versions(session, stage.id)
    last = versions[0] if versions else None
    return StageRow(
        id=stage.id,
        label=words(chosen_locale(), stage.label, stage.label_en),
        weight=stage.weight_percent,
        panels=len(panels),
        open_panels=len(unlocked(panels)),
        no=last.no if last else None,
        state=last.state if last else None,
        signed=len(last.signatures) if last else 0,
        signers=len(counted_people(sheets.sheet_in(last))) if last else 0,
    )


@dataclass(frozen=True)
class ClaimRow:
    """One bonus of one application: `name` begins the names of its fields; `found` is "", "yes" or "no"."""

    name: str
    label: str
    points: int
    proof: str
    found: str
    evidence: str
    problem: Text | None


@dataclass(frozen=True)
class BonusRow:
    id: UUID
    receipt_no: str
    name: str
    ticked: str
    claims: tuple[ClaimRow, ...]


@dataclass(frozen=True)
class BonusesPage:
    round_id: UUID
    round_title: str
    cap: int
    rows: tuple[BonusRow, ...]
    may_judge: bool


@dataclass(frozen=True)
class TypedClaim:
    """What was sent for one bonus of one application, and why it was refused."""

    found: str
    evidence: str
    problem: Text | None = None


def bonuses_page(session: Session, actor: Actor, round_: Round, typed: Mapping[str, TypedClaim]) -> BonusesPage:
    """`typed` by the name of the row, where something was sent."""
    return BonusesPage(
        round_id=round_.id,
        round_title=words(chosen_locale(), round_.title, round_.title_en),
        cap=round_.bonus_cap,
        rows=tuple(_bonus_row(round_, one, typed) for one in list_candidates(session, round_.id)),
        may_judge=bool(may_run(actor, round_)),
    )


def _bonus_row(round_: Round, one: Candidate, typed: Mapping[str, TypedClaim]) -> BonusRow:
    return BonusRow(
        one.application.id,
        one.application.receipt_no or "",
        one.application.organisation.display_name,
        ", ".join(one.ticked),
        tuple(_claim(item, one, typed) for item in round_.bonus_rows),
    )


def _claim(item: BonusItem, one: Candidate, typed: Mapping[str, TypedClaim]) -> ClaimRow:
    claim, name = one.claims.get(item.id), f"{one.application.id}.{item.key}"
    stored = TypedClaim("", "") if claim is None else TypedClaim("yes" if claim.is_accepted else "no", claim.evidence)
    shown = typed.get(name, stored)
    label = words(chosen_locale(), item.label, item.label_en)
    return ClaimRow(name, label, item.points, item.evidence, shown.found, shown.evidence, shown.problem)
