"""A program with its manager, a colleague, two heads, and a call ready to be asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from incubator.accounts.actor import Actor
from incubator.accounts.roles import Role
from incubator.approvals.usecases.request_approval import Line
from incubator.audit.models import AuditEntry
from incubator.core.dates import day_in_kst
from incubator.programs.usecases.request_publication import request_publication
from incubator.programs.workflow import RoundState
from tests.factories.accounts import a_branch, a_user, an_actor
from tests.factories.programs import a_program, a_round
from tests.factories.questionnaires import a_published_version


@dataclass(frozen=True)
class Office:
    """Ids of people; `round_id` is complete, planned and announced today."""

    program_id: UUID
    manager: UUID
    colleague: UUID
    head: UUID
    second_head: UUID
    stranger: UUID
    version_id: UUID
    round_id: UUID

    def actor(self, who: str) -> Actor:
        return an_actor(getattr(self, who))

    def line(self, *reviewers: str, head: str = "head") -> Line:
        return Line(getattr(self, head), tuple(getattr(self, who) for who in reviewers))

    def ask(self, now: Any, *reviewers: str, who: str = "manager", head: str = "head") -> UUID:
        """The planned call is put before the line."""
        line = self.line(*reviewers, head=head)
        return request_publication(actor=self.actor(who), round_id=self.round_id, line=line, now=now)


@pytest.fixture
def office(clock: Any) -> Office:
    started, branch_id = clock.now - timedelta(days=30), a_branch().id
    program_id = a_program(code="IGEN", branch_id=branch_id).id
    other_id = a_program("다른 사업", code="OTHER", branch_id=branch_id).id
    version_id = a_published_version().id
    planned = a_round(
        program_id,
        state=RoundState.PLANNED,
        announced_on=day_in_kst(clock.now),
        opens_at=clock.now + timedelta(days=1),
        closes_at=clock.now + timedelta(days=30),
        questionnaire_version_id=version_id,
    )
    of_program = {"program_id": program_id, "now": started}
    return Office(
        program_id=program_id,
        manager=a_user("이담당", role=Role.MANAGER, **of_program).id,
        colleague=a_user("최동료", role=Role.MANAGER, **of_program).id,
        head=a_user("박센터장", role=Role.HEAD, **of_program).id,
        second_head=a_user("한본부장", role=Role.HEAD, branch_id=branch_id, now=started).id,
        stranger=a_user("남담당", role=Role.MANAGER, program_id=other_id, now=started).id,
        version_id=version_id,
        round_id=planned.id,
    )


@pytest.fixture
def facts(session: Any) -> Any:
    """Names of the facts about approvals and rounds, oldest first."""

    def read(*kinds: str) -> list[str]:
        session.rollback()
        entries = session.scalars(select(AuditEntry).order_by(AuditEntry.at, AuditEntry.id))
        return [entry.event_name for entry in entries if entry.subject_kind in (kinds or ("approval", "round"))]

    return read
