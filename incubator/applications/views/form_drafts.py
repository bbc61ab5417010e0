"""Which applications stand on a version of a form."""

from __future__ import annotations

from uuid import UUID

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor
from incubator.applications.queries.drafts import list_on_version
from incubator.applications.views.blueprint import bp
from incubator.applications.views.noted import note_companies
from incubator.db.session import session_now
from incubator.questionnaires import policy
from incubator.questionnaires.queries import get_version
from incubator.web.access import door
from incubator.web.urls import page_number


@bp.get("/staff/forms/versions/<uuid:version_id>/drafts")
@door(needs="form.read", subject="version_id", owner="staff; rows are those of one's own programs")
def form_drafts(version_id: UUID) -> ResponseReturnValue:
    """A draft is the applicant's own: staff see that it exists, not what is in it."""
    actor, session = current_actor(), session_now()
    policy.may_read_forms(actor).enforce()
    version = get_version(session, version_id)
    rows = list_on_version(session, actor, version_id, page=page_number())
    url = url_for("applications.form_drafts", version_id=version_id)
    body = render_template("applications/form_drafts.html", version=version, rows=rows, url=url)
    note_companies([row.organisation_id for row in rows.items])
    return body
