"""Change what a program is called, what it is about, who pays and with whom it is run."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.errors import Invalid, Stale
from incubator.core.text import text
from incubator.db.changes import changes_of
from incubator.db.unit_of_work import unit_of_work
from incubator.programs import policy, queries
from incubator.programs.events import ProgramEdited
from incubator.programs.models import Program
from incubator.programs.rules.kinds import ProgramField, ProgramKind
from incubator.programs.usecases.create_program import Partner, partner_rows, text_problems


def edit_program(
    *,
    actor: Actor,
    program_id: UUID,
    name: str,
    name_en: str,
    kind: ProgramKind,
    field: ProgramField,
    budget_line: str,
    partners: Sequence[Partner],
    version: int | None,
    now: datetime,
) -> None:
    """The code and the branch stay: they are part of receipt numbers and of rights.

    Nothing is recorded when nothing differs.  Raises NotFound, Forbidden, Stale, Invalid.
    """
    texts = {"name": name.strip(), "name_en": name_en.strip(), "budget_line": budget_line.strip()}
    problems = text_problems(texts)
    if problems:
        raise Invalid(text("적은 내용을 고쳐 주세요."), problems=problems)
    with unit_of_work() as work:
        program = queries.get_visible_program(work.session, actor, program_id, for_change=True)
        policy.may_edit_program(actor, program).enforce()
        if version is not None and version != program.version:
            raise Stale(
                text("그사이 다른 사람이 이 사업을 고쳤습니다."),
                how=text("바뀐 내용을 확인하고 다시 저장해 주세요. 적으신 내용은 화면에 그대로 있습니다."),
            )
        changed = _take(program, {**texts, "kind": kind, "field": field})
        if _take_partners(program, partners):
            changed.append("partners")
        if not changed:
            return
        program.updated_at = now
        fact = ProgramEdited(stamp=actor.stamp(now), program_id=program.id, fields=tuple(changed))
        work.record(fact, changes=changes_of(program))


def _take(program: Program, values: dict[str, Any]) -> list[str]:
    differing = [name for name, value in values.items() if getattr(program, name) != value]
    for name in differing:
        setattr(program, name, values[name])
    return differing


def _take_partners(program: Program, partners: Sequence[Partner]) -> bool:
    wanted = partner_rows(partners)
    held = {(row.partner_id, row.role): row for row in program.partner_rows}
    if set(held) == set(partners):
        return False
    program.partner_rows = [held.get((row.partner_id, row.role), row) for row in wanted]
    return True
