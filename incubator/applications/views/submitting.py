"""Handing in, the receipt, taking back, withdrawing, the versions."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor
from incubator.applications import queries
from incubator.applications.forms.applying import SubmitForm, WithdrawForm
from incubator.applications.pages.submitting import receipt_page, submit_page, version_page, versions_page
from incubator.applications.pages.writing import detail_page
from incubator.applications.usecases.enclose_receipt import receipt_name
from incubator.applications.usecases.print_receipt import print_receipt
from incubator.applications.usecases.submit_application import submit_application
from incubator.applications.usecases.unsubmit_application import unsubmit_application
from incubator.applications.usecases.withdraw_application import withdraw_application
from incubator.applications.views.blueprint import MEMBER, REPRESENTATIVE, bp
from incubator.core.errors import DomainError, NotFound, Stale
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.web import clock
from incubator.web.access import door
from incubator.web.downloads import file_response
from incubator.web.forms import refuse
from incubator.web.i18n import tr


def _submit_page(application_id: UUID, ticked: tuple[str, ...] = (), error: DomainError | None = None) -> str:
    """With a fresh key and the state of the answers that this page shows; `ticked` are declarations still made."""
    session, actor = session_now(), current_actor()
    if error is not None:
        session.rollback()  # what was refused is not shown
    application = queries.get_to_submit(session, actor, application_id)
    page = submit_page(session, actor, application, clock.now())
    return render_template("applications/submit.html", page=page, ticked=ticked, error=error)


@bp.get("/applications/<uuid:application_id>/submit")
@door(needs="application.submit", subject="application_id", owner=MEMBER)
def submit_check(application_id: UUID) -> ResponseReturnValue:
    """The check list, what will be handed in, the server's clock, the declarations."""
    return _submit_page(application_id)


@bp.post("/applications/<uuid:application_id>/submit")
@door(needs="application.submit", subject="application_id", owner=REPRESENTATIVE)
def submit(application_id: UUID) -> ResponseReturnValue:
    form = SubmitForm.of(request.form)
    try:
        submission = submit_application(
            actor=current_actor(),
            application_id=application_id,
            key=form.key,
            revision=form.revision,
            declared=form.declared,
            received_at=clock.received_at(),
        )
    except NotFound:
        raise
    except DomainError as error:
        # After a change what was declared was about other words.
        ticked = () if isinstance(error, Stale) else form.declared
        return _submit_page(application_id, ticked, error), error.status
    flash(tr(text("신청 완료 — 접수번호 %(number)s", number=submission.receipt_no)))
    return redirect(url_for("applications.receipt", application_id=application_id))


@bp.get("/applications/<uuid:application_id>/receipt")
@door(needs="application.view", subject="application_id", owner=MEMBER)
def receipt(application_id: UUID) -> ResponseReturnValue:
    """The receipt of the version handed in last, also when it has been taken back since."""
    session, actor = session_now(), current_actor()
    application = queries.get_own(session, actor, application_id)
    version = queries.get_version(session, application_id, application.version_no)
    return render_template("applications/receipt.html", page=receipt_page(actor, application, version, clock.now()))


@bp.get("/applications/<uuid:application_id>/receipt.pdf")
@door(needs="application.view", subject="application_id", owner=MEMBER)
def receipt_pdf(application_id: UUID) -> ResponseReturnValue:
    printed = print_receipt(actor=current_actor(), application_id=application_id, now=clock.received_at())
    return file_response(
        chunks=[printed.content],
        name=receipt_name(printed.number),
        media_type="application/pdf",
        size=len(printed.content),
        inline=True,
    )


@bp.route("/applications/<uuid:application_id>/unsubmit", methods=["GET", "POST"])
@door(needs="application.unsubmit", subject="application_id", owner=REPRESENTATIVE)
def unsubmit(application_id: UUID) -> ResponseReturnValue:
    """One page that says in large letters what this means, and one button."""
    return _confirmed(application_id, "unsubmit", WithdrawForm(), "applications/unsubmit.html")


@bp.route("/applications/<uuid:application_id>/withdraw", methods=["GET", "POST"])
@door(needs="application.withdraw", subject="application_id", owner=REPRESENTATIVE)
def withdraw(application_id: UUID) -> ResponseReturnValue:
    return _confirmed(application_id, "withdraw", WithdrawForm(), "applications/withdraw.html")


def _confirmed(application_id: UUID, act: str, form: WithdrawForm, template: str) -> ResponseReturnValue:
    actor, status = current_actor(), 200
    if form.is_submitted():
        status = 422
        if form.validate():
            try:
                _take(act, application_id, form)
            except NotFound:
                raise
            except DomainError as error:
                status = refuse(form, error)
            else:
                return redirect(url_for("applications.detail", application_id=application_id))
    session = session_now()
    session.rollback()
    application = queries.get_own(session, actor, application_id)
    page = detail_page(session, actor, application, clock.now())
    return render_template(template, page=page, form=form), status


def _take(act: str, application_id: UUID, form: WithdrawForm) -> None:
    actor, now = current_actor(), clock.received_at()
    if act == "unsubmit":
        unsubmit_application(actor=actor, application_id=application_id, now=now)
        flash(tr(text("제출을 취소했습니다. 다시 제출하지 않으면 접수되지 않습니다.")), "warn")
    else:
        withdraw_application(actor=actor, application_id=application_id, reason=form.reason.data or "", now=now)
        flash(tr(text("신청을 철회했습니다.")), "info")


@bp.get("/applications/<uuid:application_id>/versions")
@door(needs="application.view", subject="application_id", owner=MEMBER)
def versions(application_id: UUID) -> ResponseReturnValue:
    """What was handed in when, and which presses were refused and why."""
    session, actor = session_now(), current_actor()
    application = queries.get_own(session, actor, application_id)
    return render_template("applications/versions.html", page=versions_page(session, actor, application, clock.now()))


@bp.get("/applications/<uuid:application_id>/versions/<int(max=9999):number>")
@door(needs="application.view", subject="application_id", owner=MEMBER)
def version(application_id: UUID, number: int) -> ResponseReturnValue:
    """One version as it was handed in."""
    session, actor = session_now(), current_actor()
    application = queries.get_own(session, actor, application_id)
    found = queries.get_version(session, application_id, number)
    return render_template(
        "applications/version.html", page=version_page(session, actor, application, found, clock.now())
    )
