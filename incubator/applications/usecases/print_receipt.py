"""The receipt as PDF, at any later time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications import queries
from incubator.applications.usecases.issue_receipt import issue_receipt
from incubator.core.errors import RuleBroken
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.documents.queries import find_paper_by_code
from incubator.documents.usecases.render_paper import render_paper


@dataclass(frozen=True)
class Printed:
    number: str
    content: bytes


def print_receipt(*, actor: Actor, application_id: UUID, now: datetime) -> Printed:
    """Of the version handed in last; issues the paper when the worker has not come to it yet.

    A receipt that was taken back is printed as revoked.  Raises NotFound, RuleBroken (taken back before it was issued).
    """
    session = session_now()
    application = queries.get_own(session, actor, application_id)
    version = queries.get_version(session, application_id, application.version_no)
    number, code, version_no = application.receipt_no or "", version.verification_code, version.number
    paper = find_paper_by_code(session, code)
    paper_id = paper.id if paper else issue_receipt(application_id=application_id, number=version_no, now=now)
    if paper_id is None:
        raise RuleBroken(
            text("제출이 취소되어 접수증이 없습니다."), how=text("다시 제출하시면 같은 접수번호로 접수증이 나옵니다.")
        )
    return Printed(number, render_paper(paper_id=paper_id))
