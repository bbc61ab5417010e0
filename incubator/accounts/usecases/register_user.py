"""Sign up: an account whose address still has to be proven, with the consents that were given."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from incubator.accounts import queries
from incubator.accounts.events import ConsentGiven, SignUpRepeated, UserRegistered
from incubator.accounts.models import Consent, ConsentText, ProofPurpose, User
from incubator.accounts.rules import check_name, check_password, email_key, read_email
from incubator.accounts.usecases.add_proof import add_proof, check_mail_limit
from incubator.core.errors import Invalid
from incubator.core.events import Stamp
from incubator.core.ids import new_id
from incubator.core.text import Text, text
from incubator.db.session import session_now
from incubator.db.unit_of_work import Work, is_unique_violation, unit_of_work
from incubator.ports import passwords

T = TypeVar("T")


def register_user(
    *,
    name: str,
    email: str,
    password: str,
    consent_text_ids: Collection[UUID],
    locale: str,
    address: str | None,
    now: datetime,
    onward: str = "",
) -> None:
    """Nothing of the answer shows whether the address has an account; its owner is told by mail instead.

    An account that was never proven is taken over: only who reads the mailbox gets the link, and older links die.
    `onward` is the page of ours the person was on the way to; the link leads there.
    Raises Invalid (name, e-mail, password, a required consent is missing), TooMany.
    """
    session = session_now()
    texts = queries.list_consent_texts_in_force(session, now)
    name, email = _checked(name, email, password, texts, consent_text_ids)
    session.rollback()
    check_mail_limit(address=address, now=now)
    hashed = passwords.hash_password(password)
    try:
        _register(name, email, hashed, set(consent_text_ids), locale, address=address, now=now, onward=onward)
    except IntegrityError as error:
        if not is_unique_violation(error, "email_key"):
            raise
        # Two sign-ups of one address at the same moment: the first has its mail already.


def _checked(
    name: str, email: str, password: str, texts: list[ConsentText], given: Collection[UUID]
) -> tuple[str, str]:
    """Name and address as they are stored.  Raises one Invalid with every problem, each beside its field."""
    problems: dict[str, tuple[Text, ...]] = {}

    def without_problem(check: Callable[[], T], instead: T) -> T:
        try:
            return check()
        except Invalid as error:
            if not error.problems:
                raise
            how = (error.how,) if error.how else ()
            problems.update({field: (*sentences, *how) for field, sentences in error.problems.items()})
            return instead

    name = without_problem(lambda: check_name(name), name)
    email = without_problem(lambda: read_email(email), email)
    without_problem(lambda: check_password(password, email=email, name=name), None)
    without_problem(lambda: check_consents(texts, given), None)
    if problems:
        raise Invalid(text("고쳐 주실 곳이 있습니다."), problems=problems)
    return name, email


def check_consents(texts: list[ConsentText], given: Collection[UUID]) -> None:
    """Raises Invalid for a required text without consent, and for a text that is not in force (any more)."""
    if set(given) - {words.id for words in texts}:
        raise Invalid(
            text("동의하신 내용이 그사이 새 내용으로 바뀌었습니다."), how=text("바뀐 내용을 읽고 다시 표시해 주세요.")
        )
    problems = {
        f"consent_{words.key}": (text("이 항목에 동의하셔야 가입할 수 있습니다."),)
        for words in texts
        if words.is_required and words.id not in given
    }
    if problems:
        raise Invalid(text("꼭 필요한 동의가 빠졌습니다."), problems=problems)


def _register(
    name: str,
    email: str,
    hashed: str,
    given: set[UUID],
    locale: str,
    *,
    address: str | None,
    now: datetime,
    onward: str,
) -> None:
    with unit_of_work(bookkeeping=True) as work:
        user = queries.find_user_by_email(work.session, email)
        if user is not None and user.email_proven_at is not None:
            work.record(SignUpRepeated(stamp=Stamp(at=now, address=address), user_id=user.id))
            return
        if user is None:
            user = User(id=new_id(), email_key=email_key(email), created_at=now)
            work.session.add(user)
            work.record(UserRegistered(stamp=Stamp(at=now, actor_id=user.id, address=address), user_id=user.id))
        user.email, user.name, user.password_hash, user.locale, user.updated_at = email, name, hashed, locale, now
        work.session.flush()
        for consent in queries.list_consents_in_force(work.session, user.id):
            consent.withdrawn_at = now
        record_consents(work, user.id, given, address=address, now=now)
        add_proof(work, user, ProofPurpose.VERIFY_EMAIL, address=address, now=now, onward=onward)


def record_consents(work: Work, user_id: UUID, given: Collection[UUID], *, address: str | None, now: datetime) -> None:
    """A row and a fact for each text, in the caller's unit of work."""
    for words in queries.list_consent_texts(work.session, given):
        work.session.add(Consent(user_id=user_id, consent_text_id=words.id, given_at=now, address=address or ""))
        work.record(
            ConsentGiven(
                stamp=Stamp(at=now, actor_id=user_id, address=address),
                user_id=user_id,
                consent_text_id=words.id,
                key=words.key,
                number=words.number,
            )
        )
