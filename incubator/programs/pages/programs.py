"""A program for those who work on it: what it is, with whom, its rounds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.programs.models import Program, Round
from incubator.programs.pages.staff import StaffRow, staff_row
from incubator.programs.pages.words import Words, worded
from incubator.programs.policy import may_edit_program, may_plan
from incubator.programs.rules.kinds import PartnerRole, ProgramField, ProgramKind


@dataclass(frozen=True)
class PartnerShown:
    id: UUID
    name: Words
    role: PartnerRole


def partners_shown(program: Program, locale: str) -> tuple[PartnerShown, ...]:
    """In the order of their roles, then by name."""
    order = list(PartnerRole)
    rows = sorted(program.partner_rows, key=lambda row: (order.index(row.role), row.partner.name_key))
    return tuple(
        PartnerShown(row.partner_id, worded(row.partner.name, row.partner.name_en, locale), row.role) for row in rows
    )


@dataclass(frozen=True)
class ProgramPage:
    id: UUID
    code: str
    name: Words
    other_name: str
    kind: ProgramKind
    field: ProgramField
    branch: Words
    budget_line: str
    owner: str
    partners: tuple[PartnerShown, ...]
    rounds: tuple[StaffRow, ...]
    may_edit: bool
    may_plan: bool


def program_page(actor: Actor, program: Program, rounds: Iterable[Round], *, locale: str, now: datetime) -> ProgramPage:
    is_english = locale == "en"
    return ProgramPage(
        id=program.id,
        code=program.code,
        name=worded(program.name, program.name_en, locale),
        other_name=program.name if is_english else program.name_en,
        kind=program.kind,
        field=program.field,
        branch=worded(program.branch.name, program.branch.name_en, locale),
        budget_line=program.budget_line,
        owner=program.owner.name,
        partners=partners_shown(program, locale),
        rounds=tuple(staff_row(item, now) for item in rounds),
        may_edit=bool(may_edit_program(actor, program)),
        may_plan=bool(may_plan(actor, program)),
    )
