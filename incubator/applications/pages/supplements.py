"""Requests for a supplement, as the centre and the applicant see them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import url_for

from incubator.accounts.actor import Actor
from incubator.applications import policy
from incubator.applications.models import Application, SupplementItem, SupplementRequest
from incubator.applications.pages.writing import Head, head_of
from incubator.applications.rules.grounds import Defect
from incubator.applications.rules.intake import LONGEST_ANSWER, MOST_FILES
from incubator.applications.usecases.attach_supplement_file import file_rule
from incubator.applications.workflow import SupplementState
from incubator.core.errors import DomainError, Stale
from incubator.core.text import Text, text
from incubator.documents.rules import FileRule
from incubator.questionnaires.pages import FileUrls, FileView, UploadView, files_of, total_text
from incubator.web.i18n import tr


@dataclass(frozen=True)
class ItemView:
    """`unsaved` is what was typed and refused, with `problem`; `theirs` what another member wrote meanwhile."""

    id: UUID
    no: int
    defect: Defect
    asked: str
    answer: str
    version: int
    files: tuple[FileView, ...]
    is_answered: bool
    upload: UploadView | None = None
    problem: Text | None = None
    theirs: str | None = None
    row_key: str = ""


@dataclass(frozen=True)
class RequestView:
    id: UUID
    no: int
    state: SupplementState
    note: str
    asked_at: datetime
    due_at: datetime
    supplied_at: datetime | None
    sha256: str | None
    items: tuple[ItemView, ...]
    recall_url: str = ""


@dataclass(frozen=True)
class SupplementPage:
    head: Head
    request: RequestView
    may_write: bool
    is_open: bool
    missing: int
    max_chars: int = LONGEST_ANSWER


@dataclass(frozen=True)
class TypedAnswers:
    """What was typed and why it was refused, by item."""

    typed: Mapping[UUID, str] = field(default_factory=dict)
    refused: Mapping[UUID, DomainError] = field(default_factory=dict)


def supplement_page(
    actor: Actor, application: Application, request: SupplementRequest, given: TypedAnswers, now: datetime
) -> SupplementPage:
    """The applicant's own page of one request."""
    is_open = request.is_open(now)
    may_write = is_open and bool(policy.may_supply(actor, application))
    rule = file_rule(now) if may_write else None
    items = tuple(_own_item(application, request, item, given, rule) for item in request.items)
    return SupplementPage(
        head=head_of(actor, application, now),
        request=_request(request, items),
        may_write=may_write,
        is_open=is_open,
        missing=sum(not item.is_answered for item in items),
    )


def _own_item(
    application: Application,
    request: SupplementRequest,
    item: SupplementItem,
    given: TypedAnswers,
    rule: FileRule | None,
) -> ItemView:
    urls, error = own_urls(application.id, request.id, item.id), given.refused.get(item.id)
    files = files_of("", shown_files(item), urls)
    upload = None
    if rule is not None:
        upload = UploadView(
            url=urls.upload,
            accept=",".join(rule.extensions),
            max_bytes=rule.max_bytes,
            max_text=f"{rule.max_bytes // 1_000_000} MB",
            limits=(rule.in_words, text("한 항목에 %(count)s개까지", count=MOST_FILES)),
            files=files,
            total_text=total_text(shown_files(item)),
            several=True,
        )
    return ItemView(
        id=item.id,
        no=item.no,
        defect=item.defect,
        asked=item.asked,
        answer=given.typed.get(item.id, item.answer) if error else item.answer,
        version=item.version,
        files=files,
        is_answered=item.is_answered,
        upload=upload,
        problem=error.message if error else None,
        theirs=str(error.theirs) if isinstance(error, Stale) else None,
    )


def shown_files(item: SupplementItem) -> list[dict[str, object]]:
    """The files of an item in the shape of a stored answer."""
    return [{"file_id": str(file.file_id), **file.shown} for file in item.files]


def files_of_item(application_id: UUID, request_id: UUID, item: SupplementItem) -> dict[str, Any]:
    """What a script is told about an item's files."""
    stored = shown_files(item)
    files = [
        {
            "id": view.id,
            "name": view.name,
            "size_text": view.size_text,
            "pages": view.pages,
            "download_url": view.download_url,
            "remove_url": view.remove_url,
        }
        for view in files_of("", stored, own_urls(application_id, request_id, item.id))
    ]
    return {"files": files, "total_text": tr(total_text(stored))}


NOBODY = UUID(int=0)


def own_urls(application_id: UUID, request_id: UUID, item_id: UUID) -> FileUrls:
    """The applicant's addresses of an item's files."""
    place: dict[str, Any] = {"application_id": application_id, "request_id": request_id, "item_id": item_id}
    remove = url_for("applications.remove_supplement_file", **place, file_id=NOBODY)
    download = url_for("applications.supplement_file", application_id=application_id, file_id=NOBODY)
    return FileUrls(
        upload=url_for("applications.attach_supplement_file", **place),
        download=download.replace(str(NOBODY), "{file_id}"),
        remove=remove.replace(str(NOBODY), "{file_id}"),
    )


def staff_request(application: Application, request: SupplementRequest, *, may_recall: bool) -> RequestView:
    """What staff read: the answers only once they were handed in."""
    download = url_for("applications.staff_supplement_file", application_id=application.id, file_id=NOBODY)
    urls = FileUrls(upload="", remove="", download=download.replace(str(NOBODY), "{file_id}"))
    is_supplied = request.state is SupplementState.SUPPLIED
    items = tuple(
        ItemView(
            item.id,
            item.no,
            item.defect,
            item.asked,
            item.answer if is_supplied else "",
            item.version,
            files_of("", shown_files(item), urls) if is_supplied else (),
            is_supplied,
            row_key=item.row_key,
        )
        for item in request.items
    )
    recall = may_recall and request.state is SupplementState.AWAITED
    url = (
        url_for("applications.supplement_recall", application_id=application.id, request_id=request.id)
        if recall
        else ""
    )
    return _request(request, items, url)


def _request(request: SupplementRequest, items: tuple[ItemView, ...], recall_url: str = "") -> RequestView:
    return RequestView(
        id=request.id,
        no=request.no,
        state=request.state,
        note=request.note,
        asked_at=request.created_at,
        due_at=request.due_at,
        supplied_at=request.supplied_at,
        sha256=request.sha256,
        items=items,
        recall_url=recall_url,
    )
