"""Certificates a company keeps."""

from __future__ import annotations

from io import BytesIO
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor
from incubator.core.errors import DomainError
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.organisations import pages, queries
from incubator.organisations.forms import WalletForm
from incubator.organisations.rules import WalletKind
from incubator.organisations.usecases.add_wallet_document import ACCEPTS, add_wallet_document
from incubator.organisations.usecases.open_wallet_document import open_wallet_document
from incubator.organisations.usecases.remove_wallet_document import remove_wallet_document
from incubator.organisations.views.blueprint import MEMBER, bp
from incubator.web import clock
from incubator.web.access import door
from incubator.web.downloads import file_response
from incubator.web.forms import refuse
from incubator.web.i18n import tr


@bp.route("/organisations/<uuid:organisation_id>/wallet", methods=["GET", "POST"])
@door(needs="organisation.view", subject="organisation_id", owner=MEMBER)
def wallet(organisation_id: UUID) -> ResponseReturnValue:
    """What is kept, until when each counts; a member who may write adds here."""
    form, status = WalletForm(), 200
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                _add(organisation_id, form)
            except DomainError as error:
                status = _refuse(form, error)
            else:
                flash(tr(text("증명서를 넣었습니다. 신청서의 파일 칸에서 다시 쓰실 수 있습니다.")))
                return redirect(url_for("organisations.wallet", organisation_id=organisation_id))
    session, actor = session_now(), current_actor()
    organisation = queries.get_visible(session, actor, organisation_id)
    extensions = ",".join(ACCEPTS.extensions)
    page = pages.wallet_page(
        session, actor, organisation, accepts=ACCEPTS.in_words, extensions=extensions, now=clock.now()
    )
    return render_template("organisations/wallet.html", form=form, page=page), status


def _add(organisation_id: UUID, form: WalletForm) -> None:
    upload = form.file.data
    add_wallet_document(
        actor=current_actor(),
        organisation_id=organisation_id,
        kind=WalletKind(form.kind.data),
        title=form.title.data or "",
        issued_on=form.issued_on.data,
        expires_on=form.expires_on.data,
        stream=upload.stream if upload else BytesIO(),
        filename=(upload.filename if upload else "") or "",
        now=clock.now(),
    )


def _refuse(form: WalletForm, error: DomainError) -> int:
    """A refusal of the file has no field of its own: it belongs to the file field."""
    if error.field is None and not getattr(error, "problems", None):
        form.file.errors = [*form.file.errors, tr(error.message) + (" " + tr(error.how) if error.how else "")]
        return error.status
    return refuse(form, error)


@bp.get("/organisations/<uuid:organisation_id>/wallet/<uuid:wallet_document_id>")
@door(needs="organisation.view", subject="organisation_id", owner=MEMBER)
def wallet_file(organisation_id: UUID, wallet_document_id: UUID) -> ResponseReturnValue:
    opened = open_wallet_document(
        actor=current_actor(),
        organisation_id=organisation_id,
        wallet_document_id=wallet_document_id,
        now=clock.now(),
    )
    return file_response(**vars(opened))


@bp.post("/organisations/<uuid:organisation_id>/wallet/<uuid:wallet_document_id>/remove")
@door(needs="organisation.edit", subject="organisation_id", owner=MEMBER)
def remove_document(organisation_id: UUID, wallet_document_id: UUID) -> ResponseReturnValue:
    remove_wallet_document(
        actor=current_actor(),
        organisation_id=organisation_id,
        wallet_document_id=wallet_document_id,
        now=clock.now(),
    )
    flash(tr(text("증명서를 서류함에서 뺐습니다. 이미 신청서에 붙인 것은 그대로입니다.")))
    return redirect(url_for("organisations.wallet", organisation_id=organisation_id))
