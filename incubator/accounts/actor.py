"""Who acts: a frozen picture of a signed-in person and the grants in force now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from incubator.accounts.roles import ORGANISATION_ROLES, OUTSIDE_ROLES, STAFF_ROLES, Role
from incubator.core.events import Stamp


@dataclass(frozen=True)
class Grant:
    """One role, for everything or for one organisation, program or branch."""

    role: Role
    organisation_id: UUID | None = None
    program_id: UUID | None = None
    branch_id: UUID | None = None


@dataclass(frozen=True)
class Actor:
    """Rights are read from current grants at each request; no right is stored twice."""

    user_id: UUID
    name: str
    email: str
    grants: tuple[Grant, ...] = ()
    session_id: UUID | None = None
    address: str | None = None
    locale: str = "ko"
    authenticated_at: datetime | None = None

    def has(self, role: Role) -> bool:
        return any(grant.role is role for grant in self.grants)

    @property
    def is_staff(self) -> bool:
        return any(grant.role in STAFF_ROLES for grant in self.grants)

    @property
    def is_privileged(self) -> bool:
        """Sees other people's data: staff and outside experts."""
        return any(grant.role in STAFF_ROLES | OUTSIDE_ROLES for grant in self.grants)

    @property
    def organisation_ids(self) -> tuple[UUID, ...]:
        found = (grant.organisation_id for grant in self.grants if grant.role in ORGANISATION_ROLES)
        return tuple(dict.fromkeys(item for item in found if item))

    def is_for_organisation(self, role: Role, organisation_id: UUID) -> bool:
        return any(grant.role is role and grant.organisation_id == organisation_id for grant in self.grants)

    def is_member_of(self, organisation_id: UUID) -> bool:
        return organisation_id in self.organisation_ids

    def is_owner_of(self, organisation_id: UUID) -> bool:
        return self.is_for_organisation(Role.ORGANISATION_OWNER, organisation_id)

    def may_edit_for(self, organisation_id: UUID) -> bool:
        """Owner or editor of the organisation."""
        return self.is_owner_of(organisation_id) or self.is_for_organisation(Role.ORGANISATION_EDITOR, organisation_id)

    def reaches(self, role: Role, program_id: UUID | None, branch_id: UUID | None) -> bool:
        """A grant of the role that is unbounded or bounded to this program or this branch."""
        return any(
            grant.role is role and grant.program_id in (None, program_id) and grant.branch_id in (None, branch_id)
            for grant in self.grants
        )

    def manages(self, program_id: UUID | None, branch_id: UUID | None) -> bool:
        """Works as programme manager on this program."""
        return self.reaches(Role.MANAGER, program_id, branch_id)

    def reads_program(self, program_id: UUID | None, branch_id: UUID | None) -> bool:
        """May read the program's files: its managers, heads and auditors."""
        return any(self.reaches(role, program_id, branch_id) for role in (Role.MANAGER, Role.HEAD, Role.AUDITOR))

    @property
    def acting_as(self) -> str:
        """The role the trail names: the first grant in the order of `Role`, else a person without a role."""
        roles = {grant.role for grant in self.grants}
        staff = [role for role in Role if role in roles and role in STAFF_ROLES]
        return next(iter(staff), next((role for role in Role if role in roles), "person"))

    def stamp(self, now: datetime) -> Stamp:
        return Stamp(at=now, actor_id=self.user_id, acting_as=str(self.acting_as), address=self.address)


def by_the_clock(now: datetime) -> Stamp:
    """The stamp of what happens because its time has come."""
    return Stamp(at=now, acting_as="clock")
