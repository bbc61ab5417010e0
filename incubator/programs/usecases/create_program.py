"""Set up a program, so that rounds can be planned in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from incubator.accounts.actor import Actor
from incubator.core.errors import Invalid
from incubator.core.text import Text, text
from incubator.db.unit_of_work import is_unique_violation, unit_of_work
from incubator.programs import policy
from incubator.programs.events import ProgramCreated
from incubator.programs.models import Program, ProgramPartner
from incubator.programs.rules.kinds import PartnerRole, ProgramField, ProgramKind

CODE = re.compile(r"[A-Z][A-Z0-9]{1,11}", re.ASCII)
LONGEST_NAME = 120
Partner = tuple[UUID, PartnerRole]


def create_program(
    *,
    actor: Actor,
    code: str,
    name: str,
    kind: ProgramKind,
    field: ProgramField,
    branch_id: UUID,
    budget_line: str,
    now: datetime,
    name_en: str = "",
    owner_id: UUID | None = None,
    partners: Sequence[Partner] = (),
) -> UUID:
    """A new program, owned by whoever makes it unless `owner_id` names somebody.

    Raises Forbidden, and Invalid for a code that is taken or not two to twelve capitals and digits, for a missing name
    or budget line, or for a partner named twice in one role.
    """
    texts = {"name": name.strip(), "name_en": name_en.strip(), "budget_line": budget_line.strip()}
    problems = text_problems(texts)
    if not CODE.fullmatch(code):
        problems["code"] = (text("사업 코드를 영문 대문자와 숫자 2~12자로 적어 주세요. 예: IGEN"),)
    if problems:
        raise Invalid(text("적은 내용을 고쳐 주세요."), problems=problems)
    with unit_of_work() as work:
        policy.may_create_program(actor, branch_id).enforce()
        program = Program(
            code=code,
            kind=kind,
            field=field,
            branch_id=branch_id,
            owner_id=owner_id or actor.user_id,
            created_at=now,
            partner_rows=partner_rows(partners),
            **texts,
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


def text_problems(texts: Mapping[str, str]) -> dict[str, tuple[Text, ...]]:
    """What is wrong with name, English name and budget line, by field."""
    problems: dict[str, tuple[Text, ...]] = {}
    if not texts["name"]:
        problems["name"] = (text("사업 이름을 적어 주세요."),)
    if not texts["budget_line"]:
        problems["budget_line"] = (text("예산 과목을 적어 주세요. 예산 없이 공고를 낼 수 없습니다."),)
    for field, value in texts.items():
        if len(value) > LONGEST_NAME:
            problems[field] = (text("%(most)d자까지 적을 수 있습니다. 줄여서 적어 주세요.", most=LONGEST_NAME),)
    return problems


def partner_rows(partners: Sequence[Partner]) -> list[ProgramPartner]:
    """Raises Invalid for one that is named twice in the same role."""
    if len(set(partners)) != len(partners):
        raise Invalid(text("같은 기관이 같은 역할로 두 번 있습니다."), field="partners")
    return [ProgramPartner(partner_id=partner_id, role=role) for partner_id, role in partners]
