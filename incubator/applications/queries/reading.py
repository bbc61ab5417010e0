"""Reading applications.  Whoever may not know of one is told that it does not exist."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, contains_eager, defer, joinedload

from incubator.accounts.actor import Actor
from incubator.applications import policy
from incubator.applications.models import Application, ApplicationVersion, SubmissionAttempt
from incubator.applications.workflow import ApplicationState
from incubator.core.errors import NotFound, or_not_found
from incubator.programs.models import PROSE, Round
from incubator.programs.workflow import RoundState
from incubator.questionnaires.models import AnswerSet, QuestionnaireVersion
from incubator.questionnaires.queries import form_of
from incubator.questionnaires.rules import Form

_ROUND = joinedload(Application.round, innerjoin=True).options(
    joinedload(Round.program, innerjoin=True), *(defer(column) for column in PROSE)
)
# A published form never changes and is kept by the process (`questionnaires.queries.form_of`), which asks when it must.
_FORM = joinedload(AnswerSet.version, innerjoin=True).defer(QuestionnaireVersion.definition)
HEAD = (_ROUND, joinedload(Application.organisation, innerjoin=True))
WHOLE = (*HEAD, joinedload(Application.answer_set, innerjoin=True).options(_FORM))

# What the rush before a deadline asks for is put together once, not at each request.
_VISIBLE = select(Application).where(Application.id == bindparam("id")).options(*WHOLE)
_LOCKED = (
    select(Application)
    .join(Application.answer_set)
    .where(Application.id == bindparam("id"))
    .options(*HEAD, contains_eager(Application.answer_set).options(_FORM))
    .with_for_update(of=[Application, AnswerSet])
)


def form_used(application: Application) -> Form:
    """The form the application is written on, within the limits of its round."""
    return form_of(application.answer_set.version, application.round.page_limit)


def _known(actor: Actor, application: Application | None) -> Application:
    if application is None or not policy.is_known_to(actor, application):
        raise NotFound
    return application


def get_visible(session: Session, actor: Actor, application_id: UUID) -> Application:
    """With round, program, organisation, answers and their questionnaire version.  Raises NotFound."""
    return _known(actor, session.scalar(_VISIBLE, {"id": application_id}))


def get_own(session: Session, actor: Actor, application_id: UUID) -> Application:
    """As `get_visible`, for members of the applying organisation.

    Raises NotFound for staff, too: what is being written is not the centre's, and what was handed in is read on the
    centre's own page, which notes who looked.
    """
    application = get_visible(session, actor, application_id)
    if not policy.is_member(actor, application):
        raise NotFound
    return application


def get_for_change(session: Session, actor: Actor, application_id: UUID) -> Application:
    """As `get_visible`, with the application and its answers locked.  Raises NotFound."""
    return _known(actor, session.scalar(_LOCKED, {"id": application_id}))


def find_whole(session: Session, application_id: UUID) -> Application | None:
    """With round, program and organisation, for what follows from a fact: nobody's rights are asked."""
    return session.scalar(select(Application).where(Application.id == application_id).options(*HEAD))


def list_concerned(session: Session, round_id: UUID, *states: ApplicationState) -> list[Application]:
    """The round's applications in these states, with round and organisation, in key order."""
    return list(
        session.scalars(
            select(Application)
            .where(Application.round_id == round_id, Application.state.in_(states))
            .options(*HEAD)
            .order_by(Application.id)
        )
    )


def find_for_change(session: Session, application_id: UUID) -> Application | None:
    """For what the clock does: the row, locked, with everything about it."""
    return session.scalar(
        select(Application).where(Application.id == application_id).options(*WHOLE).with_for_update(of=[Application])
    )


def list_mine(session: Session, actor: Actor) -> list[Application]:
    """All applications of the person's organisations with round and organisation, the nearest deadline first."""
    if not actor.organisation_ids:
        return []
    return list(
        session.scalars(
            select(Application)
            .where(Application.organisation_id.in_(actor.organisation_ids))
            .options(*HEAD)
            .join(Round, Round.id == Application.round_id)
            .order_by(Round.closes_at.desc(), Application.created_at.desc())
        )
    )


def find_live(session: Session, round_id: UUID, organisation_id: UUID) -> Application | None:
    """The organisation's application to the round that is not withdrawn."""
    return session.scalar(
        select(Application).where(
            Application.round_id == round_id,
            Application.organisation_id == organisation_id,
            Application.state != ApplicationState.WITHDRAWN,
        )
    )


def list_live_of(session: Session, round_id: UUID, organisation_ids: Sequence[UUID]) -> list[Application]:
    """What these organisations already have in the round."""
    return list(
        session.scalars(
            select(Application).where(
                Application.round_id == round_id,
                Application.organisation_id.in_(organisation_ids),
                Application.state != ApplicationState.WITHDRAWN,
            )
        )
    )


def list_of_organisation_for_change(session: Session, organisation_id: UUID) -> list[Application]:
    """All applications of an organisation, locked in key order, with the organisation."""
    return list(
        session.scalars(
            select(Application)
            .where(Application.organisation_id == organisation_id)
            .options(joinedload(Application.organisation, innerjoin=True))
            .order_by(Application.id)
            .with_for_update(of=[Application])
        )
    )


def list_closed_for_change(session: Session, round_id: UUID, state: ApplicationState) -> list[Application]:
    """Applications of a round that is closed, locked in key order; none while it is not closed."""
    return list(
        session.scalars(
            select(Application)
            .join(Round, Round.id == Application.round_id)
            .where(Application.round_id == round_id, Application.state == state, Round.state == RoundState.CLOSED)
            .order_by(Application.id)
            .with_for_update(of=[Application])
        )
    )


def list_drafts_before_deadline(session: Session, now: datetime, until: datetime) -> list[Any]:
    """Rows (id, created_at, reminded_at, closes_at) of drafts whose round closes between now and then."""
    return list(
        session.execute(
            select(Application.id, Application.created_at, Application.reminded_at, Round.closes_at)
            .join(Round, Round.id == Application.round_id)
            .where(
                Application.state == ApplicationState.DRAFT,
                Round.closes_at >= now,
                Round.closes_at <= until,
                Round.opened_at.is_not(None),
                Round.cancelled_at.is_(None),
            )
            .order_by(Application.id)
        )
    )


def list_versions(session: Session, application_id: UUID) -> list[ApplicationVersion]:
    """Newest first."""
    return list(
        session.scalars(
            select(ApplicationVersion)
            .where(ApplicationVersion.application_id == application_id)
            .order_by(ApplicationVersion.number.desc())
        )
    )


def get_version(session: Session, application_id: UUID, number: int) -> ApplicationVersion:
    """Raises NotFound."""
    return or_not_found(find_version(session, application_id, number))


def find_version(session: Session, application_id: UUID, number: int) -> ApplicationVersion | None:
    return session.scalar(
        select(ApplicationVersion).where(
            ApplicationVersion.application_id == application_id, ApplicationVersion.number == number
        )
    )


def list_attempts(session: Session, application_id: UUID) -> list[SubmissionAttempt]:
    """Newest first."""
    return list(
        session.scalars(
            select(SubmissionAttempt)
            .where(SubmissionAttempt.application_id == application_id)
            .order_by(SubmissionAttempt.at.desc(), SubmissionAttempt.id.desc())
        )
    )


def list_on_older_version(session: Session, round_id: UUID, version_id: UUID) -> list[UUID]:
    """Drafts of the round whose answers belong to another version of the questionnaire than this."""
    return list(
        session.scalars(
            select(Application.id)
            .join(AnswerSet, AnswerSet.id == Application.answer_set_id)
            .where(
                Application.round_id == round_id,
                Application.state == ApplicationState.DRAFT,
                AnswerSet.version_id != version_id,
            )
            .order_by(Application.id)
        )
    )
