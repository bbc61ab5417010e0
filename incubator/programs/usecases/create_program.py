"""Set up a program, so that rounds can be planned in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from incubator.accounts.actor import Actor
from incubator.core.errors import Invalid
from incubator.core.text import Text, text
from incubator.db.unit_of_work import is_unique_violation, unit_of_work
from incubator.programs import policy
from incubator.programs.events import ProgramCreated
from incubator.programs.models import Program
from incubator.programs.rules.kinds import ProgramField, ProgramKind

CODE = re.compile(r"[A-Z][A-Z0-9]{1,11}", re.ASCII)
LONGEST_NAME = 120


def create_program(
    *,
    actor: Actor,
    code: str,
    name: str,
    kind: ProgramKind,
    field: ProgramField,
    branch_id: UUID,
    now: datetime,
    owner_id: UUID | None = None,
    **described: str,
) -> UUID:
    """A new program; `described` may hold name_en, partner, budget_line.

    Raises Forbidden, and Invalid for a code that is taken or not two to twelve capitals and digits.
    """
    _check(code, name, described)
    with unit_of_work() as work:
        policy.may_create_program(actor, branch_id).enforce()
        program = Program(
            code=code,
            name=name.strip(),
            kind=kind,
            field=field,
            branch_id=branch_id,
            owner_id=owner_id or actor.user_id,
            created_at=now,
            **described,
        )
        work.session.add(program)
        try:
            work.session.flush()
        except IntegrityError as error:
            if is_unique_violation(error, "uq_programs_code", "programs.code"):
                raise Invalid(text("이미 쓰고 있는 사업 코드입니다."), field="code") from error
            raise
        work.record(ProgramCreated(stamp=actor.stamp(now), program_id=program.id, code=code))
        return program.id


def _check(code: str, name: str, described: Mapping[str, Any]) -> None:
    problems: dict[str, tuple[Text, ...]] = {}
    if not CODE.fullmatch(code):
        problems["code"] = (text("사업 코드를 영문 대문자와 숫자 2~12자로 적어 주세요. 예: IGEN"),)
    if not name.strip():
        problems["name"] = (text("사업 이름을 적어 주세요."),)
    for field, value in {"name": name, **described}.items():
        if len(value) > LONGEST_NAME:
            problems[field] = (text("%(most)d자까지 적을 수 있습니다. 줄여서 적어 주세요.", most=LONGEST_NAME),)
    if problems:
        raise Invalid(text("적은 내용을 고쳐 주세요."), problems=problems)
