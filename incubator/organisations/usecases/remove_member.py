"""An owner takes a member out of the company."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.accounts.usecases.revoke_role import revoke_role
from incubator.core.events import Stamp
from incubator.core.text import text
from incubator.db.unit_of_work import Work, unit_of_work
from incubator.organisations import policy, queries, rules
from incubator.organisations.events import MemberRemoved, RepresentativeChanged
from incubator.organisations.models import Organisation


def remove_member(*, actor: Actor, organisation_id: UUID, user_id: UUID, reason: str, now: datetime) -> None:
    """The person has no right in the company from his next request on; what he wrote stays.

    Raises Invalid, NotFound, Forbidden, RuleBroken (the last owner cannot be removed).
    """
    why = rules.read_reason(reason, text("내보내는 까닭을 적어 주세요. 예: 퇴사"))
    with unit_of_work() as work:
        organisation = queries.get_for_change(work.session, actor, organisation_id)
        policy.may_manage_members(actor, organisation).enforce()
        take_out(work, organisation, user_id, "member.removed", actor.stamp(now))
        work.record(MemberRemoved(stamp=actor.stamp(now), organisation_id=organisation.id, user_id=user_id, reason=why))


def take_out(work: Work, organisation: Organisation, user_id: UUID, why: str, stamp: Stamp) -> None:
    """End every grant of the person in the locked company; a leaving representative leaves the place empty."""
    members = queries.list_members(work.session, organisation.id, stamp.at)
    queries.get_member(work.session, organisation.id, user_id, stamp.at)
    rules.keep_an_owner(queries.owner_ids(members), without=user_id)
    for member in members:
        if member.user_id == user_id:
            revoke_role(by=None, grant_id=member.grant_id, reason=why, now=stamp.at, stamp=stamp)
    if organisation.representative_user_id == user_id:
        organisation.name_representative(None)
        organisation.updated_at = stamp.at
        work.record(
            RepresentativeChanged(
                stamp=stamp, organisation_id=organisation.id, former_user_id=user_id, user_id=None, reason=why
            )
        )
