"""Arithmetic of sessions, passwords, limits and names."""

from incubator.accounts.rules.consents import SHIPPED, ConsentWords
from incubator.accounts.rules.limits import ATTEMPTS_KEPT, LIMITS, Limits, wait_until
from incubator.accounts.rules.names import check_name, check_phone, read_email
from incubator.accounts.rules.passwords import LEAST_LENGTH, LEAST_PRIVILEGED, LONGEST_PASSWORD, check_password
from incubator.accounts.rules.sessions import (
    IDLE_APPLICANT,
    IDLE_OUTSIDE,
    IDLE_STAFF,
    LONGEST_APPLICANT,
    LONGEST_PRIVILEGED,
    email_key,
    idle_limit,
    longest_limit,
    new_token,
    session_ends_at,
    token_hash,
)

__all__ = [
    "ATTEMPTS_KEPT",
    "IDLE_APPLICANT",
    "IDLE_OUTSIDE",
    "IDLE_STAFF",
    "LEAST_LENGTH",
    "LEAST_PRIVILEGED",
    "LIMITS",
    "LONGEST_APPLICANT",
    "LONGEST_PASSWORD",
    "LONGEST_PRIVILEGED",
    "SHIPPED",
    "ConsentWords",
    "Limits",
    "check_name",
    "check_password",
    "check_phone",
    "email_key",
    "idle_limit",
    "longest_limit",
    "new_token",
    "read_email",
    "session_ends_at",
    "token_hash",
    "wait_until",
]
