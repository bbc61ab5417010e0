"""Put a new version of a consent text into force."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts import queries
from incubator.accounts.events import ConsentTextPublished
from incubator.accounts.models import ConsentText
from incubator.accounts.rules import ConsentWords
from incubator.core.events import Stamp
from incubator.db.unit_of_work import unit_of_work


def publish_consent_text(*, words: ConsentWords, stamp: Stamp, effective_at: datetime) -> UUID:
    """The next version, unless the latest one says the same already; returns the id of the version in force."""
    with unit_of_work(bookkeeping=True) as work:
        latest = queries.find_latest_consent_text(work.session, words.key)
        if latest is not None and latest.says(words):
            return latest.id
        version = ConsentText(
            key=words.key,
            number=latest.number + 1 if latest else 1,
            title=words.title,
            title_en=words.title_en,
            body=words.body,
            body_en=words.body_en,
            is_required=words.is_required,
            effective_at=effective_at,
        )
        work.session.add(version)
        work.session.flush()
        work.record(
            ConsentTextPublished(stamp=stamp, consent_text_id=version.id, key=version.key, number=version.number)
        )
        return version.id
