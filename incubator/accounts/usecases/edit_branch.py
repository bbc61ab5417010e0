"""Change what a site of the centre is called."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts import policy, queries
from incubator.accounts.actor import Actor
from incubator.accounts.events import BranchEdited
from incubator.accounts.rules import check_name
from incubator.core.errors import Stale
from incubator.core.text import text
from incubator.core.typed import one_spelling
from incubator.db.changes import changes_of
from incubator.db.unit_of_work import unit_of_work


def edit_branch(*, actor: Actor, branch_id: UUID, name: str, name_en: str, version: int, now: datetime) -> None:
    """The code stays: numbers and addresses are made of it.

    Raises Forbidden, NotFound, Invalid, and Stale (`theirs`: the names stored meanwhile).
    """
    policy.may_edit_branches(actor).enforce()
    name, name_en = check_name(name), check_name(name_en) if one_spelling(name_en) else ""
    with unit_of_work() as work:
        branch = queries.get_branch_for_change(work.session, branch_id)
        if branch.version != version:
            raise Stale(
                text("그사이 다른 관리자가 먼저 저장했습니다. 쓰신 내용은 아직 저장되지 않았습니다."),
                theirs={"name": branch.name, "name_en": branch.name_en},
                how=text("지금 저장된 이름을 확인하시고, 쓰신 대로 두시려면 다시 저장해 주세요."),
            )
        branch.name, branch.name_en = name, name_en
        changes = changes_of(branch)
        if changes:
            work.record(BranchEdited(stamp=actor.stamp(now), branch_id=branch.id, title=name), changes=changes)
