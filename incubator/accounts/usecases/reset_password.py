"""Choose a new password through a link from a mail."""

from __future__ import annotations

from datetime import datetime

from incubator.accounts import queries
from incubator.accounts.events import EmailProven, PasswordChanged
from incubator.accounts.models import MailProof, ProofPurpose, User, UserState
from incubator.accounts.rules import check_password
from incubator.accounts.usecases.add_proof import void_proofs
from incubator.accounts.usecases.end_session import close_sessions
from incubator.core.errors import RuleBroken
from incubator.core.events import Stamp
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work
from incubator.ports import passwords


def reset_password(*, token: str, password: str, address: str | None, now: datetime) -> None:
    """Set the password, end every session, use the link up.  Who got the mail has proven the address, too.

    Raises RuleBroken (the link does not work any more), Invalid (the password is too easy).
    """
    session = session_now()
    _, user = _usable(queries.find_proof_for_change(session, token, ProofPurpose.RESET_PASSWORD), now)
    actor = queries.actor_for(session, user, now)
    session.rollback()
    check_password(password, email=actor.email, name=actor.name, is_privileged=actor.is_privileged)
    hashed = passwords.hash_password(password)
    with unit_of_work() as work:
        _, user = _usable(queries.find_proof_for_change(work.session, token, ProofPurpose.RESET_PASSWORD), now)
        void_proofs(work, user.id, *ProofPurpose, now=now)
        user.change_password(hashed, at=now)
        close_sessions(work, user_id=user.id, now=now)
        stamp = Stamp(at=now, actor_id=user.id, address=address)
        if user.email_proven_at is None:
            user.prove_email(at=now)
            work.record(EmailProven(stamp=stamp, user_id=user.id))
        work.record(PasswordChanged(stamp=stamp, user_id=user.id, by_reset=True))


def _usable(found: tuple[MailProof, User] | None, now: datetime) -> tuple[MailProof, User]:
    if found is None or not found[0].is_usable(now) or found[1].state is not UserState.ACTIVE:
        raise RuleBroken(
            text("쓸 수 없는 주소입니다. 시간이 지났거나 이미 쓰였거나 새 메일로 바뀌었습니다."),
            how=text("비밀번호 다시 정하기를 한 번 더 요청해 주세요."),
        )
    return found
