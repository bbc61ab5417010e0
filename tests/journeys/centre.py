"""A small centre with something on every page, and the address of every page for the people who may open it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import select

from incubator.accounts.models import Branch, RoleGrant
from incubator.accounts.roles import Role
from incubator.applications.rules import new_key
from incubator.applications.rules.desk import BulkAct
from incubator.applications.usecases.save_view import save_view
from incubator.applications.usecases.send_message import send_message
from incubator.applications.usecases.start_bulk import start_bulk
from incubator.applications.usecases.unsubmit_application import unsubmit_application
from incubator.applications.usecases.write_template import write_template
from incubator.db.session import session_now
from incubator.organisations.usecases.invite_member import invite_member
from incubator.programs.queries import get_round
from incubator.programs.usecases.request_attachment import request_attachment
from incubator.programs.workflow import RoundState
from incubator.questionnaires.usecases.create_questionnaire import create_questionnaire
from incubator.web import clock
from incubator.web.access import manifest
from tests.factories.accounts import a_consent_text, a_user
from tests.factories.applications import World, a_form, a_world
from tests.factories.approvals import a_line, sign
from tests.factories.intake import DeskWorld, a_desk, a_pair
from tests.factories.notifications import a_notice
from tests.factories.organisations import a_brn, a_partner, a_pre_founder, a_wallet_document
from tests.factories.programs import a_program, a_round
from tests.factories.questionnaires import a_maker
from tests.factories.records import a_restriction, a_support_record
from tests.journeys.walking import link_in
from tests.support.files import good_pdf

NO_PAGES = {
    "static",
    "accounts.session_token",
    "applications.evidence_file",
    "applications.open_view",
    "applications.open_attached_file",
    "applications.receipt_pdf",
    "applications.staff_file",
    "applications.staff_supplement_file",
    "applications.supplement_file",
    "organisations.staff_wallet_file",
    "organisations.wallet_file",
    "portal.healthz",
    "portal.readyz",
    "portal.server_time",
    "programs.attachment",
    "programs.calendar",
    "programs.call_feed",
    "round_files.download",
    "round_files.proposed",
}
"""GET doors that answer with a file, a feed or data."""
FORM_KEYS = {
    "forms.condition": "story",
    "forms.edit_question": "story",
    "forms.question_kind": "story",
    "forms.remove_question": "story",
}
"""Which part of a form stands for the key of these pages; the section "about" elsewhere."""
HANDED_IN = {"applications.receipt", "applications.version"}
"""Pages that exist once there is a receipt."""
ON_DESK = {
    "asked": {"applications.supplement", "applications.detail"},
    "desk_manager": {
        "applications.intake", "applications.intake_queue", "applications.intake_release", "applications.template",
        "applications.bulk_run", "applications.bulk_runs", "applications.message_templates", "applications.views",
        "applications.duplicate", "applications.duplicates", "applications.outbox", "applications.ask_for_supplement",
    },
}  # fmt: skip
"""Pages of an application on the intake desk that is asked for a supplement."""
INVITED = "new@example.kr"
FOR_AUDITORS = {"audit.trail", "privacy.access_log"}
FOR_ADMINS = {"parameters.index", "parameters.detail"}


@dataclass(frozen=True)
class Centre:
    """Ids only.  `handed_in` has two versions and an open question; `draft` is being written."""

    handed_in: World
    draft: World
    planned_id: UUID
    pre_founder_id: UUID
    admin_id: UUID
    auditor_id: UUID
    newcomer_id: UUID
    approval_id: UUID
    head_id: UUID
    invitation: str
    code: str
    form_draft_id: UUID
    questionnaire_id: UUID
    desk: DeskWorld
    request_id: UUID
    others: dict[str, UUID]
    """What else stands in addresses, by the name of the parameter."""

    @property
    def asked_id(self) -> UUID:
        return self.desk.world.representative_id

    @property
    def desk_manager_id(self) -> UUID:
        return self.desk.manager_id

    def person(self, who: str) -> UUID | None:
        if who in ("visitor", "drafter"):
            return None if who == "visitor" else self.draft.representative_id
        found: UUID = getattr(self, f"{who}_id", None) or getattr(self.handed_in, f"{who}_id")
        return found

    def addresses(self, app: Flask, who: str) -> list[str]:
        """Of every page this person is the one to open; the drafter, of those that look otherwise while one writes."""
        rows = [row for row in manifest(app) if "GET" in row["methods"] and row["name"] not in NO_PAGES]
        rows = [
            row for row in rows if not row["name"].startswith("reviews.")
        ]  # test_evaluation_pages walks through those
        if who == "drafter":
            rows = [row for row in rows if row["path"].startswith("/applications/<") and row["name"] not in HANDED_IN]
        if who in ON_DESK:
            rows = [row for row in rows if row["name"] in ON_DESK[who]]
            return [self._filled(row["name"], row["path"], self.desk.world) for row in rows]
        rows = [row for row in rows if row["name"] != "applications.supplement"]
        world, opener = (self.draft, "representative") if who == "drafter" else (self.handed_in, who)
        found = [self._filled(row["name"], row["path"], world) for row in rows if _opener(row) == opener]
        return found + MORE.get(who, [])

    def _filled(self, name: str, path: str, world: World) -> str:
        of_form = FORM_KEYS.get(name, "about")
        of_form = "terms" if name == "accounts.consent" else of_form
        of_form = {"round_rules": "once", "round_settings": "s1"}.get(name.split(".", maxsplit=1)[0], of_form)
        is_planned = name in ("rounds.edit", "round_acts.publish") or name.startswith(("round_rules", "round_settings"))
        values: dict[str, Any] = {
            "application_id": world.application_id,
            "organisation_id": self.pre_founder_id if name == "organisations.found" else world.organisation_id,
            "round_id": self.planned_id if is_planned else world.round_id,
            "user_id": world.editor_id,
            "program_id": get_round(session_now(), world.round_id).program_id,
            "approval_id": self.approval_id,
            "number": 1,
            "key": "applications.page_limit" if name == "parameters.detail" else of_form,
            "version_id": self.form_draft_id,
            "questionnaire_id": self.questionnaire_id,
            "part": "question",
            "code": self.code,
            "request_id": self.request_id,
            **self.others,
            "token": self.invitation if name == "organisations.invitation" else "not-a-real-one",
        }
        return re.sub(r"<(?:[^:<>]+:)?(\w+)>", lambda match: str(values[match[1]]), path)


MORE = {
    "visitor": ["/calls?q=%EC%97%86%EB%8A%94", "/no-such-page", "/verify/0000"],
    "representative": ["/no-such-page"],
    "manager": ["/home", "/inbox", "/staff/parameters"],
    "newcomer": ["/home", "/applications", "/organisations", "/inbox"],
    "admin": ["/home"],
    "auditor": ["/home"],
}
"""Pages that look otherwise for this person, empty ones, and refusals."""


def _opener(row: dict[str, Any]) -> str:
    if row["needs"] == "public":
        return "visitor"
    if row["name"] in FOR_AUDITORS:
        return "auditor"
    if row["name"] in ON_DESK["desk_manager"]:
        return "desk_manager"
    if row["name"] in FOR_ADMINS or (
        row["path"].startswith("/staff") and row["name"].startswith(("people.", "accounts."))
    ):
        return "admin"
    if row["name"].startswith("approvals."):
        return "head"
    return "manager" if row["path"].startswith("/staff") else "representative"


def a_centre(deliver: Any, mails: Any) -> Centre:
    handed_in = a_world(name="(주)바다정보", code="IGEN", title_en="The 3rd I-Gen Challenge").complete()
    code = _hand_in_twice(handed_in)
    approval_id, head_id = _talk_and_correct(handed_in)
    owner = handed_in.actor()
    a_wallet_document(handed_in.organisation_id, owner.user_id)
    whom = {"email": INVITED, "role": Role.ORGANISATION_EDITOR}
    invite_member(actor=owner, organisation_id=handed_in.organisation_id, now=clock.now(), **whom)
    a_notice(handed_in.representative_id)
    draft = a_world(name="한빛정밀 주식회사", round_id=handed_in.round_id)
    draft.write()
    desk = a_desk(name="(주)보완할곳")
    request_id = desk.ask()
    deliver()
    form = create_questionnaire(actor=a_maker(), key="next_form", definition=a_form(), now=clock.now())
    invitation = next(mail for mail in mails() if mail["To"] == INVITED)
    return Centre(
        form_draft_id=form.id,
        questionnaire_id=form.questionnaire_id,
        handed_in=handed_in,
        draft=draft,
        planned_id=a_round(a_program("해수담수화 부품 국산화"), state=RoundState.PLANNED).id,
        pre_founder_id=a_pre_founder(handed_in.representative_id, name="노을팀").id,
        admin_id=a_user("이관리", role=Role.ADMIN).id,
        auditor_id=a_user("박감사", role=Role.AUDITOR).id,
        newcomer_id=a_user("새사람").id,
        approval_id=approval_id,
        head_id=head_id,
        invitation=link_in(invitation, "/invitations/").rsplit("/", 1)[1],
        code=code,
        desk=desk,
        request_id=request_id,
        others=_of_the_house(desk) | {"pair_id": a_pair(desk.application_id, handed_in.application_id)},
    )


def _of_the_house(desk: DeskWorld) -> dict[str, UUID]:
    """A branch, a partner, a grant; and what staff keep beside the applications of the desk's round."""
    now, manager = clock.now(), desk.actor()
    session = session_now()
    branch_id = session.scalars(select(Branch.id)).all()[0]
    grant_id = session.scalars(select(RoleGrant.id).where(RoleGrant.user_id == desk.colleague_id)).all()[0]
    session.rollback()
    round_id = desk.world.round_id
    a_consent_text("terms")
    return {
        "restriction_id": a_restriction(a_brn()),
        "support_record_id": a_support_record(a_brn()),
        "branch_id": branch_id,
        "grant_id": grant_id,
        "partner_id": a_partner("두산시험").id,
        "template_id": write_template(actor=manager, round_id=round_id, name="안내", body="확인했습니다.", now=now),
        "run_id": start_bulk(
            actor=manager,
            round_id=round_id,
            act=BulkAct.TAG,
            wanted={"name": "우선"},
            application_ids=[desk.application_id],
            key=new_key(),
            now=now,
        ),
        "view_id": save_view(actor=manager, round_id=round_id, name="모두", wanted={}, is_shared=True, now=now),
    }


def _hand_in_twice(world: World) -> str:
    """Returns the verification code of the second receipt."""
    world.submit()
    unsubmit_application(actor=world.actor(), application_id=world.application_id, now=clock.now())
    world.write(story=["바닷물을 걸러 마실 물을 만듭니다. 막을 스스로 씻습니다."])
    return world.submit().verification_code


def _talk_and_correct(world: World) -> tuple[UUID, UUID]:
    """The approval of the correction, and who gave it."""
    manager, now = world.actor("manager"), clock.now()
    for actor, words in ((world.actor(), "도면은 따로 보내야 합니까?"), (manager, "발표 때 가져오시면 됩니다.")):
        send_message(actor=actor, application_id=world.application_id, body=words, now=now)
    paper = {"stream": BytesIO(good_pdf()), "filename": "신청 안내.pdf", "title": "신청 안내"}
    line = a_line(world.round_id, now)
    asked = request_attachment(
        actor=manager, round_id=world.round_id, reason="빠진 안내를 더합니다.", line=line, now=now, **paper
    )
    sign(asked, now)
    return asked, line.approver_id
