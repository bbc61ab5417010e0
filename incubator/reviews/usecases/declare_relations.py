"""A reviewer says of each applicant whether something stands between them; what does is a recusal (회피) at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.errors import Invalid, RuleBroken
from incubator.core.ids import new_id
from incubator.core.text import Text, text
from incubator.core.typed import one_spelling, problem_of
from incubator.db.unit_of_work import Work, unit_of_work
from incubator.reviews.events.conflicts import ConflictConfirmed
from incubator.reviews.events.invitations import RelationsDeclared
from incubator.reviews.models import Appointment, Conflict, Declaration
from incubator.reviews.queries import conflicts, invitations
from incubator.reviews.rules.conflicts import Certainty, ConflictKind, Ground
from incubator.reviews.usecases.swear_oaths import OVER
from incubator.reviews.workflow import AppointmentState, ConflictState

LONGEST_RELATION = 500


def declare_relations(
    *, actor: Actor, appointment_id: UUID, said: Mapping[UUID, tuple[bool, str]], now: datetime
) -> int:
    """`said`: for each application whether he is free, and if not, what stands between.  Returns how many recusals.

    Who was free may find a relation later; the other way round the secretary decides.  What is kept from him is not
    there for him.  Raises NotFound, RuleBroken (not sworn, over), Invalid (fields "what.<id>").
    """
    words = _checked(said)
    with unit_of_work() as work:
        appointment = invitations.get_own_for_change(work.session, actor, appointment_id)
        if appointment.state is not AppointmentState.SWORN:
            raise RuleBroken(text("서약을 마친 뒤에 신청인과의 관계를 밝힐 수 있습니다."))
        if appointment.panel.access_ends_at <= now:
            raise RuleBroken(OVER)
        shown = set(invitations.list_declarable(work.session, appointment_id, appointment.panel_id))
        before = invitations.list_declarations(work.session, appointment_id)
        new = {key: free for key, (free, _) in said.items() if key in shown and (key not in before or not free)}
        for application_id, is_free in new.items():
            _write(work, actor, appointment, application_id, is_free=is_free, before=before, now=now)
            if not is_free:
                _recuse(work, actor, appointment, application_id, words[application_id], now)
        related = sum(not free for free in new.values())
        if new:
            work.record(
                RelationsDeclared(
                    stamp=actor.stamp(now),
                    appointment_id=appointment_id,
                    panel_id=appointment.panel_id,
                    user_id=actor.user_id,
                    free=len(new) - related,
                    related=related,
                )
            )
        return related


def _checked(said: Mapping[UUID, tuple[bool, str]]) -> dict[UUID, str]:
    words: dict[UUID, str] = {}
    problems: dict[str, tuple[Text, ...]] = {}
    for application_id, (is_free, what) in said.items():
        if is_free:
            continue
        plain = one_spelling(what)
        problem = problem_of(plain, most=LONGEST_RELATION, lines=True)
        if problem or not plain:
            problems[f"what.{application_id}"] = (problem or text("어떤 관계인지 적어 주세요."),)
        words[application_id] = plain
    if problems:
        raise Invalid(text("고칠 곳이 있습니다."), problems=problems)
    return words


def _write(
    work: Work,
    actor: Actor,
    appointment: Appointment,
    application_id: UUID,
    *,
    is_free: bool,
    before: Mapping[UUID, Declaration],
    now: datetime,
) -> None:
    row = before.get(application_id)
    if row is None:
        row = Declaration(appointment_id=appointment.id, application_id=application_id)
        work.session.add(row)
    row.is_free, row.at, row.address = is_free, now, actor.address or ""


def _recuse(
    work: Work, actor: Actor, appointment: Appointment, application_id: UUID, words: str, now: datetime
) -> None:
    """Confirmed at once: nobody has to agree that somebody keeps away."""
    key = (appointment.id, application_id, ConflictKind.RECUSAL.value, Ground.DECLARED.value)
    conflict = conflicts.find_for_change(work.session, *key)
    if conflict is None:
        conflict = Conflict(
            id=new_id(), appointment_id=key[0], application_id=key[1], kind=key[2], ground=key[3],
            state=ConflictState.PROPOSED, found_by=actor.user_id, created_at=now,
        )  # fmt: skip
        work.session.add(conflict)
    conflict.facts = [{"label": Certainty.CERTAIN.value, "reviewer": words, "applicant": ""}]
    conflict.confirm(by=actor.user_id, reason=words, at=now)
    conflict.updated_at = now
    work.session.flush()
    work.record(
        ConflictConfirmed(
            stamp=actor.stamp(now),
            conflict_id=conflict.id,
            appointment_id=appointment.id,
            application_id=application_id,
            panel_id=appointment.panel_id,
            ground=key[3],
        )
    )
