"""An owner says that he himself is the representative, when nobody is named yet."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.errors import RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.organisations import policy, queries
from incubator.organisations.events import RepresentativeDeclared


def declare_representative(*, actor: Actor, organisation_id: UUID, now: datetime) -> None:
    """From now on the actor alone submits for the company.  Raises NotFound, Forbidden, RuleBroken."""
    with unit_of_work() as work:
        organisation = queries.get_for_change(work.session, actor, organisation_id)
        policy.may_name_representative(actor, organisation).enforce()
        if organisation.representative_user_id == actor.user_id:
            raise RuleBroken(text("이미 대표자로 지정되어 있습니다."))
        if organisation.representative_user_id is not None:
            raise RuleBroken(
                text("이미 다른 구성원이 대표자로 지정되어 있습니다."),
                how=text("대표자가 바뀌었다면 대표자 바꾸기에서 까닭을 적고 바꿔 주세요."),
            )
        organisation.name_representative(actor.user_id)
        organisation.updated_at = now
        work.record(
            RepresentativeDeclared(stamp=actor.stamp(now), organisation_id=organisation.id, user_id=actor.user_id)
        )
