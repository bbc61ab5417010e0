"""A founder enters his company and becomes its first owner."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from incubator.accounts.actor import Actor
from incubator.accounts.roles import Role
from incubator.accounts.usecases.grant_role import grant_role
from incubator.core.dates import day_in_kst
from incubator.core.errors import Invalid, RuleBroken
from incubator.core.text import Text, text
from incubator.db.unit_of_work import Work, is_unique_violation, unit_of_work
from incubator.organisations import queries, rules
from incubator.organisations.events import OrganisationRegistered, RepresentativeDeclared
from incubator.organisations.models import Organisation
from incubator.organisations.rules import Details, OrganisationKind

MOST_COMPANIES = 30
"""A person may run several companies (domain.md §7-12); a script may not make thousands."""


def register_organisation(
    *, actor: Actor, kind: OrganisationKind, details: Details, is_representative: bool, now: datetime
) -> UUID:
    """Enter a company; returns its id.

    `is_representative` declares the creator its representative, who alone may submit.  Raises Invalid (shape),
    RuleBroken (the number is entered already, too many companies).
    """
    if kind is OrganisationKind.PRE_FOUNDER:
        raise Invalid(text("기업 구분을 골라 주세요."), field="kind")
    accepted = rules.accepted(kind, details, today=day_in_kst(now))
    return enter(actor=actor, kind=kind, details=accepted, is_representative=is_representative, now=now)


def enter(*, actor: Actor, kind: OrganisationKind, details: Details, is_representative: bool, now: datetime) -> UUID:
    """Store accepted details as a new entry with its owner; shared with `start_as_pre_founder`."""
    with unit_of_work() as work:
        queries.take_turn_of(work.session, actor.user_id)
        if len(actor.organisation_ids) >= MOST_COMPANIES:
            raise RuleBroken(
                text("한 사람이 등록할 수 있는 기업은 %(most)s개까지입니다.", most=MOST_COMPANIES),
                how=text("더 필요하시면 센터로 연락해 주세요."),
            )
        check_branch(work, details)
        refuse_taken_brn(work, actor, details.brn)
        organisation = Organisation(created_at=now)
        organisation.describe(kind, details)
        if is_representative:
            organisation.name_representative(actor.user_id)
        work.session.add(organisation)
        flush_unique(work)
        stamp = actor.stamp(now)
        work.record(OrganisationRegistered(stamp=stamp, organisation_id=organisation.id, kind=str(kind)))
        if is_representative:
            work.record(RepresentativeDeclared(stamp=stamp, organisation_id=organisation.id, user_id=actor.user_id))
        grant_role(
            by=None,
            user_id=actor.user_id,
            role=Role.ORGANISATION_OWNER,
            organisation_id=organisation.id,
            starts_at=now,
            reason="organisation.registered",
            now=now,
            stamp=stamp,
        )
        return organisation.id


def check_branch(work: Work, details: Details) -> None:
    """Raises Invalid when the chosen branch is none of the centre's."""
    if details.branch_id is None or not queries.branch_exists(work.session, details.branch_id):
        sentence = text("목록에 있는 센터를 골라 주세요.")
        raise Invalid(sentence, field="branch_id")


def refuse_taken_brn(work: Work, actor: Actor, brn: str, *, own_id: UUID | None = None) -> None:
    """Raises RuleBroken with a way on when another entry has the number; never says whose it is."""
    if not brn:
        return
    present = queries.find_by_brn(work.session, brn) or queries.find_by_former_brn(work.session, brn)
    if present is None or present.id == own_id:
        return
    if actor.is_member_of(present.id):
        raise RuleBroken(
            text("이미 구성원으로 계신 기업의 사업자등록번호입니다. 내 기업 목록에서 그 기업을 골라 주세요."),
            field="brn",
        )
    raise RuleBroken(taken(), field="brn")


def taken() -> Text:
    return text(
        "이미 등록된 사업자등록번호입니다. 그 기업을 등록한 동료에게 구성원으로 초대해 달라고 해 주세요. 누가 등록했는지 알 수 "
        "없으면 사업자등록증을 준비해 센터로 연락해 주세요."
    )


def flush_unique(work: Work) -> None:
    """Write now; a colleague who entered the same number a moment earlier wins, and this person is told so."""
    try:
        work.session.flush()
    except IntegrityError as error:
        if is_unique_violation(error, "uq_organisations_brn", "organisations.brn"):
            raise RuleBroken(taken(), field="brn") from error
        raise
