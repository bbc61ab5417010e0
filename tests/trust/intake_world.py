"""What lies on the intake desk of the trust world: reviews in each state, a request, tags, views, mails that wait."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from incubator.accounts.rules import token_hash
from incubator.applications.models import DuplicatePair
from incubator.applications.rules import new_key
from incubator.applications.rules.desk import BulkAct
from incubator.applications.usecases.attach_supplement_file import attach_supplement_file
from incubator.applications.usecases.begin_review import begin_review
from incubator.applications.usecases.hold_message import hold_message
from incubator.applications.usecases.judge_eligible import judge_eligible
from incubator.applications.usecases.plan_message import plan_message
from incubator.applications.usecases.propose_ineligible import propose_ineligible
from incubator.applications.usecases.save_view import save_view
from incubator.applications.usecases.start_bulk import start_bulk
from incubator.applications.usecases.tag_application import tag_application
from incubator.applications.usecases.write_template import write_template
from incubator.core.events import Stamp
from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work
from incubator.notifications.models import Delivery
from incubator.organisations.models import Invitation
from incubator.ports import keys
from incubator.programs.events import RoundExtended
from incubator.programs.models import Round
from incubator.web import clock
from tests.factories import applications, programs
from tests.factories.intake import DeskWorld, shut
from tests.factories.notifications import deliveries
from tests.support.files import good_pdf

Apply = Callable[[str], applications.World]
"""Starts an application of the company to the round of that name."""


def lay_the_desk(things: dict[str, Any], people: dict[str, UUID], apply: Apply) -> None:
    desks = {name: _desk(things, people, apply, name) for name in ("waiting", "proposed", "decided", "asked")}
    _decide(desks)
    asked = desks["asked"]
    begin_review(actor=asked.actor(), application_id=asked.application_id, now=clock.now())
    things["request_id"] = asked.ask()
    (request,) = asked.supplements()
    things["item_id"] = request.items[0].id
    things["supplement_file_id"] = attach_supplement_file(
        actor=asked.world.actor("editor"),
        application_id=asked.application_id,
        request_id=things["request_id"],
        item_id=things["item_id"],
        stream=io.BytesIO(good_pdf()),
        filename="서명.pdf",
        now=clock.now(),
    )
    _work(things, desks["waiting"])
    _pair(things)


def _desk(things: dict[str, Any], people: dict[str, UUID], apply: Apply, name: str) -> DeskWorld:
    now, round_name = clock.now(), f"{name}_round_id"
    things[round_name] = programs.a_round(
        things["program_id"], closes_at=now + timedelta(days=30), questionnaire_version_id=things["version_id"]
    ).id
    world = apply(round_name).complete()
    world.submit()
    shut(things[round_name])
    things[f"{name}_id"] = world.application_id
    return DeskWorld(world, people["manager"], things["owner_id"], people["head"], people["auditor"])


def _decide(desks: dict[str, DeskWorld]) -> None:
    """The colleague holds one for ineligible, and found one eligible."""
    now = clock.now()
    for name in ("proposed", "decided"):
        begin_review(actor=desks[name].actor("colleague"), application_id=desks[name].application_id, now=now)
    desks["proposed"].judge_arrears_fail("colleague")
    propose_ineligible(
        actor=desks["proposed"].actor("colleague"),
        application_id=desks["proposed"].application_id,
        reason="지방세 체납",
        now=now,
    )
    desks["decided"].judge("colleague")
    judge_eligible(actor=desks["decided"].actor("colleague"), application_id=desks["decided"].application_id, now=now)


def _work(things: dict[str, Any], waiting: DeskWorld) -> None:
    now, manager, round_id = clock.now(), waiting.actor(), waiting.world.round_id
    application_id = waiting.application_id
    tag_application(actor=manager, application_id=application_id, name="우선", now=now)
    things["view_id"] = save_view(
        actor=manager, round_id=round_id, name="우선만", wanted={"tag": "우선"}, is_shared=True, now=now
    )
    things["template_id"] = write_template(
        actor=manager, round_id=round_id, name="안내", body="서류를 확인했습니다.", now=now
    )
    things["run_id"] = start_bulk(
        actor=manager,
        round_id=round_id,
        act=BulkAct.TAG,
        wanted={"name": "모음"},
        application_ids=[application_id],
        key=new_key(),
        now=now,
    )
    for name in ("outgoing_id", "held_outgoing_id"):
        things[name] = plan_message(
            actor=manager,
            application_id=application_id,
            body="서류를 확인했습니다.",
            leaves_at=now + timedelta(hours=1),
            now=now,
        )
    hold_message(actor=manager, outgoing_id=things["held_outgoing_id"], now=now)


def _pair(things: dict[str, Any]) -> None:
    with unit_of_work(bookkeeping=True) as work:
        pair = DuplicatePair(
            application_id=things["proposed_id"],
            other_id=things["waiting_id"],
            grounds=["same_company"],
            percent=60,
            found_at=clock.now(),
        )
        work.session.add(pair)
        work.session.flush()
        things["pair_id"] = pair.id


def announce_something(things: dict[str, Any], manager_id: UUID) -> None:
    """A manager's act whose mails wait before they leave."""
    with unit_of_work(bookkeeping=True) as work:
        found = work.session.get_one(Round, things["second_round_id"])
        work.record(
            RoundExtended(
                stamp=Stamp(at=clock.now(), actor_id=manager_id, acting_as="manager"),
                reason="장애",
                round_id=found.id,
                program_id=found.program_id,
                notice_no=2,
                closes_at_before=found.closes_at,
                closes_at=found.closes_at,
            )
        )


def waiting_mail() -> UUID:
    """One of them."""
    session = session_now()
    found = session.scalars(select(Delivery.id).where(Delivery.about_kind == "round").order_by(Delivery.id)).all()[0]
    session.rollback()
    return found


def invitation_token(invitation_id: UUID) -> str:
    """The word in the link that was mailed."""
    kept = session_now().get_one(Invitation, invitation_id).token_hash
    secrets = [row.context["secret"] for row in deliveries() if row.context and "secret" in row.context]
    tokens = [keys.link_token(found["purpose"], UUID(found["subject_id"])) for found in secrets]
    return next(token for token in tokens if token_hash(token) == kept)
