"""Sign a person in: the throttle, the password, the session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from incubator.accounts import queries
from incubator.accounts.events import UserSignedIn
from incubator.accounts.models import AttemptOutcome, SignInAttempt, UserState
from incubator.accounts.rules import LIMITS, email_key, wait_until
from incubator.accounts.usecases.open_session import LONGEST_AGENT, add_session
from incubator.core.errors import DomainError, Invalid, TooMany
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work
from incubator.ports import passwords

LONGEST_KEY = 254


class NotProven(DomainError):
    """The password is right, but the address is not proven yet."""

    status = 403


@dataclass(frozen=True)
class Opened:
    """The reference for the cookie and whose session it is."""

    token: str
    user_id: UUID


def sign_in(*, email: str, password: str, address: str | None, agent: str, now: datetime) -> Opened:
    """One row for the attempt before the password is looked at, so that tries at the same moment count each other.

    Raises TooMany (asked too often, or too many people at once), Invalid (unknown account, wrong password, suspended:
    one answer for all), NotProven.
    """
    key = email_key(email)[:LONGEST_KEY]
    attempt_id = open_attempt(key=key, address=address, now=now)
    session = session_now()
    user = queries.find_user_by_email(session, key)
    stored = user.password_hash if user and user.state is UserState.ACTIVE else None
    user_id, is_proven = (user.id, user.email_proven_at is not None) if user else (None, False)
    session.rollback()
    if not is_right(attempt_id, stored, password) or user_id is None:
        raise Invalid(
            text("전자우편 주소나 비밀번호가 맞지 않습니다."),
            how=text("대소문자와 한/영 상태를 확인해 주세요. 잊으셨다면 비밀번호를 다시 정할 수 있습니다."),
        )
    if not is_proven:
        close_attempt(attempt_id, AttemptOutcome.SUCCEEDED)
        raise NotProven(
            text("전자우편 주소를 아직 확인하지 않았습니다."),
            how=text("받으신 메일의 주소를 열고 단추를 눌러 주세요. 메일이 없으면 다시 받을 수 있습니다."),
        )
    stronger = passwords.hash_password(password) if stored and passwords.is_weaker_than_wanted(stored) else None
    return _open(user_id, attempt_id, stored, stronger, address=address, agent=agent, now=now)


def open_attempt(*, key: str, address: str | None, now: datetime) -> UUID:
    """Write the attempt as failed, then count.  Raises TooMany when there were too many before; this one is not counted."""
    with unit_of_work(bookkeeping=True) as work:
        attempt = SignInAttempt(email_key=key, address=address or "", at=now)
        work.session.add(attempt)
        work.session.flush()
        attempt_id = attempt.id
    session = session_now()
    since = now - LIMITS.window
    by_account = queries.list_failures_of_account(session, key, address or "", since, but=attempt_id)
    by_address = queries.list_failures_from(session, address or "", since, but=attempt_id)
    session.rollback()
    ends = [
        wait_until(by_account, LIMITS.per_account, LIMITS.window),
        wait_until(by_address, LIMITS.per_address, LIMITS.window),
    ]
    until = max((end for end in ends if end), default=None)
    if until is not None:
        close_attempt(attempt_id, AttemptOutcome.REFUSED)
        raise TooMany(
            text("여러 번 틀려 잠시 로그인할 수 없습니다."),
            retry_after=max(1, int((until - now).total_seconds()) + 1),
            how=text("5분 뒤에 다시 시도하거나 비밀번호를 다시 정해 주세요. 저장하신 내용은 그대로 있습니다."),
        )
    return attempt_id


def is_right(attempt_id: UUID, stored: str | None, password: str) -> bool:
    """Check the password; when too many are waiting the attempt does not count.  Raises TooMany."""
    try:
        return passwords.matches(stored, password)
    except TooMany:
        close_attempt(attempt_id, AttemptOutcome.REFUSED)
        raise


def close_attempt(attempt_id: UUID, outcome: AttemptOutcome) -> None:
    with unit_of_work(bookkeeping=True) as work:
        queries.get_attempt(work.session, attempt_id).outcome = outcome


def _open(
    user_id: UUID,
    attempt_id: UUID,
    checked: str | None,
    stronger: str | None,
    *,
    address: str | None,
    agent: str,
    now: datetime,
) -> Opened:
    with unit_of_work() as work:
        user = queries.get_user_for_change(work.session, user_id)
        if user.state is not UserState.ACTIVE or user.password_hash != checked:
            raise Invalid(text("그사이 계정이 바뀌었습니다."), how=text("다시 로그인해 주세요."))
        failures = queries.count_failures_since_success(work.session, user.email_key, now)
        is_new_device = queries.is_new_device(work.session, user_id, agent[:LONGEST_AGENT])
        queries.get_attempt(work.session, attempt_id).outcome = AttemptOutcome.SUCCEEDED
        if stronger:
            user.change_password(stronger, at=now)
        token, session_id = add_session(work, user_id=user_id, address=address, agent=agent, now=now)
        actor = queries.actor_for(work.session, user, now, session_id=session_id, address=address)
        work.record(
            UserSignedIn(
                stamp=actor.stamp(now),
                user_id=user_id,
                session_id=session_id,
                is_new_device=is_new_device,
                failures_before=max(0, failures - 1),
            )
        )
    return Opened(token, user_id)
