"""Write the words of a message once, for many."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications.events.bulk import MessageTemplateWritten
from incubator.applications.models import MessageTemplate
from incubator.applications.policy.desk import may_work_at_desk
from incubator.applications.queries import bulk
from incubator.applications.queries.desk import lock_desk
from incubator.applications.rules.desk import LONGEST_NAME, checked_body, checked_name
from incubator.core.errors import Invalid, Stale
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.programs.queries import get_visible_round


def write_template(
    *,
    actor: Actor,
    round_id: UUID,
    name: str,
    body: str,
    now: datetime,
    template_id: UUID | None = None,
    seen: int | None = None,
) -> UUID:
    """A new template of the round's program, or new words of one; `seen` is its version on the page.

    Raises NotFound, Forbidden, Invalid (fields "name", "body": unknown places, a name that is taken), Stale with the
    other's words when a colleague wrote meanwhile.
    """
    plain, words = checked_name(name, most=LONGEST_NAME), checked_body(body)
    with unit_of_work() as work:
        round_ = get_visible_round(work.session, actor, round_id)
        may_work_at_desk(actor, round_).enforce()
        lock_desk(work.session, round_.program_id)
        if bulk.is_template_name_taken(work.session, round_.program_id, plain, but=template_id):
            raise Invalid(text("같은 이름의 문안이 있습니다. 다른 이름을 적어 주세요."), field="name")
        if template_id is None:
            template = MessageTemplate(program_id=round_.program_id, created_at=now)
            work.session.add(template)
        else:
            template = bulk.get_template(work.session, round_.program_id, template_id)
            if seen is not None and template.version != seen:
                raise Stale(
                    text("그사이 다른 담당자가 이 문안을 고쳤습니다."),
                    how=text("아래에서 두 글을 견주어 보고 다시 저장해 주세요."),
                    theirs=template.body,
                )
        template.write(plain, words, by=actor.user_id, at=now)
        work.session.flush()
        work.record(
            MessageTemplateWritten(
                stamp=actor.stamp(now), program_id=template.program_id, template_id=template.id, template_name=plain
            )
        )
        return template.id
