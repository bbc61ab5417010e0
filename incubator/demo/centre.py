"""The whole demo centre, and what to tell whoever loaded it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from incubator.accounts.models import User
from incubator.accounts.queries import find_user_by_email
from incubator.core.events import Bus
from incubator.db.session import session_now
from incubator.demo.history import tell_history
from incubator.demo.people import PASSWORD, SIGN_INS, email_of
from incubator.demo.present import tell_present
from incubator.demo.story import Story

Made = dict[str, Any]


def has_people(session: Session) -> bool:
    return session.scalar(select(User.id).limit(1)) is not None


def make_centre(bus: Bus, now: datetime) -> Made:
    """Play history and present; returns sign-ins and ids by the short names of the script."""
    story = Story(bus, now)
    tell_history(story)
    tell_present(story)
    story.tell()
    named = {
        "users": story.people,
        "organisations": story.companies,
        "programs": story.programs,
        "rounds": story.rounds,
        "applications": story.applications,
    }
    return describe(session_now()) | {
        kind: {name: str(row_id) for name, row_id in found.items()} for kind, found in named.items()
    }


def describe(session: Session) -> Made:
    """The sign-ins that are there; none when this database holds something else than the demo."""
    return {
        "sign_ins": [
            {"role": label, "email": email_of(key), "password": PASSWORD}
            for key, label in SIGN_INS
            if find_user_by_email(session, email_of(key)) is not None
        ]
    }
