"""Change what a company says of itself."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.dates import day_in_kst
from incubator.core.errors import RuleBroken, Stale
from incubator.core.text import text
from incubator.db.changes import changes_of
from incubator.db.unit_of_work import unit_of_work
from incubator.organisations import policy, queries, rules
from incubator.organisations.events import OrganisationEdited
from incubator.organisations.models import Organisation
from incubator.organisations.rules import Details
from incubator.organisations.usecases.register_organisation import check_branch, flush_unique, refuse_taken_brn
from incubator.organisations.workflow import OrganisationState

IDENTITY = ("name", "brn", "corporate_no", "representative_name", "opened_on", "incorporated_on")
"""What the centre has compared with the papers: not changed under a verified entry."""


def edit_organisation(*, actor: Actor, organisation_id: UUID, details: Details, version: int, now: datetime) -> None:
    """Store the details; `version` is the one the form was opened with.

    Raises NotFound, Forbidden, Invalid, RuleBroken (number taken, verified identity) and Stale, whose `theirs` is the
    `Details` stored meanwhile; nothing is overwritten.
    """
    with unit_of_work() as work:
        organisation = queries.get_for_change(work.session, actor, organisation_id)
        policy.may_edit(actor, organisation).enforce()
        refuse_stale(organisation, version)
        accepted = rules.accepted(organisation.kind, details, today=day_in_kst(now))
        _keep_identity(organisation, accepted)
        check_branch(work, accepted)
        refuse_taken_brn(work, actor, accepted.brn, own_id=organisation.id)
        organisation.describe(organisation.kind, accepted)
        changes = changes_of(organisation)
        if not changes:
            return
        organisation.updated_at = now
        work.record(
            OrganisationEdited(stamp=actor.stamp(now), organisation_id=organisation.id, fields=tuple(sorted(changes))),
            changes=changes,
        )
        flush_unique(work)


def refuse_stale(organisation: Organisation, version: int) -> None:
    """Raises Stale when somebody saved after the form was opened."""
    if organisation.version != version:
        raise Stale(
            text("그사이 다른 구성원이 먼저 저장했습니다. 쓰신 내용은 아직 저장되지 않았습니다."),
            theirs=organisation.details(),
            how=text("지금 저장된 내용과 견주어 보시고, 쓰신 대로 두시려면 다시 저장해 주세요."),
        )


def _keep_identity(organisation: Organisation, details: Details) -> None:
    if organisation.state is not OrganisationState.VERIFIED:
        return
    present = organisation.details()
    for key in IDENTITY:
        if getattr(present, key) != getattr(details, key):
            raise RuleBroken(
                text(
                    "센터가 증명서로 확인한 내용이라 바꿀 수 없습니다. 바뀐 증명서를 준비해 센터 담당자에게 알려 주세요."
                ),
                field=key,
            )
