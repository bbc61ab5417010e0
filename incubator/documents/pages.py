"""What the public page shows of a paper: never more than what is needed to compare it with the one in the hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from incubator.documents import queries, rules
from incubator.documents.models import IssuedPaper
from incubator.documents.rules import PaperKind
from incubator.documents.workflow import PaperState


@dataclass(frozen=True)
class PaperPage:
    """`code` is grouped; `is_intact` says whether the stored content still has the hash it was issued with."""

    kind: PaperKind
    number: str
    code: str
    title: str
    holder: str
    issued_at: datetime
    state: PaperState
    ended_at: datetime | None
    is_intact: bool
    reissued_at: datetime | None = None

    @property
    def tone(self) -> str:
        if not self.is_intact or self.state is PaperState.REVOKED:
            return "danger"
        return "success" if self.state is PaperState.ISSUED else "warn"


def paper_page(session: Session, paper: IssuedPaper) -> PaperPage:
    successor = queries.find_successor(session, paper.id) if paper.state is PaperState.REISSUED else None
    return PaperPage(
        kind=paper.kind,
        number=paper.number,
        code=rules.grouped(paper.code),
        title=paper.title,
        holder=paper.holder_masked,
        issued_at=paper.issued_at,
        state=paper.state,
        ended_at=paper.ended_at,
        is_intact=rules.content_hash(paper.content) == paper.sha256,
        reissued_at=successor.issued_at if successor else None,
    )
