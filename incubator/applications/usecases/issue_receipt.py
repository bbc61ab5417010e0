"""Make the receipt (접수증) of a version that was handed in, and tell the members."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from incubator.applications import queries
from incubator.applications.models import Application, ApplicationVersion
from incubator.applications.rules import TITLE_KEY
from incubator.core.masking import mask_name
from incubator.core.phones import format_phone
from incubator.db.unit_of_work import unit_of_work
from incubator.documents.queries import find_paper_by_code
from incubator.documents.rules import PaperKind, Receipt, ReceiptFile
from incubator.documents.usecases.issue_paper import issue_paper
from incubator.organisations.models import Organisation
from incubator.programs.models import Round
from incubator.questionnaires.queries import form_of


def issue_receipt(*, application_id: UUID, number: int, now: datetime) -> UUID | None:
    """The id of the paper; None when the version no longer counts.  A second call finds the paper issued.

    The verification code was made by the submit, so that its page could show it at once.
    """
    with unit_of_work() as work:
        application = queries.find_for_change(work.session, application_id)
        version = queries.find_version(work.session, application_id, number)
        if application is None or version is None or version.voided_at is not None:
            return None
        known = find_paper_by_code(work.session, version.verification_code)
        if known is not None:
            return known.id
        labels = _labels(application)
        receipt = receipt_of(application, version, labels)
        return issue_paper(
            actor=None,
            kind=PaperKind.RECEIPT,
            number=receipt.number,
            title=application.round.title,
            holder_masked=receipt.applicant,
            content=receipt.content(),
            subject_kind="application",
            subject_id=application_id,
            code=version.verification_code,
            now=now,
        ).id


def receipt_of(application: Application, version: ApplicationVersion, labels: Mapping[str, str]) -> Receipt:
    """What the receipt of this version says; `labels` names the file questions."""
    answers: Mapping[str, Any] = version.snapshot["answers"]
    title = answers.get(TITLE_KEY)
    return Receipt(
        number=application.receipt_no or "",
        program=application.round.program.name,
        round_title=application.round.title,
        project_title=title if isinstance(title, str) else "",
        applicant=masked_applicant(application.organisation),
        received_at=version.received_at,
        version=version.number,
        contact=contact_of(application.round),
        files=tuple(_files(version.snapshot["files"], labels)),
    )


def _files(files: Iterable[Mapping[str, Any]], labels: Mapping[str, str]) -> Iterable[ReceiptFile]:
    for file in files:
        yield ReceiptFile(
            name=file["name"],
            size=file["size"],
            sha256=file["sha256"],
            pages=file["pages"],
            label=labels.get(file["question"], ""),
        )


def _labels(application: Application) -> dict[str, str]:
    form = form_of(application.answer_set.version)
    return {key: question.label for key, question in form.questions.items()}


def masked_applicant(organisation: Organisation) -> str:
    """The company by name, people masked (domain.md §6: 신청자(마스킹))."""
    person = mask_name(organisation.representative_name)
    return person if organisation.is_pre_founder else f"{organisation.display_name} ({person})"


def contact_of(round_: Round) -> str:
    """One line: who answers questions about the round."""
    parts = (round_.contact_name, format_phone(round_.contact_phone), round_.contact_email)
    return " · ".join(part for part in parts if part)
