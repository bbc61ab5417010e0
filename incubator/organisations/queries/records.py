"""Reading the register: for its keepers, and for the conditions of a call."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.core.errors import or_not_found
from incubator.db.pages import Page, paginate
from incubator.organisations import policy
from incubator.organisations.models import FormerIdentity, Organisation, Restriction, SupportRecord
from incubator.organisations.rules.numbers import digits_of
from incubator.organisations.rules.records import representative_key
from incubator.organisations.workflow import RecordState

Kept = TypeVar("Kept", Restriction, SupportRecord)


@dataclass(frozen=True)
class RecordFilter:
    """Part of a number or of a name; those taken out are left out unless `with_removed`."""

    words: str = ""
    with_removed: bool = False


@dataclass(frozen=True)
class Entries:
    """What the register holds of one applicant, the latest first."""

    restrictions: tuple[Restriction, ...] = ()
    supports: tuple[SupportRecord, ...] = ()

    def in_force(self, day: date) -> tuple[Restriction, ...]:
        return tuple(one for one in self.restrictions if one.is_in_force(day))


def list_restrictions(session: Session, actor: Actor, wanted: RecordFilter, *, number: int) -> Page[Any]:
    """Those that end last first.  Raises Forbidden."""
    policy.may_read_register(actor).enforce()
    statement = select(Restriction).order_by(Restriction.ends_on.desc(), Restriction.id)
    return paginate(session, _narrowed(statement, Restriction, wanted), number=number)


def list_support_records(session: Session, actor: Actor, wanted: RecordFilter, *, number: int) -> Page[Any]:
    """The latest first.  Raises Forbidden."""
    policy.may_read_register(actor).enforce()
    statement = select(SupportRecord).order_by(SupportRecord.starts_on.desc(), SupportRecord.id)
    return paginate(session, _narrowed(statement, SupportRecord, wanted), number=number)


def _narrowed(statement: Select[Any], kind: type[Restriction | SupportRecord], wanted: RecordFilter) -> Select[Any]:
    if not wanted.with_removed:
        statement = statement.where(kind.state == RecordState.RECORDED)
    if wanted.words:
        columns = [kind.company_name, kind.representative_name]
        matches = [column.icontains(wanted.words, autoescape=True) for column in columns]
        digits = digits_of(wanted.words)
        if digits.isdigit():
            matches.append(kind.brn.contains(digits, autoescape=True))
        statement = statement.where(or_(*matches))
    return statement


def get_restriction(session: Session, actor: Actor, restriction_id: UUID) -> Restriction:
    """Raises Forbidden, NotFound."""
    policy.may_read_register(actor).enforce()
    return or_not_found(session.get(Restriction, restriction_id))


def get_support_record(session: Session, actor: Actor, support_record_id: UUID) -> SupportRecord:
    """Raises Forbidden, NotFound."""
    policy.may_read_register(actor).enforce()
    return or_not_found(session.get(SupportRecord, support_record_id))


def get_restriction_for_change(session: Session, restriction_id: UUID) -> Restriction:
    """Locked.  Raises NotFound."""
    return or_not_found(session.get(Restriction, restriction_id, with_for_update=True, populate_existing=True))


def get_support_record_for_change(session: Session, support_record_id: UUID) -> SupportRecord:
    """Locked.  Raises NotFound."""
    return or_not_found(session.get(SupportRecord, support_record_id, with_for_update=True, populate_existing=True))


def entries_of(session: Session, organisations: Iterable[Organisation]) -> dict[UUID, Entries]:
    """By registration number, present and former, and by representative; three statements for any number."""
    keys = _keys_of(session, list(organisations))
    wanted = sorted({key for found in keys.values() for key in found})
    restrictions = _recorded(session, Restriction, wanted)
    supports = _recorded(session, SupportRecord, wanted)
    return {
        organisation_id: Entries(
            tuple(row for row in restrictions if row.subject_key in found),
            tuple(row for row in supports if row.subject_key in found),
        )
        for organisation_id, found in keys.items()
    }


def _recorded(session: Session, kind: type[Kept], keys: Sequence[str]) -> list[Kept]:
    statement = select(kind).where(kind.subject_key.in_(keys), kind.state == RecordState.RECORDED)
    return list(session.scalars(statement.order_by(kind.starts_on.desc(), kind.id)))


def _keys_of(session: Session, organisations: Sequence[Organisation]) -> dict[UUID, set[str]]:
    found: dict[UUID, set[str]] = {one.id: {one.brn} if one.brn else set() for one in organisations}
    for one in organisations:
        if one.representative_born_on:
            found[one.id].add(representative_key(one.representative_name, one.representative_born_on))
    former = select(FormerIdentity.organisation_id, FormerIdentity.brn).where(
        FormerIdentity.organisation_id.in_(list(found)), FormerIdentity.brn.is_not(None)
    )
    for organisation_id, brn in session.execute(former):
        found[organisation_id].add(brn or "")
    return found
