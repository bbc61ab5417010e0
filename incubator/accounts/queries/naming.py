"""What people and branches are called, for pages that know only their ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from incubator.accounts import policy
from incubator.accounts.models import Branch, ConsentText, User
from incubator.accounts.queries.administration import find_person_ids
from incubator.core.books import MOST_FOUND, Book, Named
from incubator.core.masking import mask_name


def _people(session: Session, ids: Sequence[UUID]) -> Mapping[UUID, Named]:
    """Masked: whose page it is says more to those who may read it."""
    rows = session.execute(select(User.id, User.name).where(User.id.in_(ids)))
    return {user_id: Named(mask_name(name), f"/staff/users/{user_id}") for user_id, name in rows}


def _branches(session: Session, ids: Sequence[UUID]) -> Mapping[UUID, Named]:
    rows = session.execute(select(Branch.id, Branch.name).where(Branch.id.in_(ids)))
    return {branch_id: Named(name, "/staff/branches") for branch_id, name in rows}


def _find_branches(session: Session, words: str) -> Sequence[UUID]:
    return session.scalars(
        select(Branch.id).where(Branch.name.contains(words, autoescape=True)).limit(MOST_FOUND)
    ).all()


def _consents(session: Session, ids: Sequence[UUID]) -> Mapping[UUID, Named]:
    rows = session.execute(select(ConsentText.id, ConsentText.title, ConsentText.key).where(ConsentText.id.in_(ids)))
    return {text_id: Named(title, f"/staff/consents/{key}") for text_id, title, key in rows}


def _find_consents(session: Session, words: str) -> Sequence[UUID]:
    statement = select(ConsentText.id).where(ConsentText.title.contains(words, autoescape=True))
    return session.scalars(statement.limit(MOST_FOUND)).all()


BOOKS = (
    Book("user", _people, find_person_ids, policy.may_read_people),
    Book("branch", _branches, _find_branches, policy.may_edit_branches),
    Book("consent_text", _consents, _find_consents, policy.may_publish_consent_texts),
)
