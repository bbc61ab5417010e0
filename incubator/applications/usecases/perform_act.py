"""One act of a bulk run on one application: the same use case a person would call from its page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications.rules.desk import BulkAct
from incubator.applications.rules.grounds import Defect, Ground, Verdict
from incubator.applications.rules.intake import ItemWanted, Judgement
from incubator.applications.usecases.assign_application import assign_application
from incubator.applications.usecases.judge_check import judge_check
from incubator.applications.usecases.plan_message import plan_message
from incubator.applications.usecases.request_supplement import request_supplement
from incubator.applications.usecases.tag_application import tag_application
from incubator.applications.usecases.untag_application import untag_application
from incubator.core.errors import DomainError
from incubator.core.text import Text, text
from incubator.db.unit_of_work import unit_of_work


@dataclass(frozen=True)
class On:
    """Who acts on which application, when, and in which run."""

    actor: Actor
    application_id: UUID
    now: datetime
    run_id: UUID | None = None


def _message(on: On, wanted: Mapping[str, Any]) -> None:
    plan_message(
        actor=on.actor,
        application_id=on.application_id,
        body=wanted["body"],
        leaves_at=datetime.fromisoformat(wanted["leaves_at"]),
        run_id=on.run_id,
        now=on.now,
    )


def _assign(on: On, wanted: Mapping[str, Any]) -> None:
    chosen = UUID(wanted["user_id"]) if wanted["user_id"] else None
    assign_application(actor=on.actor, application_id=on.application_id, user_id=chosen, now=on.now)


def _supplement(on: On, wanted: Mapping[str, Any]) -> None:
    item = ItemWanted(Defect(wanted["defect"]), wanted["asked"], wanted["row_key"])
    request_supplement(
        actor=on.actor,
        application_id=on.application_id,
        items=(item,),
        note=wanted["note"],
        due_on=date.fromisoformat(wanted["due_on"]),
        now=on.now,
    )


def _pass_check(on: On, wanted: Mapping[str, Any]) -> None:
    judgement = Judgement(wanted["row_key"], Verdict.PASS, Ground(wanted["ground"]), wanted["evidence"])
    judge_check(actor=on.actor, application_id=on.application_id, wanted=judgement, now=on.now)


def _tag(on: On, wanted: Mapping[str, Any]) -> None:
    tag_application(actor=on.actor, application_id=on.application_id, name=wanted["name"], now=on.now)


def _untag(on: On, wanted: Mapping[str, Any]) -> None:
    untag_application(actor=on.actor, application_id=on.application_id, name=wanted["name"], now=on.now)


ACTS: Mapping[BulkAct, Callable[[On, Mapping[str, Any]], None]] = {
    BulkAct.TAG: _tag,
    BulkAct.UNTAG: _untag,
    BulkAct.ASSIGN: _assign,
    BulkAct.MESSAGE: _message,
    BulkAct.SUPPLEMENT: _supplement,
    BulkAct.PASS_CHECK: _pass_check,
}
"""What each act needs among its parameters is what the form of the act gives (`forms.bulk`)."""


def perform_act(on: On, act: BulkAct, wanted: Mapping[str, Any]) -> None:
    """Raises what the use case of the act raises."""
    ACTS[act](on, wanted)


class _Rehearsed(Exception):
    """Ends a rehearsal: everything is rolled back."""


def rehearse_act(on: On, act: BulkAct, wanted: Mapping[str, Any]) -> Text | None:
    """What would stand against it: the act is done and taken back, so that the preview says what the run will say."""
    try:
        with unit_of_work() as work:
            perform_act(on, act, wanted)
            work.session.flush()
            raise _Rehearsed
    except _Rehearsed:
        return None
    except DomainError as refusal:
        return reason_of(refusal)


def reason_of(refusal: DomainError) -> Text:
    """Why and what to do, as one stored sentence."""
    return text("%(why)s %(how)s", why=refusal.message, how=refusal.how) if refusal.how else refusal.message
