"""A program with its people, and one of somebody else's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from incubator.accounts.actor import Actor
from incubator.accounts.models import User
from incubator.accounts.roles import Role
from incubator.audit.models import AuditEntry
from incubator.programs.models import Program
from tests.factories.accounts import a_branch, a_user, an_actor
from tests.factories.programs import a_program
from tests.factories.questionnaires import a_published_version


@dataclass(frozen=True)
class World:
    """`manager`, `head` of this program; `stranger` manages another one; `founder` is no staff."""

    program: Program
    program_id: UUID
    other_program: Program
    manager: User
    head: User
    stranger: User
    founder: User
    version_id: UUID

    def actor(self, user: User) -> Actor:
        return an_actor(user)

    @property
    def acts(self) -> Actor:
        return an_actor(self.manager)


@pytest.fixture
def world(clock: Any) -> World:
    started = clock.now - timedelta(days=30)
    branch_id = a_branch().id
    program = a_program(code="IGEN", branch_id=branch_id)
    other = a_program("다른 사업", code="OTHER", branch_id=branch_id)
    program_id, other_id = program.id, other.id
    return World(
        program=program,
        program_id=program_id,
        other_program=other,
        manager=a_user("이담당", role=Role.MANAGER, program_id=program_id, now=started),
        head=a_user("박부장", role=Role.HEAD, program_id=program_id, now=started),
        stranger=a_user("남담당", role=Role.MANAGER, program_id=other_id, now=started),
        founder=a_user("김창업"),
        version_id=a_published_version().id,
    )


@pytest.fixture
def facts(session: Any) -> Any:
    """`facts()`: names of the facts in the trail, oldest first."""

    def read(about: str = "round") -> list[str]:
        session.rollback()
        entries = session.scalars(select(AuditEntry).order_by(AuditEntry.id))
        return [entry.event_name for entry in entries if entry.subject_kind == about]

    return read
