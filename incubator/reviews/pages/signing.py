"""What a reviewer sees of the computation sheet he signs: his panel's applications by number, and never a hindered one.

No ranks: a place left empty would tell of an application that is kept from him.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.programs.queries import get_whole_round
from incubator.questionnaires.rules.definition import words
from incubator.reviews.models import Computation
from incubator.reviews.pages.sheet_rows import SheetRow, row_of
from incubator.reviews.policy.computation import may_sign_computation
from incubator.reviews.queries import computation as sheets
from incubator.reviews.queries.signing import list_shown_to
from incubator.reviews.rules.stage_sheet import counted_people
from incubator.reviews.workflow import ComputationState
from incubator.web.i18n import chosen_locale


@dataclass(frozen=True)
class SigningPage:
    """`seat` is the reviewer's own number; `rows` hold neither ranks nor names."""

    id: UUID
    no: int
    state: ComputationState
    sha256: str
    round_title: str
    stage_label: str
    panel: str
    seat: int
    rows: tuple[SheetRow, ...]
    signed_at: datetime | None
    may_sign: bool


def signing_page(session: Session, actor: Actor, computation: Computation) -> SigningPage:
    """Raises NotFound for anybody who has no appointment to a panel of the stage."""
    appointment = sheets.get_own_appointment(session, actor, computation)
    may = may_sign_computation(actor, appointment)
    may.enforce()
    sheet, round_ = sheets.sheet_in(computation), get_whole_round(session, computation.round_id)
    stage = next(item for item in round_.stage_rows if item.id == computation.stage_id)
    signature = sheets.find_signature(session, computation.id, appointment.id)
    rows = []
    for application in list_shown_to(session, appointment):
        if application.id in sheet.applications:
            pool = sheet.pool_of(application.id)
            rows.append(row_of(pool.computation.line(application.id), application, {}, pool))
    counts = appointment.id in counted_people(sheet)
    return SigningPage(
        id=computation.id,
        no=computation.no,
        state=computation.state,
        sha256=computation.sha256,
        round_title=words(chosen_locale(), round_.title, round_.title_en),
        stage_label=words(chosen_locale(), stage.label, stage.label_en),
        panel=appointment.panel.label,
        seat=appointment.no,
        rows=tuple(sorted(rows, key=lambda row: row.receipt_no)),
        signed_at=signature.at if signature else None,
        may_sign=counts and signature is None and computation.state is ComputationState.COMPUTED,
    )
