"""Home: what waits for this person, the most urgent first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import url_for
from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.applications.models import Application
from incubator.applications.policy import may_release, may_supply
from incubator.applications.queries import count_by_state, list_mine, list_unanswered
from incubator.applications.queries.intake import list_proposed
from incubator.applications.queries.supplements import list_awaited_of
from incubator.applications.workflow import FROZEN, ApplicationState
from incubator.approvals.queries import list_returned_to, list_waiting_for
from incubator.approvals.rules import ACT_LABELS
from incubator.core.dates import day_in_kst, official_day, official_moment
from incubator.core.text import text
from incubator.notifications.models import Notice
from incubator.notifications.queries import list_inbox
from incubator.organisations.models import Organisation
from incubator.organisations.queries import list_for_member, list_invitations_to, list_wallet
from incubator.portal.pages.reviewing import review_tasks
from incubator.portal.pages.selection import place_tasks, selection_tasks
from incubator.portal.pages.tasks import Task
from incubator.portal.queries import list_working_rounds
from incubator.programs.models import Round
from incubator.programs.policy import works_on_calls
from incubator.programs.workflow import RoundState
from incubator.questionnaires.rules.definition import words
from incubator.web.i18n import chosen_locale

SOON = timedelta(days=3)
EXPIRING_DAYS = timedelta(days=14)
NEWEST_NOTICES = 5
URGENCY = ("danger", "warn", "info")


@dataclass(frozen=True)
class RoundLine:
    """A round in reception, as its managers watch it."""

    title: str
    url: str
    list_url: str
    state: RoundState
    closes_at: datetime
    drafts: int
    submitted: int


@dataclass(frozen=True)
class HomePage:
    name: str
    tasks: tuple[Task, ...]
    rounds: tuple[RoundLine, ...]
    notices: tuple[Notice, ...]
    is_staff: bool
    works_on_calls: bool
    has_company: bool


def home_page(session: Session, actor: Actor, now: datetime) -> HomePage:
    """Everything in a fixed number of statements, however much there is."""
    companies = list_for_member(session, actor) if actor.organisation_ids else []
    rounds = list_working_rounds(session, actor, now) if actor.is_staff else []
    tasks = [
        *_founder_tasks(session, actor, companies, now),
        *_staff_tasks(session, actor, rounds),
        *_approval_tasks(session, actor, now),
        *review_tasks(session, actor, now),
        *place_tasks(session, actor, now),
        *selection_tasks(session, actor, now),
    ]
    far = now + timedelta(days=36_500)
    return HomePage(
        name=actor.name,
        tasks=tuple(sorted(tasks, key=lambda task: (URGENCY.index(task.tone), task.due_at or far))),
        rounds=_round_lines(session, rounds),
        notices=tuple(list_inbox(session, actor, unread_only=True).items[:NEWEST_NOTICES]),
        is_staff=actor.is_staff,
        works_on_calls=works_on_calls(actor),
        has_company=bool(companies),
    )


def _founder_tasks(session: Session, actor: Actor, companies: list[Organisation], now: datetime) -> Iterator[Task]:
    for application in list_mine(session, actor):
        yield from _application_task(application, now)
    yield from _supplements(session, actor, now)
    for company in companies:
        if company.representative_user_id is None and actor.is_owner_of(company.id):
            yield Task(
                text("대표자 계정을 정해 주세요. 대표자만 신청서를 제출할 수 있습니다."),
                company.display_name,
                url_for("organisations.representative", organisation_id=company.id),
                text("대표자 정하기"),
                "warn",
            )
    yield from _expiring(session, companies, now)
    yield from _invitations(session, actor, now)


def _invitations(session: Session, actor: Actor, now: datetime) -> Iterator[Task]:
    for invitation, organisation in list_invitations_to(session, actor.email, now):
        yield Task(
            text("구성원으로 초대받으셨습니다. 수락하면 신청서를 함께 쓰실 수 있습니다."),
            organisation.display_name,
            url_for("organisations.index"),
            text("초대 보고 수락하기"),
            "warn",
            invitation.expires_at,
        )


def _application_task(application: Application, now: datetime) -> Iterator[Task]:
    round_ = application.round
    if application.state is not ApplicationState.DRAFT or not round_.is_open(now):
        return
    is_close = round_.closes_at - now <= SOON
    yield Task(
        text("아직 접수되지 않았습니다. %(moment)s까지 제출해야 접수됩니다.", moment=official_moment(round_.closes_at)),
        f"{application.organisation.display_name} · {words(chosen_locale(), round_.title, round_.title_en)}",
        url_for("applications.detail", application_id=application.id),
        text("이어서 작성하기"),
        "danger" if is_close else "warn",
        round_.closes_at,
    )


def _supplements(session: Session, actor: Actor, now: datetime) -> Iterator[Task]:
    for request in list_awaited_of(session, actor):
        application = request.application
        if not request.is_open(now) or not may_supply(actor, application):
            continue
        yield Task(
            text("보완 요청을 받으셨습니다. %(moment)s까지 제출해야 합니다.", moment=official_moment(request.due_at)),
            f"{application.organisation.display_name} · {application.receipt_no}",
            url_for("applications.supplement", application_id=application.id, request_id=request.id),
            text("보완 제출하기"),
            "danger" if request.due_at - now <= SOON else "warn",
            request.due_at,
        )


def _expiring(session: Session, companies: list[Organisation], now: datetime) -> Iterator[Task]:
    today = day_in_kst(now)
    for company in companies[:3]:
        for paper in list_wallet(session, company.id):
            if paper.expires_on and today <= paper.expires_on <= today + EXPIRING_DAYS:
                yield Task(
                    text("보관 중인 증명서가 %(day)s에 만료됩니다.", day=official_day(paper.expires_on)),
                    company.display_name,
                    url_for("organisations.wallet", organisation_id=company.id),
                    text("증명서 바꾸기"),
                    "info",
                )


def _staff_tasks(session: Session, actor: Actor, rounds: list[Round]) -> Iterator[Task]:
    """For those who may act on it: heads and auditors watch the same rounds without a task."""
    managed = [round_ for round_ in rounds if actor.manages(round_.program_id, round_.program.branch_id)]
    for round_ in managed:
        if round_.state is RoundState.PLANNED:
            yield Task(
                text("공고를 쓰고 있습니다. 다 쓰면 게시 결재를 올려 주세요."),
                words(chosen_locale(), round_.title, round_.title_en),
                url_for("rounds.detail", round_id=round_.id),
                text("공고 확인하기"),
                "info",
                round_.opens_at,
            )
    yield from _second_readings(session, actor, rounds)
    for application in list_unanswered(session, [round_.id for round_ in managed]):
        yield Task(
            text("신청자가 남긴 글에 답해 주세요."),
            f"{application.organisation.display_name} · {application.receipt_no or application.project_title or '–'}",
            url_for("applications.staff_detail", application_id=application.id, _anchor="messages"),
            text("글 읽고 답하기"),
            "warn",
        )


def _approval_tasks(session: Session, actor: Actor, now: datetime) -> Iterator[Task]:
    """What waits for one's signature, and what came back to be mended."""
    if not works_on_calls(actor):
        return
    for approval in list_waiting_for(session, actor, now):
        yield Task(
            text("결재를 기다립니다: %(act)s", act=ACT_LABELS[approval.act]),
            approval.title,
            url_for("approvals.detail", approval_id=approval.id),
            text("읽고 결재하기"),
            "warn",
            approval.requested_at,
        )
    for approval in list_returned_to(session, actor):
        yield Task(
            text("반려되었습니다: %(act)s. 고쳐서 다시 올려 주세요.", act=ACT_LABELS[approval.act]),
            approval.title,
            url_for("approvals.detail", approval_id=approval.id),
            text("반려 사유 보기"),
            "warn",
        )


def _second_readings(session: Session, actor: Actor, rounds: list[Round]) -> Iterator[Task]:
    """부적격 that waits for another person than who proposed it."""
    for review in list_proposed(session, [round_.id for round_ in rounds if may_release(actor, round_)]):
        application = review.application
        if review.proposed_by != actor.user_id:
            yield Task(
                text("부적격 의견을 확인해 주세요. 두 사람이 확인해야 확정됩니다."),
                f"{application.organisation.display_name} · {application.receipt_no}",
                url_for("applications.intake", application_id=application.id),
                text("서류와 의견 보기"),
                "warn",
                review.proposed_at,
            )


def _round_lines(session: Session, rounds: list[Round]) -> tuple[RoundLine, ...]:
    running = [round_ for round_ in rounds if round_.published_at is not None]
    counts = count_by_state(session, [round_.id for round_ in running]) if running else {}
    return tuple(
        RoundLine(
            words(chosen_locale(), round_.title, round_.title_en),
            url_for("rounds.detail", round_id=round_.id),
            url_for("applications.staff_list", round_id=round_.id),
            round_.state,
            round_.closes_at,
            counts[round_.id].get(ApplicationState.DRAFT, 0),
            sum(counts[round_.id].get(state, 0) for state in (ApplicationState.SUBMITTED, *FROZEN)),
        )
        for round_ in running
    )
