"""What the desk shows beside an application and of saved views."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import url_for
from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.applications.forms.desk import AssignForm, TagForm
from incubator.applications.models import Application
from incubator.applications.policy.desk import may_remove_view, may_save_view, may_work_at_desk
from incubator.applications.queries import desk
from incubator.programs.models import Round
from incubator.questionnaires.rules.definition import words
from incubator.web.i18n import chosen_locale


@dataclass(frozen=True)
class DeskBox:
    """The marks of one application and, for those who may change them, the forms."""

    tags: tuple[str, ...]
    assignee: str
    may_work: bool
    known_tags: tuple[str, ...]
    tag_form: TagForm | None
    assign_form: AssignForm | None


def desk_box(session: Session, actor: Actor, application: Application, now: datetime) -> DeskBox:
    marks = desk.list_marks(session, [application.id])
    tags, round_ = marks.tags.get(application.id, ()), application.round
    assignee = marks.assignees.get(application.id, "")
    if not may_work_at_desk(actor, round_):
        return DeskBox(tags, assignee, may_work=False, known_tags=(), tag_form=None, assign_form=None)
    people = desk.list_colleagues(session, round_, now)
    chosen = next((str(user.id) for user in desk.list_assignees(session, [application.id]).values()), "")
    known = tuple(tag.name for tag in desk.list_tags(session, round_.program_id) if tag.name not in tags)
    return DeskBox(
        tags,
        assignee,
        may_work=True,
        known_tags=known,
        tag_form=TagForm(formdata=None),
        assign_form=AssignForm(
            formdata=None, people=[(str(user.id), user.name) for user in people], data={"user_id": chosen}
        ),
    )


@dataclass(frozen=True)
class ViewRow:
    id: UUID
    name: str
    url: str
    remove_url: str
    is_shared: bool
    may_remove: bool


@dataclass(frozen=True)
class ViewsPage:
    round_id: UUID
    round_title: str
    rows: tuple[ViewRow, ...]
    may_share: bool


def views_page(session: Session, actor: Actor, round_: Round) -> ViewsPage:
    rows = tuple(
        ViewRow(
            view.id,
            view.name,
            url_for("applications.open_view", round_id=round_.id, view_id=view.id),
            url_for("applications.drop_view", round_id=round_.id, view_id=view.id),
            view.is_shared,
            bool(may_remove_view(actor, round_, view)),
        )
        for view in desk.list_views(session, actor, round_.program_id)
    )
    return ViewsPage(
        round_.id,
        words(chosen_locale(), round_.title, round_.title_en),
        rows,
        may_share=bool(may_save_view(actor, round_, is_shared=True)),
    )
