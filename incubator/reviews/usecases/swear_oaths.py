"""A reviewer signs the oaths; before that he sees no applicant's name."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.errors import Invalid, RuleBroken
from incubator.core.text import Text, text
from incubator.core.typed import one_spelling
from incubator.db.unit_of_work import unit_of_work
from incubator.reviews.events.invitations import OathsSworn
from incubator.reviews.queries import invitations
from incubator.reviews.rules.oaths import OATHS, signed

OVER = text("평가위원회가 끝났습니다.")


def swear_oaths(*, actor: Actor, appointment_id: UUID, keys: Collection[str], signature: str, now: datetime) -> None:
    """All of them, signed with one's own name.

    Raises NotFound, StepNotAllowed, RuleBroken (the panel is over), Invalid (fields named as the oaths, "signature").
    """
    with unit_of_work() as work:
        appointment = invitations.get_own_for_change(work.session, actor, appointment_id)
        appointment.swear(signed(), address=actor.address or "", at=now)
        if appointment.panel.access_ends_at <= now:
            raise RuleBroken(OVER)
        _check(actor, keys, signature)
        appointment.updated_at = now
        work.record(
            OathsSworn(
                stamp=actor.stamp(now),
                appointment_id=appointment.id,
                panel_id=appointment.panel_id,
                user_id=actor.user_id,
                sha256=",".join(oath.sha256 for oath in OATHS),
            )
        )


def _check(actor: Actor, keys: Collection[str], signature: str) -> None:
    problems: dict[str, tuple[Text, ...]] = {
        oath.key: (text("읽고 동의해야 평가에 참여할 수 있습니다."),) for oath in OATHS if oath.key not in keys
    }
    if one_spelling(signature).replace(" ", "") != one_spelling(actor.name).replace(" ", ""):
        problems["signature"] = (text("등록된 성함과 같게 적어 주세요."),)
    if problems:
        raise Invalid(text("서약을 마치지 못했습니다."), problems=problems)
