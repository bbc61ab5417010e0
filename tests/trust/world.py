"""One house full of people: two companies, two programs, every role, and something behind every address."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import select

from incubator.accounts.models import MailProof, ProofPurpose, User, UserSession
from incubator.accounts.queries import list_consents_in_force
from incubator.accounts.roles import Role
from incubator.accounts.rules import token_hash
from incubator.accounts.usecases.give_consent import give_consent
from incubator.accounts.usecases.open_session import open_session
from incubator.accounts.usecases.request_password_reset import request_password_reset
from incubator.accounts.usecases.resend_proof import resend_proof
from incubator.accounts.usecases.suspend_user import suspend_user
from incubator.applications.usecases.start_application import start_application
from incubator.approvals.rules import Act, Manner
from incubator.approvals.usecases.delegate_authority import delegate_authority
from incubator.approvals.usecases.request_approval import Line
from incubator.approvals.usecases.sign_approval import sign_approval
from incubator.core.dates import day_in_kst
from incubator.db.session import session_now
from incubator.organisations.rules import OrganisationKind
from incubator.organisations.usecases.close_organisation import close_organisation
from incubator.organisations.usecases.invite_member import invite_member
from incubator.organisations.usecases.remove_member import remove_member
from incubator.parameters.usecases.set_holiday import set_holiday
from incubator.ports import keys
from incubator.programs.usecases.attach_file_to_round import attach_file_to_round
from incubator.programs.usecases.request_publication import request_publication
from incubator.programs.workflow import RoundState
from incubator.questionnaires.usecases.create_questionnaire import create_questionnaire
from incubator.web import clock
from tests.factories import applications, programs
from tests.factories.accounts import a_branch, a_consent_text, a_grant, a_user, an_actor
from tests.factories.notifications import a_notice
from tests.factories.organisations import a_brn, a_partner, a_wallet_document, an_organisation
from tests.factories.questionnaires import a_maker, a_published_version
from tests.factories.records import a_restriction, a_support_record
from tests.support.files import good_pdf
from tests.trust.intake_world import announce_something, invitation_token, lay_the_desk, waiting_mail
from tests.trust.review_world import seat_the_panels

MEMBERS = ("representative", "owner", "editor", "viewer", "former")
"""`representative` is an owner, too; `owner` is one without being the representative; `former` was an editor."""
ROLES = ("head", "auditor", "privacy_officer", "admin", "reviewer", "mentor", "partner_officer", "investor")
PRINCIPALS = (
    "anonymous", "suspended", "newcomer", "former", "outsider", "viewer", "editor", "owner", "representative",
    "manager", "other_manager", *ROLES,
)  # fmt: skip


@dataclass
class World:
    """People by the names of `PRINCIPALS`; things by the names of URL parameters."""

    people: dict[str, UUID] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)
    references: dict[str, str] = field(default_factory=dict)
    """What each person's browser keeps: opened before the endings."""
    draft: Any = None
    handed_in: Any = None

    def actor(self, who: str) -> Any:
        return an_actor(self.people[who])

    def email(self, who: str) -> str:
        return session_now().get_one(User, self.people[who]).email


def a_world(deliver: Callable[[], int]) -> World:
    """Everything is made through the use cases, by the people who may."""
    world = World()
    _people(world)
    _companies(world)
    _programs(world)
    _applications(world)
    lay_the_desk(world.things, world.people, partial(_application, world))
    seat_the_panels(world.things, world.people, partial(_application, world))
    _small_things(world)
    announce_something(world.things, world.people["manager"])
    deliver()
    world.things["delivery_id"] = waiting_mail()
    world.things["notice_id"] = a_notice(world.people["representative"]).id
    for name, user_id in world.people.items():
        world.references[name] = open_session(user_id=user_id, address="127.0.0.1", agent="test", now=clock.now())
    second = open_session(user_id=world.people["representative"], address="127.0.0.1", agent="phone", now=clock.now())
    found = session_now().scalars(select(UserSession).where(UserSession.token_hash == token_hash(second))).one()
    world.things["session_id"] = found.id
    _endings(world)
    session_now().rollback()
    return world


def _people(world: World) -> None:
    a_consent_text("terms")
    world.things["consent_text_id"] = a_consent_text("news", is_required=False, title="소식").id
    for name in (*MEMBERS, "outsider", "newcomer", "suspended"):
        world.people[name] = a_user(f"사람{len(world.people)}", email=f"{name}@example.kr").id
    for name in ROLES:
        world.people[name] = a_user(f"직원{len(world.people)}", email=f"{name}@example.kr", role=Role(name)).id
    for name in ("manager", "other_manager"):
        world.people[name] = a_user("담당", email=f"{name}@example.kr").id


def _companies(world: World) -> None:
    people, things = world.people, world.things
    things["branch_id"] = a_branch().id
    things["organisation_id"] = _company(
        world, "representative", kind=OrganisationKind.CORPORATION, name="(주)바다정보"
    )
    things["pre_founder_id"] = _company(world, "representative", kind=OrganisationKind.PRE_FOUNDER, name="새싹")
    things["closed_id"] = _company(world, "representative", kind=OrganisationKind.CORPORATION, name="(주)닫음")
    things["foreign_organisation_id"] = an_organisation(people["outsider"], name="(주)남의집").id
    things["suspended_organisation_id"] = an_organisation(people["suspended"], name="(주)멈춤").id
    things["user_id"] = people["editor"]
    things["wallet_document_id"] = a_wallet_document(things["organisation_id"], people["representative"]).id
    for name, email in (("invitation", "newcomer@example.kr"), ("withdrawable", "nobody@example.kr")):
        invitation_id = invite_member(
            actor=world.actor("representative"),
            organisation_id=things["organisation_id"],
            email=email,
            role=Role.ORGANISATION_VIEWER,
            now=clock.now(),
        )
        things[f"{name}_id"] = invitation_id
    things["invitation_token"] = invitation_token(things["invitation_id"])


def _company(world: World, owner: str, **values: Any) -> UUID:
    kind = values.pop("kind")
    organisation_id = an_organisation(world.people[owner], kind=kind, **values).id
    grants = {
        "owner": Role.ORGANISATION_OWNER,
        "editor": Role.ORGANISATION_EDITOR,
        "viewer": Role.ORGANISATION_VIEWER,
        "former": Role.ORGANISATION_EDITOR,
    }
    for name, role in grants.items():
        a_grant(world.people[name], role, organisation_id=organisation_id)
    return organisation_id


def _programs(world: World) -> None:
    things, now = world.things, clock.now()
    published = a_published_version(applications.a_form())
    things["version_id"], things["questionnaire_id"] = published.id, published.questionnaire_id
    draft = create_questionnaire(actor=a_maker(), key="next_form", definition=applications.a_form(), now=now)
    things["draft_version_id"] = draft.id
    for name, who in (("program_id", "manager"), ("other_program_id", "other_manager")):
        things[name] = programs.a_program(owner_id=world.people[who]).id
        a_grant(world.people[who], Role.MANAGER, program_id=things[name])
    things["owner_id"] = a_user("최담당", role=Role.MANAGER, program_id=things["program_id"]).id
    for name, changes in {
        "round_id": {},
        "second_round_id": {},
        "planned_round_id": {
            "state": RoundState.PLANNED,
            "opens_at": now + timedelta(days=2),
            "announced_on": day_in_kst(now),
        },
    }.items():
        wanted = {
            "closes_at": now + timedelta(days=30),
            "questionnaire_version_id": things["version_id"],
        }
        things[name] = programs.a_round(things["program_id"], **(wanted | changes)).id
    things["closed_round_id"] = programs.a_round(things["program_id"], state=RoundState.CLOSED).id
    _approvals(world)
    things["attachment_id"] = attach_file_to_round(
        actor=world.actor("manager"),
        round_id=things["round_id"],
        stream=io.BytesIO(good_pdf()),
        filename="공고문.pdf",
        title="공고문",
        reason="양식을 함께 둡니다.",
        now=now,
    )


def _approvals(world: World) -> None:
    """One waits for the head; one was granted and waits for its day; some of the head's authority is lent."""
    things, now = world.things, clock.now()
    asks = world.actor("manager")
    on = {"opens_at": now + timedelta(days=6), "closes_at": now + timedelta(days=40)}
    wanted = {"state": RoundState.PLANNED, "announced_on": day_in_kst(now) + timedelta(days=4)} | on
    given = {"questionnaire_version_id": things["version_id"]}
    for name in ("asked_round_id", "approved_round_id"):
        things[name] = programs.a_round(things["program_id"], **wanted, **given).id
        line = Line(world.people["head"])
        things["approval_id"] = request_publication(actor=asks, round_id=things[name], line=line, now=now)
        if name == "approved_round_id":
            sign_approval(actor=world.actor("head"), approval_id=things["approval_id"], now=now)
        else:
            asked = things["approval_id"]
    things["approval_id"] = asked
    things["delegation_id"] = delegate_authority(
        actor=world.actor("head"),
        to_id=world.people["manager"],
        manner=Manner.DELEGATED,
        acts=[Act.CANCEL],
        starts_at=now,
        ends_at=None,
        reason="취소공고는 담당자가 전결합니다.",
        now=now,
    )


def _applications(world: World) -> None:
    world.draft = _application(world, "round_id")
    world.handed_in = _application(world, "second_round_id")
    world.things["application_id"] = world.draft.application_id
    world.things["handed_in_id"] = world.handed_in.application_id
    world.things["file_id"] = world.draft.attach()
    world.draft.write()
    world.handed_in.write()
    world.things["handed_in_file_id"] = world.handed_in.attach()
    world.things["code"] = world.handed_in.submit().verification_code


def _application(world: World, round_name: str) -> applications.World:
    things, people = world.things, world.people
    started = start_application(
        actor=world.actor("representative"),
        round_id=things[round_name],
        organisation_id=things["organisation_id"],
        self_check={},
        acknowledged=False,
        now=clock.now(),
    )
    return applications.World(
        round_id=things[round_name],
        organisation_id=things["organisation_id"],
        representative_id=people["representative"],
        editor_id=people["editor"],
        viewer_id=people["viewer"],
        outsider_id=people["outsider"],
        manager_id=people["manager"],
        application_id=started.application_id,
    )


def _small_things(world: World) -> None:
    now, things = clock.now(), world.things
    give_consent(actor=world.actor("representative"), consent_text_id=things["consent_text_id"], now=now)
    (consent,) = list_consents_in_force(session_now(), world.people["representative"])
    things["consent_id"] = consent.id
    things["partner_id"] = a_partner("두산시험").id
    things["restriction_id"], things["support_record_id"] = a_restriction(a_brn()), a_support_record(a_brn())
    things["holiday_id"] = set_holiday(
        actor=world.actor("admin"),
        day=day_in_kst(now) + timedelta(days=63),
        is_off=True,
        name="창립기념일",
        name_en="",
        note="결재 제1호",
        now=now,
    )
    things["suspended_user_id"] = world.people["suspended"]
    colleague = a_user("결재이", email="colleague@example.kr").id
    things["grant_id"] = a_grant(colleague, Role.HEAD, program_id=things["other_program_id"]).id
    a_grant(a_user("둘째관리", email="second_admin@example.kr").id, Role.ADMIN)
    unproven = a_user("미확인", email="unproven@example.kr", proven=False)
    world.people["unproven"] = unproven.id
    resend_proof(email="unproven@example.kr", address="10.0.0.9", now=now)
    request_password_reset(email="representative@example.kr", address="10.0.0.9", now=now)
    session = session_now()
    for name, purpose in (("proof_token", ProofPurpose.VERIFY_EMAIL), ("reset_token", ProofPurpose.RESET_PASSWORD)):
        proof = session.scalars(select(MailProof).where(MailProof.purpose == purpose)).one()
        things[name] = keys.link_token(purpose.value, proof.id)
    session.rollback()


def _endings(world: World) -> None:
    """What takes rights away, last: the rights were there."""
    now, things = clock.now(), world.things
    for name in ("organisation_id", "pre_founder_id", "closed_id"):
        remove_member(
            actor=world.actor("representative"),
            organisation_id=things[name],
            user_id=world.people["former"],
            reason="퇴사했습니다.",
            now=now,
        )
    close_organisation(
        actor=world.actor("representative"), organisation_id=things["closed_id"], reason="폐업했습니다.", now=now
    )
    suspend_user(
        actor=world.actor("admin"), user_id=world.people["suspended"], reason="다른 사람의 계정을 썼습니다.", now=now
    )
