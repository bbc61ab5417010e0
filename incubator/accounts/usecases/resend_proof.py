"""Send another link to prove an address."""

from __future__ import annotations

from datetime import datetime

from incubator.accounts import queries
from incubator.accounts.models import ProofPurpose, UserState
from incubator.accounts.usecases.add_proof import add_proof, check_mail_limit
from incubator.db.unit_of_work import unit_of_work


def resend_proof(*, email: str, address: str | None, now: datetime, onward: str = "") -> None:
    """Another link to prove the address, and to go to `onward` afterwards.  Nothing shows whether there is such an account.  Raises TooMany."""
    check_mail_limit(address=address, now=now)
    with unit_of_work(bookkeeping=True) as work:
        user = queries.find_user_by_email(work.session, email)
        if user and user.state is UserState.ACTIVE and user.email_proven_at is None:
            add_proof(work, user, ProofPurpose.VERIFY_EMAIL, address=address, now=now, onward=onward)
