"""Take a draft over to a newer version of its form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.errors import RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.questionnaires import policy, queries
from incubator.questionnaires.events import AnswerSetMoved
from incubator.questionnaires.models import AnswerSet, QuestionnaireVersion
from incubator.questionnaires.rules import refit
from incubator.questionnaires.rules.moving import Dropped
from incubator.questionnaires.usecases.save_answers import stamp_for
from incubator.questionnaires.workflow import VersionState


@dataclass(frozen=True)
class Moved:
    """`dropped` are answers, or parts of them, that have no place in the new version; they stay readable."""

    kept: tuple[str, ...]
    dropped: tuple[Dropped, ...]


def move_to_version(*, actor: Actor, answer_set_id: UUID, version_id: UUID, now: datetime) -> Moved:
    """Keep every answer whose question still exists with the same kind; the others go to `left_behind`.

    Raises NotFound, Forbidden, RuleBroken (not a newer published version of the same form).
    """
    with unit_of_work() as work:
        answer_set = queries.get_for_change(work.session, actor, answer_set_id)
        policy.may_write_answers(actor, answer_set).enforce()
        old, new = answer_set.version, queries.get_version(work.session, version_id)
        _check(old, new)
        fitted = refit(queries.form_of(old), answer_set.answers, queries.form_of(new))
        changed = [key for key, value in answer_set.answers.items() if fitted.kept.get(key) != value]
        stamps = {key: stamp_for(answer_set, key, actor, now) for key in changed}
        answer_set.version_id = new.id
        answer_set.answers, answer_set.stamps = fitted.kept, {**answer_set.stamps, **stamps}
        answer_set.left_behind = [*answer_set.left_behind, *_left(old, fitted.dropped, now)]
        answer_set.updated_at = now
        work.session.flush()
        work.session.expire(answer_set, ["version"])
        work.record(_fact(actor, answer_set, old, new, fitted.dropped, now))
        return Moved(tuple(fitted.kept), fitted.dropped)


def _check(old: QuestionnaireVersion, new: QuestionnaireVersion) -> None:
    newer = new.questionnaire_id == old.questionnaire_id and new.number > old.number
    if not newer or new.state is not VersionState.PUBLISHED:
        raise RuleBroken(
            text("이 신청서의 양식보다 새로 게시된 판이 아닙니다."),
            how=text("화면을 새로 고쳐 지금 양식을 확인해 주세요."),
        )


def _left(old: QuestionnaireVersion, dropped: tuple[Dropped, ...], now: datetime) -> list[dict[str, object]]:
    return [
        {"key": item.key, "label": item.label, "text": item.text, "number": old.number, "at": now.isoformat()}
        for item in dropped
    ]


def _fact(
    actor: Actor,
    answer_set: AnswerSet,
    old: QuestionnaireVersion,
    new: QuestionnaireVersion,
    dropped: tuple[Dropped, ...],
    now: datetime,
) -> AnswerSetMoved:
    return AnswerSetMoved(
        stamp=actor.stamp(now),
        answer_set_id=answer_set.id,
        from_version_id=old.id,
        to_version_id=new.id,
        dropped=tuple(item.key for item in dropped),
    )
