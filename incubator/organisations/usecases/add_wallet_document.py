"""Keep a certificate for reuse."""

from __future__ import annotations

from datetime import date, datetime
from typing import BinaryIO
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.dates import day_in_kst
from incubator.core.errors import Invalid, RuleBroken
from incubator.core.text import text
from incubator.core.typed import one_spelling, problem_of
from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work
from incubator.documents.rules import FileKind, FileRule
from incubator.documents.usecases.store_file import store_file
from incubator.organisations import policy, queries, rules
from incubator.organisations.events import WalletDocumentAdded
from incubator.organisations.models import WalletDocument
from incubator.organisations.rules import WalletKind
from incubator.parameters import queries as parameters

ACCEPTS = FileRule(
    kinds=frozenset({FileKind.PDF, FileKind.JPG, FileKind.PNG, FileKind.XLSX, FileKind.HWP, FileKind.HWPX}),
    max_bytes=20_000_000,
)
MOST_TITLE = 80
MOST_DOCUMENTS = 200


def add_wallet_document(
    *,
    actor: Actor,
    organisation_id: UUID,
    kind: WalletKind,
    title: str,
    issued_on: date | None,
    expires_on: date | None,
    stream: BinaryIO,
    filename: str,
    now: datetime,
) -> UUID:
    """Store the file and its dates; returns the document's id.

    The same certificate again (bytes, kind, name, dates) is the one that is there: a press whose answer was lost is
    repeated without harm.  Without `expires_on` the policy number of the kind counts (국세·지방세 30 days, 등기부 3 months …).  Rights and dates
    are checked before the file is taken in.  Raises NotFound, Forbidden, Invalid, RuleBroken, TooMany, Unavailable.
    """
    named = one_spelling(title)
    today = day_in_kst(now)
    _check(kind, named, rules.wallet_problems(
        issued_on=issued_on, expires_on=expires_on, today=today, earliest=rules.EARLIEST
    ))  # fmt: skip
    assert issued_on is not None
    _check_room(actor, organisation_id)
    file_id = store_file(actor=actor, stream=stream, filename=filename, accept=ACCEPTS, now=now).id
    with unit_of_work() as work:
        organisation = queries.get_for_change(work.session, actor, organisation_id)
        policy.may_edit(actor, organisation).enforce()
        if expires_on is None and kind in rules.VALIDITY:
            length = parameters.value(work.session, rules.VALIDITY[kind][0], on=today)
            expires_on = rules.default_expiry(kind, issued_on, length)
        document = WalletDocument(
            organisation_id=organisation.id,
            kind=kind,
            title=named,
            file_id=file_id,
            issued_on=issued_on,
            expires_on=expires_on,
            added_by=actor.user_id,
            created_at=now,
        )
        same = queries.find_same_in_wallet(work.session, document)
        if same is not None:
            return same.id
        work.session.add(document)
        work.session.flush()
        work.record(
            WalletDocumentAdded(
                stamp=actor.stamp(now),
                organisation_id=organisation.id,
                wallet_document_id=document.id,
                file_id=file_id,
                kind=str(kind),
            )
        )
        return document.id


def _check_room(actor: Actor, organisation_id: UUID) -> None:
    """Ask before the file is taken in: who it is, and whether there is room for one more."""
    session = session_now()
    organisation = queries.get_visible(session, actor, organisation_id)
    policy.may_edit(actor, organisation).enforce()
    if len(queries.list_wallet(session, organisation_id)) >= MOST_DOCUMENTS:
        raise RuleBroken(
            text("기업 서류함에는 %(most)s건까지 넣을 수 있습니다.", most=MOST_DOCUMENTS),
            how=text("기한이 지난 증명서를 지운 뒤 다시 올려 주세요."),
        )


def _check(kind: WalletKind, title: str, problems: rules.Problems) -> None:
    """Raises Invalid with every problem at its field."""
    found = dict(problems)
    wrong = problem_of(title, most=MOST_TITLE)
    if kind is WalletKind.OTHER and not title:
        wrong = text("어떤 증명서인지 이름을 적어 주세요.")
    if wrong:
        found["title"] = (wrong,)
    if found:
        raise Invalid(text("고쳐야 할 칸이 있습니다."), problems=found)
