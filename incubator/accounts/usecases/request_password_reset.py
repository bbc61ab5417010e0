"""Send a link to choose a new password."""

from __future__ import annotations

from datetime import datetime

from incubator.accounts import queries
from incubator.accounts.models import ProofPurpose, UserState
from incubator.accounts.usecases.add_proof import add_proof, check_mail_limit
from incubator.db.unit_of_work import unit_of_work


def request_password_reset(*, email: str, address: str | None, now: datetime) -> None:
    """A link to choose a new password.  Nothing shows whether there is such an account.  Raises TooMany."""
    check_mail_limit(address=address, now=now)
    with unit_of_work(bookkeeping=True) as work:
        user = queries.find_user_by_email(work.session, email)
        if user and user.state is UserState.ACTIVE:
            add_proof(work, user, ProofPurpose.RESET_PASSWORD, address=address, now=now)
