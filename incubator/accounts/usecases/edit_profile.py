"""Change one's name, telephone number and language."""

from __future__ import annotations

from datetime import datetime

from incubator.accounts import queries
from incubator.accounts.actor import Actor
from incubator.accounts.events import ProfileEdited
from incubator.accounts.rules import check_name, check_phone
from incubator.core.errors import Invalid
from incubator.core.text import text
from incubator.db.changes import changes_of
from incubator.db.unit_of_work import unit_of_work

LOCALES = ("ko", "en")


def edit_profile(*, actor: Actor, name: str, phone: str, locale: str, now: datetime) -> None:
    """Raises Invalid beside its field."""
    name, phone = check_name(name), check_phone(phone)
    if locale not in LOCALES:
        raise Invalid(text("보기 가운데에서 골라 주세요."), field="locale")
    with unit_of_work() as work:
        user = queries.get_user_for_change(work.session, actor.user_id)
        user.name, user.phone, user.locale, user.updated_at = name, phone, locale, now
        changes = changes_of(user)
        work.record(ProfileEdited(stamp=actor.stamp(now), user_id=user.id), changes=changes)
