"""Lay out a new round from a template of the library."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.dates import day_in_kst
from incubator.core.errors import Invalid, NotFound
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.programs import policy, queries
from incubator.programs.events import RoundPlanned
from incubator.programs.models import Round
from incubator.programs.rules.library import TEMPLATES, plan
from incubator.programs.usecases.provide_questionnaire import provide_questionnaire


def plan_round_from_template(
    *,
    actor: Actor,
    program_id: UUID,
    template: str,
    now: datetime,
    questionnaire_version_id: UUID | None = None,
    announced_on: date | None = None,
    round_no: int | None = None,
) -> UUID:
    """A planned round, announced on that day (today unless given) and numbered after the last one (unless given).

    Its form is `questionnaire_version_id`, else the newest published version of the template's questionnaire.
    Raises NotFound for a program this person does not work on, Invalid for an unknown template or a number taken.
    """
    shape = TEMPLATES.get(template)
    if shape is None:
        raise Invalid(text("그런 공고 양식이 없습니다."), field="template")
    with unit_of_work() as work:
        program = queries.get_program(work.session, program_id)
        if not policy.may_read_program(actor, program):
            raise NotFound
        policy.may_plan(actor, program).enforce()
        number = round_no or queries.next_round_no(work.session, program_id)
        day = announced_on or day_in_kst(now)
        if queries.is_round_no_taken(work.session, program_id, day.year, number):
            raise Invalid(text("같은 해에 같은 회차가 이미 있습니다."), field="round_no")
        planned = Round(
            program_id=program.id,
            year=day.year,
            round_no=number,
            questionnaire_version_id=questionnaire_version_id
            or provide_questionnaire(actor=actor, key=shape.questionnaire, now=now),
            created_at=now,
            **plan(
                shape,
                announced_on=day,
                round_no=number,
                defaults=queries.scoring_defaults(work.session, day),
            ),
        )
        work.session.add(planned)
        work.session.flush()
        work.record(RoundPlanned(stamp=actor.stamp(now), round_id=planned.id, program_id=program.id))
        return planned.id
