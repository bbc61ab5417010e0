"""Put a file beside a call: the form, a guide, the poster."""

from __future__ import annotations

from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.errors import Invalid, RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import Work, unit_of_work
from incubator.documents.rules.kinds import FileRule
from incubator.documents.usecases.store_file import store_file
from incubator.programs import policy, queries
from incubator.programs.events import RoundCorrected, RoundFileAttached
from incubator.programs.models import Round, RoundAttachment
from incubator.programs.usecases.publish_notice import check_reason, publish_notice
from incubator.programs.usecases.request_round_approval import (
    APPROVED,
    CHOOSE,
    NEEDS_APPROVAL,
    TAKE_BACK,
    check_nothing_pending,
)
from incubator.programs.workflow import NoticeKind, RoundState

ACCEPT = FileRule()
MOST_ATTACHMENTS = 20
LONGEST_TITLE = 200


def attach_file_to_round(
    *, actor: Actor, round_id: UUID, stream: BinaryIO, filename: str, title: str, now: datetime, reason: str = ""
) -> UUID:
    """Store the file and list it with the round; returns the attachment's id.

    On a public round this is a correction: it needs a `reason`, which is published, and approval once somebody has
    handed in (`request_attachment`).  Raises Invalid, RuleBroken.
    """
    with unit_of_work() as work:
        found = queries.get_visible_for_change(work.session, actor, round_id)
        policy.may_edit(actor, found).enforce()
        check_room(work, found, title)
        check_nothing_pending(work, found)
        if found.state is RoundState.APPROVED:
            raise RuleBroken(APPROVED, how=TAKE_BACK)
        if found.receipt_serial:
            raise RuleBroken(NEEDS_APPROVAL, how=CHOOSE)
        plain_reason = "" if found.state is RoundState.PLANNED else check_reason(reason)
        file = store_file(actor=actor, stream=stream, filename=filename, accept=ACCEPT, now=now)
        attachment = RoundAttachment(
            round_id=found.id, file_id=file.id, title=title.strip() or file.name, added_at=now, added_by=actor.user_id
        )
        work.session.add(attachment)
        work.record(
            RoundFileAttached(
                stamp=actor.stamp(now),
                reason=plain_reason,
                round_id=found.id,
                program_id=found.program_id,
                file_id=file.id,
            )
        )
        if plain_reason:
            found.correct()
            _tell(work, actor, found, attachment, plain_reason, now)
        return attachment.id


def check_room(work: Work, found: Round, title: str) -> None:
    """Raises Invalid for a title too long, RuleBroken where no more files go."""
    if len(title) > LONGEST_TITLE:
        raise Invalid(text("%(most)d자까지 적을 수 있습니다. 줄여서 적어 주세요.", most=LONGEST_TITLE), field="title")
    if found.state is RoundState.CANCELLED:
        raise RuleBroken(text("취소된 공고에는 파일을 붙일 수 없습니다."))
    if len(queries.list_attachments(work.session, found.id)) >= MOST_ATTACHMENTS:
        raise RuleBroken(text("파일은 %(most)d개까지 붙일 수 있습니다.", most=MOST_ATTACHMENTS))


def _tell(work: Work, actor: Actor, found: Round, attachment: RoundAttachment, reason: str, now: datetime) -> None:
    changes = [{"field": "attachments", "before": None, "after": attachment.title}]
    number = publish_notice(
        work, actor=actor, about=found, kind=NoticeKind.CORRECTION, reason=reason, changes=changes, now=now
    )
    work.record(
        RoundCorrected(
            stamp=actor.stamp(now),
            reason=reason,
            round_id=found.id,
            program_id=found.program_id,
            notice_no=number,
            fields=("attachments",),
        )
    )
