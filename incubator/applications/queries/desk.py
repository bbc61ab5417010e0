"""Reading the desk: tags, who works on what, saved views."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast
from uuid import UUID

from sqlalchemy import Select, Table, and_, bindparam, exists, literal, or_, select, union_all
from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.accounts.models import User
from incubator.accounts.queries import list_user_ids_with_role, list_users
from incubator.accounts.roles import Role
from incubator.applications.models import Application
from incubator.applications.models.desk import DeskAssignment, SavedView, Tag, TaggedApplication
from incubator.applications.policy.desk import sees_view
from incubator.applications.rules.desk import name_key
from incubator.core.errors import NotFound
from incubator.programs.models import Division, Program, Round


@dataclass(frozen=True)
class Marks:
    """What staff have put on applications: names of tags in order, the name of who works on it; and its division."""

    tags: dict[UUID, tuple[str, ...]] = field(default_factory=dict)
    assignees: dict[UUID, str] = field(default_factory=dict)
    divisions: dict[UUID, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Choices:
    """(id, name) of the program's tags, of people who work on the round's applications, of saved views, of divisions."""

    tags: tuple[tuple[UUID, str], ...] = ()
    people: tuple[tuple[UUID, str], ...] = ()
    own_views: tuple[tuple[UUID, str], ...] = ()
    shared_views: tuple[tuple[UUID, str], ...] = ()
    divisions: tuple[tuple[UUID, str], ...] = ()


def list_tags(session: Session, program_id: UUID) -> list[Tag]:
    """The program's tags by name."""
    return list(session.scalars(select(Tag).where(Tag.program_id == program_id).order_by(Tag.name_key)))


def find_tag(session: Session, program_id: UUID, name: str) -> Tag | None:
    return session.scalar(select(Tag).where(Tag.program_id == program_id, Tag.name_key == name_key(name)))


def find_tagging(session: Session, application_id: UUID, tag_id: UUID) -> TaggedApplication | None:
    return session.scalar(
        select(TaggedApplication).where(
            TaggedApplication.application_id == application_id, TaggedApplication.tag_id == tag_id
        )
    )


def find_assignment_for_change(session: Session, application_id: UUID) -> DeskAssignment | None:
    return session.scalar(
        select(DeskAssignment).where(DeskAssignment.application_id == application_id).with_for_update()
    )


def list_marks(session: Session, application_ids: Collection[UUID]) -> Marks:
    """One statement for any number of applications."""
    return _marks(session, application_ids) if application_ids else Marks()


def list_marks_of_round(session: Session, round_id: UUID) -> Marks:
    """As `list_marks`, for all applications of the round."""
    return _marks(session, select(Application.id).where(Application.round_id == round_id))


def _marks(session: Session, ids: Collection[UUID] | Select[UUID]) -> Marks:
    tagged = (
        select(TaggedApplication.application_id, literal("tag").label("kind"), Tag.name)
        .join(Tag, Tag.id == TaggedApplication.tag_id)
        .where(TaggedApplication.application_id.in_(ids))
    )
    assigned = (
        select(DeskAssignment.application_id, literal("person").label("kind"), User.name)
        .join(User, User.id == DeskAssignment.user_id)
        .where(DeskAssignment.application_id.in_(ids))
    )
    divided = (
        select(Application.id, literal("division").label("kind"), Division.label)
        .join(Division, Division.id == Application.division_id)
        .where(Application.id.in_(ids))
    )
    tags: dict[UUID, list[str]] = {}
    one: dict[str, dict[UUID, str]] = {"person": {}, "division": {}}
    for application_id, kind, name in session.execute(union_all(tagged, assigned, divided)):
        if kind == "tag":
            tags.setdefault(application_id, []).append(name)
        else:
            one[kind][application_id] = name
    return Marks({key: tuple(sorted(names)) for key, names in tags.items()}, one["person"], one["division"])


_tags, _users, _assigned, _applications, _views, _divisions = (
    cast("Table", kind.__table__) for kind in (Tag, User, DeskAssignment, Application, SavedView, Division)
)
_of_program = _views.c.program_id == bindparam("program")
_CHOICES = union_all(
    select(literal("tag").label("kind"), _tags.c.id, _tags.c.name).where(_tags.c.program_id == bindparam("program")),
    # From the few who work on anything to the round, not from its many applications to them.
    select(literal("person"), _users.c.id, _users.c.name).where(
        _users.c.id.in_(select(_assigned.c.user_id)),
        exists().where(
            _assigned.c.user_id == _users.c.id,
            _assigned.c.application_id == _applications.c.id,
            _applications.c.round_id == bindparam("round"),
        ),
    ),
    select(literal("own"), _views.c.id, _views.c.name).where(
        _of_program, _views.c.owner_id == bindparam("owner"), _views.c.is_shared.is_(False)
    ),
    select(literal("shared"), _views.c.id, _views.c.name).where(_of_program, _views.c.is_shared.is_(True)),
    select(literal("division"), _divisions.c.id, _divisions.c.label).where(_divisions.c.round_id == bindparam("round")),
)
"""Put together once: that costs more than asking it."""


def list_choices(session: Session, actor: Actor, round_: Round) -> Choices:
    """What the list can be narrowed by, and the views of this person: one statement."""
    asked = {"program": round_.program_id, "round": round_.id, "owner": actor.user_id}
    found: dict[str, list[tuple[UUID, str]]] = {"tag": [], "person": [], "own": [], "shared": [], "division": []}
    for kind, key, name in session.execute(_CHOICES, asked):
        found[kind].append((key, name))
    return Choices(
        *(
            tuple(sorted(found[kind], key=lambda pair: pair[1]))
            for kind in ("tag", "person", "own", "shared", "division")
        )
    )


def list_assignees(session: Session, application_ids: Collection[UUID]) -> dict[UUID, User]:
    """Who works on which of these."""
    rows = session.execute(
        select(DeskAssignment.application_id, User)
        .join(User, User.id == DeskAssignment.user_id)
        .where(DeskAssignment.application_id.in_(application_ids))
    )
    return {row[0]: row[1] for row in rows}


def list_colleagues(session: Session, round_: Round, now: datetime) -> list[User]:
    """Who may work on the round's applications: managers whose grant reaches its program, by name."""
    ids = list_user_ids_with_role(
        session, Role.MANAGER, now, program_id=round_.program_id, branch_id=round_.program.branch_id
    )
    return sorted(list_users(session, ids), key=lambda user: (user.name, user.id))


def find_own_view(session: Session, actor: Actor, program_id: UUID, name: str) -> SavedView | None:
    return session.scalar(
        select(SavedView).where(
            and_(
                SavedView.program_id == program_id,
                SavedView.owner_id == actor.user_id,
                SavedView.name_key == name_key(name),
            )
        )
    )


def get_view(session: Session, actor: Actor, program_id: UUID, view_id: UUID) -> SavedView:
    """Raises NotFound, also for another person's own view."""
    view = session.get(SavedView, view_id)
    if view is None or not sees_view(actor, view, program_id):
        raise NotFound
    return view


def lock_desk(session: Session, program_id: UUID) -> None:
    """One change at a time of what a program's staff share (names of tags and views, who works on what)."""
    session.execute(select(Program.id).where(Program.id == program_id).with_for_update(key_share=True))


def list_views(session: Session, actor: Actor, program_id: UUID) -> list[SavedView]:
    """One's own and the shared ones of the program, by name."""
    return list(
        session.scalars(
            select(SavedView)
            .where(
                SavedView.program_id == program_id,
                or_(SavedView.owner_id == actor.user_id, SavedView.is_shared.is_(True)),
            )
            .order_by(SavedView.is_shared, SavedView.name_key)
        )
    )
