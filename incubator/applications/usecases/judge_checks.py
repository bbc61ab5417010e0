"""Give rows of a check list their verdicts, each with its ground and evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications import policy
from incubator.applications.events.intake import CheckJudged
from incubator.applications.models import CheckRow
from incubator.applications.rules.intake import Judgement, check_judgement
from incubator.applications.usecases.lock_review import OnDesk, lock_review
from incubator.core.errors import DomainError, NotFound, Stale
from incubator.core.text import text
from incubator.db.changes import changes_of
from incubator.db.unit_of_work import Work, unit_of_work


@dataclass(frozen=True)
class Judged:
    """What became of each row: judged, or refused with the reason (`Stale` when a colleague judged it meanwhile)."""

    saved: tuple[str, ...]
    refused: Mapping[str, DomainError]


def judge_checks(*, actor: Actor, application_id: UUID, wanted: Sequence[Judgement], now: datetime) -> Judged:
    """A row that is refused leaves the others standing.

    Raises NotFound, Forbidden, RuleBroken before the deadline, StepNotAllowed when the check is over.
    """
    with unit_of_work() as work:
        desk = lock_review(work, actor=actor, application_id=application_id, may=policy.may_review, now=now).checking()
        saved: list[str] = []
        refused: dict[str, DomainError] = {}
        for one in wanted:
            try:
                if _judge(work, desk, actor, one, now):
                    desk.application.updated_at = now
            except DomainError as error:
                refused[one.row_key] = error
            else:
                saved.append(one.row_key)
        return Judged(tuple(saved), refused)


def _judge(work: Work, desk: OnDesk, actor: Actor, wanted: Judgement, now: datetime) -> bool:
    row = desk.rows.get(wanted.row_key)
    if row is None:
        raise NotFound
    evidence = check_judgement(wanted)
    if _is_same(row, wanted, evidence):
        return False
    if wanted.seen is not None and row.version != wanted.seen:
        raise Stale(
            text("보시는 사이에 다른 담당자가 이 항목을 판정했습니다."),
            theirs=(row.verdict, row.ground, row.evidence),
            how=text("저장된 판정을 확인하고, 그래도 바꾸려면 다시 저장해 주세요."),
        )
    row.judge(wanted, evidence=evidence, by=actor.user_id, at=now)
    changes = changes_of(row)
    work.session.flush()
    work.record(
        CheckJudged(
            stamp=actor.stamp(now),
            application_id=desk.application.id,
            round_id=desk.application.round_id,
            organisation_id=desk.application.organisation_id,
            row_key=row.key,
            verdict=str(wanted.verdict),
            ground=str(wanted.ground),
        ),
        changes=changes,
    )
    return True


def _is_same(row: CheckRow, wanted: Judgement, evidence: str) -> bool:
    """Nothing new was said: who judged it first stays named."""
    said = (row.verdict, row.ground, row.evidence)
    return said == (wanted.verdict, wanted.ground, evidence) and wanted.evidence_file_id is None
