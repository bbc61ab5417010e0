"""정정 결재: ask to put one more file beside a call after somebody has handed in."""

from __future__ import annotations

from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.approvals.rules import Act
from incubator.approvals.usecases.request_approval import Line
from incubator.db.unit_of_work import unit_of_work
from incubator.documents.usecases.store_file import store_file
from incubator.programs import policy, queries
from incubator.programs.queries.drafts import attachment_of
from incubator.programs.usecases.attach_file_to_round import ACCEPT, check_room
from incubator.programs.usecases.publish_notice import check_reason
from incubator.programs.usecases.request_round_approval import check_nothing_pending, request_round_approval
from incubator.programs.workflow import WORKFLOW, RoundStep


def request_attachment(
    *,
    actor: Actor,
    round_id: UUID,
    stream: BinaryIO,
    filename: str,
    title: str,
    reason: str,
    line: Line,
    now: datetime,
) -> UUID:
    """The id of the approval.  The file is stored now, and listed with the call when it is granted."""
    with unit_of_work() as work:
        public = queries.get_visible_for_change(work.session, actor, round_id)
        policy.may_correct(actor, public).enforce()
        WORKFLOW.after(public.state, RoundStep.CORRECT)
        check_nothing_pending(work, public)
        check_room(work, public, title)
        plain_reason = check_reason(reason)
        file = store_file(actor=actor, stream=stream, filename=filename, accept=ACCEPT, now=now)
        draft = attachment_of(work.session, public, file, title.strip() or file.name)
        return request_round_approval(
            work, actor=actor, about=public, act=Act.CORRECT, draft=draft, line=line, reason=plain_reason, now=now
        )
