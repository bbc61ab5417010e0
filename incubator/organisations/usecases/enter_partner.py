"""Enter a body the centre runs programs with."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from incubator.accounts.actor import Actor
from incubator.core.errors import RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import Work, is_unique_violation, unit_of_work
from incubator.organisations import policy, rules
from incubator.organisations.events import PartnerEntered
from incubator.organisations.models import PartnerOrganisation
from incubator.organisations.rules import PartnerDetails


def enter_partner(*, actor: Actor, details: PartnerDetails, now: datetime) -> UUID:
    """Its id.  A name that differs in its legal form or spacing only is the same body.

    Raises Forbidden, Invalid, RuleBroken (it is there, perhaps out of use).
    """
    policy.may_edit_partners(actor).enforce()
    accepted = rules.accepted_partner(details)
    with unit_of_work() as work:
        partner = PartnerOrganisation(created_at=now)
        partner.describe(accepted)
        work.session.add(partner)
        flush_name(work)
        work.record(
            PartnerEntered(
                stamp=actor.stamp(now),
                partner_organisation_id=partner.id,
                title=accepted.name,
                kind=str(accepted.kind),
            )
        )
        return partner.id


def flush_name(work: Work) -> None:
    """Write now; a name somebody else entered first stays his.  Raises RuleBroken."""
    try:
        work.session.flush()
    except IntegrityError as error:
        if is_unique_violation(error, "uq_partner_organisations_name_key", "partner_organisations.name_key"):
            raise RuleBroken(
                text("같은 이름의 협력기관이 이미 있습니다. 쓰지 않는 기관까지 찾아보시고 그 기관을 고쳐 주세요."),
                field="name",
            ) from error
        raise
