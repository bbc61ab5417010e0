"""The queue of a round's intake desk, and what a release would tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import url_for
from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.applications import policy
from incubator.applications.pages.staff import Tab
from incubator.applications.queries import intake
from incubator.applications.queries.intake import Desk
from incubator.applications.rules.grounds import Verdict
from incubator.core.text import Text, text
from incubator.db.pages import Page
from incubator.programs.models import Round
from incubator.questionnaires.rules.definition import words
from incubator.web.i18n import chosen_locale

PLACES: Mapping[Desk, Text] = {
    Desk.WAITING: text("검토 대기"),
    Desk.CHECKING: text("검토 중"),
    Desk.SUPPLEMENT: text("보완 요청"),
    Desk.PROPOSED: text("부적격 확인 대기"),
    Desk.ELIGIBLE: text("적격"),
    Desk.INELIGIBLE: text("부적격"),
}
TONES: Mapping[Desk, str] = {
    Desk.WAITING: "neutral",
    Desk.CHECKING: "info",
    Desk.SUPPLEMENT: "warn",
    Desk.PROPOSED: "warn",
    Desk.ELIGIBLE: "ok",
    Desk.INELIGIBLE: "danger",
}


@dataclass(frozen=True)
class QueueRow:
    """`judged` of `all` rows have a verdict; both 0 before the check began."""

    organisation_id: UUID
    url: str
    receipt_no: str
    applicant: str
    title: str
    place: Text
    tone: str
    assignee: str
    is_mine: bool
    judged: int
    all: int
    failing: int
    held: int
    due_at: datetime | None
    is_released: bool


@dataclass(frozen=True)
class QueuePage:
    round_id: UUID
    round_title: str
    tabs: tuple[Tab, ...]
    mine_url: str
    everybody_url: str
    is_mine: bool
    rows: Page[QueueRow]
    url: str
    next_url: str
    left: int
    decided: int
    total: int
    may_release: bool
    may_review: bool


def queue_page(
    session: Session, actor: Actor, round_: Round, *, place: Desk | None, mine: bool, number: int
) -> QueuePage:
    counts = intake.count_by_place(session, round_.id)
    found = intake.list_queue(
        session, round_.id, place=place, assignee_id=actor.user_id if mine else None, number=number
    )
    first = intake.find_first_to_do(session, actor, round_.id)
    rows = Page([_row(item, actor) for item in found.items], found.number, found.size, found.total)
    total = sum(counts.values())
    return QueuePage(
        round_id=round_.id,
        round_title=words(chosen_locale(), round_.title, round_.title_en),
        tabs=(
            Tab(text("전체"), _address(round_.id, None, mine=mine), place is None, total),
            *(
                Tab(label, _address(round_.id, key, mine=mine), place is key, counts.get(key, 0))
                for key, label in PLACES.items()
            ),
        ),
        mine_url=_address(round_.id, place, mine=True),
        everybody_url=_address(round_.id, place, mine=False),
        is_mine=mine,
        rows=rows,
        url=_address(round_.id, place, mine=mine),
        next_url=url_for("applications.intake", application_id=first) if first else "",
        left=counts.get(Desk.WAITING, 0) + counts.get(Desk.CHECKING, 0),
        decided=counts.get(Desk.ELIGIBLE, 0) + counts.get(Desk.INELIGIBLE, 0),
        total=total,
        may_release=bool(policy.may_release(actor, round_)),
        may_review=actor.manages(round_.program_id, round_.program.branch_id),
    )


def _address(round_id: UUID, place: Desk | None, *, mine: bool) -> str:
    return url_for(
        "applications.intake_queue", round_id=round_id, place=place.value if place else None, mine="1" if mine else None
    )


def _row(item: intake.Queued, actor: Actor) -> QueueRow:
    application = item.application
    return QueueRow(
        organisation_id=application.organisation_id,
        url=url_for("applications.intake", application_id=application.id),
        receipt_no=application.receipt_no or "",
        applicant=application.organisation.display_name,
        title=application.project_title,
        place=PLACES[item.place],
        tone=TONES[item.place],
        assignee=item.assignee,
        is_mine=item.assignee_id == actor.user_id,
        judged=sum(count for verdict, count in item.counts.items() if verdict is not None),
        all=sum(item.counts.values()),
        failing=item.counts.get(Verdict.FAIL, 0),
        held=item.counts.get(Verdict.HOLD, 0),
        due_at=item.due_at,
        is_released=application.released_at is not None,
    )


@dataclass(frozen=True)
class ReleasePage:
    """Who would be told now, and who is not decided yet."""

    round_id: UUID
    round_title: str
    eligible: tuple[tuple[str, str], ...]
    ineligible: tuple[tuple[str, str, str], ...]
    undecided: int
    released: int
    organisation_ids: tuple[UUID, ...]


def release_page(session: Session, round_: Round) -> ReleasePage:
    counts = intake.count_by_place(session, round_.id)
    decided = intake.list_unreleased(session, round_.id)
    eligible = tuple(
        (item.receipt_no or "", item.organisation.display_name) for item, reason in decided if reason is None
    )
    ineligible = tuple(
        (item.receipt_no or "", item.organisation.display_name, reason)
        for item, reason in decided
        if reason is not None
    )
    all_decided = counts.get(Desk.ELIGIBLE, 0) + counts.get(Desk.INELIGIBLE, 0)
    return ReleasePage(
        round_id=round_.id,
        round_title=words(chosen_locale(), round_.title, round_.title_en),
        eligible=eligible,
        ineligible=ineligible,
        undecided=sum(counts.values()) - all_decided,
        released=all_decided - len(decided),
        organisation_ids=tuple(item.organisation_id for item, _reason in decided),
    )
