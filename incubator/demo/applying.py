"""How people apply in the demo: self-check, answers, files, the press of the button, and what some do afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from uuid import UUID

from sqlalchemy.orm import Session

from incubator.applications.queries import REGISTERED, get_visible, list_self_check_keys
from incubator.applications.rules import DECLARATIONS, new_key
from incubator.applications.usecases.attach_file import attach_file
from incubator.applications.usecases.save_section import save_section
from incubator.applications.usecases.start_application import start_application
from incubator.applications.usecases.submit_application import Submission, submit_application
from incubator.db.session import session_now
from incubator.demo.ideas import IDEAS, JUMP_UP, YOUTH
from incubator.demo.story import Story
from incubator.programs.queries import get_round, list_divisions
from incubator.questionnaires.rules import Raw

Enclosure = Callable[[], tuple[str, BytesIO]]
"""Makes a file only when it is needed: its name and its content."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What somebody hands in: typed answers by question, files by question."""

    answers: Mapping[str, Raw]
    files: Mapping[str, Enclosure] = field(default_factory=dict)


def start(story: Story, *, who: str, call: str, company: str = "") -> None:
    """Answer the self-check honestly and well, and open the draft under the name `<call>/<company>`."""
    company = company or who
    session = session_now()
    keys = list_self_check_keys(get_round(session, story.rounds[call]))
    division = _division(session, story.rounds[call], who)
    session.rollback()
    started = start_application(
        actor=story.actor(who),
        round_id=story.rounds[call],
        organisation_id=story.companies[company],
        self_check={key: key != REGISTERED for key in keys},
        acknowledged=True,
        division=division,
        now=story.now,
    )
    story.applications[f"{call}/{company}"] = started.application_id


def _division(session: Session, round_id: UUID, who: str) -> str:
    """A company with a budget goes for Jump-up, everybody else for Idea; blank where the round is not divided."""
    if not list_divisions(session, round_id):
        return ""
    return JUMP_UP if who in IDEAS and IDEAS[who].won else YOUTH


def write(story: Story, name: str, plan: Plan, *, who: str) -> None:
    """Type the answers and choose the files."""
    actor, application_id = story.actor(who), story.applications[name]
    saved = save_section(
        actor=actor, application_id=application_id, changes=plan.answers, base=_seen(story, name, who), now=story.now
    )
    assert not saved.conflicts, saved.conflicts
    assert not saved.refused, saved.refused
    for question, enclosure in plan.files.items():
        filename, stream = enclosure()
        attach_file(
            actor=actor,
            application_id=application_id,
            question_key=question,
            stream=stream,
            filename=filename,
            now=story.now,
        )


def _seen(story: Story, name: str, who: str) -> dict[str, int]:
    """The versions of the answers as the person's page shows them."""
    session = session_now()
    application = get_visible(session, story.actor(who), story.applications[name])
    seen = {key: int(stamp["v"]) for key, stamp in application.answer_set.stamps.items()}
    session.rollback()
    return seen


def hand_in(story: Story, name: str, *, who: str) -> Submission:
    """Tick both declarations and press the button."""
    actor = story.actor(who)
    session = session_now()
    revision = get_visible(session, actor, story.applications[name]).answer_set.revision
    session.rollback()
    return submit_application(
        actor=actor,
        application_id=story.applications[name],
        key=new_key(),
        revision=revision,
        declared=[declaration.key for declaration in DECLARATIONS],
        received_at=story.now,
    )


def apply_whole(story: Story, *, who: str, call: str, plan: Plan) -> None:
    """Start, write and hand in at one sitting."""
    start(story, who=who, call=call)
    write(story, f"{call}/{who}", plan, who=who)
    hand_in(story, f"{call}/{who}", who=who)
