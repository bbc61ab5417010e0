"""What programs tell on the page of a company: in which rounds it takes part."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy.orm import Session

from incubator.core.books import Named
from incubator.core.chapters import Chapter, Holding, Side, Told
from incubator.core.text import text
from incubator.programs.queries.participations import list_of_organisation

KIND = text("사업 참여")


def _url(round_id: UUID) -> str:
    """The call, which everybody may read."""
    return f"/calls/{round_id}"


def _things(session: Session, _side: Side, organisation_id: UUID) -> Mapping[UUID, Named]:
    found = list_of_organisation(session, organisation_id)
    return {one.id: Named(round_.title, _url(round_.id)) for one, round_ in found}


def _holdings(session: Session, _side: Side, organisation_id: UUID) -> tuple[Holding, ...]:
    return tuple(
        Holding(KIND, round_.title, "–", one.state, _url(round_.id), one.created_at)
        for one, round_ in list_of_organisation(session, organisation_id)
    )


CHAPTERS: tuple[Chapter, ...] = (
    Chapter(
        "participation",
        _things,
        {
            "participant.admitted": Told(text("선정되어 사업에 참여합니다")),
            "participant.withdrawn": Told(text("사업 참여를 마치지 않고 그만두었습니다"), with_reason=True),
        },
        _holdings,
    ),
)
