"""Files beside a round, for those who work on it."""

from __future__ import annotations

from typing import Any, BinaryIO, cast
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor
from incubator.approvals.queries import Candidates
from incubator.approvals.rules import Act
from incubator.core.errors import DomainError, Invalid, or_not_found
from incubator.core.text import Text, text
from incubator.db.session import session_now
from incubator.documents.queries import read_chunks
from incubator.programs import policy, queries
from incubator.programs.forms.approving import AskAttachmentForm
from incubator.programs.forms.rounds import AttachForm
from incubator.programs.models import Round
from incubator.programs.pages.staff import round_page
from incubator.programs.queries.authority import list_signers
from incubator.programs.usecases.attach_file_to_round import attach_file_to_round
from incubator.programs.usecases.request_attachment import request_attachment
from incubator.programs.workflow import RoundState
from incubator.web import clock
from incubator.web.access import door
from incubator.web.downloads import file_response
from incubator.web.filters import day
from incubator.web.forms import clean, refuse
from incubator.web.i18n import tr

bp = Blueprint("round_files", __name__, url_prefix="/staff/rounds")
OWNER = "staff of the round's program"
ASKED = text("결재를 올렸습니다. 승인되면 공고에 실리고 알려 드립니다.")


def _visible(round_id: UUID) -> Round:
    """404 also for those who may not know of it."""
    return queries.get_whole_visible_round(session_now(), current_actor(), round_id)


@bp.route("/<uuid:round_id>/attachments", methods=["GET", "POST"])
@door(needs="round.edit", subject="round_id", owner=OWNER)
def index(round_id: UUID) -> ResponseReturnValue:
    """Files beside the call, and one more."""
    found = _visible(round_id)
    form = AskAttachmentForm() if found.receipt_serial else AttachForm()
    if isinstance(form, AskAttachmentForm):
        form.offer(_candidates(found))
    status = 200 if request.method == "GET" else 422
    if form.validate_on_submit():
        try:
            told = _attach(round_id, form)
        except DomainError as error:
            status = refuse(form, error)
        else:
            flash(tr(told))
            return redirect(url_for("round_files.index", round_id=round_id))
    found = _visible(round_id)
    held = [
        {
            "name": file.name,
            "size": file.size,
            "note": item.title,
            "download_url": url_for("round_files.download", round_id=round_id, attachment_id=item.id),
        }
        for item, file in queries.list_attachments(session_now(), round_id)
    ]
    page: dict[str, Any] = {
        "round": round_page(current_actor(), found, announced_on=day(found.announced_on), now=clock.now()),
        "files": held,
        "may_attach": bool(policy.may_edit(current_actor(), found)) and found.state is not RoundState.CANCELLED,
        "is_public": found.published_at is not None,
        "proposed": _proposed(round_id),
    }
    return render_template("programs/staff/attachments.html", page=page, form=form), status


def _candidates(found: Round) -> Candidates:
    return list_signers(session_now(), found, Act.CORRECT, drafter_id=current_actor().user_id, now=clock.now())


def _proposed(round_id: UUID) -> dict[str, Any] | None:
    """The file that waits for approval, as `components/file_list.html` wants it."""
    file = queries.find_proposed_file(session_now(), round_id)
    if file is None:
        return None
    return {"name": file.name, "size": file.size, "download_url": url_for("round_files.proposed", round_id=round_id)}


def _attach(round_id: UUID, form: AttachForm) -> Text:
    """What to say when it went well."""
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        raise Invalid(text("올릴 파일을 골라 주세요."), field="file")
    wanted: dict[str, Any] = {
        "actor": current_actor(),
        "round_id": round_id,
        "stream": cast("BinaryIO", upload.stream),
        "filename": upload.filename,
        "title": form.title.data or "",
        "reason": clean(form.reason.data),
        "now": clock.now(),
    }
    if isinstance(form, AskAttachmentForm):
        request_attachment(**wanted, line=form.line)
        return ASKED
    attach_file_to_round(**wanted)
    return text("파일을 붙였습니다. 검사를 마치면 공고에 보입니다.")


@bp.get("/<uuid:round_id>/attachments/proposed")
@door(needs="round.read", subject="round_id", owner=OWNER)
def proposed(round_id: UUID) -> ResponseReturnValue:
    """The file that waits for approval, for those who decide."""
    _visible(round_id)
    file = or_not_found(queries.find_proposed_file(session_now(), round_id))
    return file_response(chunks=read_chunks(file), name=file.name, media_type=file.media_type, size=file.size)


@bp.get("/<uuid:round_id>/attachments/<uuid:attachment_id>")
@door(needs="round.read", subject="round_id", owner=OWNER)
def download(round_id: UUID, attachment_id: UUID) -> ResponseReturnValue:
    _visible(round_id)
    file = queries.get_attachment(session_now(), round_id, attachment_id)
    return file_response(chunks=read_chunks(file), name=file.name, media_type=file.media_type, size=file.size)
