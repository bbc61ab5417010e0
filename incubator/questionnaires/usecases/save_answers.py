"""Save what was typed, question by question: nothing typed is lost, nothing saved is overwritten unseen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any as Plain
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.errors import Invalid, RuleBroken
from incubator.core.text import Text, text
from incubator.db.unit_of_work import unit_of_work
from incubator.questionnaires import policy, queries
from incubator.questionnaires.events import AnswersSaved
from incubator.questionnaires.models import AnswerSet
from incubator.questionnaires.rules import Form, Problem, Raw, is_empty, parse, problems, shown
from incubator.questionnaires.rules.dumping import one_line

MOST_STORED = 1_500_000
"""Characters of all answers of one set together, as JSON."""


@dataclass(frozen=True)
class Origin:
    """The open page that saves: a chance text made when it was opened, and a number that grows with each request.

    By it a page may go on from its own last save when the answer to that save was lost on the way.
    """

    tab: str
    number: int


@dataclass(frozen=True)
class Conflict:
    """Somebody saved this question in between.  `theirs` is stored, `mine` is not; both are here to choose from."""

    version: int
    theirs: Plain
    theirs_text: str
    theirs_by: str
    theirs_at: datetime
    mine: Plain
    mine_text: str


@dataclass(frozen=True)
class Refusal:
    """Typed text that must not be stored (a resident number, broken characters, far too long)."""

    message: Text
    how: Text | None


@dataclass
class Saved:
    """What became of each question that was sent.

    `versions` are the present ones of all keys sent, `conflicts` and `refused` were not stored, `problems` are those of
    the stored answers that were sent.  `answers` are all answers after the save, `changed` the keys that are new.
    """

    saved_at: datetime
    revision: int
    form: Form
    answers: dict[str, Plain]
    changed: tuple[str, ...] = ()
    versions: dict[str, int] = field(default_factory=dict)
    conflicts: dict[str, Conflict] = field(default_factory=dict)
    refused: dict[str, Refusal] = field(default_factory=dict)
    problems: dict[str, tuple[Problem, ...]] = field(default_factory=dict)


def save_answers(
    *,
    actor: Actor,
    answer_set_id: UUID,
    changes: Mapping[str, Raw],
    base: Mapping[str, int],
    now: datetime,
    section_key: str | None = None,
    origin: Origin | None = None,
    locale: str = "ko",
) -> Saved:
    """Store every change whose `base` version is the stored one, or whose text is the stored one already.

    `base` is {question key: version the page was made from}, 0 for never answered.  With `section_key` only questions
    of that section are taken.  Raises NotFound, Forbidden, Invalid (unknown question, nothing is stored) and RuleBroken
    (all answers together are too large).
    """
    with unit_of_work() as work:
        answer_set = queries.get_for_change(work.session, actor, answer_set_id)
        policy.may_write_answers(actor, answer_set).enforce()
        form = queries.form_of(answer_set.version)
        refuse_strangers(form, changes, section_key)
        saved = Saved(now, answer_set.revision, form, dict(answer_set.answers))
        accepted = _sort_out(saved, answer_set, changes, base, origin, locale)
        if accepted:
            _store(saved, answer_set, accepted, actor, now, origin)
            work.session.flush()
            saved.revision = answer_set.revision
            work.record(
                AnswersSaved(
                    stamp=actor.stamp(now),
                    answer_set_id=answer_set.id,
                    keys=saved.changed,
                    revision=answer_set.revision,
                )
            )
        saved.versions |= {key: version_of(answer_set, key) for key in changes}
        _note_problems(saved, changes)
        return saved


def refuse_strangers(form: Form, changes: Mapping[str, Raw], section_key: str | None) -> None:
    """Questions that the form, or the section, does not have: a page made by hand or of another version."""
    for key in changes:
        section = form.section_of.get(key)
        if section is None or section_key not in (None, section.key):
            raise Invalid(
                text("이 양식에 없는 질문의 답이 함께 왔습니다: %(key)s", key=key[:60]),
                how=text("양식이 바뀌었을 수 있습니다. 적으신 글을 복사해 두고 화면을 새로 고쳐 주세요."),
            )


def version_of(answer_set: AnswerSet, key: str) -> int:
    """How often this question has been saved."""
    return int(answer_set.stamps.get(key, {}).get("v", 0))


def _sort_out(
    saved: Saved,
    answer_set: AnswerSet,
    changes: Mapping[str, Raw],
    base: Mapping[str, int],
    origin: Origin | None,
    locale: str,
) -> dict[str, Plain]:
    """The changes to store; conflicts and refusals are noted in `saved`."""
    accepted: dict[str, Plain] = {}
    for key, raw in changes.items():
        try:
            value = parse(saved.form.questions[key], raw)
        except Invalid as error:
            saved.refused[key] = Refusal(error.message, error.how)
            continue
        stored = answer_set.answers.get(key)
        if value == stored:
            continue
        stamp = answer_set.stamps.get(key, {})
        if not stamp or base.get(key, 0) == stamp["v"] or _goes_on(origin, stamp):
            accepted[key] = value
        else:
            saved.conflicts[key] = _conflict(saved.form, key, stored, stamp, value, locale)
    return accepted


def _goes_on(origin: Origin | None, stamp: Mapping[str, Plain]) -> bool:
    """Whether the stored answer is this very page's own earlier one."""
    return (
        origin is not None
        and bool(origin.tab)
        and stamp.get("tab") == origin.tab
        and origin.number > int(stamp.get("n", 0))
    )


def _conflict(form: Form, key: str, stored: Plain, stamp: Mapping[str, Plain], mine: Plain, locale: str) -> Conflict:
    question = form.questions[key]
    return Conflict(
        version=int(stamp["v"]),
        theirs=stored,
        theirs_text=shown(question, stored, locale),
        theirs_by=str(stamp["name"]),
        theirs_at=datetime.fromisoformat(stamp["at"]),
        mine=mine,
        mine_text=shown(question, mine, locale),
    )


def _store(
    saved: Saved,
    answer_set: AnswerSet,
    accepted: Mapping[str, Plain],
    actor: Actor,
    now: datetime,
    origin: Origin | None,
) -> None:
    kept = {key: value for key, value in ({**saved.answers, **accepted}).items() if not is_empty(value)}
    if len(one_line(kept)) > MOST_STORED:
        raise RuleBroken(
            text("이 신청서에 저장할 수 있는 글의 양을 넘었습니다."),
            how=text("긴 글은 줄이거나 파일로 붙여 주세요. 방금 적은 글은 저장되지 않았으니 복사해 두시기 바랍니다."),
        )
    stamps = dict(answer_set.stamps)
    for key in accepted:
        stamps[key] = stamp_for(answer_set, key, actor, now, origin)
    answer_set.answers, answer_set.stamps, answer_set.updated_at = kept, stamps, now
    saved.answers, saved.changed = kept, tuple(accepted)


def stamp_for(
    answer_set: AnswerSet, key: str, actor: Actor, now: datetime, origin: Origin | None = None
) -> dict[str, Plain]:
    """The next stamp of a question: version, instant, who, and from which page."""
    stamp: dict[str, Plain] = {
        "v": version_of(answer_set, key) + 1,
        "at": now.isoformat(),
        "by": str(actor.user_id),
        "name": actor.name,
    }
    return stamp | ({"tab": origin.tab[:40], "n": origin.number} if origin else {})


def _note_problems(saved: Saved, changes: Mapping[str, Raw]) -> None:
    for problem in problems(saved.form, saved.answers, for_submit=False):
        if problem.question_key in changes and problem.question_key not in saved.refused:
            key = problem.question_key
            saved.problems[key] = (*saved.problems.get(key, ()), problem)
