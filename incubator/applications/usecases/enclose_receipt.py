"""The receipt as a file for a mail."""

from __future__ import annotations

from uuid import UUID

from incubator.core.errors import NotFound
from incubator.db.session import session_now
from incubator.documents.queries import get_paper
from incubator.documents.usecases.render_paper import render_paper
from incubator.ports.mailbox import Enclosure

KIND = "receipt"
"""The word under which the composition root knows this maker."""


def enclose_receipt(reference: str) -> Enclosure:
    """`reference` is the id of the paper.  Raises LookupError when there is no such paper."""
    try:
        paper = get_paper(session_now(), UUID(reference))
    except NotFound as error:
        raise LookupError(reference) from error
    return Enclosure(receipt_name(paper.number), "application/pdf", render_paper(paper_id=paper.id))


def receipt_name(number: str) -> str:
    return f"접수증_{number}.pdf"
