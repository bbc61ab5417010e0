"""Reading sessions, sign-in attempts, links in mails, and consents."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from incubator.accounts.models import (
    AttemptOutcome,
    Consent,
    ConsentText,
    MailProof,
    ProofPurpose,
    SignInAttempt,
    User,
    UserSession,
)
from incubator.accounts.rules import token_hash
from incubator.core.errors import or_not_found


def find_session(session: Session, session_id: UUID) -> UserSession | None:
    return session.get(UserSession, session_id)


def find_session_owner(session: Session, token: str) -> UUID | None:
    """Whose session the reference is or was."""
    return session.scalar(select(UserSession.user_id).where(UserSession.token_hash == token_hash(token)))


def list_open_sessions(session: Session, user_id: UUID) -> Sequence[UserSession]:
    """The person's devices, the latest used first."""
    return session.scalars(
        select(UserSession)
        .where(UserSession.user_id == user_id, UserSession.ended_at.is_(None))
        .order_by(UserSession.seen_at.desc())
    ).all()


def is_new_device(session: Session, user_id: UUID, agent: str) -> bool:
    """Whether the person has signed in before, and never with this browser."""
    agents = set(session.scalars(select(UserSession.agent).where(UserSession.user_id == user_id).distinct()))
    return bool(agents) and agent not in agents


def get_attempt(session: Session, attempt_id: UUID) -> SignInAttempt:
    """Raises NotFound."""
    return or_not_found(session.get(SignInAttempt, attempt_id))


def list_failures_of_account(
    session: Session, key: str, address: str, since: datetime, *, but: UUID
) -> Sequence[datetime]:
    """When sign-ins to the account failed after `since` and after its last success.

    From an address that has signed in to the account before, only its own failures count: a stranger who keeps
    failing locks out strangers, not the owner at his desk.
    """
    mine = SignInAttempt.email_key == key
    is_known = session.scalar(select(SignInAttempt.id).where(mine, _succeeded(), _from(address)).limit(1)) is not None
    where = and_(mine, _from(address)) if is_known else mine
    last = session.scalar(select(func.max(SignInAttempt.at)).where(where, _succeeded()))
    start = max(since, last) if last else since
    return session.scalars(
        select(SignInAttempt.at).where(where, _failed(), SignInAttempt.at > start, SignInAttempt.id != but)
    ).all()


def list_failures_from(session: Session, address: str, since: datetime, *, but: UUID) -> Sequence[datetime]:
    """When sign-ins from the address failed after `since`, whatever the account."""
    return session.scalars(
        select(SignInAttempt.at).where(_from(address), _failed(), SignInAttempt.at > since, SignInAttempt.id != but)
    ).all()


def count_failures_since_success(session: Session, key: str, before: datetime) -> int:
    """Failures of the account since its last success, up to and with `before`."""
    mine = SignInAttempt.email_key == key
    last = session.scalar(select(func.max(SignInAttempt.at)).where(mine, _succeeded()))
    statement = select(func.count()).select_from(SignInAttempt).where(mine, _failed(), SignInAttempt.at <= before)
    return session.scalar(statement.where(SignInAttempt.at > last) if last else statement) or 0


def _from(address: str) -> ColumnElement[bool]:
    return SignInAttempt.address == address


def _failed() -> ColumnElement[bool]:
    return SignInAttempt.outcome == AttemptOutcome.FAILED


def _succeeded() -> ColumnElement[bool]:
    return SignInAttempt.outcome == AttemptOutcome.SUCCEEDED


def find_proof_for_change(session: Session, token: str, purpose: ProofPurpose) -> tuple[MailProof, User] | None:
    """The link with its person, used up or not; locked inside a unit of work."""
    row = session.execute(
        select(MailProof, User)
        .join(User, User.id == MailProof.user_id)
        .where(MailProof.token_hash == token_hash(token), MailProof.purpose == purpose)
        .with_for_update()
    ).one_or_none()
    return (row[0], row[1]) if row else None


def list_open_proofs(session: Session, user_id: UUID, purposes: Collection[ProofPurpose]) -> Sequence[MailProof]:
    return session.scalars(
        select(MailProof).where(
            MailProof.user_id == user_id, MailProof.purpose.in_(purposes), MailProof.used_at.is_(None)
        )
    ).all()


def count_proofs_of(session: Session, user_id: UUID, since: datetime) -> int:
    statement = select(func.count()).select_from(MailProof)
    return session.scalar(statement.where(MailProof.user_id == user_id, MailProof.created_at > since)) or 0


def count_proofs_from(session: Session, address: str, since: datetime) -> int:
    statement = select(func.count()).select_from(MailProof)
    return session.scalar(statement.where(MailProof.address == address, MailProof.created_at > since)) or 0


def list_consent_texts_in_force(session: Session, now: datetime) -> list[ConsentText]:
    """The latest version of each text, required ones first."""
    latest = (
        select(ConsentText.key, func.max(ConsentText.number).label("number"))
        .where(ConsentText.effective_at <= now)
        .group_by(ConsentText.key)
        .subquery()
    )
    return list(
        session.scalars(
            select(ConsentText)
            .join(latest, and_(ConsentText.key == latest.c.key, ConsentText.number == latest.c.number))
            .order_by(ConsentText.is_required.desc(), ConsentText.id)
        )
    )


def list_consent_texts(session: Session, ids: Collection[UUID]) -> Sequence[ConsentText]:
    return session.scalars(select(ConsentText).where(ConsentText.id.in_(ids)).order_by(ConsentText.id)).all()


def find_latest_consent_text(session: Session, key: str) -> ConsentText | None:
    return session.scalar(
        select(ConsentText).where(ConsentText.key == key).order_by(ConsentText.number.desc()).limit(1)
    )


def get_latest_consent_text(session: Session, key: str) -> ConsentText:
    """Raises NotFound."""
    return or_not_found(find_latest_consent_text(session, key))


def get_latest_consent_text_for_change(session: Session, key: str) -> ConsentText:
    """Every version of the text is locked, then the latest is read.  Raises NotFound."""
    session.execute(select(ConsentText.id).where(ConsentText.key == key).with_for_update()).all()
    return or_not_found(find_latest_consent_text(session, key))


def list_consent_versions(session: Session) -> Sequence[ConsentText]:
    """Every version of every text, the newest of each first."""
    return session.scalars(select(ConsentText).order_by(ConsentText.key, ConsentText.number.desc())).all()


def count_consents(session: Session) -> dict[UUID, int]:
    """{version: people whose consent to it is in force}."""
    rows = session.execute(
        select(Consent.consent_text_id, func.count(Consent.user_id.distinct()))
        .where(Consent.withdrawn_at.is_(None))
        .group_by(Consent.consent_text_id)
    )
    return {row[0]: row[1] for row in rows}


def list_consents_in_force(session: Session, user_id: UUID) -> Sequence[Consent]:
    return session.scalars(select(Consent).where(Consent.user_id == user_id, Consent.withdrawn_at.is_(None))).all()


def find_consent_for_change(session: Session, consent_id: UUID) -> tuple[Consent, ConsentText] | None:
    row = session.execute(
        select(Consent, ConsentText)
        .join(ConsentText, ConsentText.id == Consent.consent_text_id)
        .where(Consent.id == consent_id)
        .with_for_update()
    ).one_or_none()
    return (row[0], row[1]) if row else None
