"""What members are told when something changes in their company."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from incubator.accounts.queries import find_user
from incubator.core.events import Event, afterwards
from incubator.db.session import session_now
from incubator.notifications.rules import NoticeKind
from incubator.notifications.usecases.notify import notify
from incubator.organisations import queries
from incubator.organisations.events import (
    InvitationAccepted,
    MemberLeft,
    MemberRemoved,
    MemberRoleChanged,
    RepresentativeChanged,
)


def tell_owners_of_new_member(fact: InvitationAccepted, now: datetime) -> None:
    context = {"member": _name(fact.user_id), "role": fact.role}
    _tell(fact, _owners(fact.organisation_id, fact.user_id, now), "member_joined", context, now)


def tell_owners_of_leaving(fact: MemberLeft, now: datetime) -> None:
    _tell(
        fact,
        _owners(fact.organisation_id, fact.user_id, now),
        "member_left",
        {"member": _name(fact.user_id)},
        now,
    )


def tell_member_of_role(fact: MemberRoleChanged, now: datetime) -> None:
    if fact.user_id != fact.stamp.actor_id:
        _tell(fact, [fact.user_id], "role_changed", {"role": fact.role}, now)


def tell_member_of_removal(fact: MemberRemoved, now: datetime) -> None:
    if fact.user_id != fact.stamp.actor_id:
        _tell(fact, [fact.user_id], "member_removed", {}, now, link="/organisations")


def tell_members_of_representative(fact: RepresentativeChanged, now: datetime) -> None:
    """Whoever writes for the company has to know who may press the button now."""
    members = queries.list_members(session_now(), fact.organisation_id, now)
    context = {"representative": _name(fact.user_id) if fact.user_id else ""}
    told = [member.user_id for member in members if member.user_id != fact.stamp.actor_id]
    _tell(fact, told, "representative_changed", context, now)


def _owners(organisation_id: UUID, without: UUID, now: datetime) -> set[UUID]:
    return queries.owner_ids(queries.list_members(session_now(), organisation_id, now)) - {without}


def _name(user_id: UUID) -> str:
    user = find_user(session_now(), user_id)
    return user.name if user else ""


def _tell(
    fact: Event,
    recipients: Iterable[UUID],
    template: str,
    context: dict[str, Any],
    now: datetime,
    *,
    link: str | None = None,
) -> None:
    _, organisation_id = fact.subject
    organisation = queries.get_organisation(session_now(), organisation_id)
    notify(
        recipients=recipients,
        kind=NoticeKind.TEAM,
        template=f"organisations/{template}",
        context=context | {"organisation": organisation.display_name},
        link=f"/organisations/{organisation_id}/members" if link is None else link,
        now=now,
        key=str(fact.id),
    )


SUBSCRIPTIONS = (
    afterwards(InvitationAccepted, tell_owners_of_new_member),
    afterwards(MemberLeft, tell_owners_of_leaving),
    afterwards(MemberRoleChanged, tell_member_of_role),
    afterwards(MemberRemoved, tell_member_of_removal),
    afterwards(RepresentativeChanged, tell_members_of_representative),
)
