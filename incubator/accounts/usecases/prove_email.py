"""The press on the landing page that proves an address."""

from __future__ import annotations

from datetime import datetime

from incubator.accounts import queries
from incubator.accounts.events import EmailProven
from incubator.accounts.models import ProofPurpose
from incubator.accounts.usecases.add_proof import void_proofs
from incubator.core.errors import RuleBroken
from incubator.core.events import Stamp
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work


def prove_email(*, token: str, address: str | None, now: datetime) -> None:
    """Use the link up.  A second press after the first is no mistake.  Raises RuleBroken (too old, replaced, unknown)."""
    with unit_of_work(bookkeeping=True) as work:
        proof, user = queries.find_proof_for_change(work.session, token, ProofPurpose.VERIFY_EMAIL) or (None, None)
        if user is not None and user.email_proven_at is not None:
            return
        if proof is None or user is None or not proof.is_usable(now):
            raise RuleBroken(
                text("쓸 수 없는 주소입니다. 시간이 지났거나 새 메일로 바뀌었습니다."),
                how=text("확인 메일을 다시 받아 그 안의 주소를 열어 주세요."),
            )
        void_proofs(work, user.id, ProofPurpose.VERIFY_EMAIL, now=now)
        user.prove_email(at=now)
        work.record(EmailProven(stamp=Stamp(at=now, actor_id=user.id, address=address), user_id=user.id))
