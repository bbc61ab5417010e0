"""Put a file to an item of a request: stored when it is chosen, before the supplement is handed in."""

from __future__ import annotations

from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications.models import SupplementFile
from incubator.applications.rules.intake import MOST_FILES
from incubator.applications.usecases.lock_supplement import check_supplement, lock_supplement
from incubator.core.dates import day_in_kst
from incubator.core.errors import RuleBroken
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work
from incubator.documents.rules import FileRule
from incubator.documents.rules.kinds import MEGABYTE
from incubator.documents.usecases.store_file import store_file
from incubator.parameters.queries import value


def attach_supplement_file(
    *,
    actor: Actor,
    application_id: UUID,
    request_id: UUID,
    item_id: UUID,
    stream: BinaryIO,
    filename: str,
    now: datetime,
) -> UUID:
    """Returns the id of the stored file.  `now` is when the request arrived: a long upload may end later.

    Raises NotFound, Forbidden, SupplementOver, RuleBroken (too many files), Invalid, TooMany, Unavailable.
    """
    session = session_now()
    check_supplement(session, actor, application_id, request_id, now).item(item_id)
    stored = store_file(actor=actor, stream=stream, filename=filename, accept=file_rule(now), now=now)
    shown = {"name": stored.name, "size": stored.size, "pages": stored.pages, "sha256": stored.sha256}
    file_id = stored.id
    with unit_of_work() as work:
        asked = lock_supplement(work.session, actor, application_id, request_id, now)
        if len(asked.item(item_id).files) >= MOST_FILES:
            raise RuleBroken(
                text("한 항목에 파일을 %(most)s개까지 올릴 수 있습니다.", most=MOST_FILES),
                how=text("필요 없는 파일을 빼고 다시 올려 주세요."),
            )
        work.session.add(SupplementFile(item_id=item_id, file_id=file_id, shown=shown, added_by=actor.user_id, at=now))
        work.record(asked.saved(actor, item_id, now, file_id))
    return file_id


def file_rule(now: datetime) -> FileRule:
    """What an item takes: every kind the centre reads, as large as a file of an application may be."""
    limit = value(session_now(), "applications.file_limit_mb", on=day_in_kst(now))
    return FileRule(max_bytes=limit * MEGABYTE)
