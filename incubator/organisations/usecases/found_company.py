"""A pre-founder's entry becomes a company, or a sole trader's a corporation."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.dates import day_in_kst
from incubator.core.errors import Invalid, RuleBroken
from incubator.core.text import text
from incubator.db.changes import changes_of
from incubator.db.unit_of_work import unit_of_work
from incubator.organisations import policy, queries, rules
from incubator.organisations.events import OrganisationFounded
from incubator.organisations.models import FormerIdentity, Organisation
from incubator.organisations.rules import Details, OrganisationKind, Succession
from incubator.organisations.usecases.edit_organisation import refuse_stale
from incubator.organisations.usecases.register_organisation import check_branch, flush_unique, refuse_taken_brn
from incubator.organisations.workflow import OrganisationState

LATER_KINDS = {
    OrganisationKind.PRE_FOUNDER: (OrganisationKind.SOLE_TRADER, OrganisationKind.CORPORATION),
    OrganisationKind.SOLE_TRADER: (OrganisationKind.CORPORATION,),
    OrganisationKind.CORPORATION: (),
}
"""What an entry may become.  Its id and all that hangs on it stay (포괄 양수 승계, domain.md §7-13)."""


def found_company(
    *,
    actor: Actor,
    organisation_id: UUID,
    kind: OrganisationKind,
    details: Details,
    version: int,
    now: datetime,
    succession: Succession | None = None,
) -> None:
    """Give the entry its registration.  What it was stays beside it; a verified entry has to be verified again.

    `succession`: how a sole trader's business went over to the corporation, which has a number of its own; a pre-founder
    simply registers.  Raises NotFound, Forbidden, Stale, Invalid, RuleBroken.
    """
    with unit_of_work() as work:
        organisation = queries.get_for_change(work.session, actor, organisation_id)
        policy.may_manage_members(actor, organisation).enforce()
        refuse_stale(organisation, version)
        if not LATER_KINDS[organisation.kind]:
            raise RuleBroken(text("이미 법인으로 등록된 기업입니다."))
        if kind not in LATER_KINDS[organisation.kind]:
            raise Invalid(text("어떤 기업이 되었는지 골라 주세요."), field="kind")
        former = _former(organisation, succession, now)
        accepted = rules.accepted(kind, details, today=day_in_kst(now))
        if accepted.brn == former.brn:
            raise Invalid(
                text("법인은 새 사업자등록번호를 받습니다. 법인 사업자등록증의 번호를 적어 주세요."), field="brn"
            )
        check_branch(work, accepted)
        refuse_taken_brn(work, actor, accepted.brn, own_id=organisation.id)
        organisation.describe(kind, accepted)
        if organisation.state is OrganisationState.VERIFIED:
            organisation.reopen()
        organisation.updated_at = now
        work.session.add(former)
        work.record(
            OrganisationFounded(
                stamp=actor.stamp(now), organisation_id=organisation.id, former_kind=str(former.kind), kind=str(kind)
            ),
            changes=changes_of(organisation),
        )
        flush_unique(work)


def _former(organisation: Organisation, succession: Succession | None, now: datetime) -> FormerIdentity:
    """What the entry is until today.  Raises Invalid when a sole trader does not say how the business went over."""
    is_registered = organisation.kind is not OrganisationKind.PRE_FOUNDER
    if is_registered and succession not in (Succession.TAKEN_OVER, Succession.CONTRIBUTED):
        raise Invalid(text("사업이 법인으로 어떻게 넘어갔는지 골라 주세요."), field="succession")
    return FormerIdentity(
        organisation_id=organisation.id,
        kind=organisation.kind,
        name=organisation.name,
        name_key=organisation.name_key,
        brn=organisation.brn,
        representative_name=organisation.representative_name,
        opened_on=organisation.opened_on,
        until_on=day_in_kst(now),
        succession=succession if is_registered and succession else Succession.REGISTERED,
        created_at=now,
    )
