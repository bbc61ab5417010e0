"""Files of a draft: put in when chosen, taken out, opened; certificates of the wallet."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from uuid import UUID

from flask import flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor
from incubator.applications import queries
from incubator.applications.pages.writing import file_urls
from incubator.applications.usecases.adopt_wallet_document import adopt_wallet_document
from incubator.applications.usecases.attach_file import attach_file
from incubator.applications.usecases.open_attachment import open_attachment
from incubator.applications.usecases.remove_file import remove_file
from incubator.applications.views.blueprint import MEMBER, WRITER, bp
from incubator.applications.views.posted import said
from incubator.applications.views.watching import Watched, drawn, tell, watch
from incubator.core.errors import DomainError, Forbidden, NotFound
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.questionnaires.pages import files_of, total_text
from incubator.questionnaires.queries import form_of
from incubator.web import clock
from incubator.web.access import door
from incubator.web.downloads import file_response
from incubator.web.errors import wants_json
from incubator.web.i18n import tr


def _watch(application_id: UUID, key: str) -> Watched:
    """Who may not write is refused by the use case, with its reason."""
    return watch(queries.get_visible(session_now(), current_actor(), application_id), (key,), clock.now())


def _answer(application_id: UUID, key: str, watched: Watched) -> ResponseReturnValue:
    """The files of the question as they are now: for a script as data, for a person as the page."""
    application = queries.get_own(session_now(), current_actor(), application_id)
    answer_set = application.answer_set
    standing = watched.after(answer_set.answers)
    if not wants_json():
        tell(standing)
        return redirect(_section_address(application_id, key))
    attached = answer_set.answers.get(key)
    files: list[dict[str, Any]] = [
        {
            "id": view.id,
            "name": view.name,
            "size_text": view.size_text,
            "pages": view.pages,
            "download_url": view.download_url,
            "remove_url": view.remove_url,
        }
        for view in files_of(key, attached, file_urls(application_id))
    ]
    version = int(answer_set.stamps.get(key, {}).get("v", 0))
    total = tr(total_text(attached))
    return jsonify({"files": files, "total_text": total, "version": version, "eligibility": drawn(standing)})


def _section_address(application_id: UUID, key: str) -> str:
    application = queries.get_own(session_now(), current_actor(), application_id)
    section = form_of(application.answer_set.version).section_of.get(key)
    if section is None:
        raise NotFound
    return f"{url_for('applications.section', application_id=application_id, key=section.key)}#question-{key}"


def _refused(application_id: UUID, key: str, error: DomainError) -> ResponseReturnValue:
    """A script gets the error itself; a person who may write goes back to the page with the sentence on top."""
    if wants_json() or isinstance(error, Forbidden | NotFound):
        raise error
    flash(tr(said(error)), "danger")
    session_now().rollback()
    return redirect(_section_address(application_id, key))


@bp.post("/applications/<uuid:application_id>/files/<string(maxlength=60):key>")
@door(needs="application.write", subject="application_id", owner=WRITER)
def upload_file(application_id: UUID, key: str) -> ResponseReturnValue:
    upload = request.files.get("file")
    stream = upload.stream if upload else BytesIO()
    name = (upload.filename if upload else "") or ""
    watched = _watch(application_id, key)
    try:
        attach_file(
            actor=current_actor(),
            application_id=application_id,
            question_key=key,
            stream=stream,  # type: ignore[arg-type]  # werkzeug says IO[bytes]
            filename=name,
            now=clock.received_at(),
        )
    except DomainError as error:
        return _refused(application_id, key, error)
    return _answer(application_id, key, watched)


@bp.post("/applications/<uuid:application_id>/files/<string(maxlength=60):key>/<uuid:file_id>/remove")
@door(needs="application.write", subject="application_id", owner=WRITER)
def remove_attached_file(application_id: UUID, key: str, file_id: UUID) -> ResponseReturnValue:
    watched = _watch(application_id, key)
    try:
        remove_file(
            actor=current_actor(),
            application_id=application_id,
            question_key=key,
            file_id=file_id,
            now=clock.received_at(),
        )
    except DomainError as error:
        return _refused(application_id, key, error)
    return _answer(application_id, key, watched)


@bp.post("/applications/<uuid:application_id>/files/<string(maxlength=60):key>/wallet")
@door(needs="application.write", subject="application_id", owner=WRITER)
def adopt_document(application_id: UUID, key: str) -> ResponseReturnValue:
    """Use a certificate that the company keeps."""
    try:
        chosen = UUID(request.form.get("wallet_document_id", ""))
    except ValueError as error:
        raise NotFound from error
    watched = _watch(application_id, key)
    try:
        adopt_wallet_document(
            actor=current_actor(),
            application_id=application_id,
            question_key=key,
            wallet_document_id=chosen,
            now=clock.received_at(),
        )
    except DomainError as error:
        return _refused(application_id, key, error)
    flash(tr(text("서류함의 서류를 붙였습니다.")))
    return _answer(application_id, key, watched)


@bp.get("/applications/<uuid:application_id>/files/<uuid:file_id>")
@door(needs="application.view", subject="application_id", owner=MEMBER)
def open_attached_file(application_id: UUID, file_id: UUID) -> ResponseReturnValue:
    opened = open_attachment(
        actor=current_actor(), application_id=application_id, file_id=file_id, now=clock.received_at()
    )
    return file_response(**vars(opened))
