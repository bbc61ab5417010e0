"""People, their roles and the centre's branches: the smallest valid ones."""

from __future__ import annotations

from datetime import datetime
from itertools import count
from typing import Any
from uuid import UUID

from incubator.accounts import queries
from incubator.accounts.actor import Actor, Grant
from incubator.accounts.models import Branch, ConsentText, RoleGrant, User, UserState
from incubator.accounts.roles import Role
from incubator.accounts.rules import email_key
from incubator.core.ids import new_id
from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work
from incubator.ports import passwords
from incubator.web import clock

PASSWORD = "바람이 부는 마산항 42"
"""The password of everybody here."""

_numbers = count(1)
_hashes: dict[int, str] = {}


def _password_hash() -> str:
    cost = id(passwords.hasher())
    if cost not in _hashes:
        _hashes[cost] = passwords.hash_password(PASSWORD)
    return _hashes[cost]


def a_user(
    name: str = "김하늘",
    *,
    email: str | None = None,
    role: Role | None = None,
    proven: bool = True,
    state: UserState = UserState.ACTIVE,
    locale: str = "ko",
    phone: str = "",
    now: datetime | None = None,
    **place: Any,
) -> User:
    """A person; `role=` (with organisation_id=, program_id=, branch_id=) grants one from `now` minus nothing."""
    now = now or clock.now()
    address = email or f"person{next(_numbers)}@example.kr"
    with unit_of_work(bookkeeping=True) as work:
        user = User(
            email=address,
            email_key=email_key(address),
            name=name,
            phone=phone,
            password_hash=_password_hash(),
            email_proven_at=now if proven else None,
            state=state,
            locale=locale,
            created_at=now,
        )
        work.session.add(user)
        work.session.flush()
        user_id = user.id
    if role is not None:
        a_grant(user_id, role, now=now, **place)
    return queries.get_user(session_now(), user_id)


def a_grant(
    user: User | UUID,
    role: Role,
    *,
    organisation_id: UUID | None = None,
    program_id: UUID | None = None,
    branch_id: UUID | None = None,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    now: datetime | None = None,
) -> RoleGrant:
    """A role in force from `starts_at` (now)."""
    with unit_of_work(bookkeeping=True) as work:
        grant = RoleGrant(
            user_id=user if isinstance(user, UUID) else user.id,
            role=role,
            organisation_id=organisation_id,
            program_id=program_id,
            branch_id=branch_id,
            starts_at=starts_at or now or clock.now(),
            ends_at=ends_at,
            reason="factory",
        )
        work.session.add(grant)
        work.session.flush()
        grant_id = grant.id
    found = session_now().get(RoleGrant, grant_id)
    assert found is not None
    return found


def a_branch(code: str = "main", name: str = "본센터", name_en: str = "Main centre") -> Branch:
    """The branch of this code; made when it is not there."""
    with unit_of_work(bookkeeping=True) as work:
        branch = work.session.query(Branch).filter_by(code=code).one_or_none()
        if branch is None:
            branch = Branch(code=code, name=name, name_en=name_en)
            work.session.add(branch)
    return queries.get_branch_by_code(session_now(), code)


def an_actor(user: User | UUID | None = None, *, now: datetime | None = None, address: str = "127.0.0.1") -> Actor:
    """The person as use cases see him, with the grants in force now; a new person when none is given."""
    user_id = user if isinstance(user, UUID) else (user or a_user()).id
    session = session_now()
    return queries.actor_for(session, queries.get_user(session, user_id), now or clock.now(), address=address)


def an_unsaved_actor(*grants: Grant, name: str = "김하늘") -> Actor:
    """An actor for unit tests of policies: no database."""
    return Actor(user_id=new_id(), name=name, email="person@example.kr", grants=grants, address="127.0.0.1")


def a_consent_text(
    key: str = "terms",
    *,
    number: int = 1,
    is_required: bool = True,
    title: str = "이용약관",
    now: datetime | None = None,
) -> ConsentText:
    with unit_of_work(bookkeeping=True) as work:
        words = ConsentText(
            key=key,
            number=number,
            title=title,
            body="목적, 항목, 보유 기간, 거부할 권리",
            is_required=is_required,
            effective_at=now or clock.now(),
        )
        work.session.add(words)
        work.session.flush()
        words_id = words.id
    found = session_now().get(ConsentText, words_id)
    assert found is not None
    return found
