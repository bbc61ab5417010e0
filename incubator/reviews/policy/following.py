"""Who changes an announced selection.  Pure: looks at its arguments only.

A manager of the program moves it, a head carries or refuses it; they are two people whatever roles either has.
"""

from __future__ import annotations

from incubator.accounts.actor import Actor
from incubator.core.decisions import ALLOW, Decision, deny
from incubator.core.text import text
from incubator.reviews.models import SelectionChange
from incubator.reviews.policy.people import may_head, may_run

ANOTHER_PERSON = deny(text("선정 변경은 두 사람이 정합니다. 올린 사람이 아닌 결재자가 정해야 합니다."))

may_move = may_run
may_decide = may_head


def is_second_person(actor: Actor, change: SelectionChange) -> Decision:
    return ANOTHER_PERSON if actor.user_id == change.proposed_by else ALLOW
