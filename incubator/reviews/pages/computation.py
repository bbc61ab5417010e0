"""The computation sheet as it is read: on the page, on paper and in the workbook the same words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.applications.models import Application
from incubator.core.text import Text, text
from incubator.programs.models import Round, RoundStage
from incubator.questionnaires.rules.definition import words
from incubator.reviews.models import Computation
from incubator.reviews.pages.sheet_rows import SheetRow, row_of, rule_words
from incubator.reviews.policy.people import may_head, may_run
from incubator.reviews.queries import computation as sheets
from incubator.reviews.queries.decisions import find_live, names_of
from incubator.reviews.queries.stage_inputs import unlocked
from incubator.reviews.rules.groups import Group
from incubator.reviews.rules.stage_sheet import (
    Pool,
    StageSheet,
    counted_people,
    lonely,
)
from incubator.reviews.workflow import COMPUTATION_WORKFLOW, ComputationState, ComputationStep
from incubator.web.i18n import chosen_locale


@dataclass(frozen=True)
class PoolShown:
    title: str
    quota: int | None
    cut_score: str
    rows: tuple[SheetRow, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Tie:
    """A tie nobody has settled: (application, receipt number, name)."""

    key: str
    rows: tuple[tuple[UUID, str, str], ...]


@dataclass(frozen=True)
class Signer:
    label: Text
    name: str
    signed_at: datetime | None


@dataclass(frozen=True)
class Version:
    no: int
    state: ComputationState
    by: str
    at: datetime
    reason: str
    sha256: str


@dataclass(frozen=True)
class SheetShown:
    """A sheet with everything about it."""

    id: UUID
    no: int
    state: ComputationState
    sha256: str
    reason: str
    computed_by: str
    computed_at: datetime
    confirmed_by: str
    confirmed_at: datetime | None
    rules: tuple[Text, ...]
    pools: tuple[PoolShown, ...]
    ties: tuple[Tie, ...]
    signers: tuple[Signer, ...]
    lonely: int
    is_last: bool

    @property
    def unsigned(self) -> int:
        return sum(one.signed_at is None for one in self.signers)


@dataclass(frozen=True)
class ComputationPage:
    stage_id: UUID
    round_id: UUID
    round_title: str
    stage_label: str
    panels: tuple[tuple[UUID, str, object], ...]
    waiting: tuple[str, ...]
    shown: SheetShown | None
    versions: tuple[Version, ...]
    may_compute: bool
    may_settle: bool
    may_confirm: bool
    is_old: bool


def computation_page(
    session: Session, actor: Actor, round_: Round, stage: RoundStage, *, no: int | None = None
) -> ComputationPage:
    """The sheet in force, or an older one by its number.  Raises NotFound for a number that never was."""
    panels = sheets.list_panels(session, stage.id)
    versions = sheets.list_versions(session, stage.id)
    shown = sheets.get_version(session, stage.id, no) if no else (versions[0] if versions else None)
    is_old = shown is not None and shown.no != versions[0].no
    runs, has_decision = bool(may_run(actor, round_)), find_live(session, round_.id) is not None
    names = names_of(session, [row.computed_by for row in versions])
    waiting = tuple(panel.label for panel in unlocked(panels))
    state = shown.state if shown and not is_old else None
    steps = COMPUTATION_WORKFLOW.steps_from(state) if state else ()
    return ComputationPage(
        stage_id=stage.id,
        round_id=round_.id,
        round_title=words(chosen_locale(), round_.title, round_.title_en),
        stage_label=words(chosen_locale(), stage.label, stage.label_en),
        panels=tuple((panel.id, panel.label, panel.state) for panel in panels),
        waiting=waiting,
        shown=sheet_shown(session, round_, shown) if shown else None,
        versions=tuple(
            Version(row.no, row.state, names[row.computed_by], row.computed_at, row.reason, row.sha256)
            for row in versions
        ),
        may_compute=runs and not waiting and bool(panels) and not has_decision and not is_old,
        may_settle=runs and ComputationStep.SIGN in steps and not has_decision,
        may_confirm=ComputationStep.CONFIRM in steps
        and bool(may_head(actor, round_))
        and shown is not None
        and shown.computed_by != actor.user_id,
        is_old=is_old,
    )


def sheet_shown(session: Session, round_: Round, computation: Computation) -> SheetShown:
    sheet = sheets.sheet_in(computation)
    known = sheets.list_named(session, list(sheet.applications))
    people = [computation.computed_by, *([computation.confirmed_by] if computation.confirmed_by else [])]
    names = names_of(session, people)
    return SheetShown(
        id=computation.id,
        no=computation.no,
        state=computation.state,
        sha256=computation.sha256,
        reason=computation.reason,
        computed_by=names[computation.computed_by],
        computed_at=computation.computed_at,
        confirmed_by=names[computation.confirmed_by] if computation.confirmed_by else "",
        confirmed_at=computation.confirmed_at,
        rules=rule_words(round_, sheet),
        pools=tuple(_pool(round_, pool, known) for pool in sheet.pools),
        ties=tuple(
            Tie(str(number), tuple((one, known[one].receipt_no or "", _name(known[one])) for one in group))
            for number, group in enumerate(sheet.unresolved, start=1)
        ),
        signers=signers_of(session, computation, sheet),
        lonely=len(lonely(sheet)),
        is_last=sheet.terms.is_last,
    )


def _name(application: Application) -> str:
    return application.organisation.display_name


def signers_of(session: Session, computation: Computation, sheet: StageSheet) -> tuple[Signer, ...]:
    """Everybody whose scores count, in the order of panels and numbers."""
    signed = {row.appointment_id: row.at for row in computation.signatures if row.sha256 == computation.sha256}
    return tuple(
        Signer(text("%(panel)s 위원 %(no)d", panel=row.panel.label, no=row.no), row.user.name, signed.get(row.id))
        for row in sheets.list_appointments(session, list(counted_people(sheet)))
    )


def _pool(round_: Round, pool: Pool, known: Mapping[UUID, Application]) -> PoolShown:
    labels = {row.key: words(chosen_locale(), row.label, row.label_en) for row in round_.division_rows}
    title = " · ".join(part for part in (labels.get(pool.division, pool.division), pool.panel) if part)
    ranks = {place.application: place.rank for place in pool.ranking.places}
    rows = [row_of(line, known[line.application], ranks, pool) for line in pool.computation.lines]
    return PoolShown(
        title=title,
        quota=pool.quota,
        cut_score=format(pool.cut.score, "f") if pool.cut.score is not None else "",
        rows=tuple(sorted(rows, key=lambda row: (row.rank is None, row.rank or 0, row.receipt_no))),
        groups=pool.groups,
    )
