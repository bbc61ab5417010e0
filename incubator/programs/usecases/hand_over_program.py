"""Make another manager the owner of a program."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.accounts.queries import list_user_ids_with_role
from incubator.accounts.roles import Role
from incubator.core.errors import Invalid
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.programs import policy, queries
from incubator.programs.events import ProgramHandedOver

LEAST_REASON = 5
LONGEST_REASON = 500


def hand_over_program(*, actor: Actor, program_id: UUID, owner_id: UUID, reason: str, now: datetime) -> None:
    """`owner_id` is a manager of the program: handing over gives nobody rights he does not have.

    Raises NotFound, Forbidden, Invalid (no manager of it, owner already, no reason).
    """
    plain = reason.strip()
    if not LEAST_REASON <= len(plain) <= LONGEST_REASON:
        raise Invalid(
            text("사유를 %(least)d자 이상 %(most)d자 이하로 적어 주세요.", least=LEAST_REASON, most=LONGEST_REASON),
            field="reason",
        )
    with unit_of_work() as work:
        program = queries.get_visible_program(work.session, actor, program_id, for_change=True)
        policy.may_edit_program(actor, program).enforce()
        if owner_id == program.owner_id:
            raise Invalid(text("이미 이 사업의 담당자입니다."), field="owner_id")
        able = list_user_ids_with_role(
            work.session, Role.MANAGER, now, program_id=program.id, branch_id=program.branch_id
        )
        if owner_id not in able:
            raise Invalid(text("이 사업을 맡을 권한이 있는 담당자를 골라 주세요."), field="owner_id")
        before, program.owner_id = program.owner_id, owner_id
        program.updated_at = now
        work.record(
            ProgramHandedOver(
                stamp=actor.stamp(now), reason=plain, program_id=program.id, from_id=before, to_id=owner_id
            )
        )
