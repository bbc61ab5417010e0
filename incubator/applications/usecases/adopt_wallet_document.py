"""Use a certificate of the company's wallet in the draft, instead of uploading it again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications.usecases.lock_draft import lock_draft
from incubator.core.dates import day_in_kst
from incubator.core.errors import RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.organisations.queries import get_wallet_document
from incubator.questionnaires.usecases.attach_answer_file import attach_answer_file


def adopt_wallet_document(
    *, actor: Actor, application_id: UUID, question_key: str, wallet_document_id: UUID, now: datetime
) -> None:
    """Raises NotFound (not this company's), Forbidden, ReceptionClosed, RuleBroken (expired, too many), Invalid."""
    with unit_of_work() as work:
        draft = lock_draft(work.session, actor, application_id, now)
        document = get_wallet_document(work.session, draft.organisation_id, wallet_document_id)
        if not document.counts_on(day_in_kst(now)):
            raise RuleBroken(
                text("유효 기간이 지난 서류입니다."),
                field=question_key,
                how=text("새로 발급받은 서류를 서류함에 넣거나 여기에 바로 올려 주세요."),
            )
        attach_answer_file(
            actor=actor,
            answer_set_id=draft.answer_set_id,
            question_key=question_key,
            file_id=document.file_id,
            now=now,
            total_limit=draft.round.file_total_limit,
            page_limit=draft.round.page_limit,
        )
        draft.updated_at = now
