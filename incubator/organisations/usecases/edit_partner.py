"""Change what is known of a partner, or take it out of use."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.errors import Stale
from incubator.core.text import text
from incubator.db.changes import changes_of
from incubator.db.unit_of_work import unit_of_work
from incubator.organisations import policy, queries, rules
from incubator.organisations.events import PartnerEdited
from incubator.organisations.rules import PartnerDetails
from incubator.organisations.usecases.enter_partner import flush_name


def edit_partner(*, actor: Actor, partner_id: UUID, details: PartnerDetails, version: int, now: datetime) -> None:
    """Programs that name it keep it; one out of use is not offered for new ones.

    Raises Forbidden, NotFound, Invalid, RuleBroken (name taken) and Stale (`theirs`: the details stored meanwhile).
    """
    policy.may_edit_partners(actor).enforce()
    accepted = rules.accepted_partner(details)
    with unit_of_work() as work:
        partner = queries.get_partner_for_change(work.session, partner_id)
        if partner.version != version:
            raise Stale(
                text("그사이 다른 담당자가 먼저 저장했습니다. 쓰신 내용은 아직 저장되지 않았습니다."),
                theirs=partner.details(),
                how=text("지금 저장된 내용과 견주어 보시고, 쓰신 대로 두시려면 다시 저장해 주세요."),
            )
        partner.describe(accepted)
        changes = changes_of(partner)
        if not changes:
            return
        partner.updated_at = now
        work.record(
            PartnerEdited(
                stamp=actor.stamp(now),
                partner_organisation_id=partner.id,
                title=accepted.name,
                is_active=accepted.active,
            ),
            changes=changes,
        )
        flush_name(work)
