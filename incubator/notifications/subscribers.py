"""What people are told when something happens to their account."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode

from incubator.accounts.events import (
    EmailProofRequested,
    PasswordChanged,
    PasswordResetRequested,
    RoleGranted,
    RoleRevoked,
    SignUpRepeated,
    UserSignedIn,
)
from incubator.accounts.queries import find_user
from incubator.accounts.roles import ORGANISATION_ROLES
from incubator.core.events import Event, afterwards
from incubator.db.session import session_now
from incubator.notifications.rules import NoticeKind, SecretLink
from incubator.notifications.usecases.notify import notify
from incubator.notifications.usecases.post_letter import post_letter

FAILURES_WORTH_TELLING = 3


def send_email_proof(fact: EmailProofRequested, now: datetime) -> None:
    after = f"?{urlencode({'next': fact.onward})}" if fact.onward else ""
    secret = SecretLink("/sign-up/proof/", "verify_email", fact.proof_id, after)
    _letter(fact, "accounts/verify_email", now, secret=secret)


def send_password_reset(fact: PasswordResetRequested, now: datetime) -> None:
    _letter(
        fact, "accounts/reset_password", now, secret=SecretLink("/password/reset/", "reset_password", fact.proof_id)
    )


def tell_owner_of_sign_up(fact: SignUpRepeated, now: datetime) -> None:
    _letter(fact, "accounts/sign_up_repeated", now, link="/sign-in")


def _letter(fact: Event, template: str, now: datetime, *, secret: SecretLink | None = None, link: str = "") -> None:
    _, user_id = fact.subject
    user = find_user(session_now(), user_id)
    if user is None:
        return
    post_letter(
        recipient=user.email,
        locale=user.locale,
        template=template,
        context={},
        link=link,
        secret=secret,
        key=str(fact.id),
        user_id=user.id,
        now=now,
    )


def tell_of_password(fact: PasswordChanged, now: datetime) -> None:
    notify(
        recipients=[fact.user_id],
        kind=NoticeKind.ACCOUNT,
        template="accounts/password_changed",
        context={"at": fact.stamp.at},
        link="/account",
        now=now,
        key=str(fact.id),
    )


def tell_of_sign_in(fact: UserSignedIn, now: datetime) -> None:
    """Only what a person would want to look into: a device never seen before, or many failures before."""
    if not fact.is_new_device and fact.failures_before < FAILURES_WORTH_TELLING:
        return
    notify(
        recipients=[fact.user_id],
        kind=NoticeKind.ACCOUNT,
        template="accounts/signed_in",
        context={"at": fact.stamp.at, "is_new_device": fact.is_new_device, "failures": fact.failures_before},
        link="/account",
        now=now,
        key=str(fact.id),
    )


def tell_of_grant(fact: RoleGranted, now: datetime) -> None:
    """Company roles are told by the slice of companies, which knows the company's name."""
    if fact.role not in ORGANISATION_ROLES:
        _role(fact, "accounts/role_granted", fact.starts_at, now)


def tell_of_revocation(fact: RoleRevoked, now: datetime) -> None:
    if fact.role not in ORGANISATION_ROLES:
        _role(fact, "accounts/role_revoked", fact.stamp.at, now)


def _role(fact: RoleGranted | RoleRevoked, template: str, at: datetime, now: datetime) -> None:
    notify(
        recipients=[fact.user_id],
        kind=NoticeKind.ACCOUNT,
        template=template,
        context={"at": at, "role": fact.role},
        link="/home",
        now=now,
        key=str(fact.id),
    )


SUBSCRIPTIONS = (
    afterwards(EmailProofRequested, send_email_proof),
    afterwards(PasswordResetRequested, send_password_reset),
    afterwards(SignUpRepeated, tell_owner_of_sign_up),
    afterwards(PasswordChanged, tell_of_password),
    afterwards(UserSignedIn, tell_of_sign_in),
    afterwards(RoleGranted, tell_of_grant),
    afterwards(RoleRevoked, tell_of_revocation),
)
