"""Save what was typed into a draft."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications.rules import AMOUNT_KEY, TITLE_KEY
from incubator.applications.usecases.lock_draft import lock_draft
from incubator.core.money import MOST_WON, Won
from incubator.db.unit_of_work import unit_of_work
from incubator.questionnaires.rules import Raw
from incubator.questionnaires.usecases.save_answers import Origin, Saved, save_answers

LONGEST_TITLE = 300


def save_section(
    *,
    actor: Actor,
    application_id: UUID,
    changes: Mapping[str, Raw],
    base: Mapping[str, int],
    now: datetime,
    section_key: str | None = None,
    origin: Origin | None = None,
    locale: str = "ko",
) -> Saved:
    """As `questionnaires.save_answers`, for a draft whose round is open.

    Title and amount of the list follow the answers to the questions `rules.TITLE_KEY` and `rules.AMOUNT_KEY`.
    Raises NotFound, Forbidden, ReceptionClosed, RuleBroken, Invalid.
    """
    with unit_of_work() as work:
        application = lock_draft(work.session, actor, application_id, now)
        saved = save_answers(
            actor=actor,
            answer_set_id=application.answer_set_id,
            changes=changes,
            base=base,
            now=now,
            section_key=section_key,
            origin=origin,
            locale=locale,
        )
        if TITLE_KEY in saved.changed:
            application.project_title = _title(saved.answers.get(TITLE_KEY))
            application.note_for_lists(application.organisation)
        if AMOUNT_KEY in saved.changed:
            application.amount_won = _amount(saved.answers.get(AMOUNT_KEY))
        if saved.changed:
            application.updated_at = now
        return saved


def _title(answer: Any) -> str:
    return answer[:LONGEST_TITLE] if isinstance(answer, str) else ""


def _amount(answer: Any) -> Won | None:
    is_whole = isinstance(answer, int) and not isinstance(answer, bool)
    return Won(answer) if is_whole and 0 <= answer <= MOST_WON else None
