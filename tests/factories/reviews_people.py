"""A pool of reviewers and a panel before which eligible applications stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import Any
from uuid import UUID

from sqlalchemy import select

from incubator.accounts.actor import Actor
from incubator.accounts.models import User
from incubator.accounts.roles import Role
from incubator.applications.models import Application
from incubator.applications.workflow import ApplicationState
from incubator.core.ids import new_id
from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work
from incubator.programs.models import RoundStage
from incubator.reviews.models import Appointment, Conflict, Panel, PoolMember
from incubator.reviews.rules.oaths import OATHS
from incubator.reviews.rules.panel_terms import PanelTerms
from incubator.reviews.usecases.accept_invitation import accept_invitation
from incubator.reviews.usecases.create_panel import create_panel
from incubator.reviews.usecases.declare_relations import declare_relations
from incubator.reviews.usecases.draw_reviewers import draw_reviewers
from incubator.reviews.usecases.invite_reviewers import invite_reviewers
from incubator.reviews.usecases.swear_oaths import swear_oaths
from incubator.web import clock
from tests.factories.accounts import a_user, an_actor
from tests.factories.applications import World, a_round, a_world

ALL_OATHS = tuple(oath.key for oath in OATHS)
_numbers = count(1)
_FAMILY = "권남도류문박배서성송"


def a_pool_member(name: str = "권평가", **values: Any) -> UUID:
    """A person of the pool with an account and the role; returns the id in the pool.

    His address is nobody's own domain, so that he shares none with an applicant.
    """
    email, phone = values.pop("email", f"judge{next(_numbers)}@naver.com"), values.pop("phone", "")
    user_id = a_user(name, email=email, phone=phone, role=Role.REVIEWER).id
    with unit_of_work(bookkeeping=True) as work:
        member = PoolMember(
            id=new_id(),
            user_id=user_id,
            added_by=values.pop("added_by", user_id),
            created_at=clock.now(),
            **({"fields": ["common"], "employer": f"{name}연구소"} | values),
        )
        work.session.add(member)
        return member.id


def make_eligible(application_id: UUID) -> None:
    with unit_of_work(bookkeeping=True) as work:
        work.session.get_one(Application, application_id).state = ApplicationState.ELIGIBLE


def an_eligible(round_id: UUID, name: str) -> World:
    """An application of that company, handed in and judged eligible."""
    world = a_world(round_id=round_id, name=name).complete()
    world.submit()
    make_eligible(world.application_id)
    return world


@dataclass(frozen=True)
class PanelWorld:
    """Ids only.  `members` of the pool, `applications` in the order of receipt."""

    round_id: UUID
    stage_id: UUID
    panel_id: UUID
    manager_id: UUID
    witness_id: UUID
    head_id: UUID
    members: tuple[UUID, ...]
    applications: tuple[World, ...]

    def actor(self, who: str = "manager") -> Actor:
        return an_actor(getattr(self, f"{who}_id"))

    def panel(self) -> Panel:
        session_now().rollback()
        return session_now().get_one(Panel, self.panel_id)

    def people(self) -> list[Appointment]:
        session_now().rollback()
        statement = select(Appointment).where(Appointment.panel_id == self.panel_id).order_by(Appointment.no)
        return list(session_now().scalars(statement))

    def conflicts(self) -> list[Conflict]:
        session_now().rollback()
        return list(session_now().scalars(select(Conflict).order_by(Conflict.id)))

    def draw(self, **changes: Any) -> int:
        wanted = {"field": None, "witness_id": self.witness_id} | changes
        return draw_reviewers(actor=self.actor(), panel_id=self.panel_id, now=clock.now(), **wanted)

    def invite(self) -> None:
        invite_reviewers(actor=self.actor(), panel_id=self.panel_id, now=clock.now())

    def accept(self, *numbers: int) -> None:
        """The people of these numbers say yes; everybody when none is given."""
        for person in self.people():
            if not numbers or person.no in numbers:
                user_id, key = person.user_id, person.id
                accept_invitation(actor=an_actor(user_id), appointment_id=key, now=clock.now())

    def swear(self, *numbers: int) -> None:
        for person in self.people():
            if not numbers or person.no in numbers:
                actor, key = an_actor(person.user_id), person.id
                swear_oaths(actor=actor, appointment_id=key, keys=ALL_OATHS, signature=actor.name, now=clock.now())

    def declare(self, person: Appointment, **related: str) -> None:
        """Free of everybody but those named by the place of their application (`a0="사촌"`)."""
        key, actor = person.id, an_actor(person.user_id)
        said = {
            world.application_id: (f"a{place}" not in related, related.get(f"a{place}", ""))
            for place, world in enumerate(self.applications)
        }
        declare_relations(actor=actor, appointment_id=key, said=said, now=clock.now())

    def ready(self) -> None:
        """Drawn, asked, accepted, sworn."""
        self.draw()
        self.invite()
        self.accept()
        self.swear()


def some_terms(secretary_id: UUID, **changes: Any) -> PanelTerms:
    meets_at = clock.now() + timedelta(days=14)
    wanted: dict[str, Any] = {
        "label": "1분과",
        "seats": 3,
        "secretary_id": secretary_id,
        "meets_at": meets_at,
        "access_ends_at": meets_at + timedelta(days=1),
    }
    return PanelTerms(**(wanted | changes))


def a_panel_world(
    *, people: int = 3, pool: int = 4, companies: tuple[str, ...] = ("(주)가나", "(주)다라"), **terms: Any
) -> PanelWorld:
    """A closed-enough round with eligible applications, a panel with `people` seats, and `pool` people to draw from."""
    round_id = a_round()
    applications = tuple(an_eligible(round_id, name) for name in companies)
    manager, witness = a_user("박담당", role=Role.MANAGER).id, a_user("윤입회", role=Role.MANAGER).id
    head = a_user("한결재", role=Role.HEAD).id
    members = tuple(a_pool_member(f"{_FAMILY[place % 10]}위원{place}") for place in range(pool))
    with unit_of_work(bookkeeping=True) as work:
        stage = work.session.scalars(select(RoundStage).where(RoundStage.round_id == round_id)).one()
        stage.people = terms.pop("stage_people", people)
        stage_id = stage.id
    panel_id = create_panel(
        actor=an_actor(manager),
        round_id=round_id,
        stage_id=stage_id,
        terms=some_terms(manager, seats=people, **terms),
        now=clock.now(),
    )
    return PanelWorld(
        round_id=round_id, stage_id=stage_id, panel_id=panel_id, manager_id=manager, witness_id=witness, head_id=head,
        members=members, applications=applications,
    )  # fmt: skip


def user_of(pool_member_id: UUID) -> UUID:
    return session_now().get_one(PoolMember, pool_member_id).user_id


def name_of(user_id: UUID) -> str:
    return session_now().get_one(User, user_id).name
