"""Arithmetic of sessions, passwords, limits and names."""

from incubator.accounts.rules.consents import SHIPPED, ConsentWords, check_words
from incubator.accounts.rules.grants import (
    CONFIRMED_FOR,
    GRANTABLE,
    check_place,
    check_reason,
    check_term,
    is_confirmed,
    keep_an_administrator,
)
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
    "CONFIRMED_FOR",
    "GRANTABLE",
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
    "check_place",
    "check_reason",
    "check_term",
    "check_words",
    "email_key",
    "idle_limit",
    "is_confirmed",
    "keep_an_administrator",
    "longest_limit",
    "new_token",
    "read_email",
    "session_ends_at",
    "token_hash",
    "wait_until",
]
