"""Another member becomes the representative."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.accounts.roles import Role
from incubator.core.errors import Invalid, RuleBroken
from incubator.core.text import text
from incubator.core.typed import one_spelling, problem_of
from incubator.db.changes import changes_of
from incubator.db.unit_of_work import unit_of_work
from incubator.organisations import policy, queries, rules
from incubator.organisations.events import RepresentativeChanged
from incubator.organisations.workflow import OrganisationState


def change_representative(
    *, actor: Actor, organisation_id: UUID, user_id: UUID, representative_name: str, reason: str, now: datetime
) -> None:
    """Hand the right to submit to another member, with the name the papers now bear.

    The company stays the same entry (domain.md §2.27).  A changed name takes a verification back.  Raises NotFound,
    Forbidden, Invalid, RuleBroken.
    """
    name, why = _read(representative_name, reason)
    with unit_of_work() as work:
        organisation = queries.get_for_change(work.session, actor, organisation_id)
        policy.may_name_representative(actor, organisation).enforce()
        member = queries.get_member(work.session, organisation.id, user_id, now)
        if member.role is Role.ORGANISATION_VIEWER:
            raise RuleBroken(
                text("열람자는 대표자가 될 수 없습니다. 먼저 역할을 관리자나 작성자로 바꿔 주세요."), field="user_id"
            )
        former = organisation.representative_user_id
        if former == user_id and organisation.representative_name == name:
            raise RuleBroken(text("이미 대표자로 지정되어 있습니다."), field="user_id")
        organisation.name_representative(user_id)
        if organisation.representative_name != name:
            organisation.representative_name = name
            organisation.representative_born_on = None
            if organisation.state is OrganisationState.VERIFIED:
                organisation.reopen()
        organisation.updated_at = now
        fact = RepresentativeChanged(
            stamp=actor.stamp(now), organisation_id=organisation.id, former_user_id=former, user_id=user_id, reason=why
        )
        work.record(fact, changes=changes_of(organisation))


def _read(representative_name: str, reason: str) -> tuple[str, str]:
    """Raises Invalid."""
    name = one_spelling(representative_name)
    problem = problem_of(name, most=rules.MOST["representative_name"])
    if problem or not name:
        raise Invalid(problem or text("대표자 이름을 적어 주세요."), field="representative_name")
    return name, rules.read_reason(reason, text("대표자가 바뀐 까닭을 적어 주세요. 예: 2016-04-01 대표이사 변경 등기"))
