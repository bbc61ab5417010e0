"""The version handed in last no longer counts, and neither does its receipt."""

from __future__ import annotations

from datetime import datetime

from incubator.accounts.actor import Actor
from incubator.applications import queries
from incubator.applications.models import Application
from incubator.db.unit_of_work import unit_of_work
from incubator.documents.queries import find_paper_in_force
from incubator.documents.usecases.revoke_paper import revoke_paper


def void_receipt(*, actor: Actor, application: Application, reason: str, now: datetime) -> None:
    """Part of un-submitting and withdrawing; joins their unit of work.  `reason` is shown to whoever checks the paper.

    The paper may not be issued yet: it is set after the submit, and then finds the version void.
    """
    with unit_of_work() as work:
        version = queries.find_version(work.session, application.id, application.version_no)
        if version is None:
            return
        version.void(at=now)
        paper = find_paper_in_force(work.session, subject_kind="application", subject_id=application.id)
        if paper is not None:
            revoke_paper(actor=actor, paper_id=paper.id, reason=reason, now=now)
