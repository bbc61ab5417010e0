"""Open a draft for an organisation after the self-check has been shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from incubator.accounts.actor import Actor
from incubator.applications import policy, queries
from incubator.applications.events import ApplicationStarted
from incubator.applications.models import Application
from incubator.applications.rules import ANOTHER_COMPANY, CLOSED_COMPANY
from incubator.core.errors import Invalid, NotFound, RuleBroken
from incubator.core.ids import new_id
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.db.unit_of_work import Work, is_unique_violation, unit_of_work
from incubator.organisations.models import Organisation
from incubator.organisations.queries import get_organisation
from incubator.organisations.workflow import OrganisationState
from incubator.programs.models import Round
from incubator.programs.queries import get_open_round, list_divisions
from incubator.programs.rules.eligibility import outcome_of
from incubator.programs.rules.kinds import Outcome
from incubator.questionnaires.usecases.open_answer_set import open_answer_set


@dataclass(frozen=True)
class Started:
    """`is_new` is False when the organisation had an application already (a colleague, a second press)."""

    application_id: UUID
    is_new: bool


def start_application(
    *,
    actor: Actor,
    round_id: UUID,
    organisation_id: UUID,
    self_check: Mapping[str, bool],
    acknowledged: bool,
    now: datetime,
    division: str = "",
) -> Started:
    """The organisation's one draft in the round: a new one, or the one that is there.

    A failing condition does not lock anybody out, because a machine must not decide alone (개인정보 보호법 제37조의2) and
    exceptions do not fit checkboxes; but the person must say that he has read it (`acknowledged`).  The findings go
    into the snapshot.  `division` is the key of one of the round's, where it has any.  Raises NotFound, Forbidden, RuleBroken (round not open, company closed), Invalid.
    """
    try:
        with unit_of_work() as work:
            return _start(work, actor, round_id, organisation_id, (self_check, acknowledged, division), now)
    except IntegrityError as error:
        if not is_unique_violation(error, "uq_applications_live", "applications.round_id"):
            raise
        found = queries.find_live(session_now(), round_id, organisation_id)
        if found is None:
            raise
        return Started(found.id, is_new=False)


def _start(
    work: Work,
    actor: Actor,
    round_id: UUID,
    organisation_id: UUID,
    checked: tuple[Mapping[str, bool], bool, str],
    now: datetime,
) -> Started:
    policy.may_start(actor, organisation_id).enforce()
    round_ = get_open_round(work.session, round_id, now)
    if round_.questionnaire_version_id is None:
        raise NotFound
    organisation = get_organisation(work.session, organisation_id)
    existing = queries.find_live(work.session, round_id, organisation_id)
    if existing is not None:
        return Started(existing.id, is_new=False)
    self_check, acknowledged, division = checked
    division_id = _division(work, round_id, division)
    known = {key: self_check[key] for key in queries.list_self_check_keys(round_) if key in self_check}
    _may_go_on(work, round_, organisation, known, acknowledged=acknowledged, by=actor.user_id, now=now)
    answers = open_answer_set(
        actor=actor, version_id=round_.questionnaire_version_id, organisation_id=organisation_id, now=now
    )
    application = _draft_of(organisation, known, actor, now)
    application.round_id, application.answer_set_id, application.division_id = round_id, answers.id, division_id
    work.session.add(application)
    work.session.flush()
    work.record(
        ApplicationStarted(
            stamp=actor.stamp(now), application_id=application.id, round_id=round_id, organisation_id=organisation_id
        )
    )
    return Started(application.id, is_new=True)


def _division(work: Work, round_id: UUID, key: str) -> UUID | None:
    """Which of the round's divisions; None where it is not divided.  Raises Invalid when none or an unknown one was chosen."""
    divisions = {item.key: item.id for item in list_divisions(work.session, round_id)}
    if divisions and key not in divisions:
        raise Invalid(text("신청할 부문을 골라 주세요."), field="division")
    return divisions.get(key)


def _draft_of(organisation: Organisation, self_check: dict[str, bool], actor: Actor, now: datetime) -> Application:
    application = Application(
        id=new_id(),
        organisation_id=organisation.id,
        self_check=self_check,
        started_by=actor.user_id,
        created_at=now,
    )
    application.note_for_lists(organisation)
    return application


def _may_go_on(
    work: Work,
    round_: Round,
    organisation: Organisation,
    self_check: Mapping[str, bool],
    *,
    acknowledged: bool,
    by: UUID,
    now: datetime,
) -> None:
    if organisation.state is OrganisationState.CLOSED:
        raise RuleBroken(CLOSED_COMPANY, how=ANOTHER_COMPANY)
    findings = queries.list_findings(work.session, round_, organisation, self_check, others=0, by=by, now=now)
    if outcome_of(findings) is Outcome.FAIL and not acknowledged:
        raise Invalid(
            text("신청 요건에 해당하지 않는 항목이 있습니다."),
            field="acknowledged",
            how=text("이유를 읽고, 그래도 신청하시려면 확인란에 표시해 주세요."),
        )
