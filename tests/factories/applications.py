"""An open round with a small form, a company with its people, and its application."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.accounts.models import User
from incubator.accounts.roles import Role
from incubator.applications import queries
from incubator.applications.models import Application
from incubator.applications.rules import DECLARATIONS, new_key
from incubator.applications.usecases.save_section import save_section
from incubator.applications.usecases.start_application import start_application
from incubator.applications.usecases.submit_application import Submission, submit_application
from incubator.db.session import session_now
from incubator.questionnaires.usecases.attach_answer_file import attach_answer_file
from incubator.web import clock
from tests.factories import programs as rounds
from tests.factories.accounts import a_user, an_actor
from tests.factories.documents import a_stored_file
from tests.factories.organisations import an_organisation
from tests.factories.programs import a_program
from tests.factories.questionnaires import a_published_version

DECLARED = tuple(item.key for item in DECLARATIONS)


def a_form() -> dict[str, Any]:
    """Two sections: what it is about (title, story, amount, a choice that opens a question), and a plan file."""
    yes_no = [{"key": "yes", "label": "예"}, {"key": "no", "label": "아니요"}]
    return {
        "title": "지원 신청서",
        "sections": [
            {
                "key": "about",
                "title": "과제 개요",
                "title_en": "Project",
                "questions": [
                    {
                        "key": "project_title",
                        "kind": "short_text",
                        "label": "과제명",
                        "required": True,
                        "max_chars": 60,
                    },
                    {"key": "story", "kind": "long_text", "label": "개요", "required": True, "max_chars": 500},
                    {"key": "requested_won", "kind": "won", "label": "신청 금액", "required": True},
                    {"key": "invested", "kind": "choice", "label": "투자 유치", "options": yes_no},
                    {
                        "key": "investor",
                        "kind": "short_text",
                        "label": "투자자",
                        "show_if": {"question": "invested", "operator": "is_yes"},
                    },
                    {
                        "key": "budget",
                        "kind": "table",
                        "label": "사업비",
                        "max_rows": 5,
                        "totals": True,
                        "columns": [
                            {"key": "item", "kind": "short_text", "label": "비목", "required": True},
                            {"key": "won", "kind": "won", "label": "금액", "required": True},
                        ],
                    },
                ],
            },
            {
                "key": "plan",
                "title": "사업계획서",
                "questions": [
                    {
                        "key": "plan_file",
                        "kind": "file",
                        "label": "사업계획서 파일",
                        "required": True,
                        "accept": {"kinds": ["pdf", "hwp"], "max_bytes": 2_000_000, "max_files": 2, "max_pages": 15},
                    }
                ],
            },
        ],
    }


WRITTEN: dict[str, Any] = {
    "project_title": ["담수화 막 세척기"],
    "story": ["바닷물을 걸러 마실 물을 만듭니다."],
    "requested_won": ["50,000,000"],
    "invested": ["no"],
}


def a_round(*, code: str | None = None, version_id: UUID | None = None, **changes: Any) -> UUID:
    """An open round for the small form, without conditions; until thirty days from now unless told otherwise."""
    program_id = a_program(**({"code": code} if code else {}), name="I-Gen 챌린지").id
    wanted = {
        "title": "제3기 I-Gen 챌린지",
        "round_no": 3,
        "eligibility": [],
        "closes_at": clock.now() + timedelta(days=30),
        "questionnaire_version_id": version_id or a_published_version(a_form()).id,
    }
    return rounds.a_round(program_id, **(wanted | changes)).id


def a_company(representative: User, *, name: str = "(주)바다정보") -> UUID:
    """A corporation whose representative is its owner."""
    person = representative.name
    return an_organisation(representative, name=name, representative_name=person).id


@dataclass(frozen=True)
class World:
    """Ids only, so that nothing of it goes stale."""

    round_id: UUID
    organisation_id: UUID
    representative_id: UUID
    editor_id: UUID
    viewer_id: UUID
    outsider_id: UUID
    manager_id: UUID
    application_id: UUID

    def actor(self, who: str = "representative") -> Actor:
        return an_actor(getattr(self, f"{who}_id"))

    def application(self) -> Application:
        session = session_now()
        session.rollback()
        return queries.get_visible(session, self.actor(), self.application_id)

    @property
    def closes_at(self) -> datetime:
        return self.application().round.closes_at

    def write(self, who: str = "representative", **changes: Any) -> None:
        """Save answers as they are stored now, whoever wrote them before."""
        stamps = self.application().answer_set.stamps
        save_section(
            actor=self.actor(who),
            application_id=self.application_id,
            changes=changes or WRITTEN,
            base={key: stamp["v"] for key, stamp in stamps.items()},
            now=clock.now(),
        )

    def attach(self, name: str = "사업계획서.pdf") -> UUID:
        """A plan file whose content is not on the disk."""
        file_id = a_stored_file(self.representative_id, name, pages=12).id
        attach_answer_file(
            actor=self.actor(),
            answer_set_id=self.application().answer_set_id,
            question_key="plan_file",
            file_id=file_id,
            now=clock.now(),
        )
        return file_id

    def complete(self) -> World:
        self.write()
        self.attach()
        return self

    def submit(self, who: str = "representative", **changes: Any) -> Submission:
        wanted = {
            "actor": self.actor(who),
            "application_id": self.application_id,
            "key": new_key(),
            "revision": self.application().answer_set.revision,
            "declared": DECLARED,
            "received_at": clock.now(),
        } | changes
        return submit_application(**wanted)


def a_world(*, name: str = "(주)바다정보", round_id: UUID | None = None, **round_changes: Any) -> World:
    """A round, a company with owner, editor and viewer, a stranger, a manager, and a draft just begun."""
    round_id = round_id or a_round(**round_changes)
    representative = a_user("김하늘", role=None)
    organisation_id = a_company(representative, name=name)
    editor = a_user("이편집", role=Role.ORGANISATION_EDITOR, organisation_id=organisation_id)
    viewer = a_user("정열람", role=Role.ORGANISATION_VIEWER, organisation_id=organisation_id)
    outsider, manager = a_user("최남남"), a_user("박담당", role=Role.MANAGER)
    people = {
        "representative_id": representative.id,
        "editor_id": editor.id,
        "viewer_id": viewer.id,
        "outsider_id": outsider.id,
        "manager_id": manager.id,
    }
    started = start_application(
        actor=an_actor(people["representative_id"]),
        round_id=round_id,
        organisation_id=organisation_id,
        self_check={},
        acknowledged=False,
        now=clock.now(),
    )
    return World(round_id=round_id, organisation_id=organisation_id, application_id=started.application_id, **people)
