"""The link of an invitation.  Opening it changes nothing, so that a link scanner does not use it up."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor, maybe_actor
from incubator.core.errors import Forbidden, NotFound
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.organisations import pages, queries
from incubator.organisations.usecases.accept_invitation import accept_invitation
from incubator.organisations.views.blueprint import bp
from incubator.web import clock
from incubator.web.access import door, public
from incubator.web.i18n import tr


@bp.get("/invitations/<string(maxlength=100):token>")
@public
def invitation(token: str) -> ResponseReturnValue:
    """Whoever has the link sees what it is for; a person without an account is led to sign up and back."""
    session = session_now()
    found = queries.get_invitation_by_token(session, token)
    organisation = queries.get_organisation(session, found.organisation_id)
    page = pages.invitation_page(organisation, found, maybe_actor(), path=request.path, now=clock.now())
    return render_template("organisations/invitation.html", page=page)


@bp.post("/invitations/<string(maxlength=100):token>")
@door(needs="invitation.accept", subject="token", owner="the person whose address was invited")
def accept(token: str) -> ResponseReturnValue:
    found = queries.get_invitation_by_token(session_now(), token)
    return _accept(found.id)


@bp.post("/organisations/invitations/<uuid:invitation_id>/accept")
@door(needs="invitation.accept", subject="invitation_id", owner="the person whose address was invited")
def accept_listed(invitation_id: UUID) -> ResponseReturnValue:
    """From the list of one's own invitations, for whoever came another way than by the link."""
    try:
        return _accept(invitation_id)
    except Forbidden as error:
        raise NotFound from error  # without the link nobody learns that somebody else was invited


def _accept(invitation_id: UUID) -> ResponseReturnValue:
    organisation_id = accept_invitation(actor=current_actor(), invitation_id=invitation_id, now=clock.now())
    flash(tr(text("구성원이 되었습니다. 이제 이 기업의 신청서를 함께 쓰실 수 있습니다.")))
    return redirect(url_for("organisations.detail", organisation_id=organisation_id))
