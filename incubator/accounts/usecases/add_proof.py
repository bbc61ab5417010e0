"""Make a link that proves an address or lets a password be chosen; the mail with it leaves through the outbox."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from incubator.accounts import queries
from incubator.accounts.events import EmailProofRequested, PasswordResetRequested
from incubator.accounts.models import MailProof, ProofPurpose, User
from incubator.accounts.rules import LIMITS, token_hash
from incubator.core.errors import TooMany
from incubator.core.events import Stamp
from incubator.core.ids import new_id
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.db.unit_of_work import Work
from incubator.ports import keys

LASTS = {ProofPurpose.VERIFY_EMAIL: timedelta(hours=24), ProofPurpose.RESET_PASSWORD: timedelta(minutes=30)}


def check_mail_limit(*, address: str | None, now: datetime) -> None:
    """Raises TooMany when one address has asked for very many mails."""
    session = session_now()
    asked = queries.count_proofs_from(session, address or "", now - LIMITS.mail_window)
    session.rollback()
    if asked >= LIMITS.mails_per_address:
        raise TooMany(
            text("이 인터넷 주소에서 메일을 너무 많이 요청했습니다."),
            retry_after=int(LIMITS.mail_window.total_seconds()),
            how=text("한 시간 뒤에 다시 시도해 주세요."),
        )


def add_proof(
    work: Work, user: User, purpose: ProofPurpose, *, address: str | None, now: datetime, onward: str = ""
) -> UUID | None:
    """A new link in the caller's unit of work; older ones of the same purpose die.  `onward` is a path of ours.

    None when the person got enough mails in the last hour: nobody can flood another one's mailbox.
    """
    recent = queries.count_proofs_of(work.session, user.id, now - LIMITS.mail_window)
    if recent >= LIMITS.mails_per_account:
        return None
    void_proofs(work, user.id, purpose, now=now)
    proof_id = new_id()
    work.session.add(
        MailProof(
            id=proof_id,
            user_id=user.id,
            purpose=purpose,
            token_hash=token_hash(keys.link_token(purpose.value, proof_id)),
            address=address or "",
            created_at=now,
            expires_at=now + LASTS[purpose],
        )
    )
    stamp = Stamp(at=now, address=address)
    if purpose is ProofPurpose.VERIFY_EMAIL:
        work.record(EmailProofRequested(stamp=stamp, user_id=user.id, proof_id=proof_id, onward=onward))
    else:
        work.record(PasswordResetRequested(stamp=stamp, user_id=user.id, proof_id=proof_id))
    return proof_id


def void_proofs(work: Work, user_id: UUID, *purposes: ProofPurpose, now: datetime) -> None:
    """Links of these purposes sent so far work no longer."""
    for proof in queries.list_open_proofs(work.session, user_id, purposes):
        proof.use(at=now)
