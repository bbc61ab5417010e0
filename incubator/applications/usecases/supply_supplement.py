"""Hand a supplement in: every item has an answer, and nothing of it changes afterwards."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications.events.intake import SupplementSupplied
from incubator.applications.models import SupplementRequest
from incubator.applications.rules import sha256_of
from incubator.applications.usecases.lock_supplement import lock_supplement
from incubator.core.errors import Invalid
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work


def supply_supplement(*, actor: Actor, application_id: UUID, request_id: UUID, now: datetime) -> None:
    """`now` is when the request reached the server; it is compared with the due time to the microsecond.

    Raises NotFound, Forbidden, SupplementOver, Invalid when an item has neither words nor a file.
    """
    with unit_of_work() as work:
        asked = lock_supplement(work.session, actor, application_id, request_id, now)
        missing = [item.no for item in asked.request.items if not item.is_answered]
        if missing:
            raise Invalid(
                text("아직 답하지 않은 항목이 %(count)s개 있어 제출하지 못했습니다.", count=len(missing)),
                how=text("항목마다 답을 적거나 파일을 올린 뒤 다시 제출해 주세요. 적으신 내용은 그대로 남아 있습니다."),
            )
        content = _content(asked.request)
        sha256 = sha256_of(content)
        asked.request.supply(by=actor.user_id, at=now, content=content, sha256=sha256)
        asked.application.supply()
        asked.application.updated_at = asked.request.updated_at = now
        work.record(
            SupplementSupplied(
                stamp=actor.stamp(now),
                application_id=application_id,
                round_id=asked.application.round_id,
                organisation_id=asked.application.organisation_id,
                request_id=request_id,
                sha256=sha256,
            )
        )


def _content(request: SupplementRequest) -> dict[str, Any]:
    """What is handed in, as plain values."""
    return {
        "no": request.no,
        "items": [
            {
                "no": item.no,
                "defect": str(item.defect),
                "asked": item.asked,
                "answer": item.answer,
                "files": [{"file_id": str(file.file_id), **file.shown} for file in item.files],
            }
            for item in request.items
        ],
    }
