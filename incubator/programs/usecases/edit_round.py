"""Edit a round while nobody outside has seen it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.errors import Invalid, RuleBroken, Stale
from incubator.core.text import text
from incubator.db.changes import changes_of
from incubator.db.unit_of_work import unit_of_work
from incubator.programs import policy, queries
from incubator.programs.events import RoundEdited
from incubator.programs.models import Round
from incubator.programs.rules.consistency import refuse_contradictions
from incubator.programs.rules.content import EDITABLE, SETTINGS, difference, moved_rows, problems_of
from incubator.programs.rules.eligibility import load_rules
from incubator.programs.rules.references import reference_dates
from incubator.programs.usecases.request_round_approval import APPROVED, TAKE_BACK, check_nothing_pending
from incubator.programs.workflow import RoundState


def edit_round(
    *, actor: Actor, round_id: UUID, changes: Mapping[str, Any], now: datetime, version: int | None = None
) -> None:
    """Change these parts (see `rules.content.EDITABLE`) of a planned round; nothing is recorded when nothing differs.

    Raises Stale when the row is not of `version` any more, RuleBroken once it is published, Invalid by field.
    """
    unknown = set(changes) - EDITABLE
    if unknown:
        raise ValueError(f"not editable: {sorted(unknown)}")
    with unit_of_work() as work:
        planned = queries.get_visible_for_change(work.session, actor, round_id)
        policy.may_edit(actor, planned).enforce()
        check_nothing_pending(work, planned)
        if planned.state is RoundState.APPROVED:
            raise RuleBroken(APPROVED, how=TAKE_BACK)
        if planned.state is not RoundState.PLANNED:
            raise RuleBroken(
                text("이미 게시한 공고라 그대로 고칠 수 없습니다."),
                how=text("‘정정공고 내기’로 바뀐 내용과 사유를 함께 알려 주세요."),
            )
        check_version(planned, changes, version)
        changes = _with_reception(planned, changes)
        check_values(planned, changes)
        differing = difference({name: getattr(planned, name) for name in changes}, changes)
        if not differing:
            return
        names = tuple(row["field"] for row in differing)
        for name in names:
            setattr(planned, name, changes[name])
        planned.updated_at = now
        fact = RoundEdited(stamp=actor.stamp(now), round_id=planned.id, program_id=planned.program_id, fields=names)
        work.record(fact, changes=changes_of(planned) | settings_changed(differing))


def settings_changed(differing: list[dict[str, Any]]) -> dict[str, list[Any]]:
    """Rows of tables beside the round, as the trail keeps its columns: {field: [before, after]}."""
    return {row["field"]: [row["before"], row["after"]] for row in differing if row["field"] in SETTINGS}


def _with_reception(planned: Round, changes: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schedule's row of the reception follows its dates: a call never names two deadlines."""
    schedule = original = changes.get("schedule", planned.schedule)
    for name, edge in (("opens_at", "starts"), ("closes_at", "ends")):
        if name in changes:
            schedule = moved_rows(schedule, edge, getattr(planned, name), changes[name])
    return changes if schedule == original else {**changes, "schedule": schedule}


def check_version(found: Round, changes: Mapping[str, Any], version: int | None) -> None:
    """Raises Stale, with what is stored now, when the page was made from an older version."""
    if version is not None and version != found.version:
        raise Stale(
            text("그사이 다른 사람이 이 공고를 고쳤습니다."),
            theirs={name: getattr(found, name) for name in changes},
            how=text("바뀐 내용을 확인하고 다시 저장해 주세요. 적으신 내용은 화면에 그대로 있습니다."),
        )


def check_values(planned: Round, changes: Mapping[str, Any]) -> None:
    """Raises Invalid when the round would be wrong with these changes."""
    names = EDITABLE - {"questionnaire_version_id"}
    values = {name: getattr(planned, name) for name in names} | dict(changes)
    problems = problems_of(values)
    if problems:
        raise Invalid(text("적은 내용을 고쳐 주세요."), problems=problems)
    on = reference_dates(
        announced_on=values["announced_on"], agreement_on=values["agreement_on"], at=values["opens_at"]
    )
    refuse_contradictions(load_rules(values["eligibility"]), on)
