"""Lay out the next round of a program from an earlier one."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.errors import Invalid
from incubator.core.text import text
from incubator.db.unit_of_work import Work, unit_of_work
from incubator.programs import policy, queries
from incubator.programs.events import RoundPlanned
from incubator.programs.models import Round
from incubator.programs.rules.content import EDITABLE, LONGEST_LINE
from incubator.programs.rules.copying import copy_of
from incubator.questionnaires.queries import find_newest_published, get_version


def copy_round(
    *, actor: Actor, round_id: UUID, announced_on: date, round_no: int, title: str, title_en: str, now: datetime
) -> UUID:
    """A planned round announced on that day, every date of the earlier one moved by the difference.

    Its settings are taken as they are, its form in the newest published version; attachments, notices and applications
    stay where they are.  Raises NotFound, Forbidden, Invalid for a number that is taken or a title that is empty or too long.
    """
    if not title.strip() or max(len(title), len(title_en)) > LONGEST_LINE:
        raise Invalid(text("공고명을 %(most)d자까지 적어 주세요.", most=LONGEST_LINE), field="title")
    with unit_of_work() as work:
        earlier = queries.get_whole_visible_round(work.session, actor, round_id)
        policy.may_plan(actor, earlier.program).enforce()
        if queries.is_round_no_taken(work.session, earlier.program_id, announced_on.year, round_no):
            raise Invalid(text("같은 해에 같은 회차가 이미 있습니다."), field="round_no")
        if round_no < 1:
            raise Invalid(text("회차는 1부터입니다."), field="round_no")
        copied = _copy(work, earlier, announced_on)
        copied.round_no, copied.title, copied.title_en = round_no, title.strip(), title_en.strip()
        copied.created_at = now
        work.session.add(copied)
        work.session.flush()
        work.record(RoundPlanned(stamp=actor.stamp(now), round_id=copied.id, program_id=copied.program_id))
        return copied.id


def _copy(work: Work, earlier: Round, announced_on: date) -> Round:
    values = copy_of({name: getattr(earlier, name) for name in EDITABLE}, announced_on=announced_on)
    if earlier.questionnaire_version_id is not None:
        questionnaire_id = get_version(work.session, earlier.questionnaire_version_id).questionnaire_id
        newest = find_newest_published(work.session, questionnaire_id)
        values["questionnaire_version_id"] = newest.id if newest else None
    return Round(
        program_id=earlier.program_id,
        year=announced_on.year,
        template=earlier.template,
        copied_from_id=earlier.id,
        **values,
    )
