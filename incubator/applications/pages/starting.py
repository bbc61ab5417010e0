"""My applications, and the way into a round: which company, does it qualify, begin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.applications import policy, queries
from incubator.applications.models import Application
from incubator.applications.queries.outcomes import outcome_states
from incubator.applications.workflow import ApplicationState, OutcomeState
from incubator.core.dates import day_in_kst
from incubator.core.text import Text, text
from incubator.organisations.models import Organisation
from incubator.organisations.queries import list_for_member, list_wallet_on
from incubator.programs.models import Round
from incubator.programs.queries import list_divisions
from incubator.programs.rules.eligibility import (
    Finding,
    asks_registration,
    declarations_asked,
    load_rules,
    outcome_of,
)
from incubator.programs.rules.kinds import Outcome
from incubator.questionnaires.pages import figure_words
from incubator.questionnaires.queries import form_of, get_version
from incubator.questionnaires.rules import load_figure
from incubator.questionnaires.rules.definition import words
from incubator.web.i18n import chosen_locale

S = ApplicationState
WAITING: dict[ApplicationState, Text] = {
    S.DRAFT: text("제출을 기다립니다. 아직 접수되지 않았습니다."),
    S.SUBMITTED: text("접수되었습니다. 마감까지 기다리고 있습니다."),
    S.IN_REVIEW: text("센터가 심사하고 있습니다. 하실 일은 없습니다."),
    S.SUPPLEMENT_REQUESTED: text("보완을 기다립니다. 기한 안에 제출해 주세요."),
    S.ELIGIBLE: text("자격 검토에서 적격으로 판정되었습니다. 평가를 기다립니다."),
    S.INELIGIBLE: text("자격 검토에서 부적격으로 판정되었습니다."),
    S.NOT_SUBMITTED: text("제출하지 않은 채 마감되었습니다."),
    S.WITHDRAWN: text("철회하셨습니다."),
}
ANNOUNCED: dict[OutcomeState, Text] = {
    OutcomeState.SELECTED: text("선정되셨습니다. 결과 화면에서 이어서 하실 일을 확인해 주세요."),
    OutcomeState.WAITLISTED: text("예비가 되셨습니다. 자리가 나면 차례대로 연락드립니다."),
    OutcomeState.NOT_SELECTED: text("이번에는 선정되지 않았습니다. 결과 화면에서 내용을 확인하실 수 있습니다."),
    OutcomeState.OFFERED: text("자리가 났습니다. 결과 화면에서 기한 안에 답해 주세요."),
    OutcomeState.FORFEITED: text("선정을 포기하셨습니다."),
    OutcomeState.REVOKED: text("선정이 취소되었습니다."),
    OutcomeState.CLOSED: text("예비 명단이 끝났습니다."),
}
ENDED = frozenset({OutcomeState.NOT_SELECTED, OutcomeState.FORFEITED, OutcomeState.REVOKED, OutcomeState.CLOSED})
OVER = frozenset({S.NOT_SUBMITTED, S.WITHDRAWN, S.INELIGIBLE})
WAITS_FOR_APPLICANT = frozenset({S.DRAFT, S.SUPPLEMENT_REQUESTED})
REGISTERED = text("공고일에 사업자등록(개인·법인)이 되어 있었습니다.")


@dataclass(frozen=True)
class MineRow:
    id: UUID
    title: str
    round_title: str
    organisation: str
    state: ApplicationState | OutcomeState
    receipt_no: str | None
    closes_at: datetime
    waiting: Text

    @property
    def is_over(self) -> bool:
        return self.state in ENDED if isinstance(self.state, OutcomeState) else self.state in OVER


@dataclass(frozen=True)
class MinePage:
    """Running ones first (drafts above all), finished ones below."""

    running: tuple[MineRow, ...]
    over: tuple[MineRow, ...]


def mine_page(session: Session, actor: Actor) -> MinePage:
    mine = queries.list_mine(session, actor)
    told = outcome_states(session, [application.id for application in mine if application.released_at])
    rows = [_row(application, told.get(application.id)) for application in mine]
    running = [row for row in rows if not row.is_over]
    running.sort(key=lambda row: (row.state not in WAITS_FOR_APPLICANT, row.closes_at))
    return MinePage(tuple(running), tuple(row for row in rows if row.is_over))


def _row(application: Application, outcome: OutcomeState | None) -> MineRow:
    """`outcome` is what was announced, if anything was."""
    round_title = words(chosen_locale(), application.round.title, application.round.title_en)
    return MineRow(
        id=application.id,
        title=application.project_title or round_title,
        round_title=round_title,
        organisation=application.organisation.display_name,
        state=outcome or application.shown_state,
        receipt_no=application.receipt_no,
        closes_at=application.round.closes_at,
        waiting=ANNOUNCED[outcome] if outcome else WAITING[application.shown_state],
    )


@dataclass(frozen=True)
class Company:
    """One the person may apply for; `application_id` when it has one in this round already."""

    id: UUID
    name: str
    application_id: UUID | None
    may_start: bool


@dataclass(frozen=True)
class ApplyPage:
    round_id: UUID
    title: str
    closes_at: datetime
    is_open: bool
    opens_at: datetime
    companies: tuple[Company, ...]
    asked: tuple[tuple[str, Text], ...]
    divisions: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]
    outcome: Outcome | None
    checked: str
    load: tuple[Text, ...] = ()
    """How much the form asks, and which of its files the company has already."""

    @property
    def choices(self) -> list[tuple[str, str]]:
        return [(str(company.id), company.name) for company in self.companies if company.may_start]

    def application_of(self, organisation_id: str) -> UUID | None:
        """What this company, one of the person's own, has in the round already."""
        return next((one.application_id for one in self.companies if str(one.id) == organisation_id), None)


def apply_page(session: Session, actor: Actor, round_: Round, now: datetime) -> ApplyPage:
    """Before anything was chosen."""
    organisations = list_for_member(session, actor)
    live = {
        one.organisation_id: one.id
        for one in queries.list_live_of(session, round_.id, [organisation.id for organisation in organisations])
    }
    rules = load_rules(round_.eligibility)
    asked = declarations_asked(rules)
    if asks_registration(rules) and any(one.is_pre_founder for one in organisations):
        asked = (*asked, (queries.REGISTERED, REGISTERED))
    return ApplyPage(
        round_id=round_.id,
        title=words(chosen_locale(), round_.title, round_.title_en),
        closes_at=round_.closes_at,
        is_open=round_.is_open(now),
        opens_at=round_.opens_at,
        companies=tuple(_company(actor, one, live.get(one.id)) for one in organisations),
        asked=asked,
        divisions=tuple(
            (item.key, words(chosen_locale(), item.label, item.label_en)) for item in list_divisions(session, round_.id)
        ),
        findings=(),
        outcome=None,
        checked="",
        load=_load(session, round_, set()),
    )


def _load(session: Session, round_: Round, kept: set[str]) -> tuple[Text, ...]:
    """In words; nothing for a round without a form."""
    if round_.questionnaire_version_id is None:
        return ()
    return figure_words(load_figure(form_of(get_version(session, round_.questionnaire_version_id))), kept)


def _company(actor: Actor, organisation: Organisation, application_id: UUID | None) -> Company:
    may_start = application_id is None and bool(policy.may_start(actor, organisation.id))
    return Company(organisation.id, organisation.display_name, application_id, may_start)


def checked_page(
    session: Session,
    actor: Actor,
    page: ApplyPage,
    round_: Round,
    organisation: Organisation,
    *,
    self_check: dict[str, bool],
    now: datetime,
) -> ApplyPage:
    """With the findings for one organisation."""
    findings = queries.list_findings(session, round_, organisation, self_check, others=0, by=actor.user_id, now=now)
    kept = {item.kind.value for item in list_wallet_on(session, organisation.id, day_in_kst(now))}
    known = {"findings": findings, "outcome": outcome_of(findings), "checked": str(organisation.id)}
    return ApplyPage(**{**page.__dict__, **known, "load": _load(session, round_, kept)})
