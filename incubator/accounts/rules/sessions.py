"""How long a session lasts, and the references it goes by."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from datetime import datetime, timedelta

IDLE_STAFF = timedelta(minutes=15)
IDLE_OUTSIDE = timedelta(minutes=30)
IDLE_APPLICANT = timedelta(minutes=120)
LONGEST_PRIVILEGED = timedelta(hours=12)
LONGEST_APPLICANT = timedelta(days=7)
"""quality.md AU-05: an applicant's session lasts through the last days of a call."""


def new_token() -> str:
    """A reference nobody guesses: 256 bits."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def email_key(email: str) -> str:
    """The form that two spellings of one address share."""
    return unicodedata.normalize("NFKC", email).strip().lower()


def idle_limit(*, is_staff: bool, is_privileged: bool) -> timedelta:
    if is_staff:
        return IDLE_STAFF
    return IDLE_OUTSIDE if is_privileged else IDLE_APPLICANT


def longest_limit(*, is_privileged: bool) -> timedelta:
    return LONGEST_PRIVILEGED if is_privileged else LONGEST_APPLICANT


def session_ends_at(*, created_at: datetime, seen_at: datetime, is_staff: bool, is_privileged: bool) -> datetime:
    """When an untouched session ends: its idle limit or its longest life, whichever comes first."""
    idle = seen_at + idle_limit(is_staff=is_staff, is_privileged=is_privileged)
    return min(idle, created_at + longest_limit(is_privileged=is_privileged))
