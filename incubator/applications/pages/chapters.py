"""What applications tell on the page of a company: what was applied for, what became of it, and the papers of it."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy.orm import Session

from incubator.applications.models import Application
from incubator.applications.pages.history import TITLES
from incubator.applications.queries.of_company import list_of_company, list_paper_ids
from incubator.applications.queries.outcomes import outcome_states
from incubator.core.books import Named
from incubator.core.chapters import Chapter, Holding, Side, Told
from incubator.core.text import Text, text

FOR_STAFF_ONLY = frozenset(
    {
        "application.review_begun",
        "application.judged_eligible",
        "application.ineligible_proposed",
        "application.ineligible_returned",
        "application.ineligible_confirmed",
        "application.review_reopened",
        "application.supplement_recalled",
    }
)
"""A judgement is not told before it is released (`application.outcome_released` tells that it was)."""
WITH_REASON = frozenset({"application.withdrawn", "application.unsubmitted"})
KIND = text("지원 신청")


def _url(side: Side, application_id: UUID) -> str:
    return f"/staff/applications/{application_id}" if side.is_staff else f"/applications/{application_id}"


def _called(application: Application) -> str:
    return f"{application.round.title} {application.receipt_no or ''}".strip()


def _applications(session: Session, side: Side, organisation_id: UUID) -> Mapping[UUID, Named]:
    found = list_of_company(session, side.actor, organisation_id, as_staff=side.is_staff)
    return {one.id: Named(_called(one), _url(side, one.id)) for one in found}


def _papers(session: Session, side: Side, organisation_id: UUID) -> Mapping[UUID, Named]:
    found = {one.id: one for one in list_of_company(session, side.actor, organisation_id, as_staff=side.is_staff)}
    papers = list_paper_ids(session, list(found))
    return {paper_id: Named(_called(found[one]), _url(side, one)) for paper_id, one in papers}


def _holdings(session: Session, side: Side, organisation_id: UUID) -> tuple[Holding, ...]:
    found = list_of_company(session, side.actor, organisation_id, as_staff=side.is_staff)
    told = outcome_states(session, [one.id for one in found if one.released_at])
    return tuple(
        Holding(
            KIND,
            one.round.title,
            one.receipt_no or "–",
            told.get(one.id) or (one.state if side.is_staff else one.shown_state),
            _url(side, one.id),
            one.submitted_at or one.created_at,
        )
        for one in found
    )


def _told(title: Text, name: str) -> Told:
    return Told(title, for_staff_only=name in FOR_STAFF_ONLY, with_reason=name in WITH_REASON)


CHAPTERS: tuple[Chapter, ...] = (
    Chapter("application", _applications, {name: _told(title, name) for name, title in TITLES.items()}, _holdings),
    Chapter(
        "paper",
        _papers,
        {
            "paper.issued": Told(text("접수증이 나왔습니다")),
            "paper.reissued": Told(text("접수증을 다시 냈습니다")),
            "paper.revoked": Told(text("접수증이 효력을 잃었습니다"), with_reason=True),
        },
    ),
)
