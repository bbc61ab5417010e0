"""What a save does to the eligibility check: looked at before and after, said to a script or on the next page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import flash, get_template_attribute

from incubator.accounts.signin import current_actor
from incubator.applications.models import Application
from incubator.applications.pages.eligibility import Standing, standing_after
from incubator.applications.queries import DraftCheck, find_draft_check, form_used
from incubator.db.session import session_now
from incubator.web.i18n import tr


@dataclass(frozen=True)
class Watched:
    """The conditions concerned (None: none is) and the answers before the save."""

    check: DraftCheck | None
    before: dict[str, Any]

    def after(self, answers: dict[str, Any]) -> Standing | None:
        return standing_after(self.check, self.before, answers)


def watch(application: Application, keys: Iterable[str], now: datetime) -> Watched:
    """Before the answers to these questions are saved.  Reads nothing when no condition looks at them."""
    form, by = form_used(application), current_actor().user_id
    check = find_draft_check(session_now(), application, form, by=by, now=now, keys=keys)
    return Watched(check, dict(application.answer_set.answers))


def drawn(standing: Standing | None) -> dict[str, Any] | None:
    """For a script: the list as the page shows it, and what to read aloud."""
    if standing is None:
        return None
    findings = get_template_attribute("applications/_findings.html", "findings")
    said = tr(standing.changed) if standing.changed else ""
    return {"html": str(findings(standing.findings)), "said": said}


def tell(standing: Standing | None) -> None:
    """Without scripts: on the page the save leads to."""
    if standing is not None and standing.changed:
        flash(tr(standing.changed), "info")
